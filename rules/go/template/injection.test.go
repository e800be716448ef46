package demo

import (
	"html/template"
	"net/http"
)

func page(w http.ResponseWriter, r *http.Request) {
	text := r.FormValue("text")
	// ruleid: go.template.injection
	template.New("a").Parse(text)
	// ruleid: go.template.injection
	template.New("b").Parse("<p>" + text + "</p>")
	// ruleid: go.template.injection
	template.New("c").Parse(r.URL.Query().Get("t"))
}

func safe(w http.ResponseWriter, r *http.Request) {
	// ok: go.template.injection
	page, _ := template.New("a").Parse("<p>{{.}}</p>")
	// ok: go.template.injection
	page.Execute(w, r.FormValue("text"))
	// ok: go.template.injection
	template.New(r.FormValue("name")).Parse("a")
}
