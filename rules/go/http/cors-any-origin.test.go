package demo

import (
	"net/http"
	"github.com/rs/cors"
)

func set(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.http.cors-any-origin
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	// ruleid: go.http.cors-any-origin
	a := cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true}
	// ruleid: go.http.cors-any-origin
	b := cors.Config{AllowAllOrigins: true, AllowCredentials: true}
	// ok: go.http.cors-any-origin
	w.Header().Set("Access-Control-Allow-Origin", "https://example.com")
	// ok: go.http.cors-any-origin
	c := cors.Options{AllowedOrigins: []string{"https://example.com"}, AllowCredentials: true}
	// ok: go.http.cors-any-origin
	d := cors.Config{AllowAllOrigins: true}
}
