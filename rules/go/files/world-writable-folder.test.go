package demo

import (
	"os"
)

func folders() {
	// ruleid: go.files.world-writable-folder
	os.MkdirAll("a", 0o777)
	// ruleid: go.files.world-writable-folder
	os.Mkdir("b", 0777)
	// ruleid: go.files.world-writable-folder
	os.Mkdir("c", 0o773)
	// ok: go.files.world-writable-folder
	os.MkdirAll("a", 0o755)
	// ok: go.files.world-writable-folder
	os.Mkdir("b", 0700)
	// ok: go.files.world-writable-folder
	os.Mkdir("c", 0o770)
}
