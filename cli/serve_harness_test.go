package cli_test

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"broadsheet/cli"
)

// served is a server that runs for a test.
type served struct {
	t       *testing.T
	w       *world
	address string
	signals chan<- os.Signal
	lines   <-chan map[string]any // of the log
	stop    func()
}

// serve starts a server, which stops with the test.
func (w *world) serve(args ...string) *served {
	w.t.Helper()
	s, ended, lines := &served{t: w.t, w: w}, make(chan int, 1), make(chan map[string]any, 1000)
	s.lines = lines
	reader, writer := io.Pipe()
	ready := make(chan chan<- os.Signal, 1)
	streams := cli.Streams{
		In: strings.NewReader(""), Out: io.Discard, Err: writer, Env: w.env,
		Now: time.Now, Local: time.UTC,
		Signals: func(to chan<- os.Signal, _ ...os.Signal) func() {
			ready <- to
			return func() {}
		},
	}
	go func() {
		defer close(lines)
		for scanner := bufio.NewScanner(reader); scanner.Scan(); {
			line := map[string]any{}
			if err := json.Unmarshal(scanner.Bytes(), &line); err != nil {
				line["msg"] = scanner.Text()
			}
			lines <- line
		}
	}()
	go func() {
		ended <- cli.Run(context.WithoutCancel(w.t.Context()), append([]string{"serve", "--listen", "127.0.0.1:0"}, args...), streams)
		_ = writer.Close()
	}()
	s.address, _ = s.log("listening")["address"].(string)
	s.signals = <-ready
	s.stop = sync.OnceFunc(func() {
		s.signals <- syscall.SIGTERM
		if status := <-ended; status != 0 {
			w.t.Errorf("serving ended with status %d", status)
		}
	})
	w.t.Cleanup(s.stop)
	return s
}

// log waits for a line of the log.
func (s *served) log(message string) map[string]any {
	s.t.Helper()
	for line := range s.lines {
		if line["msg"] == message {
			return line
		}
	}
	s.t.Fatalf("the log has no %q", message)
	return nil
}

func newKey(t *testing.T) ssh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// login logs in with a key, or as a guest without one.
func (s *served) login(key ssh.Signer) *ssh.Client {
	s.t.Helper()
	config := &ssh.ClientConfig{User: "guest", HostKeyCallback: ssh.InsecureIgnoreHostKey()}
	if key != nil {
		config.User, config.Auth = "ann", []ssh.AuthMethod{ssh.PublicKeys(key)}
	}
	client, err := ssh.Dial("tcp", s.address, config)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = client.Close() })
	return client
}

// run runs a command line over SSH.
func (s *served) run(client *ssh.Client, line string, env ...string) result {
	s.t.Helper()
	session := s.session(client, env...)
	defer session.Close() //nolint:errcheck // it has ended
	var out, errs strings.Builder
	session.Stdout, session.Stderr = &out, &errs
	return ended(out.String, errs.String, session.Run(line))
}

func (s *served) session(client *ssh.Client, env ...string) *ssh.Session {
	s.t.Helper()
	session, err := client.NewSession()
	if err != nil {
		s.t.Fatal(err)
	}
	for _, variable := range env {
		name, value, _ := strings.Cut(variable, "=")
		if err := session.Setenv(name, value); err != nil {
			s.t.Fatal(err)
		}
	}
	return session
}

func ended(out, errs func() string, err error) result {
	status := 0
	var exit *ssh.ExitError
	if errors.As(err, &exit) {
		status = exit.ExitStatus()
	} else if err != nil {
		status = -1
	}
	return result{out(), errs(), status}
}

// sitting is the reader on a terminal.
type sitting struct {
	t       *testing.T
	session *ssh.Session
	keys    io.Writer
	seen    *screen
}

// screen is what a terminal was sent.
type screen struct {
	mu   sync.Mutex
	more *sync.Cond
	text string
	over bool
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text += string(p)
	s.more.Broadcast()
	return len(p), nil
}

// read opens the reader over SSH.
func (s *served) read(client *ssh.Client, line string, env ...string) *sitting {
	s.t.Helper()
	session := s.session(client, env...)
	seen := &screen{}
	seen.more = sync.NewCond(&seen.mu)
	keys, err := session.StdinPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	session.Stdout = seen
	if err := session.RequestPty("xterm-256color", 24, 79, nil); err != nil {
		s.t.Fatal(err)
	}
	if line == "" {
		err = session.Shell()
	} else {
		err = session.Start(line)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	r := &sitting{t: s.t, session: session, keys: keys, seen: seen}
	_, _ = io.WriteString(keys, "\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c") // as a terminal answers, unless all is over
	return r
}

func (r *sitting) typeKeys(keys string) {
	r.t.Helper()
	if _, err := io.WriteString(r.keys, keys); err != nil {
		r.t.Fatal(err)
	}
}

// sees waits until the terminal was sent a text, and forgets all up to that.
func (r *sitting) sees(text string) {
	r.t.Helper()
	r.seen.mu.Lock()
	defer r.seen.mu.Unlock()
	late := time.AfterFunc(20*time.Second, func() {
		r.seen.mu.Lock()
		defer r.seen.mu.Unlock()
		r.seen.over = true
		r.seen.more.Broadcast()
	})
	defer late.Stop()
	for !strings.Contains(r.seen.text, text) {
		if r.seen.over {
			r.t.Fatalf("the terminal is not sent %q, but %q", text, r.seen.text)
		}
		r.seen.more.Wait()
	}
	_, r.seen.text, _ = strings.Cut(r.seen.text, text)
}

func (r *sitting) screenText() string {
	r.seen.mu.Lock()
	defer r.seen.mu.Unlock()
	return r.seen.text
}

func (r *sitting) leaves() {
	r.t.Helper()
	r.typeKeys("\x03")
	if err := r.session.Wait(); err != nil {
		r.t.Errorf("the reader ended with %v", err)
	}
}
