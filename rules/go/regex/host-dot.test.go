package check

import "regexp"

// ruleid: go.regex.host-dot
var bad = regexp.MustCompile(`^https://www.example.com/`)

// ok: go.regex.host-dot
var good = regexp.MustCompile(`^https://www\.example\.com/`)

func match(text string) bool {
	// ruleid: go.regex.host-dot
	found, _ := regexp.MatchString(`^https://www.example.com/`, text)
	return found
}

func compile() (*regexp.Regexp, error) {
	// ok: go.regex.host-dot
	if _, err := regexp.Compile(`^https://api\.example\.org/`); err != nil {
		return nil, err
	}
	// ok: go.regex.host-dot
	regexp.MustCompile(`^[a-z]+$`)
	// ruleid: go.regex.host-dot
	return regexp.Compile(`^https://(?:api|www).example.org/`)
}
