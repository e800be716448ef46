package demo

import (
	"crypto/rand"
	"crypto/rsa"
)

const small = 1024

func keys() {
	// ruleid: go.crypto.weak-key-size
	rsa.GenerateKey(rand.Reader, 1024)
	// ruleid: go.crypto.weak-key-size
	rsa.GenerateKey(rand.Reader, 512)
	// ruleid: go.crypto.weak-key-size
	rsa.GenerateMultiPrimeKey(rand.Reader, 3, 1024)
	// ok: go.crypto.weak-key-size
	rsa.GenerateKey(rand.Reader, 2048)
	// ok: go.crypto.weak-key-size
	rsa.GenerateKey(rand.Reader, 4096)
	// ok: go.crypto.weak-key-size
	rsa.GenerateKey(rand.Reader, size())
}
