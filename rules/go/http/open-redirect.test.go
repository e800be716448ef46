package demo

import (
	"net/http"
	"github.com/gin-gonic/gin"
)

func login(w http.ResponseWriter, r *http.Request) {
	next := r.URL.Query().Get("next")
	// ruleid: go.http.open-redirect
	http.Redirect(w, r, next, http.StatusFound)
	// ruleid: go.http.open-redirect
	http.Redirect(w, r, "https://"+r.FormValue("host"), 302)
	// ruleid: go.http.open-redirect
	w.Header().Set("Location", next)
}

func done(c *gin.Context) {
	// ruleid: go.http.open-redirect
	c.Redirect(302, c.Query("next"))
}

func safe(w http.ResponseWriter, r *http.Request) {
	next := r.URL.Query().Get("next")
	// ok: go.http.open-redirect
	http.Redirect(w, r, "/users/"+next, 302)
	// ok: go.http.open-redirect
	http.Redirect(w, r, "/", 302)
	if next == "/home" {
		// ok: go.http.open-redirect
		http.Redirect(w, r, next, 302)
	}
}
