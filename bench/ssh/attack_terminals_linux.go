package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// This file holds attacks on what a server does for a terminal and for a
// connection as such.

func terminalAttacks() []attack {
	return []attack{
		{"nothing", "nothing", func(*attacker) (string, error) { return "", nil }},
		{"sizes", "first sizes of 65535x65535", (*attacker).hugeSizes},
		{"resizes", "5000 sizes at once", (*attacker).resizeStorm},
		{"closed", "channels closed, connection kept", (*attacker).closedChannels},
		{"channels", "200 channels", (*attacker).manyChannels},
		{"environment", "400 variables of 30 KB", (*attacker).environment},
		{"stalled", "output that nobody takes", (*attacker).stalled},
		{"silent", "3000 silent connections", (*attacker).silent},
		{"noise", "noise in place of SSH", (*attacker).noise},
		{"pastes", "pastes of 20 MB", (*attacker).pastes},
		{"held", "a key held down, 10000 times", (*attacker).heldKey},
		{"abandoned", "200 lists that nobody reads", (*attacker).abandoned},
		{"requests", "forwarding, agent, X11, sftp", (*attacker).requests},
	}
}

func (a *attacker) hugeSizes() (string, error) {
	for range 5 {
		client, err := a.dial(a.source(0))
		if err != nil {
			return "", err
		}
		defer client.Close() //nolint:errcheck // it is the attacker's
		r, err := open(client, 65535, 65535)
		if err != nil {
			return "", err
		}
		<-r.first
	}
	return "5 sessions", nil
}

func (a *attacker) resizeStorm() (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	session, err := client.NewSession()
	if err != nil {
		return "", err
	}
	if err := session.RequestPty("xterm", 24, 80, nil); err != nil {
		return "", err
	}
	session.Stdout = io.Discard
	if _, err := session.StdinPipe(); err != nil { // else the input would end
		return "", err
	}
	if err := session.Shell(); err != nil {
		return "", err
	}
	for i := range 5000 {
		if err := session.WindowChange(20+i%200, 60+i%400); err != nil {
			return "", err
		}
	}
	cpu, _, err := a.over(2 * time.Second)
	return fmt.Sprintf("then %.0f%% of a core", cpu), err
}

func (a *attacker) closedChannels() (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	for range 20 {
		session, err := client.NewSession()
		if err != nil {
			return "", err
		}
		if err := session.RequestPty("xterm", 24, 80, nil); err != nil {
			return "", err
		}
		if _, err := session.StdinPipe(); err != nil {
			return "", err
		}
		if err := session.Shell(); err != nil {
			return "", err
		}
		_ = session.Close()
		time.Sleep(50 * time.Millisecond)
	}
	cpu, _, err := a.over(2 * time.Second)
	return fmt.Sprintf("then %.0f%% of a core", cpu), err
}

func (a *attacker) manyChannels() (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	granted := 0
	for range 200 {
		if _, err := client.NewSession(); err == nil {
			granted++
		}
	}
	if granted > 10 {
		return "", fmt.Errorf("%d channels granted", granted)
	}
	return fmt.Sprintf("%d granted", granted), nil
}

func (a *attacker) environment() (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	session, err := client.NewSession()
	if err != nil {
		return "", err
	}
	granted := 0
	for i := range 400 {
		if session.Setenv(fmt.Sprintf("LC_%d", i), strings.Repeat("x", 30_000)) == nil {
			granted++
		}
	}
	if granted > 0 {
		return "", fmt.Errorf("%d variables granted", granted)
	}
	return "none granted", nil
}

// stalled has output pile up that the client does not take, in the channel and
// on the network.
func (a *attacker) stalled() (string, error) {
	begun := time.Now()
	conn, err := a.connect(a.source(0))
	if err != nil {
		return "", err
	}
	client, err := login(conn, a.address)
	if err != nil {
		return "", err
	}
	session, err := client.NewSession()
	if err != nil {
		return "", err
	}
	if err := session.RequestPty("xterm", 300, 500, nil); err != nil {
		return "", err
	}
	if _, err := session.StdoutPipe(); err != nil { // which nobody reads
		return "", err
	}
	if err := session.Start("list --json"); err != nil { // more than the window has room for
		return "", err
	}
	closed := make(chan struct{})
	go func() {
		_ = client.Wait() // with what error, is all the same
		close(closed)
	}()
	select {
	case <-closed:
		return fmt.Sprintf("closed after %.0f s", time.Since(begun).Seconds()), nil
	case <-time.After(mostTime - 10*time.Second):
		return "", errors.New("it is still there")
	}
}

func (a *attacker) silent() (string, error) {
	var conns []net.Conn
	for range 3000 {
		conn, err := a.connect(a.source(0))
		if err != nil {
			break
		}
		conns = append(conns, conn)
	}
	time.Sleep(time.Second)
	now, err := a.usage()
	for _, conn := range conns {
		_ = conn.Close()
	}
	return fmt.Sprintf("%d connected, %d descriptors", len(conns), now.descriptors), err
}

func (a *attacker) noise() (string, error) {
	noise := strings.Repeat("GET / HTTP/1.1\r\n\x00\xff\xfe", 50_000)
	for range 300 {
		conn, err := a.connect(a.source(0))
		if err != nil {
			return "", err
		}
		_ = conn.SetWriteDeadline(time.Now().Add(time.Second))
		_, _ = io.WriteString(conn, "SSH-2.0-x\r\n"+noise)
		_ = conn.Close()
	}
	return "300 connections", nil
}

func (a *attacker) pastes() (string, error) {
	for _, end := range []string{"\x1b[201~", ""} {
		client, err := a.dial(a.source(0))
		if err != nil {
			return "", err
		}
		r, err := open(client, 80, 24)
		if err != nil {
			return "", err
		}
		if _, err := io.WriteString(r.keys, "/\x1b[200~"+strings.Repeat("paste ", 20<<20/6)+end); err == nil {
			_ = client.Close()
			return "", errors.New("it was taken")
		}
		_ = client.Close()
	}
	return "cut off", nil
}

func (a *attacker) heldKey() (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	r, err := open(client, 200, 50)
	if err != nil {
		return "", err
	}
	_, err = io.WriteString(r.keys, strings.Repeat("jjjjjkkkkk", 1000))
	time.Sleep(2 * time.Second)
	sent, _ := r.taken()
	return fmt.Sprintf("%d bytes drawn", sent), err
}

func (a *attacker) abandoned() (string, error) {
	for range 20 {
		client, err := a.dial(a.source(0))
		if err != nil {
			return "", err
		}
		for range 10 {
			if session, err := client.NewSession(); err == nil {
				_ = session.Start("list --json") // or it is refused
			}
		}
		_ = client.Close()
	}
	return "", nil
}

func (a *attacker) requests() (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	granted := []string{}
	if conn, err := client.Dial("tcp", a.address); err == nil {
		granted = append(granted, "forwarding")
		_ = conn.Close()
	}
	session, err := client.NewSession()
	if err != nil {
		return "", err
	}
	for _, name := range []string{"auth-agent-req@openssh.com", "x11-req", "subsystem"} {
		if ok, err := session.SendRequest(name, true, ssh.Marshal(struct{ Name string }{"sftp"})); ok || err != nil {
			granted = append(granted, name)
		}
	}
	if len(granted) > 0 {
		return "", fmt.Errorf("granted: %v", granted)
	}
	return "none granted", nil
}
