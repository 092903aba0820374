package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// target is a server that is measured.
type target struct {
	address, process string
	folder           string        // where it keeps its log, state and cache
	library          string        // where hostile articles are, of those that it serves
	wait             time.Duration // that 99 of 100 keys may take, from the key to what it changes
}

// reader is a session with a terminal of 80x24 cells.
type reader struct {
	client *ssh.Client
	keys   io.Writer

	mu      sync.Mutex
	bytes   int
	asked   time.Time // when a key was sent that is not answered yet
	answers times
	first   chan struct{}
	once    sync.Once
}

// dial logs in as a guest, from an address of this machine.
func (t target) dial(from string) (*ssh.Client, error) {
	conn, err := t.connect(from)
	if err != nil {
		return nil, err
	}
	return login(conn, t.address)
}

func (t target) connect(from string) (net.Conn, error) {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}, Timeout: 20 * time.Second}
	return dialer.Dial("tcp", t.address)
}

func login(conn net.Conn, address string) (*ssh.Client, error) {
	return loginAs(conn, address, "anon")
}

// loginAs logs in under a name, with ways of doing so.
func loginAs(conn net.Conn, address, user string, ways ...ssh.AuthMethod) (*ssh.Client, error) {
	c, channels, requests, err := ssh.NewClientConn(conn, address, &ssh.ClientConfig{
		User: user, Auth: ways, HostKeyCallback: ssh.InsecureIgnoreHostKey(), // it is the server that was just started
	})
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return ssh.NewClient(c, channels, requests), nil
}

// open opens the program in Chinese.
func open(client *ssh.Client, width, height int) (*reader, error) {
	return openAt(client, width, height, "")
}

// openAt opens the program with a query.
func openAt(client *ssh.Client, width, height int, query string) (*reader, error) {
	session, err := client.NewSession()
	if err != nil {
		return nil, err
	}
	r := &reader{client: client, first: make(chan struct{})}
	_ = session.Setenv("LC_ALL", "zh_CN.UTF-8")
	if err := session.RequestPty("xterm-256color", height, width, nil); err != nil {
		return nil, err
	}
	if r.keys, err = session.StdinPipe(); err != nil {
		return nil, err
	}
	session.Stdout = r
	if query != "" {
		return r, session.Start("-q '" + query + "'")
	}
	return r, session.Shell()
}

// Write takes what the server sends.
func (r *reader) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.bytes += len(p)
	if !r.asked.IsZero() {
		r.answers = append(r.answers, time.Since(r.asked))
		r.asked = time.Time{}
	}
	if strings.Contains(string(p), "\x1b]11;?") { // as a terminal answers
		go func() { _, _ = io.WriteString(r.keys, "\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c") }()
	}
	r.once.Do(func() { close(r.first) })
	return len(p), nil
}

// press presses a key. If the one before is not answered yet, that is the one
// whose answer is waited for: whoever types on a stuck screen has waited since
// it stuck.
func (r *reader) press(key string) error {
	r.mu.Lock()
	if r.asked.IsZero() {
		r.asked = time.Now()
	}
	r.mu.Unlock()
	_, err := io.WriteString(r.keys, key)
	return err
}

// settle waits for the answer that is still owed.
func (r *reader) settle(limit time.Duration) error {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		r.mu.Lock()
		owed := !r.asked.IsZero()
		r.mu.Unlock()
		if !owed {
			return nil
		}
	}
	return fmt.Errorf("a key was not answered in %v", limit)
}

func (r *reader) taken() (int, times) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.bytes, r.answers
}

// openAll opens n sessions, each on a connection of its own, few at a time.
func (t target) openAll(n int) ([]*reader, error) {
	readers, failures := make([]*reader, n), make([]error, n)
	var group sync.WaitGroup
	room := make(chan struct{}, 8)
	for i := range n {
		room <- struct{}{}
		group.Go(func() {
			defer func() { <-room }()
			client, err := t.dial(fmt.Sprintf("127.0.%d.1", i%200))
			if err == nil {
				readers[i], err = open(client, 80, 24)
			}
			if err == nil {
				<-readers[i].first
			}
			failures[i] = err
		})
	}
	group.Wait()
	return readers, errors.Join(failures...)
}

// usage is what the server's process uses.
type usage struct {
	resident    int // bytes
	cpu         time.Duration
	descriptors int
}

