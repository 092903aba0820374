package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// This file holds attacks by logging in, and by having many accounts.

func loginAttacks() []attack {
	return []attack{
		{"certificates", "certificates that say what they may not", (*attacker).certificates},
		{"shares", "two addresses that want all sessions", (*attacker).shares},
		{"logins", "logins from one address, one after the other", (*attacker).logins},
		{"failures", "logins that fail", (*attacker).failures},
		{"accounts", "20 new keys that mark all as read", (*attacker).accounts},
		{"guests", "90 guests who mark all as read", (*attacker).guests},
		{"keyoffers", "keys offered without end, RSA of 16384 bits", (*attacker).keyOffers},
		{"waiting", "20 addresses of 16 connections before login", (*attacker).waiting},
		{"rekeys", "new session keys after each few bytes", (*attacker).rekeys},
	}
}

func newKey() (ssh.Signer, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	return ssh.NewSignerFromKey(private)
}

// dialAs logs in under a name with ways of logging in.
func (a *attacker) dialAs(from, user string, ways ...ssh.AuthMethod) (*ssh.Client, error) {
	conn, err := a.connect(from)
	if err != nil {
		return nil, err
	}
	return loginAs(conn, a.address, user, ways...)
}

// certificates logs in with certificates that OpenSSH would not take, each of
// which must be refused.
func (a *attacker) certificates() (string, error) {
	authority, err := newKey()
	if err != nil {
		return "", err
	}
	const short = 1024
	weak, err := rsa.GenerateKey(rand.Reader, short)
	if err != nil {
		return "", err
	}
	weakSigner, err := ssh.NewSignerFromKey(weak)
	if err != nil {
		return "", err
	}
	forever := ssh.Certificate{CertType: ssh.UserCert, ValidBefore: ssh.CertTimeInfinity, ValidPrincipals: []string{"ann"}}
	var taken []string
	for _, test := range []struct {
		name   string
		change func(*ssh.Certificate)
		key    ssh.Signer
	}{
		{"expired", func(c *ssh.Certificate) { c.ValidBefore = 1 }, nil},
		{"not valid yet", func(c *ssh.Certificate) { c.ValidAfter = ssh.CertTimeInfinity - 1 }, nil},
		{"a host's", func(c *ssh.Certificate) { c.CertType = ssh.HostCert }, nil},
		{"for somebody else", func(c *ssh.Certificate) { c.ValidPrincipals = []string{"bob"} }, nil},
		{"for nobody", func(c *ssh.Certificate) { c.ValidPrincipals = nil }, nil},
		{"unknown critical option", func(c *ssh.Certificate) { c.CriticalOptions = map[string]string{"unknown": "x"} }, nil},
		{"force-command", func(c *ssh.Certificate) { c.CriticalOptions = map[string]string{"force-command": "version"} }, nil},
		{"source-address", func(c *ssh.Certificate) { c.CriticalOptions = map[string]string{"source-address": "10.0.0.1/32"} }, nil},
		{"RSA of 1024 bits inside", func(*ssh.Certificate) {}, weakSigner},
		{"of an authority that nobody knows", func(*ssh.Certificate) {}, nil},
	} {
		key := test.key
		if key == nil {
			if key, err = newKey(); err != nil {
				return "", err
			}
		}
		certificate := forever
		certificate.Key = key.PublicKey()
		test.change(&certificate)
		if err := certificate.SignCert(rand.Reader, authority); err != nil {
			return "", err
		}
		signer, err := ssh.NewCertSigner(&certificate, key)
		if err != nil {
			return "", err
		}
		if client, err := a.dialAs(a.source(0), "ann", ssh.PublicKeys(signer)); err == nil {
			taken = append(taken, test.name)
			_ = client.Close()
		}
	}
	if len(taken) > 0 {
		return "", fmt.Errorf("taken: %s", strings.Join(taken, ", "))
	}
	return "all refused", nil
}

