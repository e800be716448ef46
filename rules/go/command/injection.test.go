package demo

import (
	"fmt"
	"net/http"
	"os/exec"
	"strconv"
)

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	// ruleid: go.command.injection
	exec.Command("sh", "-c", "ping -c 1 "+host).Run()
	// ruleid: go.command.injection
	exec.Command(r.FormValue("program")).Run()
	// ruleid: go.command.injection
	exec.CommandContext(r.Context(), "/bin/bash", "-c", fmt.Sprintf("ping %s", host)).Run()
}

func safe(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	// ok: go.command.injection
	exec.Command("ping", "-c", "1", host).Run()
	// ok: go.command.injection
	exec.Command("sh", "-c", "uptime").Run()
	count, _ := strconv.Atoi(r.FormValue("count"))
	// ok: go.command.injection
	exec.Command("sh", "-c", fmt.Sprintf("head -n %d a", count)).Run()
	if host == "localhost" {
		// ok: go.command.injection
		exec.Command("sh", "-c", "ping "+host).Run()
	}
}
