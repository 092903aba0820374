package server

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"
)

// What a terminal answers is read as an answer, however slowly its parts come,
// and never as keys.
func TestSplitAnswers(t *testing.T) {
	answers := map[string]string{
		"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\":             "<background>",
		"\x1b]11;rgb:ffff/ffff/ffff\a":                 "<background>",
		"\x1b[?2026;2$y":                               "",
		"\x1b[?62;22;52c":                              "",
		"\x1b[?1u":                                     "",
		"\x1bP1+r524742=382F382F38\x1b\\":              "",
		"\x1bP>|xterm(379)\x1b\\":                      "",
		"\x1b[?2026;2$y\x1b]11;rgb:0/0/0\a\x1b[?62;4c": "<background>",
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
					whole := false
					for _, text := range read() {
						// An escape alone closes what is open; it types nothing.
						whole = whole || text == answer || strings.HasSuffix(answer, text)
						if text != "\x1b" && text != "x" && text[0] != escape {
							t.Errorf("%q, split at %d by %v, is read as %q", answer, at, gap, text)
						}
					}
					if want != "" && !whole {
						t.Errorf("%q, split at %d by %v, is not read", answer, at, gap)
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
func readAll(ctx context.Context, from io.Reader) func() []string {
	in := newInput(ctx, from)
	in.typed, in.tooLong, in.over = func() {}, func() {}, func() {}
	done := make(chan []string, 1)
	go func() {
		var texts []string
		buffer := make([]byte, 4096)
		for {
			n, err := in.Read(buffer)
			if n > 0 {
				texts = append(texts, string(buffer[:n]))
			}
			if err != nil {
				done <- texts
				return
			}
		}
	}()
	return func() []string { return <-done }
}

// Keys arrive at once, as they are; an escape, whose rest may be under way, after
// a moment.
func TestKeys(t *testing.T) {
	for _, keys := range []string{"j", "中", "\r", "\x1b[A", "\x1bOP", "\x1bx", "\x1b", "\x1b\x1b", "abc\x1b[200~中文\x1b[201~", "\x1b[<0;10;10M"} {
		synctest.Test(t, func(t *testing.T) {
			in, out := io.Pipe()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			read := readAll(ctx, in)
			begun := time.Now()
			write(t, out, keys)
			time.Sleep(escapeTime)
			_ = out.Close()
			if got := strings.Join(read(), ""); got != keys || time.Since(begun) > escapeTime {
				t.Errorf("%q is read as %q after %v", keys, got, time.Since(begun))
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
		for _, text := range read() {
			if !utf8.ValidString(text) {
				t.Errorf("%q is read", text)
			}
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
		in := &input{paste: -1, asking: true, tooLong: func() {}}
		var got []byte
		for rest := text; len(rest) > 0; {
			n := min(len(rest), int(size)+1)
			if err := in.take(rest[:n]); err != nil {
				t.Fatal(err)
			}
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
	})
}
