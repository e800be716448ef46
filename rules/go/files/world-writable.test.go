package demo

import (
	"os"
)

func write(data []byte) {
	// ruleid: go.files.world-writable
	os.WriteFile("a", data, 0666)
	// ruleid: go.files.world-writable
	os.OpenFile("c", os.O_CREATE, 0o666)
	// ruleid: go.files.world-writable
	os.Chmod("a", 0777)
	// ok: go.files.world-writable
	os.WriteFile("a", data, 0600)
	// ok: go.files.world-writable
	os.MkdirAll("b", 0o777)
	// ok: go.files.world-writable
	os.Chmod("a", 0640)
}
