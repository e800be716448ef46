package demo

import (
	"github.com/golang-jwt/jwt/v5"
)

func read(parser *jwt.Parser, text string, token *jwt.Token) {
	// ruleid: go.jwt.signature-not-verified
	parser.ParseUnverified(text, claims)
	// ruleid: go.jwt.signature-not-verified
	token.SignedString(jwt.UnsafeAllowNoneSignatureType)
	// ruleid: go.jwt.signature-not-verified
	a := jwt.New(jwt.SigningMethodNone)
	// ok: go.jwt.signature-not-verified
	jwt.Parse(text, key)
	// ok: go.jwt.signature-not-verified
	parser.ParseWithClaims(text, claims, key)
	// ok: go.jwt.signature-not-verified
	b := jwt.New(jwt.SigningMethodHS256)
}
