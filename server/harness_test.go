package server

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	gossh "golang.org/x/crypto/ssh"
)

// The tests run the real server, with Go's own SSH client, in a bubble whose
// clock stands still until everybody waits: half an hour of idling takes no
// time, and nothing is a race against the clock.

// house is a server in a bubble.
type house struct {
	t       *testing.T
	server  *Server
	arrive  chan net.Conn
	closed  chan struct{}
	close   func()
	stopped chan error
	log     *lockedBuffer
	started []Session
	mu      sync.Mutex
}

// build starts a server. It ends with the test.
func build(t *testing.T, change func(*Options)) *house {
	t.Helper()
	h := &house{t: t, arrive: make(chan net.Conn), closed: make(chan struct{}), stopped: make(chan error, 1), log: &lockedBuffer{}}
	h.close = sync.OnceFunc(func() { close(h.closed) })
	o := Options{
		HostKey:  HostKey{newSigner(t).(gossh.MultiAlgorithmSigner)},
		Settings: Settings{Limits: DefaultLimits()},
		Start:    h.start,
		Run:      runTestCommand,
		Opens:    func(args []string) bool { return strings.HasPrefix(args[0], "-") },
		Log:      slog.New(slog.NewJSONHandler(h.log, nil)),
		Now:      time.Now,
	}
	if change != nil {
		change(&o)
	}
	var err error
	if h.server, err = New(o); err != nil {
		t.Fatal(err)
	}
	go func() { h.stopped <- h.server.Serve(h) }()
	synctest.Wait()
	t.Cleanup(func() {
		h.server.Drain(context.Background())
		if err := <-h.stopped; err != nil {
			t.Errorf("serving ended with %v", err)
		}
	})
	return h
}

func newSigner(t *testing.T) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// A house is its own listener.
func (h *house) Accept() (net.Conn, error) {
	select {
	case conn := <-h.arrive:
		return conn, nil
	case <-h.closed:
		return nil, net.ErrClosed
	}
}

func (h *house) Close() error   { h.close(); return nil }
func (h *house) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 22} }

// connect gives the client's end of a connection from an address.
func (h *house) connect(from string) *wire {
	h.t.Helper()
	client, server := newWire(from)
	h.arrive <- server
	h.t.Cleanup(func() { _ = client.Close() })
	return client
}

// login connects and logs in as a guest.
func (h *house) login(change func(*gossh.ClientConfig)) (*gossh.Client, error) {
	return h.loginFrom("198.51.100.7:4000", change)
}

func (h *house) loginFrom(from string, change func(*gossh.ClientConfig)) (*gossh.Client, error) {
	h.t.Helper()
	return loginOn(h.connect(from), change)
}

func loginOn(conn net.Conn, change func(*gossh.ClientConfig)) (*gossh.Client, error) {
	config := &gossh.ClientConfig{User: "guest", HostKeyCallback: gossh.InsecureIgnoreHostKey()}
	if change != nil {
		change(config)
	}
	c, channels, requests, err := gossh.NewClientConn(conn, "", config)
	if err != nil {
		return nil, err
	}
	return gossh.NewClient(c, channels, requests), nil
}

func (h *house) mustLogin() *gossh.Client {
	h.t.Helper()
	client, err := h.login(nil)
	if err != nil {
		h.t.Fatalf("a guest cannot log in: %v", err)
	}
	h.t.Cleanup(func() { _ = client.Close() })
	return client
}

// session opens a session without a terminal.
func (h *house) session(client *gossh.Client) *gossh.Session {
	h.t.Helper()
	session, err := client.NewSession()
	if err != nil {
		h.t.Fatalf("there is no session: %v", err)
	}
	return session
}

func (h *house) count(name string) int64 { return h.server.Counts()[name] }

func (h *house) wantCount(name string, want int64) {
	h.t.Helper()
	if got := h.count(name); got != want {
		h.t.Errorf("%q was counted %d times, want %d; all counts: %v", name, got, want, h.server.Counts())
	}
}

