package demo

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
)

func bad(data []byte) {
	// ruleid: go.crypto.weak-hash
	hash := md5.New()
	// ruleid: go.crypto.weak-hash
	sum := sha1.Sum(data)
	// ruleid: go.crypto.weak-hash
	sign(md5.Sum(data))
}

func safe(data []byte) {
	// ok: go.crypto.weak-hash
	hash := sha256.New()
	// ok: go.crypto.weak-hash
	sum := sha512.Sum512(data)
	// ok: go.crypto.weak-hash
	etag := md5.Sum(data)
}
