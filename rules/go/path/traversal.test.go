package demo

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

func read(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("file")
	// ruleid: go.path.traversal
	os.ReadFile("files/" + name)
	// ruleid: go.path.traversal
	os.Open(filepath.Join("files", name))
	// ruleid: go.path.traversal
	http.ServeFile(w, r, filepath.Join("files", r.FormValue("name")))
	remove(name)
}

func remove(name string) {
	// ruleid: go.path.traversal
	os.Remove(name)
}

func safe(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("file")
	// ok: go.path.traversal
	os.ReadFile(filepath.Join("files", filepath.Base(name)))
	id, _ := strconv.Atoi(r.FormValue("id"))
	// ok: go.path.traversal
	os.ReadFile(fmt.Sprintf("files/%d", id))
	if !filepath.IsLocal(name) {
		return
	}
	// ok: go.path.traversal
	os.ReadFile(filepath.Join("files", name))
}

func list(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") {
		return
	}
	// ok: go.path.traversal
	os.ReadFile("files/" + name)
}
