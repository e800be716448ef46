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
