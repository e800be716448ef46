package demo

import (
	"fmt"
	"net/http"
	"github.com/go-ldap/ldap/v3"
)

func find(w http.ResponseWriter, r *http.Request) {
	user := r.FormValue("user")
	// ruleid: go.ldap.injection
	ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, "(uid="+user+")", nil, nil)
	// ruleid: go.ldap.injection
	ldap.NewSearchRequest("ou="+user, 2, 0, 0, 0, false, "(uid=a)", nil, nil)
	// ruleid: go.ldap.injection
	ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, fmt.Sprintf("(uid=%s)", user), nil, nil)
	// ok: go.ldap.injection
	ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, "(uid="+ldap.EscapeFilter(user)+")", nil, nil)
	// ok: go.ldap.injection
	ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, "(uid=a)", nil, nil)
	// ok: go.ldap.injection
	ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, "(uid=a)", []string{user}, nil)
}
