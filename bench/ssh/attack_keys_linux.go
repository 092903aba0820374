package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// This file holds attacks by what is typed.

func keyAttacks() []attack {
	return []attack{
		{"combining", "a filter line of a megabyte of combining marks", (*attacker).combining},
		{"repaints", "sessions of 500x300 that repaint all", func(a *attacker) (string, error) { return a.types(500, 300, "", "T") }},
		{"typists", "100 who type and read nothing", (*attacker).typists},
		{"mouse", "reports of a mouse that never rests", func(a *attacker) (string, error) {
			return a.types(200, 50, "", "\x1b[<35;10;10M\x1b[<35;999999999999;10M\x1b[<0;20;9M\x1b[<0;20;9m\x1b[<65;10;10M")
		}},
		{"answers", "answers of a terminal that do not end", func(a *attacker) (string, error) {
			return a.types(80, 24, "", "\x1b]11;rgb:"+strings.Repeat("0", 9000))
		}},
		{"undo", "marks and their undoing, again and again", func(a *attacker) (string, error) { return a.types(80, 24, "", "AuAuAuAu") }},
		{"searching", "a search line that finds everything", func(a *attacker) (string, error) { return a.types(80, 24, "s", common+"\x7f") }},
		{"resizing", "a hostile article, set at one width after the other", (*attacker).resizing},
		{"finding", "a find of one letter in hostile articles", (*attacker).finding},
		{"popups", "the links and outlines of hostile articles", (*attacker).popups},
		{"views", "views saved without end", (*attacker).views},
	}
}

// typingTime is how long an attack types.
const typingTime = 6 * time.Second

// types types keys in four sessions, without pause and as often as the
// server takes them.
func (a *attacker) types(width, height int, first, again string) (string, error) {
	before, err := a.usage()
	if err != nil {
		return "", err
	}
	const n = 4
	begun, sent := time.Now(), make([]int, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			client, r, err := a.typing(a.source(i), width, height, first)
			if err != nil {
				return
			}
			defer client.Close() //nolint:errcheck // it is the attacker's
			for sent[i] = 0; time.Since(begun) < typingTime; sent[i]++ {
				if !patiently(typingTime, func() error { _, err := io.WriteString(r.keys, again); return err }) {
					return
				}
			}
		})
	}
	group.Wait()
	after, err := a.usage()
	if err != nil {
		return "", err
	}
	all := 0
	for _, k := range sent {
		all += k
	}
	used := (after.cpu - before.cpu).Seconds() / time.Since(begun).Seconds() * 100
	return fmt.Sprintf("%d times, %.0f%% of a core", all, used), nil
}

// patiently does what may block, and says whether it was done in time.
func patiently(limit time.Duration, do func() error) bool {
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		return err == nil
	case <-time.After(limit):
		return false
	}
}

// combining pastes what looks like one character into the filter line, and looks
// what a key costs there.
func (a *attacker) combining() (string, error) {
	client, r, err := a.typing(a.source(0), 80, 24, "/\x1b[200~a"+strings.Repeat("\u0301", 500_000)+"\x1b[201~")
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	time.Sleep(2 * time.Second)
	const keys = 20
	cost := func(typed ...string) (time.Duration, error) {
		before, err := a.usage()
		if err != nil {
			return 0, err
		}
		for i := range keys {
			_, _ = io.WriteString(r.keys, typed[i%len(typed)])
			time.Sleep(150 * time.Millisecond)
		}
		after, err := a.usage()
		return (after.cpu - before.cpu) / keys, err
	}
	others, err := cost("") // that of the ten readers' keys
	if err != nil {
		return "", err
	}
	all, err := cost("x", "\x7f")
	each := all - others
	saw := fmt.Sprintf("a key costs %d ms", each.Milliseconds())
	const most = 20 * time.Millisecond
	if err == nil && each > most {
		err = errors.New("a key is made dear")
	}
	return saw, err
}

// typists opens sessions that type and read nothing, and looks how long a
// stranger waits to be let in.
func (a *attacker) typists() (string, error) {
	var clients []*ssh.Client
	defer func() {
		for _, client := range clients {
			_ = client.Close()
		}
	}()
	for i := range 100 {
		if client, err := a.dial(a.source(i / 10)); err == nil {
			clients = append(clients, client)
			typeOn(client)
		}
	}
	var waits times
	started := time.Now()
	for n := range 20 {
		begun := time.Now()
		client, err := a.dial(a.source(50 + n))
		if err != nil {
			return "", fmt.Errorf("a stranger is not let in: %w", err)
		}
		waits = append(waits, time.Since(begun))
		_ = client.Close()
		if time.Since(started) > 60*time.Second {
			break // it has been seen
		}
		time.Sleep(200 * time.Millisecond)
	}
	saw := fmt.Sprintf("%d typists; a login takes %v", len(clients), waits)
	if waits.at(99) > time.Second {
		return saw, errors.New("a stranger waits more than a second")
	}
	return saw, nil
}

