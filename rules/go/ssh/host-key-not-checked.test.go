package demo

import (
	"net"
	"golang.org/x/crypto/ssh"
)

func client(key ssh.PublicKey, known ssh.HostKeyCallback) {
	// ruleid: go.ssh.host-key-not-checked
	a := &ssh.ClientConfig{HostKeyCallback: ssh.InsecureIgnoreHostKey()}
	// ruleid: go.ssh.host-key-not-checked
	callback := ssh.InsecureIgnoreHostKey()
	// ruleid: go.ssh.host-key-not-checked
	b := func(host string, addr net.Addr, key ssh.PublicKey) error { return nil }
	// ok: go.ssh.host-key-not-checked
	c := &ssh.ClientConfig{HostKeyCallback: ssh.FixedHostKey(key)}
	// ok: go.ssh.host-key-not-checked
	d := &ssh.ClientConfig{HostKeyCallback: known}
	// ok: go.ssh.host-key-not-checked
	e := func(host string, addr net.Addr, key ssh.PublicKey) error { return check(key) }
}
