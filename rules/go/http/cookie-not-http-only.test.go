package demo

import (
	"net/http"
)

func set(w http.ResponseWriter, cookie *http.Cookie) {
	// ruleid: go.http.cookie-not-http-only
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "1"})
	// ruleid: go.http.cookie-not-http-only
	a := http.Cookie{Name: "session", Value: "1", HttpOnly: false}
	// ruleid: go.http.cookie-not-http-only
	cookie.HttpOnly = false
	// ok: go.http.cookie-not-http-only
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "1", Secure: true, HttpOnly: true})
	// ok: go.http.cookie-not-http-only
	b := http.Cookie{Name: "a", HttpOnly: true}
	// ok: go.http.cookie-not-http-only
	cookie.HttpOnly = true
}
