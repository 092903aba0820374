package terminal

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"
)

// What is typed becomes lines, and what the reader sees of it is what is in them: a key
// that means nothing is nothing, and what was typed can be taken back.
func TestLines(t *testing.T) {
	for _, test := range []struct {
		name, typed string
		want        []string
		echo        string
	}{
		{"a line of a terminal", "news\r", []string{"news"}, "news\n"},
		{"lines of a pipe", "one\ntwo\n", []string{"one", "two"}, "one\ntwo\n"},
		{"both at once", "one\r\ntwo\r\n", []string{"one", "two"}, "one\ntwo\n"},
		{"empty lines", "\r\r\n\n", []string{"", "", ""}, "\n\n\n"},
		{"backspace", "nex\x7fws\r", []string{"news"}, "nex\b \bws\n"},
		{"over a wide character", "金融\b\r", []string{"金"}, "金融\b \b\b \b\n"},
		{"over nothing", "\x7f\x7fx\r", []string{"x"}, "x\n"},
		{"the whole line", "abc\x15d\r", []string{"d"}, "abc\b \b\b \b\b \bd\n"},
		{"a word", "ab cd\x17e\r", []string{"ab e"}, "ab cd\b \b\b \be\n"},
		{"arrows and other keys", "a\x1b[A\x1b[1;5Cb\x1bOP\x1b[200~c\x1bxd\r", []string{"abcd"}, "abcd\n"},
		{"an answer of the terminal", "a\x1b]11;rgb:0/0/0\x07b\x1b]11;x\x1b\\c\x1bP1\x1b\\d\r", []string{"abcd"}, "abcd\n"},
		{"control characters", "a\x00\x01\t\u009bb\u202e\r", []string{"ab"}, "ab\n"},
		{"no UTF-8", "a\xff\xfeb\r", []string{"ab"}, "ab\n"},
		{"the end in the midst of a line", "one\rtw\x03three\r", []string{"one"}, "one\ntw^C\n"},
		{"ctrl+d on a line, and on none", "o\x04ne\r\x04two\r", []string{"one"}, "one\n\n"},
	} {
		for way, from := range map[string]io.Reader{"at once": strings.NewReader(test.typed), "byte by byte": iotest.OneByteReader(strings.NewReader(test.typed))} {
			var echo strings.Builder
			got, err := linesOf(from, &echo)
			if !slices.Equal(got, test.want) || !errors.Is(err, io.EOF) {
				t.Errorf("%s, %s: the lines are %q, %v; want %q", test.name, way, got, err, test.want)
			}
			if echo.String() != test.echo {
				t.Errorf("%s, %s: the echo is %q, want %q", test.name, way, echo.String(), test.echo)
			}
		}
	}
}

// linesOf reads all lines that there are.
func linesOf(from io.Reader, echo io.Writer) (all []string, err error) {
	lines := NewLines(from, echo, func() {})
	for {
		line, err := lines.Read()
		if err != nil {
			return all, err
		}
		all = append(all, line)
	}
}

// A line has an end, however much is typed.
func TestLongestLine(t *testing.T) {
	var echo strings.Builder
	got, _ := linesOf(strings.NewReader(strings.Repeat("x", 100_000)+"\rnext\r"), &echo)
	if len(got) != 2 || len(got[0]) != mostLine || got[1] != "next" || echo.Len() > mostLine+100 {
		t.Errorf("there are %d lines, and an echo of %d bytes", len(got), echo.Len())
	}
}

// FuzzLines types anything: no line and no echo has anything that a terminal obeys but
// ends of lines and backspaces.
func FuzzLines(f *testing.F) {
	f.Add("a\x1b[Ab\r\x7f金\x17\r\n")
	f.Add("\x1b]x\x1b\x1b\\\u009b\xff\r")
	f.Fuzz(func(t *testing.T, typed string) {
		var echo strings.Builder
		got, _ := linesOf(strings.NewReader(typed), &echo)
		for _, line := range got {
			if strings.ContainsFunc(line, unicode.IsControl) || len(line) > mostLine+4 {
				t.Errorf("a line is %q", line)
			}
		}
		if strings.ContainsFunc(echo.String(), func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\b' }) {
			t.Errorf("the echo is %q", echo.String())
		}
	})
}
