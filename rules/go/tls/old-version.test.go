package demo

import (
	"crypto/tls"
)

func client(config *tls.Config) {
	// ruleid: go.tls.old-version
	a := &tls.Config{MinVersion: tls.VersionTLS10}
	// ruleid: go.tls.old-version
	config.MinVersion = tls.VersionSSL30
	// ruleid: go.tls.old-version
	b := &tls.Config{ServerName: "a", MaxVersion: tls.VersionTLS11}
	// ok: go.tls.old-version
	c := &tls.Config{MinVersion: tls.VersionTLS12}
	// ok: go.tls.old-version
	config.MinVersion = tls.VersionTLS13
	// ok: go.tls.old-version
	d := &tls.Config{}
	// ruleid: go.tls.old-version
	e := &tls.Config{MinVersion: 0x0301}
}
