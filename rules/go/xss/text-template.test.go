package demo

import (
	"net/http"
	"os"
	"text/template"
)

func page(w http.ResponseWriter, r *http.Request, page *template.Template) {
	name := r.FormValue("name")
	// ruleid: go.xss.text-template
	page.Execute(w, name)
	// ruleid: go.xss.text-template
	page.ExecuteTemplate(w, "page", map[string]string{"name": name})
	// ruleid: go.xss.text-template
	template.Must(template.ParseFiles("a.html")).Execute(w, r.URL.Query())
}

func safe(w http.ResponseWriter, r *http.Request, page *template.Template) {
	name := r.FormValue("name")
	// ok: go.xss.text-template
	page.Execute(w, "fixed")
	// ok: go.xss.text-template
	page.Execute(os.Stdout, name)
	// ok: go.xss.text-template
	page.Execute(w, template.HTMLEscapeString(name))
}
