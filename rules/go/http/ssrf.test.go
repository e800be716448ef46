package demo

import (
	"fmt"
	"net/http"
	"strconv"
)

func fetch(w http.ResponseWriter, r *http.Request) {
	url := r.URL.Query().Get("url")
	// ruleid: go.http.ssrf
	http.Get(url)
	// ruleid: go.http.ssrf
	http.NewRequest("GET", "https://"+r.FormValue("host")+"/status", nil)
	client := &http.Client{}
	// ruleid: go.http.ssrf
	client.Post(url, "text/plain", nil)
}

func safe(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ok: go.http.ssrf
	http.Get("https://api.example.com/users/" + name)
	// ok: go.http.ssrf
	http.Get("https://example.com")
	if name == "https://a.example.com" {
		// ok: go.http.ssrf
		http.Get(name)
	}
	id, _ := strconv.Atoi(name)
	// ok: go.http.ssrf
	http.Get(fmt.Sprintf("https://api.example.com/%d", id))
}
