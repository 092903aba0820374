package terminal

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// What a terminal answers is read as an answer, however slowly its parts come,
// and never as keys.
func TestSplitAnswers(t *testing.T) {
	answers := map[string]string{
		"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\":             "background ",
		"\x1b]11;rgb:ffff/ffff/ffff\a":                 "background ",
		"\x1b[?2026;2$y":                               "",
		"\x1b[?62;22;52c":                              "",
		"\x1b[?1u":                                     "",
		"\x1b[?2026;2$y\x1b]11;rgb:0/0/0\a\x1b[?62;4c": "background ",
	}
	for answer, want := range answers {
		for at := 1; at < len(answer); at++ {
			for _, gap := range []time.Duration{0, 20 * time.Millisecond, 80 * time.Millisecond, 200 * time.Millisecond, 900 * time.Millisecond} {
				synctest.Test(t, func(t *testing.T) {
					in, out := io.Pipe()
					ctx, cancel := context.WithCancel(t.Context())
					defer cancel()
					read := readAll(ctx, in)
					write(t, out, answer[:at])
					time.Sleep(gap)
					write(t, out, answer[at:])
					time.Sleep(10 * time.Second)
					write(t, out, "x")
					time.Sleep(time.Second)
					_ = out.Close()
					got := strings.ReplaceAll(read(), "esc ", "") // which types nothing
					if got != want+"x " {
						t.Errorf("%q, split at %d by %v, is read as %q", answer, at, gap, got)
					}
				})
			}
		}
	}
}

func write(t *testing.T, to io.Writer, text string) {
	t.Helper()
	if _, err := io.WriteString(to, text); err != nil {
		t.Error(err)
	}
	synctest.Wait()
}

// readAll reads in the background; what it gives waits for the end.
func readAll(ctx context.Context, from io.Reader) func() string {
	done := make(chan string, 1)
	go func() {
		var b strings.Builder
		_ = NewInput(ctx, 1<<20).Run(from, func() {}, func(event uv.Event) {
			switch event := event.(type) {
			case uv.KeyPressEvent:
				b.WriteString(event.String() + " ")
			case uv.PasteEvent:
				b.WriteString("paste:" + event.Content + " ")
			case uv.MouseClickEvent:
				b.WriteString("click ")
			case uv.BackgroundColorEvent:
				b.WriteString("background ")
			}
		})
		done <- b.String()
	}()
	return func() string { return <-done }
}

// Keys arrive at once, as they are; an escape, whose rest may be under way, after
// a moment.
func TestKeys(t *testing.T) {
	for keys, want := range map[string]string{
		"j": "j ", "中é": "中 é ", "\r": "enter ", "\t\x1b[Z": "tab shift+tab ", "\x1b[A": "up ", "\x1bOP": "f1 ", "\x1bx": "alt+x ",
		"\x1b": "esc ", "\x1b\x1b": "esc esc ", "\x03\x04": "ctrl+c ctrl+d ", "\x1b[1;5C": "ctrl+right ", "\x7f": "backspace ",
		"a\x1b[200~中文\n\x1b[31m\x1b[201~b": "a paste:中文\n\x1b[31m b ", "\x1b[<0;10;10M": "click ", "\x1b[27u\x1b[106;5u": "esc ctrl+j ",
	} {
		synctest.Test(t, func(t *testing.T) {
			in, out := io.Pipe()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			read := readAll(ctx, in)
			write(t, out, keys)
			time.Sleep(escapeTime)
			synctest.Wait()
			_ = out.Close()
			if got := read(); got != want {
				t.Errorf("%q is read as %q, want %q", keys, got, want)
			}
		})
	}
}

// A character whose bytes come one after the other is one.
func TestSplitCharacters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, out := io.Pipe()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		read := readAll(ctx, in)
		for _, b := range []byte("金融é😀") {
			write(t, out, string([]byte{b}))
			time.Sleep(100 * time.Millisecond)
		}
		_ = out.Close()
		if got := read(); got != "金 融 é 😀 " {
			t.Errorf("it is read as %q", got)
		}
	})
}

// Whatever is typed, nothing but broken sequences is lost, nothing is added, and
// reading ends.
func FuzzSequences(f *testing.F) {
	for _, seed := range []string{"j\x1b[A中", "\x1b]11;rgb:0/0/0\x1b\\x", "\x1b[\x1b[", "\x1bP\x1b", "\x1b\x1b\x1b]", "\xe9\x87"} {
		f.Add([]byte(seed), uint8(3))
	}
	f.Fuzz(func(t *testing.T, text []byte, size uint8) {
		in := &Input{asking: true, pasteBytes: 1 << 20}
		var got []byte
		for rest := text; len(rest) > 0; {
			n := min(len(rest), int(size)+1)
			in.take(rest[:n])
			rest = rest[n:]
			got, in.ready = append(got, in.ready...), nil
		}
		if got = append(got, in.held...); !bytes.Equal(got, text) {
			t.Errorf("%q is read as %q", text, got)
		}
		if len(in.held) > 0 {
			in.giveUp()
		}
		if len(in.held) > 0 {
			t.Errorf("%q is held for ever", in.held)
		}
		in.ready = text
		if err := in.give(func(uv.Event) {}); err != nil {
			t.Error(err)
		}
	})
}
