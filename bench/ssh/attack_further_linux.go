package main

import (
	"crypto/rsa"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// This file holds attacks on the protocol itself, and on what a server has few
// of.

func furtherAttacks() []attack {
	return []attack{
		{"churn", "channels opened and closed without pause", (*attacker).channelChurn},
		{"questions", "requests whose answers nobody reads", (*attacker).questions},
		{"slowreaders", "20 lists read a few bytes at a time", (*attacker).slowReaders},
		{"greeting", "a greeting that does not end, one byte at a time", (*attacker).greeting},
		{"descriptors", "connections until no file can be opened", (*attacker).descriptors},
		{"neighbours", "200 addresses of one network that want all sessions", (*attacker).neighbours},
		{"windows", "100 sessions of 500x300", (*attacker).windows},
	}
}

// neighbours opens what sessions it gets from one network, and then looks whether
// somebody else is let in.
func (a *attacker) neighbours() (string, error) {
	opened := 0
	for n := range 200 {
		client, err := a.dial(a.neighbour(n))
		if err != nil {
			continue
		}
		defer client.Close() //nolint:errcheck // they are the attacker's
		for range 2 {
			if r, err := open(client, 80, 24); err == nil {
				<-r.first
				opened++
			}
		}
	}
	return fmt.Sprintf("%d asked for", opened), a.stranger()
}

// windows opens sessions in windows that are as large as can be.
func (a *attacker) windows() (string, error) {
	opened := 0
	for n := range 10 {
		client, err := a.dial(a.source(n))
		if err != nil {
			continue
		}
		defer client.Close() //nolint:errcheck // they are the attacker's
		for range 10 {
			if r, err := open(client, 500, 300); err == nil {
				<-r.first
				opened++
			}
		}
	}
	return fmt.Sprintf("%d sessions", opened), nil
}

// hugeKey gives a public RSA key of the largest size that is read, whose private
// half nobody has.
func hugeKey() (ssh.Signer, error) {
	const bits = 16384
	n := new(big.Int).Lsh(big.NewInt(1), bits-1)
	n.Add(n, big.NewInt(1))
	public, err := ssh.NewPublicKey(&rsa.PublicKey{N: n, E: 1<<24 - 1})
	if err != nil {
		return nil, err
	}
	return forged{public}, nil
}

// forged signs with nothing.
type forged struct{ public ssh.PublicKey }

func (f forged) PublicKey() ssh.PublicKey { return f.public }

func (f forged) Sign(io.Reader, []byte) (*ssh.Signature, error) {
	return f.SignWithAlgorithm(nil, nil, ssh.KeyAlgoRSASHA512)
}

func (f forged) SignWithAlgorithm(_ io.Reader, _ []byte, algorithm string) (*ssh.Signature, error) {
	return &ssh.Signature{Format: algorithm, Blob: make([]byte, 2048)}, nil
}

func (a *attacker) channelChurn() (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	before, err := a.usage()
	if err != nil {
		return "", err
	}
	begun, opened := time.Now(), 0
	for time.Since(begun) < 5*time.Second {
		channel, requests, err := client.OpenChannel("session", nil)
		if err != nil {
			var refused *ssh.OpenChannelError
			if errors.As(err, &refused) {
				continue
			}
			break
		}
		go ssh.DiscardRequests(requests)
		_ = channel.Close()
		opened++
	}
	after, err := a.usage()
	return fmt.Sprintf("%d channels, %.0f%% of a core", opened, (after.cpu-before.cpu).Seconds()/time.Since(begun).Seconds()*100), err
}

// questions asks what has to be answered, and takes no answer off the network.
func (a *attacker) questions() (string, error) {
	conn, err := a.connect(a.source(0))
	if err != nil {
		return "", err
	}
	deaf := &deafConn{Conn: conn, stop: make(chan struct{})}
	client, err := login(deaf, a.address)
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	close(deaf.stop)
	begun, asked := time.Now(), 0
	_ = conn.SetWriteDeadline(begun.Add(25 * time.Second))
	for ; time.Since(begun) < 25*time.Second; asked++ {
		// A request that wants an answer holds up the next one; an offer of a
		// channel is answered too, and does not.
		go func() { _, _, _ = client.OpenChannel("x11", make([]byte, 1024)) }()
		if asked%1000 == 0 {
			time.Sleep(50 * time.Millisecond)
		}
		if asked > 50_000 {
			break
		}
	}
	return fmt.Sprintf("%d asked", asked), nil
}

// deafConn reads nothing once it is told so.
type deafConn struct {
	net.Conn
	stop chan struct{}
}

func (d *deafConn) Read(p []byte) (int, error) {
	select {
	case <-d.stop:
		time.Sleep(30 * time.Second)
		return 0, io.EOF
	default:
		return d.Conn.Read(p)
	}
}

// slowReaders has long lists written, and takes them a few bytes at a time:
// enough not to stand still.
func (a *attacker) slowReaders() (string, error) {
	begun := 0
	for n := range 20 {
		client, err := a.dial(a.source(n / 10))
		if err != nil {
			continue
		}
		defer client.Close() //nolint:errcheck // they are the attacker's
		session, err := client.NewSession()
		if err != nil {
			continue
		}
		out, err := session.StdoutPipe()
		if err != nil || session.Start("list --json") != nil {
			continue
		}
		begun++
		go func() {
			for piece := make([]byte, 4096); ; time.Sleep(time.Second) {
				if _, err := out.Read(piece); err != nil {
					return
				}
			}
		}()
	}
	time.Sleep(10 * time.Second)
	now, err := a.usage()
	if err == nil {
		err = a.stranger()
	}
	return fmt.Sprintf("%d lists, %.0f MB resident", begun, float64(now.resident)/1e6), err
}

// greeting begins to say who it is, and never ends.
func (a *attacker) greeting() (string, error) {
	var conns []net.Conn
	for range 16 {
		conn, err := a.connect(a.source(0))
		if err != nil {
			continue
		}
		conns = append(conns, conn)
	}
	begun := time.Now()
	for len(conns) > 0 && time.Since(begun) < 40*time.Second {
		open := conns[:0]
		for _, conn := range conns {
			_ = conn.SetWriteDeadline(time.Now().Add(time.Second))
			if _, err := io.WriteString(conn, "S"); err == nil {
				open = append(open, conn)
			}
		}
		conns = open
		time.Sleep(100 * time.Millisecond)
	}
	if len(conns) > 0 {
		return "", fmt.Errorf("%d of them are still there after 40 s", len(conns))
	}
	return fmt.Sprintf("cut off after %.0f s", time.Since(begun).Seconds()), nil
}

// descriptors takes all descriptors that the server has, has article files
// change meanwhile, and looks whether the list is whole again afterwards.
func (a *attacker) descriptors() (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	folder := filepath.Join(a.library, "descriptors")
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // anyone may read it
		return "", err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // it is left for the next time
	write := func(from, to int) error {
		for n := from; n < to; n++ {
			text := fmt.Sprintf("---\ntitle: Notice-of-%d\nauthor: x\ndate: 2020-01-01\n---\n\nWritten at %v.\n", n, time.Now())
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("notice-%d.md", n)), []byte(text), 0o644); err != nil { //nolint:gosec // anyone may read it
				return err
			}
		}
		return nil
	}
	listed := func() int { return strings.Count(command(client, "list -q Notice-of").out, "\n") }
	if err := write(0, 20); err != nil {
		return "", err
	}
	for begun := time.Now(); listed() < 20; time.Sleep(100 * time.Millisecond) {
		if time.Since(begun) > 20*time.Second {
			return "", errors.New("new articles are not noticed even without an attack")
		}
	}
	var conns []net.Conn
	for n := range 2000 {
		conn, err := a.connect(a.source(1 + n/14))
		if err != nil {
			break
		}
		conns = append(conns, conn)
	}
	time.Sleep(time.Second)
	during, err := a.usage()
	if err != nil {
		return "", err
	}
	if err := write(0, 40); err != nil { // 20 change, 20 come
		return "", err
	}
	time.Sleep(5 * time.Second)
	for _, conn := range conns {
		_ = conn.Close()
	}
	saw := fmt.Sprintf("%d connections, %d descriptors", len(conns), during.descriptors)
	begun := time.Now()
	for listed() < 40 {
		if time.Since(begun) > 30*time.Second {
			return saw, fmt.Errorf("30 s later %d of 40 articles are listed", listed())
		}
		time.Sleep(100 * time.Millisecond)
	}
	return saw + fmt.Sprintf("; whole again after %.0f s", time.Since(begun).Seconds()), nil
}
