package demo

import (
	"database/sql"
	"fmt"
	"net/http"
	"strconv"
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

func find(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	name := r.URL.Query().Get("name")
	// ruleid: go.sql.injection
	db.Query("SELECT * FROM users WHERE name = '" + name + "'")
	query := fmt.Sprintf("SELECT * FROM users ORDER BY %s", r.FormValue("order"))
	// ruleid: go.sql.injection
	db.QueryContext(r.Context(), query)
	// ok: go.sql.injection
	db.Query("SELECT * FROM users WHERE name = $1", name)
}

func list(c *gin.Context, db *gorm.DB) {
	filter := c.Query("filter")
	// ruleid: go.sql.injection
	db.Where("name = '" + filter + "'").Find(&users)
	run(db, c.Param("column"))
	// ok: go.sql.injection
	db.Where("name = ?", filter).Find(&users)
}

func run(db *gorm.DB, column string) {
	// ruleid: go.sql.injection
	db.Raw("SELECT " + column + " FROM users").Scan(&users)
}

func safe(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	id, err := strconv.Atoi(r.FormValue("id"))
	if err != nil {
		return
	}
	// ok: go.sql.injection
	db.Query(fmt.Sprintf("SELECT * FROM users WHERE id = %d", id))
	order := r.FormValue("order")
	switch order {
	case "name", "age":
	default:
		order = "id"
	}
	// ok: go.sql.injection
	db.Query("SELECT * FROM users ORDER BY " + order)
}
