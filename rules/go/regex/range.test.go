package check

import "regexp"

// ruleid: go.regex.range
var bad = regexp.MustCompile(`^[A-z0-9]+$`)

// ok: go.regex.range
var good = regexp.MustCompile(`^[A-Za-z0-9]+$`)

func match(text string) bool {
	// ruleid: go.regex.range
	found, _ := regexp.MatchString(`^[A-z0-9]+$`, text)
	return found
}

func compile() (*regexp.Regexp, error) {
	// ok: go.regex.range
	if _, err := regexp.Compile(`[A-Z]`); err != nil {
		return nil, err
	}
	// ok: go.regex.range
	regexp.MustCompile(`[a-f0-9]`)
	// ruleid: go.regex.range
	return regexp.Compile(`[A-z]`)
}
