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

func named(w http.ResponseWriter, id string) {
	session := http.Cookie{Name: "session_id", Value: id}
	// ruleid: go.http.cookie-not-http-only
	http.SetCookie(w, &session)
	kept := http.Cookie{Name: "session_id", Value: id, HttpOnly: true}
	// ok: go.http.cookie-not-http-only
	http.SetCookie(w, &kept)
	later := &http.Cookie{Name: "session_id", Value: id}
	later.HttpOnly = true
	// ok: go.http.cookie-not-http-only
	http.SetCookie(w, later)
	colour := http.Cookie{Name: "colour", Value: id}
	// ok: go.http.cookie-not-http-only
	http.SetCookie(w, &colour)
}
