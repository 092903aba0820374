package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"broadsheet/articles"
	"broadsheet/model"
	"broadsheet/model/query"
)

// lit puts brackets round what a snippet lights.
func lit(s model.Snippet) string {
	var b strings.Builder
	from := 0
	for _, match := range s.Matches {
		b.WriteString(s.Text[from:match.Start] + "[" + s.Text[match.Start:match.End] + "]")
		from = match.End
	}
	return b.String() + s.Text[from:]
}

func TestSnippet(t *testing.T) {
	long := strings.Repeat("天下大事分久必合。", 30)
	dir := pieces(t, map[string]string{
		"lamps":  "---\ntitle: The lamps\n---\n\nNothing here.\n\nOn the quay the **new lamps** were lit; the LAMPS don't flicker.",
		"money":  "---\ntitle: 红包\n---\n\n" + long + "\n\n" + long + "北京發放數字人民幣，" + long,
		"two":    "---\ntitle: Two\n---\n\nFirst a ferry. " + strings.Repeat("And then nothing for long. ", 20) + "Here a ferry and a lamp stand together. " + strings.Repeat("Much else. ", 20),
		"family": "---\ntitle: Family\n---\n\n" + strings.Repeat("👩‍👩‍👧‍👦", 90) + " zebra " + strings.Repeat("é́́", 200) + strings.Repeat("👩‍👩‍👧‍👦", 90),
		"cafes":  "---\ntitle: Cafés\n---\n\nTwo cafe\u0301s and a cafe.",
		"line":   "---\ntitle: Line\n---\n\nover<br>the lines",
	})
	l := opened(t, dir, shelfOptions{})
	defer closeShelf(t, l)
	for _, test := range []struct{ name, query, want string }{
		{"lamps", "lamps", "On the quay the new [lamps] were lit; the [LAMPS] don't flicker."},
		{"lamps", `"new lamps" don't`, "On the quay the [new lamps] were lit; the LAMPS [don't] flicker."},
		{"lamps", "lamps OR quay", "On the [quay] the new [lamps] were lit; the [LAMPS] don't flicker."},
		{"lamps", "fli*", "On the quay the new lamps were lit; the LAMPS don't [fli]cker."},
		{"lamps", "the -zebra", "On [the] quay [the] new lamps were lit; [the] LAMPS don't flicker."},
		{"lamps", "zebra", ""},
		{"lamps", "lamps -quay", ""},
		{"lamps", "is:unread", "Nothing here."},
		{"money", "红包", "~天下大事"},
		{"money", "数字人民币", "~。北京發放[數字人民幣]，天下"},
		{"two", "lamp ferry", "~a [ferry] and a [lamp] stand"},
		{"cafes", "cafés", "Two [cafe\u0301s] and a cafe."},
		{"cafes", "cafe", "Two cafe\u0301s and a [cafe]."},
		{"line", `"over the"`, "[over the] lines"},
		{"family", "zebra", " [zebra] "},
	} {
		article, err := l.roots[0].Read(t.Context(), articles.Options{}, test.name+".md")
		if err != nil {
			t.Fatal(err)
		}
		snippet, err := Snippet(t.Context(), article, parse(t, test.query))
		if err != nil {
			t.Fatal(err)
		}
		got := lit(snippet)
		if cells := uniseg.StringWidth(snippet.Text); cells > 120+2 {
			t.Errorf("%s: the snippet is %d cells wide: %s", test.query, cells, got)
		}
		if test.name == "family" { // no part of a character may be left
			got = strings.NewReplacer("👩‍👩‍👧‍👦", "", "é́́", "", "…", "").Replace(got)
		}
		part, isPart := strings.CutPrefix(test.want, "~")
		if isPart && !strings.Contains(got, part) || !isPart && got != test.want {
			t.Errorf("%s: %s, want %s", test.query, got, test.want)
		}
	}
}

// However long a paragraph is, little of it is looked at at once.
func TestPiecesOf(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("长a", 50_000) + " ferry here " + strings.Repeat("é", 50_000)
	count, found := 0, false
	for piece := range piecesOf(text) {
		count++
		found = found || strings.Contains(piece, "ferry here")
		if len(piece) > pieceBytes || !utf8.ValidString(piece) {
			t.Fatalf("a piece has %d bytes", len(piece))
		}
	}
	if most := len(text)/(pieceBytes-pieceOverlap-utf8.UTFMax) + 1; count > most || !found {
		t.Errorf("there are %d pieces, want %d; the ferry is there: %v", count, most, found)
	}
	shown, err := snippet(t.Context(), []string{text}, textTermsOf([]query.Term{{Text: "nowhere"}, {Text: "ferry"}}, true).with)
	if err != nil || !strings.Contains(shown.Text, "ferry here") {
		t.Errorf("the snippet is %q (%v)", shown.Text, err)
	}
}
