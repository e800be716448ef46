package demo

import (
	"net/http"
	"time"
)

func serve(handler http.Handler) {
	// ruleid: go.http.no-timeouts
	http.ListenAndServe(":80", handler)
	// ruleid: go.http.no-timeouts
	http.ListenAndServeTLS(":443", "a", "b", handler)
	// ruleid: go.http.no-timeouts
	a := &http.Server{Addr: ":80", Handler: handler}
	// ok: go.http.no-timeouts
	b := &http.Server{Addr: ":80", ReadHeaderTimeout: time.Second}
	// ok: go.http.no-timeouts
	c := &http.Server{ReadTimeout: time.Second, Handler: handler}
	// ok: go.http.no-timeouts
	http.Handle("/", handler)
}
