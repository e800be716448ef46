package demo

import (
	"compress/flate"
	"compress/gzip"
	"io"
)

func read(in io.Reader, out io.Writer) {
	zipped, err := gzip.NewReader(in)
	// ruleid: go.archive.decompression-bomb
	io.Copy(out, zipped)
	// ruleid: go.archive.decompression-bomb
	io.ReadAll(zipped)
	// ok: go.archive.decompression-bomb
	io.CopyN(out, zipped, 1024)
	// ok: go.archive.decompression-bomb
	io.Copy(out, io.LimitReader(zipped, 1024))
	// ok: go.archive.decompression-bomb
	io.Copy(out, in)
}

func flat(in io.Reader, out io.Writer) {
	flat := flate.NewReader(in)
	// ruleid: go.archive.decompression-bomb
	io.Copy(out, flat)
}