func (t target) usage() (usage, error) {
	folder := filepath.Join("/proc", t.process)
	resident, err := t.resident()
	if err != nil {
		return usage{}, err
	}
	stat, err := os.ReadFile(filepath.Join(folder, "stat"))
	if err != nil {
		return usage{}, err
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	files, err := os.ReadDir(filepath.Join(folder, "fd"))
	const ticks = 100 // a second
	return usage{resident, time.Duration(user+system) * time.Second / ticks, len(files)}, err
}

// over is what the server uses in the course of a time.
func (t target) over(d time.Duration) (cpu float64, after usage, err error) {
	before, err := t.usage()
	if err != nil {
		return 0, after, err
	}
	time.Sleep(d)
	after, err = t.usage()
	return (after.cpu - before.cpu).Seconds() / d.Seconds() * 100, after, err
}

// idle measures what sessions cost that do nothing.
func (t target) idle(n int) error {
	before, err := t.usage()
	if err != nil {
		return err
	}
	readers, err := t.openAll(n)
	if err != nil {
		return err
	}
	time.Sleep(3 * time.Second)
	quiet, _ := readers[0].taken()
	cpu, after, err := t.over(10 * time.Second)
	if err != nil {
		return err
	}
	sent, _ := readers[0].taken()
	fmt.Printf("%d idle: %.0f KB resident each, %.1f%% of a core in all, %d bytes sent\n",
		n, float64(after.resident-before.resident)/1024/float64(n), cpu, sent-quiet)
	return nil
}

// active measures how soon keys are answered when many read.
func (t target) active(n int) error {
	readers, err := t.openAll(n)
	if err != nil {
		return err
	}
	time.Sleep(2 * time.Second)
	before, err := t.usage()
	if err != nil {
		return err
	}
	begun := time.Now()
	answers, err := read(readers, 10*time.Second, 200*time.Millisecond, nil)
	if err != nil {
		return err
	}
	after, err := t.usage()
	fmt.Printf("%d at 5 keys a second: %v, %.0f%% of a core\n", n, answers, (after.cpu-before.cpu).Seconds()/time.Since(begun).Seconds()*100)
	return err
}

// read has everybody press a key from time to time, down the list and up again:
// for so long at least, and then until over is closed, if there is one.
func read(readers []*reader, long, pause time.Duration, over <-chan struct{}) (times, error) {
	failures := make([]error, len(readers))
	var group sync.WaitGroup
	for i, r := range readers {
		r.mu.Lock()
		r.answers, r.asked = nil, time.Time{}
		r.mu.Unlock()
		group.Go(func() {
			time.Sleep(pause * time.Duration(i) / time.Duration(len(readers)))
			for k := 0; k < int(long/pause) || !closed(over); k++ {
				key := "j"
				if k/5%2 == 1 {
					key = "k"
				}
				if failures[i] = r.press(key); failures[i] != nil {
					return
				}
				time.Sleep(pause)
			}
			failures[i] = r.settle(10 * time.Second)
		})
	}
	group.Wait()
	var all times
	for _, r := range readers {
		_, answers := r.taken()
		all = append(all, answers...)
	}
	return all, lost(failures)
}

// lost says how many readers were lost, and what the first of them saw.
func lost(failures []error) error {
	failures = slices.DeleteFunc(failures, func(err error) bool { return err == nil })
	if len(failures) == 0 {
		return nil
	}
	return fmt.Errorf("%d of the readers: %w", len(failures), failures[0])
}

// closed says whether a channel is closed, as none is.
func closed(over <-chan struct{}) bool {
	if over == nil {
		return true
	}
	select {
	case <-over:
		return true
	default:
		return false
	}
}

// keys measures what is sent for a key.
func (t target) keys(int) error {
	for _, script := range []struct {
		name  string
		width int
		first string // keys before
		key   string
	}{
		{"j in the list, beside its article", 80, "", "j"},
		{"j in the list alone", 79, "", "j"},
		{"a line in the article alone", 79, "j\r", "j"},
		{"a page in the article alone", 79, "j\r", " "},
		{"a line in the article, beside the list", 80, "j\r", "j"},
	} {
		client, err := t.dial("127.0.0.1")
		if err != nil {
			return err
		}
		r, err := open(client, script.width, 24)
		if err != nil {
			return err
		}
		time.Sleep(500 * time.Millisecond)
		var sizes []int
		for i, key := range script.first + strings.Repeat(script.key, 6) {
			before, _ := r.taken()
			if err := r.press(string(key)); err != nil {
				return err
			}
			time.Sleep(250 * time.Millisecond)
			if after, _ := r.taken(); i >= len(script.first) {
				sizes = append(sizes, after-before)
			}
		}
		fmt.Printf("%s: %d bytes\n", script.name, sizes)
		_ = client.Close()
	}
	return nil
}

// connects measures how soon a connection shows something.
func (t target) connects(n int) error {
	var first times
	for range n {
		begun := time.Now()
		client, err := t.dial("127.0.0.1")
		if err != nil {
			return err
		}
		r, err := open(client, 80, 24)
		if err != nil {
			return err
		}
		<-r.first
		first = append(first, time.Since(begun))
		_ = client.Close()
	}
	fmt.Printf("connect to first byte: %v\n", first)
	return nil
}

// churn connects n times, one after the other, and ends half of the connections
// as a cable does that is pulled.
func (t target) churn(n int) error {
	var before usage
	for i := range n {
		if i == n/10 {
			var err error
			if before, err = t.usage(); err != nil {
				return err
			}
		}
		conn, err := t.connect("127.0.0.1")
		if err != nil {
			return err
		}
		client, err := login(conn, t.address)
		if err != nil {
			return fmt.Errorf("connection %d: %w", i, err)
		}
		if _, err := open(client, 80, 24); err != nil {
			return fmt.Errorf("connection %d: %w", i, err)
		}
		if i%2 == 0 {
			_ = conn.(*net.TCPConn).SetLinger(0)
			_ = conn.Close()
		}
		_ = client.Close()
	}
	time.Sleep(3 * time.Second)
	after, err := t.usage()
	fmt.Printf("%d connections one after the other: resident %+.1f MB, descriptors %+d since the first tenth\n",
		n, float64(after.resident-before.resident)/1e6, after.descriptors-before.descriptors)
	return err
}
