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