// reader is a session with a terminal.
type reader struct {
	*gossh.Session
	keys   io.WriteCloser
	screen *lockedBuffer
}

// open opens the program on a terminal of a size.
func (h *house) open(client *gossh.Client, term string, width, height int) *reader {
	h.t.Helper()
	session, err := client.NewSession()
	if err != nil {
		h.t.Fatalf("there is no session: %v", err)
	}
	r := &reader{Session: session, screen: &lockedBuffer{}}
	session.Stdout, session.Stderr = r.screen, r.screen
	if r.keys, err = session.StdinPipe(); err != nil {
		h.t.Fatal(err)
	}
	if err := session.RequestPty(term, height, width, gossh.TerminalModes{}); err != nil {
		h.t.Fatalf("there is no terminal: %v", err)
	}
	if err := session.Shell(); err != nil {
		h.t.Fatalf("there is no shell: %v", err)
	}
	settle()
	return r
}

// settle lets everybody do what they have to do, and a few frames be drawn.
func settle() {
	synctest.Wait()
	time.Sleep(200 * time.Millisecond)
	synctest.Wait()
}

func (r *reader) typeKeys(keys string) {
	_, _ = io.WriteString(r.keys, keys) // an error shows as an end
	settle()
}

func (r *reader) wantScreen(t *testing.T, text string) {
	t.Helper()
	// Frames come when they come: what is typed in one go may be drawn in two.
	if written := r.screen.String(); !strings.Contains(written, text) && !strings.Contains(ansi.Strip(written), text) {
		t.Errorf("the screen has no %q: %q", text, written)
	}
}

func status(err error) int {
	var exit *gossh.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitStatus()
	}
	return -1
}

// page is a program that shows what is typed and what it is told.
type page struct {
	typed         string
	width, height int
	frames        int
}

func (h *house) start(_ context.Context, s Session) (*Program, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.started = append(h.started, s)
	if len(s.Args) > 0 && s.Args[0] == "--wrong" {
		return nil, errors.New("wrong option")
	}
	return &Program{
		Model:    &page{},
		Message:  func(e Event) tea.Msg { return e },
		Sentence: func(e Event) string { return fmt.Sprintf("ended by event %d", e) },
		Close:    func() {},
	}, nil
}

func (h *house) lastSession() Session {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.started) == 0 {
		h.t.Fatal("no program was started")
	}
	return h.started[len(h.started)-1]
}

func (p *page) Init() tea.Cmd { return nil }

func (p *page) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	switch message := message.(type) {
	case tea.WindowSizeMsg:
		p.width, p.height = message.Width, message.Height
	case Event:
		p.typed += fmt.Sprintf("<event %d>", message)
	case tea.BackgroundColorMsg:
		p.typed += "<background>"
	case tea.KeyPressMsg:
		switch key := message.String(); key {
		case "q":
			return p, tea.Quit
		case "ctrl+z":
			return p, tea.Suspend
		case "P":
			panic("a fault in Update")
		case "C":
			return p, func() tea.Msg { panic("a fault in a command") }
		case "B":
			return p, tea.Batch(func() tea.Msg { return nil }, func() tea.Msg { panic("a fault in a batch") })
		case "S":
			return p, tea.Sequence(func() tea.Msg { return nil }, func() tea.Msg { panic("a fault in a sequence") })
		case "ctrl+space":
		case "W":
			p.frames = -1
		default:
			p.typed += key
		}
	case tea.PasteMsg:
		p.typed += fmt.Sprintf("<paste %d>", len(message.Content))
	}
	return p, nil
}

func (p *page) View() tea.View {
	if p.frames < 0 {
		panic("a fault in View")
	}
	view := tea.NewView(fmt.Sprintf("%dx%d\n%s", p.width, p.height, strings.Repeat(p.typed+" ", 1)))
	view.AltScreen = true
	return view
}