// typeOn opens the program, and types until it is cut off. Nobody reads what is
// drawn.
func typeOn(client *ssh.Client) {
	session, err := client.NewSession()
	if err != nil {
		return
	}
	_ = session.RequestPty("xterm-256color", 50, 200, nil)
	keys, inErr := session.StdinPipe()
	_, outErr := session.StdoutPipe()
	if errors.Join(inErr, outErr) != nil || session.Shell() != nil {
		return
	}
	go func() {
		for {
			if _, err := io.WriteString(keys, "jjTk"); err != nil {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
}

// resizing opens hostile articles, and changes the size of the window without
// pause.
func (a *attacker) resizing() (string, error) {
	before, err := a.usage()
	if err != nil {
		return "", err
	}
	begun := time.Now()
	var group sync.WaitGroup
	for i, name := range []string{"line", "links", "rows", "marks"} {
		group.Go(func() {
			if client, err := a.dial(a.source(i)); err == nil {
				resize(client, name, begun.Add(typingTime))
				_ = client.Close()
			}
		})
	}
	group.Wait()
	after, err := a.usage()
	return fmt.Sprintf("%.0f%% of a core", (after.cpu-before.cpu).Seconds()/time.Since(begun).Seconds()*100), err
}

// resize opens a hostile article and changes the size of its window until a time.
func resize(client *ssh.Client, name string, end time.Time) {
	session, err := client.NewSession()
	if err != nil {
		return
	}
	session.Stdout = io.Discard
	_ = session.RequestPty("xterm-256color", 24, 79, nil)
	keys, err := session.StdinPipe()
	if err != nil || session.Start("-q 'Monster "+name+"'") != nil {
		return
	}
	time.Sleep(500 * time.Millisecond)
	_, _ = io.WriteString(keys, "\r")
	for n := 0; time.Now().Before(end) && session.WindowChange(24, 40+n%39) == nil; n++ {
		time.Sleep(time.Millisecond)
	}
}

// popups opens each hostile article in the reader, and its links and outline.
func (a *attacker) popups() (string, error) {
	files, err := filepath.Glob(filepath.Join(a.library, "*.md"))
	if err != nil {
		return "", err
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		client, err := a.dial(a.source(0))
		if err != nil {
			return "", fmt.Errorf("at %s: %w", name, err)
		}
		r, err := openAt(client, 79, 24, "Monster "+name)
		if err != nil {
			return "", fmt.Errorf("at %s: %w", name, err)
		}
		time.Sleep(500 * time.Millisecond)
		for _, keys := range []string{"\r", "", "", "", "o", "\x1b", "O", "\x1b", "G", "g", "+", "-", "y"} {
			if _, err := io.WriteString(r.keys, keys); err != nil {
				break
			}
			time.Sleep(200 * time.Millisecond)
		}
		_ = client.Close()
		if _, err := a.usage(); err != nil {
			return "", fmt.Errorf("the server ended at %s", name)
		}
	}
	return fmt.Sprintf("%d articles", len(files)), nil
}

// finding opens hostile articles, and looks for what they have everywhere.
func (a *attacker) finding() (string, error) {
	var group sync.WaitGroup
	begun := time.Now()
	for i, query := range []string{"Monster links", "Monster line"} {
		group.Go(func() {
			client, err := a.dial(a.source(i))
			if err != nil {
				return
			}
			defer client.Close() //nolint:errcheck // it is the attacker's
			r, err := openAt(client, 79, 24, query)
			if err != nil {
				return
			}
			time.Sleep(time.Second)
			_, _ = io.WriteString(r.keys, "\r")
			time.Sleep(3 * time.Second)
			_, _ = io.WriteString(r.keys, "/")
			for time.Since(begun) < 3*typingTime {
				if !patiently(typingTime, func() error { _, err := io.WriteString(r.keys, "a\x7fx\x7f"); return err }) {
					return
				}
				time.Sleep(50 * time.Millisecond)
			}
		})
	}
	group.Wait()
	_, err := a.usage()
	return "", err
}

// views saves one view after the other under an account, and looks at what that
// leaves on the disk.
func (a *attacker) views() (string, error) {
	key, err := newKey()
	if err != nil {
		return "", err
	}
	client, err := a.dialAs(a.source(0), "ann", ssh.PublicKeys(key))
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	r, err := open(client, 80, 24)
	if err != nil {
		return "", err
	}
	<-r.first
	before, err := a.kept()
	if err != nil {
		return "", err
	}
	saved := 0
	for begun := time.Now(); time.Since(begun) < typingTime; saved++ {
		keys := fmt.Sprintf("/x%d\x13v%d\r0", saved, saved) // filter, save under a name, show all again
		if !patiently(typingTime, func() error { _, err := io.WriteString(r.keys, keys); return err }) {
			break
		}
		time.Sleep(20 * time.Millisecond) // else there is more typed ahead than is worked off in a minute
	}
	time.Sleep(2 * time.Second)
	after, err := a.kept()
	if err != nil {
		return "", err
	}
	// Each mark counts the articles of each view anew.
	begun, err := a.usage()
	if err != nil {
		return "", err
	}
	const marks = 10
	for range marks {
		_ = r.press("m")
		time.Sleep(300 * time.Millisecond)
	}
	ended, err := a.usage()
	each := (ended.cpu - begun.cpu) / marks
	saw := fmt.Sprintf("%d tried, %d KB kept, a mark then costs %d ms", saved, (after-before)>>10, each.Milliseconds())
	switch {
	case err != nil:
	case after-before > 1<<20:
		err = errors.New("the views of one account take what they like")
	case each > 100*time.Millisecond:
		err = errors.New("every view makes a mark dearer")
	}
	return saw, err
}
