package model

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "",
		"plain text\n\tand 中文，。 é":         "plain text\n\tand 中文，。 é",
		"\x1b[31mred\x1b]52;c;AAAA\a":      `\u001b[31mred\u001b]52;c;AAAA\u0007`,
		"a\u009b31m":                       `a\u009b31m`,
		"a\x9b31m":                         `a\x9b31m`,
		"\u202eevil\u2066":                 `\u202eevil\u2066`,
		"\r\v\x00\x7f":                     `\u000d\u000b\u0000\u007f`,
		"\u2028\u00ad\ufeff":               `\u2028\u00ad\ufeff`,
		"\ue000\U000f0000\U000e0041":       `\ue000\udb80\udc00\udb40\udc41`,
		"👩\u200d👩 ❤\ufe0f 葛\U000e0100":     "👩\u200d👩 ❤\ufe0f 葛\U000e0100",
		"e" + strings.Repeat("\u0301", 9):  "e" + strings.Repeat("\u0301", 8) + `\u0301`,
		"日本" + strings.Repeat("\u0301", 3): "日本" + strings.Repeat("\u0301", 3),
		"\ufffd":                           "\ufffd",
	} {
		if got := Visible(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

// What is written out in JSON is read back as it was.
func FuzzVisible(f *testing.F) {
	f.Add("a\x1b[31m\u202e\U000e0041\u009b中\\u0041\"")
	f.Add("e" + strings.Repeat("\u0301", 20))
	f.Fuzz(func(t *testing.T, text string) {
		shown := Visible(text)
		marks := 0
		for _, r := range shown {
			if marks++; !unicode.Is(unicode.M, r) {
				marks = 0
			}
			if marks > mostMarks || r != '\n' && r != '\t' && unicode.In(r, unicode.Cc, unicode.Co, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
				t.Fatalf("%q is shown as %q, with %U", text, shown, r)
			}
		}
		if again := Visible(shown); again != shown || !utf8.ValidString(shown) {
			t.Fatalf("%q is shown as %q, and that as %q", text, shown, again)
		}
		encoded, err := json.Marshal(strings.ToValidUTF8(text, "?"))
		if err != nil {
			t.Fatal(err)
		}
		var read string
		if err := json.Unmarshal([]byte(Visible(string(encoded))), &read); err != nil || read != strings.ToValidUTF8(text, "?") {
			t.Fatalf("%q is read back as %q: %v", text, read, err)
		}
	})
}