func runTestCommand(ctx context.Context, s Session, streams Streams) int {
	say := func(to io.Writer, text string) { _, _ = io.WriteString(to, text+"\n") }
	switch s.Args[0] {
	case "say":
		say(streams.Out, strings.Join(s.Args[1:], "|"))
		say(streams.Err, s.Account)
	case "env":
		say(streams.Out, strings.Join(s.Env, "\n"))
	case "flood":
		for range 1 << 20 {
			if _, err := streams.Out.Write(bytes.Repeat([]byte("x"), 1<<10)); err != nil {
				return 1
			}
		}
	case "wait":
		<-ctx.Done()
		return 1
	case "crash":
		panic("a fault in a command line")
	default:
		say(streams.Err, "there is no command "+s.Args[0])
		return statusUsage
	}
	return 0
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// wire is one end of a connection in memory. As on a network, what was sent and
// not yet taken has its bounds.
type wire struct {
	address net.Addr
	in, out *flow
}

func newWire(from string) (client, server *wire) {
	address := net.TCPAddrFromAddrPort(netip.MustParseAddrPort(from))
	up, down := newFlow(), newFlow()
	return &wire{address, down, up}, &wire{address, up, down}
}

func (w *wire) Read(p []byte) (int, error)         { return w.in.read(p) }
func (w *wire) Write(p []byte) (int, error)        { return w.out.write(p) }
func (w *wire) LocalAddr() net.Addr                { return w.address }
func (w *wire) RemoteAddr() net.Addr               { return w.address }
func (w *wire) SetDeadline(time.Time) error        { return nil }
func (w *wire) SetReadDeadline(time.Time) error    { return nil }
func (w *wire) SetWriteDeadline(t time.Time) error { w.out.deadline(t); return nil }

func (w *wire) Close() error {
	w.in.close()
	w.out.close()
	return nil
}

// stop makes this end take nothing any more, without closing.
func (w *wire) stop() { w.in.stop() }

// flow is one direction of a wire.
type flow struct {
	mu       sync.Mutex
	moved    *sync.Cond
	bytes    []byte
	closed   bool
	stopped  bool
	late     bool
	watching *time.Timer
}

const flowBytes = 64 << 10

func newFlow() *flow {
	f := &flow{}
	f.moved = sync.NewCond(&f.mu)
	return f
}

func (f *flow) read(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for (len(f.bytes) == 0 || f.stopped) && !f.closed {
		f.moved.Wait()
	}
	if len(f.bytes) == 0 || f.stopped {
		return 0, io.EOF
	}
	n := copy(p, f.bytes)
	f.bytes = f.bytes[n:]
	f.moved.Broadcast()
	return n, nil
}

func (f *flow) write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for written := 0; ; {
		switch {
		case f.closed:
			return written, net.ErrClosed
		case f.late:
			return written, os.ErrDeadlineExceeded
		case len(p) == 0:
			return written, nil
		case len(f.bytes) < flowBytes:
			n := min(len(p), flowBytes-len(f.bytes))
			f.bytes = append(f.bytes, p[:n]...)
			p, written = p[n:], written+n
			f.moved.Broadcast()
		default:
			f.moved.Wait()
		}
	}
}

func (f *flow) deadline(at time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.watching != nil {
		f.watching.Stop()
	}
	f.late = false
	f.watching = time.AfterFunc(time.Until(at), func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.late = true
		f.moved.Broadcast()
	})
}

func (f *flow) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	if f.watching != nil {
		f.watching.Stop()
	}
	f.moved.Broadcast()
}

func (f *flow) stop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stopped = true
}

// addressOf gives the i-th of many addresses.
func addressOf(i int) net.Addr {
	return &net.TCPAddr{IP: net.IPv4(10, byte(i>>16), byte(i>>8), byte(i)), Port: 1000}
}
