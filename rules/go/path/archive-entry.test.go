package demo

import (
	"archive/tar"
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
)

func unpack(file *zip.File, out string) {
	// ruleid: go.path.archive-entry
	os.Create(filepath.Join(out, file.Name))
}

func all(reader *tar.Reader, out string) {
	header, _ := reader.Next()
	// ruleid: go.path.archive-entry
	os.MkdirAll(out+"/"+header.Name, 0o755)
}

func list(archive *zip.ReadCloser) {
	for _, entry := range archive.File {
		write(entry)
	}
}

func write(entry *zip.File) {
	path := "out/" + entry.Name
	// ruleid: go.path.archive-entry
	os.OpenFile(path, os.O_CREATE, 0o600)
}

func safe(file *zip.File, out string) {
	// ok: go.path.archive-entry
	os.Create(filepath.Join(out, filepath.Base(file.Name)))
	path := filepath.Join(out, file.Name)
	if !strings.HasPrefix(path, filepath.Clean(out)+"/") {
		return
	}
	// ok: go.path.archive-entry
	os.Create(path)
}

func local(file *zip.File, out string) {
	if !filepath.IsLocal(file.Name) {
		return
	}
	// ok: go.path.archive-entry
	os.Create(filepath.Join(out, file.Name))
}