// shares opens as many sessions from two addresses as it gets, and then looks
// whether somebody else is let in.
func (a *attacker) shares() (string, error) {
	var clients []*ssh.Client
	defer func() {
		for _, client := range clients {
			_ = client.Close()
		}
	}()
	begun, granted := time.Now(), 0
	for n := range 128 {
		client, err := a.dial(a.source(n % 2))
		if err != nil {
			continue
		}
		clients = append(clients, client)
		for range 10 {
			if _, err := a.channel(client, readerAsked); err != nil {
				break
			}
			granted++
		}
	}
	saw := fmt.Sprintf("%d asked for in %.0f s", granted, time.Since(begun).Seconds())
	time.Sleep(time.Second)
	client, r, err := a.typing(a.source(7), 80, 24, "")
	if err != nil {
		return saw, fmt.Errorf("a stranger is not let in: %w", err)
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	time.Sleep(time.Second)
	if sent, _ := r.taken(); sent < 500 {
		return saw, fmt.Errorf("a stranger is told to come later, in %d bytes", sent)
	}
	return saw, nil
}

// logins logs in again and again from one address.
func (a *attacker) logins() (string, error) {
	counts := make([]int, 8)
	var group sync.WaitGroup
	begun := time.Now()
	for i := range counts {
		group.Go(func() {
			for time.Since(begun) < 5*time.Second {
				if client, err := a.dial(a.source(0)); err == nil {
					counts[i]++
					_ = client.Close()
				} else {
					time.Sleep(10 * time.Millisecond)
				}
			}
		})
	}
	group.Wait()
	all := 0
	for _, n := range counts {
		all += n
	}
	saw := fmt.Sprintf("%d logins in 5 s", all)
	const most = 300
	if all > most {
		return saw, errors.New("nothing bounds logins")
	}
	return saw, nil
}

// failures fails to log in, which must leave lines in the log that say where
// from, and not as many as there are failures.
func (a *attacker) failures() (string, error) {
	before, err := a.logged()
	if err != nil {
		return "", err
	}
	tries := 0
	for begun := time.Now(); time.Since(begun) < 5*time.Second; tries++ {
		if client, err := a.dialAs(a.source(0), strings.Repeat("\x1b[31m", 20), ssh.Password("x")); err == nil {
			_ = client.Close()
			return "", errors.New("a password was taken")
		}
	}
	after, err := a.logged()
	if err != nil {
		return "", err
	}
	saw := fmt.Sprintf("%d failures, %d bytes of log", tries, after-before)
	switch {
	case after == before:
		return saw, errors.New("the log says nothing of it")
	case after-before > 64<<10:
		return saw, errors.New("the log grows with every failure")
	}
	return saw, nil
}

// accounts has new keys mark all articles as read, and looks at what that leaves
// on the disk.
func (a *attacker) accounts() (string, error) {
	before, err := a.kept()
	if err != nil {
		return "", err
	}
	const most = 20
	marked := 0
	for n := range most {
		key, err := newKey()
		if err != nil {
			return "", err
		}
		client, err := a.dialAs(a.source(n), "ann", ssh.PublicKeys(key))
		if err != nil {
			continue
		}
		if r, err := open(client, 80, 24); err == nil {
			<-r.first
			_ = r.press("A")
			time.Sleep(500 * time.Millisecond)
			marked++
		}
		_ = client.Close()
	}
	time.Sleep(3 * time.Second) // until it is written
	after, err := a.kept()
	if err != nil {
		return "", err
	}
	saw := fmt.Sprintf("%d accounts, %d KB of marks", marked, (after-before)>>10)
	if after-before > most*64<<10 {
		return saw, errors.New("an account takes what it likes")
	}
	return saw, nil
}

// kept is how large the server's state is, without the log of a database that is
// written first, and again and again in the same place.
func (a *attacker) kept() (int64, error) {
	size := int64(0)
	err := filepath.WalkDir(filepath.Join(a.folder, "state"), func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(entry.Name(), "-wal") {
			return nil //nolint:nilerr // a file that has gone has no size
		}
		if info, err := entry.Info(); err == nil {
			size += info.Size()
		}
		return nil
	})
	return size, err
}

// guests has guests mark everything, again and again.
func (a *attacker) guests() (string, error) {
	var clients []*ssh.Client
	defer func() {
		for _, client := range clients {
			_ = client.Close()
		}
	}()
	marked := 0
	for n := range 9 {
		client, err := a.dial(a.source(n / 2))
		if err != nil {
			continue
		}
		clients = append(clients, client)
		for range 10 {
			r, err := open(client, 80, 24)
			if err != nil {
				break
			}
			select {
			case <-r.first:
				_ = r.press("AuAuAuA")
				marked++
			case <-time.After(5 * time.Second):
			}
		}
	}
	time.Sleep(2 * time.Second)
	return fmt.Sprintf("%d guests", marked), nil
}

// keyOffers offers keys that it does not have, as long as it may.
func (a *attacker) keyOffers() (string, error) {
	huge, err := hugeKey()
	if err != nil {
		return "", err
	}
	offers := make([]int, 8)
	var group sync.WaitGroup
	begun := time.Now()
	for i := range offers {
		group.Go(func() {
			for time.Since(begun) < 5*time.Second {
				signers := make([]ssh.Signer, 100)
				for k := range signers {
					signers[k] = huge
				}
				_, _ = a.dialAs(a.source(i), "ann", ssh.PublicKeys(signers...))
				offers[i]++
			}
		})
	}
	group.Wait()
	all := 0
	for _, n := range offers {
		all += n
	}
	return fmt.Sprintf("%d connections", all), nil
}

// waiting fills the places before login from many addresses, and then looks
// whether somebody else can log in.
func (a *attacker) waiting() (string, error) {
	var conns []net.Conn
	defer func() {
		for _, conn := range conns {
			_ = conn.Close()
		}
	}()
	for n := range 20 * 16 {
		if conn, err := a.connect(a.source(1 + n%20)); err == nil {
			conns = append(conns, conn)
		}
	}
	time.Sleep(time.Second)
	let := 0
	const tries = 20
	for n := range tries {
		if client, err := a.dial(a.source(100 + n)); err == nil {
			let++
			_ = client.Close()
		}
	}
	saw := fmt.Sprintf("%d of %d strangers let in beside %d connections", let, tries, len(conns))
	if let < tries {
		return saw, errors.New("others cannot log in")
	}
	return saw, nil
}

// rekeys asks for new session keys as often as the library lets it.
func (a *attacker) rekeys() (string, error) {
	before, err := a.usage()
	if err != nil {
		return "", err
	}
	begun := time.Now()
	conn, err := a.connect(a.source(0))
	if err != nil {
		return "", err
	}
	c, channels, requests, err := ssh.NewClientConn(conn, a.address, &ssh.ClientConfig{
		Config: ssh.Config{RekeyThreshold: 1}, User: "anon", HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		return "", err
	}
	client := ssh.NewClient(c, channels, requests)
	defer client.Close() //nolint:errcheck // it is the attacker's
	asked := 0
	for ; time.Since(begun) < 5*time.Second; asked++ {
		if _, _, err := client.SendRequest("keepalive@openssh.com", true, make([]byte, 256)); err != nil {
			break
		}
	}
	after, err := a.usage()
	return fmt.Sprintf("%d requests, %.0f%% of a core", asked, (after.cpu-before.cpu).Seconds()/time.Since(begun).Seconds()*100), err
}
