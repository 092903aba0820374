package main

import (
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// attacker is where abuse comes from; the readers have other addresses.
const attacker = "127.0.1.1"

// abuse does to the server what it must stand, while n readers read.
func (t target) abuse(n int) error {
	readers, err := t.openAll(n)
	if err != nil {
		return err
	}
	time.Sleep(time.Second)
	for _, attack := range []struct {
		name string
		do   func() (string, error)
	}{
		{"nothing", func() (string, error) { return "", nil }},
		{"first sizes of 65535x65535", t.hugeSizes},
		{"5000 sizes at once", t.resizeStorm},
		{"channels closed, connection kept", t.closedChannels},
		{"200 channels", t.manyChannels},
		{"400 variables of 30 KB", t.environment},
		{"output that nobody takes", t.stalled},
		{"3000 silent connections", t.silent},
		{"noise in place of SSH", t.noise},
		{"pastes of 20 MB", t.pastes},
		{"a key held down, 10000 times", t.heldKey},
		{"200 lists that nobody reads", t.abandoned},
		{"forwarding, agent, X11, sftp", t.requests},
	} {
		type outcome struct {
			answers times
			err     error
		}
		reading := make(chan outcome, 1)
		go func() {
			answers, err := read(readers, 5*time.Second, 200*time.Millisecond)
			reading <- outcome{answers, err}
		}()
		said, err := attack.do()
		if err != nil {
			said = "ended by: " + err.Error()
		}
		result := <-reading
		if result.err != nil {
			return fmt.Errorf("under %s a reader was lost: %w", attack.name, result.err)
		}
		now, err := t.usage()
		if err != nil {
			return fmt.Errorf("under %s the server has ended: %w", attack.name, err)
		}
		fmt.Printf("%-34s readers %v; resident %.0f MB, %d descriptors; %s\n", attack.name, result.answers, float64(now.resident)/1e6, now.descriptors, said)
	}
	return nil
}

func (t target) hugeSizes() (string, error) {
	for range 5 {
		client, err := t.dial(attacker)
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

func (t target) resizeStorm() (string, error) {
	client, err := t.dial(attacker)
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
	cpu, _, err := t.over(2 * time.Second)
	return fmt.Sprintf("then %.0f%% of a core", cpu), err
}

func (t target) closedChannels() (string, error) {
	client, err := t.dial(attacker)
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
	cpu, _, err := t.over(2 * time.Second)
	return fmt.Sprintf("then %.0f%% of a core", cpu), err
}

func (t target) manyChannels() (string, error) {
	client, err := t.dial(attacker)
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
	return fmt.Sprintf("%d granted", granted), nil
}

func (t target) environment() (string, error) {
	client, err := t.dial(attacker)
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
	return fmt.Sprintf("%d granted", granted), nil
}

// stalled has output pile up that the client does not take, in the channel and
// on the network.
func (t target) stalled() (string, error) {
	begun := time.Now()
	conn, err := t.connect(attacker)
	if err != nil {
		return "", err
	}
	client, err := login(conn, t.address)
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
	keys, err := session.StdinPipe()
	if err != nil {
		return "", err
	}
	if _, err := session.StdoutPipe(); err != nil { // which nobody reads
		return "", err
	}
	if err := session.Shell(); err != nil {
		return "", err
	}
	for time.Since(begun) < 40*time.Second {
		if _, err := io.WriteString(keys, "T"); err != nil {
			return fmt.Sprintf("closed after %.0f s", time.Since(begun).Seconds()), nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	return "still there", client.Close()
}

func (t target) silent() (string, error) {
	var conns []net.Conn
	for range 3000 {
		conn, err := t.connect(attacker)
		if err != nil {
			break
		}
		conns = append(conns, conn)
	}
	time.Sleep(time.Second)
	now, err := t.usage()
	for _, conn := range conns {
		_ = conn.Close()
	}
	return fmt.Sprintf("%d connected, %d descriptors", len(conns), now.descriptors), err
}

func (t target) noise() (string, error) {
	noise := strings.Repeat("GET / HTTP/1.1\r\n\x00\xff\xfe", 50_000)
	for range 300 {
		conn, err := t.connect(attacker)
		if err != nil {
			return "", err
		}
		_ = conn.SetWriteDeadline(time.Now().Add(time.Second))
		_, _ = io.WriteString(conn, "SSH-2.0-x\r\n"+noise)
		_ = conn.Close()
	}
	return "300 connections", nil
}

func (t target) pastes() (string, error) {
	for _, end := range []string{"\x1b[201~", ""} {
		client, err := t.dial(attacker)
		if err != nil {
			return "", err
		}
		r, err := open(client, 80, 24)
		if err != nil {
			return "", err
		}
		if _, err := io.WriteString(r.keys, "/\x1b[200~"+strings.Repeat("paste ", 20<<20/6)+end); err == nil {
			_ = client.Close()
			return "taken", nil
		}
		_ = client.Close()
	}
	return "cut off", nil
}

func (t target) heldKey() (string, error) {
	client, err := t.dial(attacker)
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

func (t target) abandoned() (string, error) {
	for range 20 {
		client, err := t.dial(attacker)
		if err != nil {
			return "", err
		}
		for range 10 {
			session, err := client.NewSession()
			if err != nil {
				return "", err
			}
			if err := session.Start("list --json"); err != nil {
				return "", err
			}
		}
		_ = client.Close()
	}
	return "", nil
}

func (t target) requests() (string, error) {
	client, err := t.dial(attacker)
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	granted := []string{}
	if conn, err := client.Dial("tcp", t.address); err == nil {
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
	return fmt.Sprintf("granted: %v", granted), nil
}
