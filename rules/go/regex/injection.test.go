package demo

import (
	"net/http"
	"regexp"
)

func find(w http.ResponseWriter, r *http.Request, text string) {
	wanted := r.FormValue("wanted")
	// ruleid: go.regex.injection
	regexp.MustCompile(wanted)
	// ruleid: go.regex.injection
	regexp.Compile("^" + wanted + "$")
	// ruleid: go.regex.injection
	regexp.MatchString(r.URL.Query().Get("q"), text)
	// ok: go.regex.injection
	regexp.MustCompile(regexp.QuoteMeta(wanted))
	// ok: go.regex.injection
	regexp.MustCompile("^[a-z]+$").MatchString(wanted)
	// ok: go.regex.injection
	regexp.MatchString("a+", wanted)
}
