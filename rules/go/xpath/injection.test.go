package demo

import (
	"fmt"
	"net/http"
	"strconv"
	"github.com/antchfx/xmlquery"
)

func find(w http.ResponseWriter, r *http.Request, doc *xmlquery.Node) {
	name := r.FormValue("name")
	// ruleid: go.xpath.injection
	xmlquery.Find(doc, "//user[@name='"+name+"']")
	// ruleid: go.xpath.injection
	xmlquery.Find(doc, "//user["+name+"]")
	// ruleid: go.xpath.injection
	xmlquery.FindOne(doc, r.URL.Query().Get("path"))
	// ok: go.xpath.injection
	xmlquery.Find(doc, "//user")
	id, _ := strconv.Atoi(name)
	// ok: go.xpath.injection
	xmlquery.Find(doc, fmt.Sprintf("//user[%d]", id))
	// ok: go.xpath.injection
	xmlquery.Find(doc, "//user[@name='a']")
}
