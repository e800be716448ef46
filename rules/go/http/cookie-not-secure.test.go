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
