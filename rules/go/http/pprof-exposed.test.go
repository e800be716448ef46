package demo

// ruleid: go.http.pprof-exposed
import _ "net/http/pprof"

// ruleid: go.http.pprof-exposed
import (
	_ "net/http/pprof"
	"os"
)

// ok: go.http.pprof-exposed
import "net/http"

// ok: go.http.pprof-exposed
import _ "embed"

// ok: go.http.pprof-exposed
import "runtime/pprof"

// ruleid: go.http.pprof-exposed
import (
	"log"
	"net/http"
	_ "net/http/pprof"
)
