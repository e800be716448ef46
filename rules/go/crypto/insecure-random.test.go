package demo

import (
	crand "crypto/rand"
	"math"
	"math/rand"
)

func numbers() {
	// ruleid: go.crypto.insecure-random
	rand.Int()
	// ruleid: go.crypto.insecure-random
	rand.Intn(10)
	// ruleid: go.crypto.insecure-random
	rand.Float64()
	// ok: go.crypto.insecure-random
	crand.Read(bytes)
	// ok: go.crypto.insecure-random
	math.Abs(1)
	// ok: go.crypto.insecure-random
	random()
}
