// Command feeds serves many small feeds, each at an address of its own of the loopback
// interface, and measures how long programs take to fetch them: twice, the second time
// with nothing new.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"broadsheet/feeds/state"
)

func main() {
	feeds := flag.Int("n", 1000, "feeds")
	entries := flag.Int("entries", 20, "entries of each")
	program := flag.String("broadsheet", "broadsheet", "the program that is measured")
	peer := flag.String("newsboat", "", "newsboat, which is measured in the same run; empty: it is not")
	folder := flag.String("folder", "", "an empty folder, for all that is written")
	flag.Parse()
	if err := measure(*feeds, *entries, *program, *peer, *folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func measure(feeds, entries int, program, peer, folder string) error {
	s := &server{entries: entries}
	addresses, err := s.listen(feeds)
	if err != nil {
		return err
	}
	defer s.http.Close() //nolint:errcheck // the program ends
	list := filepath.Join(folder, "urls")
	var named strings.Builder
	for n, address := range addresses {
		fmt.Fprintf(&named, "%s \"~Paper %d\"\n", address, n)
	}
	if err := os.WriteFile(list, []byte(named.String()), 0o600); err != nil {
		return err
	}
	fmt.Printf("%d feeds of %d entries\n%-28s %8s %8s %9s %8s %8s %8s\n", feeds, entries, "", "seconds", "CPU s", "CPU/feed", "MB", "sockets", "asked")
	environment := append(os.Environ(), "HOME="+folder, "XDG_CONFIG_HOME="+folder+"/config", "XDG_DATA_HOME="+folder+"/data",
		"XDG_STATE_HOME="+folder+"/state", "XDG_CACHE_HOME="+folder+"/cache")
	if err := run(exec.CommandContext(context.Background(), program, "feeds", "import", list), environment); err != nil {
		return err
	}
	var ours, theirs [2]time.Duration
	for i, name := range []string{"first", "nothing new"} {
		if i > 0 {
			if err := longAgo(filepath.Join(folder, "state", "broadsheet", "feeds.db")); err != nil {
				return err
			}
		}
		if ours[i], err = s.measured("broadsheet, "+name, feeds, exec.CommandContext(context.Background(), program, "feeds", "fetch"), environment); err != nil {
			return err
		}
	}
	if peer == "" {
		return nil
	}
	config := filepath.Join(folder, "newsboat")
	if err := os.WriteFile(config, []byte("reload-threads 16\n"), 0o600); err != nil {
		return err
	}
	for i, name := range []string{"first", "nothing new"} {
		command := exec.CommandContext(context.Background(), peer, "-q", "-C", config, "-u", list, "-c", filepath.Join(folder, "newsboat.db"), "-x", "reload")
		if theirs[i], err = s.measured("newsboat, "+name, feeds, command, environment); err != nil {
			return err
		}
	}
	fmt.Printf("newsboat takes %.1f times as much of the processor at first, and %.1f times with nothing new\n",
		theirs[0].Seconds()/ours[0].Seconds(), theirs[1].Seconds()/ours[1].Seconds())
	return nil
}

// longAgo lets all feeds have been asked an hour ago: no feed is asked twice in ten
// minutes.
func longAgo(path string) error {
	ctx := context.Background()
	s, err := state.Open(ctx, path, time.Now())
	if err != nil {
		return err
	}
	err = s.In(ctx, true, func(tx *state.Tx) error {
		feeds, err := tx.Feeds()
		for i := range feeds {
			feeds[i].Asked = feeds[i].Asked.Add(-time.Hour)
			feeds[i].Due = feeds[i].Due.Add(-time.Hour)
			err = errors.Join(err, tx.SaveFeed(&feeds[i]))
		}
		return err
	})
	return errors.Join(err, s.Close())
}

func run(command *exec.Cmd, environment []string) error {
	command.Env, command.Stderr = environment, os.Stderr
	return command.Run()
}

// measured runs a program, and says what it took of the machine.
func (s *server) measured(name string, feeds int, command *exec.Cmd, environment []string) (cpu time.Duration, err error) {
	s.asked.Store(0)
	s.most.Store(0)
	begun := time.Now()
	if err := run(command, environment); err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	took := time.Since(begun)
	state := command.ProcessState
	cpu = state.UserTime() + state.SystemTime()
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return cpu, errors.New("the system does not say how much memory was used")
	}
	fmt.Printf("%-28s %8.1f %8.2f %6.2f ms %8.0f %8d %8d\n", name, took.Seconds(), cpu.Seconds(),
		cpu.Seconds()*1000/float64(feeds), float64(usage.Maxrss)/1024, s.most.Load(), s.asked.Load())
	if s.asked.Load() < int64(feeds) {
		return cpu, fmt.Errorf("%s asked for %d of %d feeds", name, s.asked.Load(), feeds)
	}
	return cpu, nil
}

// server has a feed at each of its addresses.
type server struct {
	entries int
	http    http.Server

	asked      atomic.Int64
	open, most atomic.Int64 // connections
}

// listen listens at so many addresses of the loopback interface, so that each feed has
// a host of its own, as most have.
func (s *server) listen(feeds int) (addresses []string, err error) {
	s.http.Handler = http.HandlerFunc(s.serve)
	s.http.ReadHeaderTimeout = time.Minute
	s.http.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			now := s.open.Add(1)
			for now > s.most.Load() && !s.most.CompareAndSwap(s.most.Load(), now) {
				continue
			}
		case http.StateClosed, http.StateHijacked:
			s.open.Add(-1)
		case http.StateActive, http.StateIdle:
		}
	}
	port := 0
	for n := range feeds {
		address := fmt.Sprintf("127.9.%d.%d:%d", n/250, n%250+1, port)
		listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", address)
		if err != nil {
			return nil, err
		}
		if tcp, ok := listener.Addr().(*net.TCPAddr); ok {
			port = tcp.Port
		}
		go s.http.Serve(listener) //nolint:errcheck // it ends with the program
		addresses = append(addresses, fmt.Sprintf("http://%s/feed.xml", listener.Addr()))
	}
	return addresses, nil
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	s.asked.Add(1)
	w.Header().Set("ETag", `"`+r.Host+`"`)
	if r.Header.Get("If-None-Match") == `"`+r.Host+`"` {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
	_, _ = io.WriteString(w, document(r.Host, s.entries)) // who asked may have gone
}

// document is a feed of plain articles of some 300 words.
func document(host string, entries int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News of %s</title><link>http://%[1]s/</link>`, host)
	for n := range entries {
		number := strconv.Itoa(n)
		date := time.Date(2026, 11, 1, 0, 0, n, 0, time.UTC).Format(time.RFC1123Z)
		fmt.Fprintf(&b, `<item><title>Article %s of %s</title><link>http://%[2]s/%[1]s</link><guid>http://%[2]s/%[1]s</guid><pubDate>%[3]s</pubDate><category>News</category><description>`, number, host, date)
		for range 6 {
			b.WriteString("&lt;p&gt;" + strings.Repeat("What was told of it on that day is as plain as it can be. ", 4) + "&lt;a href=\"/more\"&gt;More.&lt;/a&gt;&lt;/p&gt;")
		}
		b.WriteString("</description></item>")
	}
	b.WriteString("</channel></rss>")
	return b.String()
}
