package demo

import (
	"crypto/tls"
	"net/http"
)

func client(config *tls.Config) {
	// ruleid: go.tls.insecure-skip-verify
	a := &tls.Config{InsecureSkipVerify: true}
	// ruleid: go.tls.insecure-skip-verify
	config.InsecureSkipVerify = true
	b := &http.Transport{
		// ruleid: go.tls.insecure-skip-verify
		TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: true},
	}
	// ok: go.tls.insecure-skip-verify
	c := &tls.Config{InsecureSkipVerify: false}
	// ok: go.tls.insecure-skip-verify
	d := &tls.Config{RootCAs: pool}
	// ok: go.tls.insecure-skip-verify
	e := &tls.Config{InsecureSkipVerify: true, VerifyPeerCertificate: check}
}
