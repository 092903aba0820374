package server

import (
	"bytes"
	"context"
	"io"
	"time"
	"unicode/utf8"
)

// input is what a client types, as a program reads it. It keeps together what
// belongs together: a slow network may deliver a terminal's answer in parts, and
// a program that waits for the rest only briefly takes them for keys.
type input struct {
	ctx     context.Context
	chunks  chan []byte
	asked   *time.Timer // while it runs, the terminal may be about to answer
	asking  bool
	ready   []byte // whole sequences, to be read
	held    []byte // the beginning of one
	lone    bool   // an escape was given as a key: its sequence may follow
	paste   int    // how long the paste is that is not at its end; -1: there is none
	typed   func() // called for whatever comes
	tooLong func() // called for a paste that is
	over    func() // called when the client will type no more
}

const (
	// askingTime is how long after the beginning answers of the terminal are
	// expected: the program asks when it starts.
	askingTime = 30 * time.Second
	// escapeTime is how long an escape may be the beginning of an answer rather
	// than the key.
	escapeTime = 100 * time.Millisecond
	// answerTime is how long the rest of an answer may take.
	answerTime = 5 * time.Second
	// lateTime is how long it may take when its escape was given on as a key.
	lateTime = time.Second
	// keyTime is how long the rest of a key may take when no answer is expected.
	keyTime = 250 * time.Millisecond
	// mostHeld is the longest sequence that is kept together, in bytes.
	mostHeld = 8 << 10
)

// newInput starts reading from the client. It goes on until the client closes
// its side, or the context ends.
func newInput(ctx context.Context, from io.Reader) *input {
	in := &input{ctx: ctx, chunks: make(chan []byte), paste: -1, asking: true, asked: time.NewTimer(askingTime)}
	go in.pump(from)
	return in
}

// pump takes what comes from the client. It waits until that has been read:
// what a client sends faster stays with the client.
func (in *input) pump(from io.Reader) {
	defer close(in.chunks)
	for {
		chunk := make([]byte, 1<<10)
		n, err := from.Read(chunk)
		if n > 0 {
			select {
			case in.chunks <- chunk[:n]:
			case <-in.ctx.Done():
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// Read gives what was typed.
func (in *input) Read(p []byte) (int, error) {
	for len(in.ready) == 0 {
		if err := in.wait(); err != nil {
			return 0, err
		}
	}
	n := copy(p, in.ready)
	in.ready = in.ready[n:]
	return n, nil
}

// wait takes what comes next, or gives up waiting for the rest of what is held.
func (in *input) wait() error {
	var late <-chan time.Time
	if patience := in.patience(); patience > 0 {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case chunk, ok := <-in.chunks:
		if !ok {
			if in.ctx.Err() == nil {
				go in.over()
			}
			return io.EOF
		}
		in.typed()
		return in.take(chunk)
	case <-in.asked.C:
		in.asking = false
	case <-late:
		in.giveUp()
	case <-in.ctx.Done():
		return io.EOF
	}
	return nil
}

// patience is how long the rest of what is held is waited for; 0 where nothing
// is.
func (in *input) patience() time.Duration {
	switch {
	case len(in.held) == 0:
		return 0
	case len(in.held) == 1 && in.held[0] == escape:
		return escapeTime
	case in.lone:
		return lateTime
	case in.asking:
		return answerTime
	default:
		return keyTime
	}
}

const escape = 0x1b

// take takes what was typed, and gives on what of it is whole.
func (in *input) take(chunk []byte) error {
	if in.lone && in.asking && bytes.IndexByte([]byte("[]P"), chunk[0]) >= 0 {
		// Perhaps the rest of what an escape began that came too early.
		in.held = append(in.held, escape)
	} else {
		in.lone = false
	}
	in.held = append(in.held, chunk...)
	whole := wholeSequences(in.held)
	if whole == len(in.held) {
		whole -= brokenRune(in.held)
	}
	if len(in.held)-whole > mostHeld {
		whole = len(in.held)
	}
	if whole > 0 {
		in.lone = false
		if err := in.count(in.held[:whole]); err != nil {
			return err
		}
		in.ready = append(in.ready, in.held[:whole]...)
		in.held = append([]byte(nil), in.held[whole:]...)
	}
	return nil
}

// giveUp gives on what is held where it may be a key, and drops the part of an
// answer whose rest has not come.
func (in *input) giveUp() {
	switch {
	case in.lone: // the escape was given on already
		in.ready, in.lone = append(in.ready, in.held[1:]...), false
	case len(in.held) == 1: // the key
		in.ready, in.lone = append(in.ready, escape), true
	case len(in.held) == 2 || in.held[0] != escape: // a letter with Alt, or text that is none
		in.ready = append(in.ready, in.held...)
	}
	in.held = nil
}

// wholeSequences gives how much of text does not end within a control sequence.
func wholeSequences(text []byte) int {
	at := 0
	for at < len(text) {
		next := bytes.IndexByte(text[at:], escape)
		if next < 0 {
			return len(text)
		}
		at += next
		length := sequence(text[at:])
		if length == 0 {
			return at
		}
		at += length
	}
	return at
}

// sequence gives the length of the control sequence that text begins with, or 0
// if it does not end in it.
func sequence(text []byte) int {
	if len(text) < 2 {
		return 0
	}
	switch text[1] {
	case '[':
		for i, b := range text[2:] {
			if b == escape { // it is broken off, and another one begins
				return i + 2
			}
			if b >= '@' && b <= '~' {
				return i + 3
			}
		}
		return 0
	case 'O':
		return min(len(text), 3) / 3 * 3
	case ']', 'P', '_', '^', 'X':
		for i, b := range text[2:] {
			switch {
			case b == '\a':
				return i + 3
			case b == escape && i+3 >= len(text):
				return 0
			case b == escape && text[i+3] == '\\':
				return i + 4
			case b == escape:
				return i + 2
			}
		}
		return 0
	case escape:
		return 1
	default:
		return 2
	}
}

// brokenRune gives the length of the character that text ends in the middle of.
func brokenRune(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if b := text[len(text)-n]; utf8.RuneStart(b) {
			if b >= utf8.RuneSelf && !utf8.FullRune(text[len(text)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

// The marks around a paste.
const (
	pasteBegins = "\x1b[200~"
	pasteEnds   = "\x1b[201~"
)

// count measures pastes. A program keeps one in memory until its end.
func (in *input) count(text []byte) error {
	for len(text) > 0 {
		if in.paste < 0 {
			begins := bytes.Index(text, []byte(pasteBegins))
			if begins < 0 {
				return nil
			}
			in.paste, text = 0, text[begins+len(pasteBegins):]
			continue
		}
		ends := bytes.Index(text, []byte(pasteEnds))
		if ends >= 0 {
			in.paste += ends
			text = text[ends+len(pasteEnds):]
		} else {
			in.paste += len(text)
			text = nil
		}
		if in.paste > mostPasteBytes {
			in.tooLong()
			return io.EOF
		}
		if ends >= 0 {
			in.paste = -1
		}
	}
	return nil
}
