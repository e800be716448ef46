package demo

import (
	"database/sql"
	"net/http"
	"os"
	"github.com/golang-jwt/jwt/v5"
)

func connect(token *jwt.Token, request *http.Request) {
	// ruleid: go.lang.hardcoded-credentials
	sql.Open("mysql", "app:hunter22@tcp(db)/app")
	// ruleid: go.lang.hardcoded-credentials
	token.SignedString([]byte("signing-key-1"))
	// ruleid: go.lang.hardcoded-credentials
	request.SetBasicAuth("app", "hunter22")
	// ok: go.lang.hardcoded-credentials
	sql.Open("mysql", os.Getenv("DSN"))
	// ok: go.lang.hardcoded-credentials
	token.SignedString([]byte(os.Getenv("KEY")))
	// ok: go.lang.hardcoded-credentials
	sql.Open("sqlite3", "./a/b.db")
}
