package check

import "regexp"

// ruleid: go.regex.half-anchored
var bad = regexp.MustCompile(`^https://a\.com|https://b\.com`)

// ok: go.regex.half-anchored
var good = regexp.MustCompile(`^(?:https://a\.com|https://b\.com)/`)

func match(text string) bool {
	// ruleid: go.regex.half-anchored
	found, _ := regexp.MatchString(`^https://a\.com|https://b\.com`, text)
	return found
}

func compile() (*regexp.Regexp, error) {
	// ok: go.regex.half-anchored
	if _, err := regexp.Compile(`^http://a\.org|^http://b\.org`); err != nil {
		return nil, err
	}
	// ok: go.regex.half-anchored
	regexp.MustCompile(`^(http|https)://a\.org/`)
	// ruleid: go.regex.half-anchored
	return regexp.Compile(`^http://a\.org|http://b\.org`)
}
