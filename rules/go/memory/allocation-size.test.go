package demo

import (
	"net/http"
	"strconv"
)

func read(w http.ResponseWriter, r *http.Request) {
	size, _ := strconv.Atoi(r.FormValue("size"))
	// ruleid: go.memory.allocation-size
	a := make([]byte, size)
	// ruleid: go.memory.allocation-size
	b := make([]string, 0, size*2)
	// ruleid: go.memory.allocation-size
	c := make(map[string]string, size)
	// ok: go.memory.allocation-size
	d := make([]byte, len(r.FormValue("text")))
	// ok: go.memory.allocation-size
	e := make([]byte, min(size, 1024))
}

func safe(w http.ResponseWriter, r *http.Request) {
	size, _ := strconv.Atoi(r.FormValue("size"))
	if size > 1024 {
		return
	}
	// ok: go.memory.allocation-size
	a := make([]byte, size)
}
