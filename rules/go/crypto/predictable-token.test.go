package demo

import (
	crand "crypto/rand"
	"fmt"
	"math/big"
	"math/rand"
	"os"
	"strconv"
)

func bad() {
	// ruleid: go.crypto.predictable-token
	sessionID := fmt.Sprint(rand.Int63())
	// ruleid: go.crypto.predictable-token
	password := generate(rand.Intn(100))
	var csrfToken string
	// ruleid: go.crypto.predictable-token
	csrfToken = strconv.Itoa(rand.Int())
}

func safe() {
	// ok: go.crypto.predictable-token
	delay := rand.Intn(100)
	// ok: go.crypto.predictable-token
	secret := os.Getenv("SECRET")
	n, _ := crand.Int(crand.Reader, big.NewInt(100))
	// ok: go.crypto.predictable-token
	resetToken := n.String()
}
