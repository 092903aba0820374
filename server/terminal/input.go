package terminal

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Input makes events of what a client types. It keeps together what belongs
// together: a slow network may deliver a terminal's answer in parts, and who
// waits only briefly for the rest takes them for keys.
//
// Bubble Tea's own reader is not used: it waits so little, and when a program
// ends while keys are under way, it is never let go, and keeps the program.
type Input struct {
	ctx     context.Context
	chunks  chan []byte
	asked   *time.Timer // while it runs, the terminal may be about to answer
	asking  bool
	ready   []byte // whole sequences
	held    []byte // the beginning of one
	lone    bool   // an escape was given as a key: its sequence may follow
	decoder uv.EventDecoder
	pasting bool
	paste   []byte // that is not at its end

	pasteBytes int // that a paste has at most
}

// ErrPaste ends an input: somebody pastes what no reader needs.
var ErrPaste = errors.New("the paste is too long")

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

// NewInput gives an Input. A paste has so many bytes at most.
func NewInput(ctx context.Context, pasteBytes int) *Input {
	return &Input{ctx: ctx, pasteBytes: pasteBytes, chunks: make(chan []byte), asking: true, asked: time.NewTimer(askingTime)}
}

// Run gives the events of what the client types until the client closes its
// side, or the context ends. The error is io.EOF, or errPaste.
func (in *Input) Run(from io.Reader, typed func(), event func(uv.Event)) error {
	go in.pump(from)
	for {
		err := in.wait(typed)
		if err == nil {
			err = in.give(event)
		}
		if err != nil {
			return err
		}
	}
}

// pump takes what comes from the client. It waits until that has been read:
// what a client sends faster stays with the client.
func (in *Input) pump(from io.Reader) {
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

// wait takes what comes next, or gives up waiting for the rest of what is held.
func (in *Input) wait(typed func()) error {
	var late <-chan time.Time
	if patience := in.patience(); patience > 0 {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case chunk, ok := <-in.chunks:
		if !ok {
			return io.EOF
		}
		typed()
		in.take(chunk)
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
func (in *Input) patience() time.Duration {
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

// take takes what was typed, and finds out what of it is whole.
func (in *Input) take(chunk []byte) {
	if in.lone && in.asking && bytes.IndexByte([]byte("[]"), chunk[0]) >= 0 {
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
		in.ready = append(in.ready, in.held[:whole]...)
		in.held = append([]byte(nil), in.held[whole:]...)
	}
}

// giveUp gives on what is held where it may be a key, and drops the part of an
// answer whose rest has not come.
func (in *Input) giveUp() {
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

// give gives the events of what is whole.
func (in *Input) give(event func(uv.Event)) error {
	text := in.ready
	in.ready = nil
	for len(text) > 0 {
		if in.pasting {
			rest, err := in.givePaste(text, event)
			if err != nil {
				return err
			}
			text = rest
			continue
		}
		n, what := in.decoder.Decode(text)
		if n <= 0 {
			return nil
		}
		text = text[n:]
		switch what := what.(type) {
		case nil:
		case uv.PasteStartEvent:
			in.pasting = true
		case uv.MultiEvent:
			for _, one := range what {
				event(one)
			}
		default:
			event(what)
		}
	}
	return nil
}

// givePaste collects a paste, and gives it when it is at its end.
func (in *Input) givePaste(text []byte, event func(uv.Event)) (rest []byte, err error) {
	part, rest, ends := bytes.Cut(text, []byte(ansi.BracketedPasteEnd))
	if len(in.paste)+len(part) > in.pasteBytes {
		return nil, ErrPaste
	}
	in.paste = append(in.paste, part...)
	if ends {
		event(uv.PasteEvent{Content: strings.ToValidUTF8(string(in.paste), "")})
		in.paste, in.pasting = nil, false
	}
	return rest, nil
}
