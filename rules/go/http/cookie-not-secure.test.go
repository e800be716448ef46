package demo

import (
	"net/http"
)

func set(w http.ResponseWriter, cookie *http.Cookie) {
	// ruleid: go.http.cookie-not-secure
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "1"})
	// ruleid: go.http.cookie-not-secure
	a := http.Cookie{Name: "session", Value: "1", Secure: false}
	// ruleid: go.http.cookie-not-secure
	cookie.Secure = false
	// ok: go.http.cookie-not-secure
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "1", Secure: true, HttpOnly: true})
	// ok: go.http.cookie-not-secure
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "", MaxAge: -1})
	// ok: go.http.cookie-not-secure
	cookie.Secure = true
}

func named(w http.ResponseWriter, id string) {
	session := http.Cookie{Name: "session_id", Value: id}
	// ruleid: go.http.cookie-not-secure
	http.SetCookie(w, &session)
	kept := http.Cookie{Name: "session_id", Value: id, Secure: true}
	// ok: go.http.cookie-not-secure
	http.SetCookie(w, &kept)
	later := &http.Cookie{Name: "session_id", Value: id}
	later.Secure = true
	// ok: go.http.cookie-not-secure
	http.SetCookie(w, later)
	colour := http.Cookie{Name: "colour", Value: id}
	// ok: go.http.cookie-not-secure
	http.SetCookie(w, &colour)
}
