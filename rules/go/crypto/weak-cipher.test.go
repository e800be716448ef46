package demo

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rc4"
	"golang.org/x/crypto/chacha20poly1305"
)

func bad(key []byte) {
	// ruleid: go.crypto.weak-cipher
	des.NewCipher(key)
	// ruleid: go.crypto.weak-cipher
	rc4.NewCipher(key)
	// ruleid: go.crypto.weak-cipher
	des.NewTripleDESCipher(key)
	// ok: go.crypto.weak-cipher
	block, _ := aes.NewCipher(key)
	// ok: go.crypto.weak-cipher
	cipher.NewGCM(block)
	// ok: go.crypto.weak-cipher
	chacha20poly1305.New(key)
}
