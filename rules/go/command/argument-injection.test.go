package demo

import (
	"net/http"
	"os/exec"
	"strings"
)

func clone(w http.ResponseWriter, r *http.Request) {
	url := r.FormValue("url")
	// ruleid: go.command.argument-injection
	exec.Command("git", "clone", url).Run()
	// ruleid: go.command.argument-injection
	exec.CommandContext(r.Context(), "rsync", url, "/tmp").Run()
	// ruleid: go.command.argument-injection
	exec.Command("curl", r.URL.Query().Get("address")).Run()
	// ok: go.command.argument-injection
	exec.Command("git", "clone", "--", url).Run()
	// ok: go.command.argument-injection
	exec.Command("echo", url).Run()
}

func safe(w http.ResponseWriter, r *http.Request) {
	url := r.FormValue("url")
	if strings.HasPrefix(url, "-") {
		return
	}
	// ok: go.command.argument-injection
	exec.Command("git", "clone", url).Run()
}
