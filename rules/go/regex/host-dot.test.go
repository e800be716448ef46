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
