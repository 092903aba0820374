package headlines

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/ui/canvas"
)

func TestSnippetShowsItsMatch(t *testing.T) {
	text := strings.Repeat("one two three ", 20) + "。the match stands here" + strings.Repeat(" four five six", 20)
	at := strings.Index(text, "match")
	for room := 8; room < 120; room++ {
		l := canvas.NewLine(200)
		putSnippet(l, &canvas.RowStyles{}, model.Snippet{Text: text, Matches: []fold.Range{{Start: at, End: at + 5}}}, room)
		shown := strings.TrimRight(l.String(), " ")
		if ansi.StringWidth(shown) > room || !strings.Contains(shown, "match") {
			t.Errorf("in %d cells it is %q", room, shown)
		}
		first := strings.Fields(strings.Trim(shown, "…"))[0]
		if !strings.Contains("。the match stands here one two three", first) {
			t.Errorf("in %d cells a word is cut: %q", room, shown)
		}
	}
}
