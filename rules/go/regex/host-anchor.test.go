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
