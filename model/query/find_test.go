package query

import (
	"strings"
	"testing"
)

func TestFindInFindsWholeWords(t *testing.T) {
	for _, test := range []struct{ query, text, want string }{
		{"cell", "a Cell, excellent cells; cell", "a [Cell], excellent cells; [cell]"},
		{"cell*", "a Cell, excellent cells", "a [Cell], excellent [cell]s"},
		{`"two words"`, "two words, two wordsmiths", "[two words], two wordsmiths"},
		{"数字", "在数字时代，數字", "在[数字]时代，[數字]"},
		{"rmb", "数字rmb红包", "数字[rmb]红包"},
		{"é", "cafe e", "cafe [e]"},
	} {
		q, err := Parse(test.query)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		at := 0
		for _, r := range q.Any[0][0].FindIn(test.text) {
			got.WriteString(test.text[at:r.Start] + "[" + test.text[r.Start:r.End] + "]")
			at = r.End
		}
		if got.WriteString(test.text[at:]); got.String() != test.want {
			t.Errorf("%s: %s, want %s", test.query, got.String(), test.want)
		}
	}
}
