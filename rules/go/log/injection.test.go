package demo

import (
	"log"
	"net/http"
	"strconv"
	"strings"
)

func show(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go.log.injection
	log.Printf("user %s", name)
	// ruleid: go.log.injection
	log.Println("user", r.Header.Get("X-User"))
	// ruleid: go.log.injection
	log.Print("asked for " + r.URL.Path)
	// ok: go.log.injection
	log.Printf("user %s", strconv.Quote(name))
	// ok: go.log.injection
	log.Printf("user %s", strings.ReplaceAll(name, "\n", ""))
	// ok: go.log.injection
	log.Println("started")
}
