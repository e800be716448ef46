package check

import "regexp"

// ruleid: go.regex.host-anchor
var bad = regexp.MustCompile(`https?://good\.com`)

// ok: go.regex.host-anchor
var good = regexp.MustCompile(`^https?://good\.com/`)

func match(text string) bool {
	// ruleid: go.regex.host-anchor
	found, _ := regexp.MatchString(`https?://good\.com`, text)
	return found
}

func compile() (*regexp.Regexp, error) {
	// ok: go.regex.host-anchor
	if _, err := regexp.Compile(`^https?://www\.example\.org/`); err != nil {
		return nil, err
	}
	// ok: go.regex.host-anchor
	regexp.MustCompile(`^/[a-z]+$`)
	// ruleid: go.regex.host-anchor
	return regexp.Compile(`https?://www\.example\.org`)
}
