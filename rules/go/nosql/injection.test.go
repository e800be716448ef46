package demo

import (
	"net/http"
	"github.com/gocql/gocql"
	"go.mongodb.org/mongo-driver/bson"
)

func find(w http.ResponseWriter, r *http.Request, session *gocql.Session) {
	name := r.FormValue("name")
	// ruleid: go.nosql.injection
	session.Query("SELECT * FROM users WHERE name = '" + name + "'")
	// ruleid: go.nosql.injection
	bson.UnmarshalExtJSON([]byte("{name: '"+name+"'}"), true, &filter)
	// ruleid: go.nosql.injection
	session.Query(r.FormValue("query"))
	// ok: go.nosql.injection
	session.Query("SELECT * FROM users WHERE name = ?", name)
	// ok: go.nosql.injection
	collection.Find(ctx, bson.M{"name": name})
	// ok: go.nosql.injection
	session.Query("SELECT * FROM users")
}
