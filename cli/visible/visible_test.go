package visible

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"broadsheet/articles"
	"broadsheet/model"
)

// Text leaves visibly however it is cut into parts, and styles only where they
// are our own.
func TestVisibleWriter(t *testing.T) {
	for _, test := range []struct {
		text   string
		styled bool
		want   string
	}{
		{"中文 and \x1b[31m\u202e\n", false, `中文 and \u001b[31m\u202e` + "\n"},
		{"cut \xe4\xb8", false, `cut \xe4\xb8`},
		{"\x9b31m", false, `\x9b31m`},
		{"\x1b[1mbold\x1b[22m\n\x1b]0;title\a\n", true, "\x1b[1mbold\x1b[22m\n" + `\u001b]0;title\u0007` + "\n"},
		{"\x1b]8;id=3;https://example.org/\x1b\\中\x1b]8;;\x1b\\\u202e", true, "\x1b]8;id=3;https://example.org/\x1b\\中\x1b]8;;\x1b\\" + `\u202e`},
		{"\x1b]8;;https://example.org/\x1b\\x\x1b[2J", true, `\u001b]8;;https://example.org/\u001b\x` + `\u001b[2J`},
		{strings.Repeat("长", 40_000) + "\u009b", true, strings.Repeat("长", 40_000) + `\u009b`},
	} {
		for name, cut := range map[string]func(io.Reader) io.Reader{
			"at once": func(r io.Reader) io.Reader { return r }, "byte by byte": iotest.OneByteReader, "in halves": iotest.HalfReader,
		} {
			var out strings.Builder
			w := &Writer{To: &out, Styled: test.styled}
			if _, err := io.Copy(w, struct{ io.Reader }{cut(strings.NewReader(test.text))}); err != nil {
				t.Fatal(err)
			}
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			if out.String() != test.want {
				t.Errorf("%.40q, %s, is written as %.80q, want %.80q", test.text, name, out.String(), test.want)
			}
		}
	}
}

// What passes the gate of articles is written as it is: nothing of an article is
// taken for hostile.
func TestVisibleAgreesWithTheGate(t *testing.T) {
	for r := range rune(0x110000) {
		text := articles.Clean("a" + string(r) + "b")
		if shown := model.Visible(text); shown != text {
			t.Errorf("%U passes the gate and is shown as %q", r, shown)
		}
	}
}
