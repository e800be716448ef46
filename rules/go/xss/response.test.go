package demo

import (
	"fmt"
	"html"
	"html/template"
	"io"
	"net/http"
	"os"
)

func hello(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go.xss.response
	fmt.Fprintf(w, "<h1>Hello %s</h1>", name)
	// ruleid: go.xss.response
	w.Write([]byte("<p>" + r.FormValue("text") + "</p>"))
	// ruleid: go.xss.response
	io.WriteString(w, r.Header.Get("User-Agent"))
	// ruleid: go.xss.response
	trusted := template.HTML("<b>" + name + "</b>")
}

func safe(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ok: go.xss.response
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(name))
	// ok: go.xss.response
	fmt.Fprintf(os.Stdout, "%s", name)
	// ok: go.xss.response
	fmt.Fprintf(w, "%d", len(name))
	// ok: go.xss.response
	template.Must(template.New("a").Parse("{{.}}")).Execute(w, name)
}

func typed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	// ruleid: go.xss.response
	fmt.Fprintf(w, "Hello %s", r.FormValue("name"))
}

func plain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	// ok: go.xss.response
	fmt.Fprintf(w, "Hello %s", r.FormValue("name"))
}
