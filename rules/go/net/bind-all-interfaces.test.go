package demo

import (
	"net"
	"net/http"
)

func listen() {
	// ruleid: go.net.bind-all-interfaces
	net.Listen("tcp", "0.0.0.0:80")
	// ruleid: go.net.bind-all-interfaces
	http.ListenAndServe(":8080", nil)
	// ruleid: go.net.bind-all-interfaces
	net.Listen("tcp", "[::]:80")
	// ok: go.net.bind-all-interfaces
	net.Listen("tcp", "127.0.0.1:80")
	// ok: go.net.bind-all-interfaces
	http.ListenAndServe("localhost:8080", nil)
	// ok: go.net.bind-all-interfaces
	net.Listen("unix", "/run/a.sock")
}
