package render

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
)

// A number that takes the whole width leaves no room beside it, and what it numbers is no
// wider than the page for that.
func TestANumberAsWideAsThePage(t *testing.T) {
	for _, block := range []model.Block{model.Rule{}, words("tide"), words("潮水")} {
		item := model.ListItem{Task: model.DoneTask, Blocks: []model.Block{block}}
		list := model.List{Ordered: true, Start: 10_000_000_000_000, Items: []model.ListItem{item}}
		p := layOut(t, document(model.Quote{Blocks: []model.Block{list}}), Options{Width: 20})
		for i := range p.Len() {
			if width := ansi.StringWidth(p.Line(i)); width > 20 {
				t.Errorf("line %d of %T has %d cells: %s", i, block, width, p.Plain(i))
			}
		}
	}
}
