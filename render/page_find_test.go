package render

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"broadsheet/model"
)

// TestPlaceHolds finds the text at the top of the screen again at other
// widths, in other themes and with another head.
func TestPlaceHolds(t *testing.T) {
	for seed := range uint64(40) {
		d := newGenerator(seed).document()
		wide := layOut(t, d, Options{Width: 80, Head: Head{Title: "Title", Lines: []string{"a", "b"}}})
		narrow := layOut(t, d, Options{Width: 24, Theme: theme(t, "light")})
		for i := range wide.Len() {
			place := wide.Place(i)
			if again := wide.Place(wide.LineOf(place)); again != place {
				t.Fatalf("document %d, line %d: the place %v becomes %v at the same width", seed, i, place, again)
			}
			if there := narrow.LineOf(place); place != (model.Place{}) && !shows(narrow, there, place) {
				t.Fatalf("document %d, line %d: the place %v is not on line %d: %s", seed, i, place, there, narrow.Plain(there))
			}
		}
	}
}

// shows says whether a line shows a place, or in a table's row what stands
// beside it.
func shows(p *Page, line int, place model.Place) bool {
	return slices.ContainsFunc(slices.Concat(p.lines[line].before, p.lines[line].pieces), func(q piece) bool {
		return int(q.leaf) == place.Block+p.head && int(q.start) <= place.Offset && place.Offset <= int(q.end)
	})
}

// TestPlaceInRecords finds a record again, though the names of its columns and a
// cell that spans rows stand in earlier ones too.
func TestPlaceInRecords(t *testing.T) {
	d := document(model.Table{HeaderRows: 1, Rows: []model.Row{
		row("Year of the survey", "Newspaper in circulation"),
		cells(model.Cell{ColSpan: 1, RowSpan: 3, Blocks: []model.Block{words("1936")}}, cell("Morning Post")),
		row("Evening News"), row("Daily Herald"),
	}})
	p := layOut(t, d, Options{Width: 24})
	for i := range p.Len() {
		if got := p.LineOf(p.Place(i)); got < i {
			t.Errorf("from line %d, %q, the place leads back to line %d, %q", i, p.Plain(i), got, p.Plain(got))
		}
	}
}

func TestPlaceAtTheEdges(t *testing.T) {
	d := document(words("one"), model.Rule{}, words("two"))
	p := layOut(t, d, Options{Width: 40, Head: Head{Title: "Title"}})
	for line, want := range map[int]model.Place{-1: {}, 0: {}, 1: {}, 2: {}, 4: {Block: 1}, 6: {Block: 1}, 99: {Block: 1}} {
		if got := p.Place(line); got != want {
			t.Errorf("line %d is the place %v, not %v", line, got, want)
		}
	}
	for place, want := range map[model.Place]int{{}: 0, {Block: 1}: 6, {Block: 1, Offset: 99}: 6, {Block: 9}: 6, {Block: -1}: 0, {Offset: 2}: 2} {
		if got := p.LineOf(place); got != want {
			t.Errorf("the place %v is on line %d, not %d", place, got, want)
		}
	}
	empty := layOut(t, document(), Options{Width: 40})
	if empty.Len() != 0 || empty.LineOf(model.Place{Block: 3}) != 0 || empty.Place(0) != (model.Place{}) || !empty.Complete() {
		t.Error("an empty document has lines or places")
	}
}

// Lines of a head lead somewhere, from their first words; a list of links has them whole.
func TestHeadLinks(t *testing.T) {
	const address = "https://cast.example/1.mp3"
	head := Head{Title: "The tide", Lines: []string{"Harbour radio"}, Links: []HeadLink{{URL: address, Text: "Audio", Rest: " · 34\u00a0min · 24\u00a0MB"}, {Text: "and 2 more files"}}}
	d := document(para(txt("One "), model.Link{URL: address, Inlines: []model.Inline{txt("more")}}))
	p := layOut(t, d, Options{Width: 20, Head: head, Hyperlinks: true})
	if got := p.Links(); len(got) != 1 || got[0] != (Link{URL: address, Text: "Audio · 34\u00a0min · 24\u00a0MB", Line: 2}) {
		t.Errorf("links %+v", got)
	}
	for line, want := range []string{"The tide", "Harbour radio", "Audio · 34\u00a0min ·", "24\u00a0MB", "and 2 more files", "", "One more"} {
		if got := p.Plain(line); got != want {
			t.Errorf("line %d is %q, not %q", line, got, want)
		}
	}
	if line := p.Line(2); strings.Count(line, address) != 1 || strings.Index(line, address) > strings.Index(line, "Audio") || strings.Contains(p.Line(3), address) {
		t.Errorf("%q then %q", line, p.Line(3))
	}
	if line := p.Line(4); strings.Contains(line, "\x1b]8") {
		t.Errorf("what leads nowhere is a link: %q", line)
	}
}

// TestFind finds words folded and over the ends of lines, and lights them.
func TestFind(t *testing.T) {
	d := document(
		words("据了解，此次北京上海长沙这几座城市的数字人民币红包使用期限均为十天。"),
		para(txt("A "), styled(model.Strong, txt("BRO")), txt("ADsheet, and another broadsheet.")),
	)
	p := layOut(t, d, Options{Width: 20, Head: Head{Title: "Broadsheet"}})
	for word, lines := range map[string][]int{
		"broadsheet": {0, 7, 8}, "数字人民币": {3}, "红包": {4}, "北京": {2}, "none": nil, " ": nil, "": nil,
	} {
		var got []int
		for _, m := range p.Find(t.Context(), word) {
			got = append(got, m.Line)
		}
		if !slices.Equal(got, lines) {
			t.Errorf("%q is found on the lines %v, not %v\n%s", word, got, lines, all(p))
		}
	}
	matches := p.Find(t.Context(), "数字人民币")
	lit := ""
	for i := range p.Len() {
		if p.LineLit(i, matches, 0) != p.Line(i) {
			lit += fmt.Sprint(i, " ")
		}
	}
	if lit != "3 4 " {
		t.Errorf("lit are the lines %s\n%s", lit, all(p))
	}
	matches = p.Find(t.Context(), "broadsheet")
	current, other := p.LineLit(7, matches, 1), p.LineLit(8, matches, 1)
	if current == p.LineLit(7, matches, 0) || !strings.Contains(current, ";7m") || !strings.Contains(other, "4;") {
		t.Errorf("the current match is lit as %q, another one as %q", current, other)
	}
	if plain, _ := (checker{t}).withoutSequences(current); plain != p.Plain(7) {
		t.Errorf("lighting changes the text %q to %q", p.Plain(7), plain)
	}
}

func TestLinksAndHeadings(t *testing.T) {
	d := &model.Document{
		Blocks: []model.Block{
			para(txt("a "), link("https://example.com/1", txt("first")), txt(" and "), link("https://example.com/1", txt("again"))),
			model.Heading{Level: 2, Inlines: []model.Inline{txt("Part "), styled(model.Emphasis, txt("one"))}},
			model.Figure{Images: []model.Image{{URL: "https://example.com/p.png", Alt: "a cat"}}},
			model.Quote{Blocks: []model.Block{model.Heading{Level: 3, Inlines: []model.Inline{txt("Inside")}}}},
			para(link("https://example.com/2", txt("second"), model.FootnoteReference{Label: "1"})),
		},
		Footnotes: []model.Footnote{{Label: "1", Blocks: []model.Block{words("note")}}},
	}
	p := layOut(t, d, Options{Width: 40})
	links := []Link{
		{URL: "https://example.com/1", Text: "first", Line: 0},
		{URL: "https://example.com/p.png", Text: "a cat", Line: 4, Image: true},
		{URL: "https://example.com/2", Text: "second¹", Line: 8},
	}
	if got := p.Links(); !slices.Equal(got, links) {
		t.Errorf("links are %v", got)
	}
	if got := p.Headings(); !slices.Equal(got, []Heading{{2, "Part one", 2}, {3, "Inside", 6}}) {
		t.Errorf("headings are %v", got)
	}
	if got := p.Footnotes(); !slices.Equal(got, []Footnote{{"1", 11, 8}}) {
		t.Errorf("footnotes are %v", got)
	}
}

// TestFirstLines stops early, with the same lines as the whole page.
func TestFirstLines(t *testing.T) {
	for seed := range uint64(30) {
		d := newGenerator(seed).document()
		whole := layOut(t, d, Options{Width: 60})
		if !whole.Complete() {
			t.Fatalf("document %d: the whole page is not complete", seed)
		}
		first := layOut(t, d, Options{Width: 60, Lines: 10})
		if first.Len() < min(10, whole.Len()) || first.Complete() != (first.Len() == whole.Len()) {
			t.Errorf("document %d: %d of %d lines, complete: %v", seed, first.Len(), whole.Len(), first.Complete())
		}
		for i := range first.Len() {
			if first.Line(i) != whole.Line(i) {
				t.Errorf("document %d, line %d is %q, of the whole page %q", seed, i, first.Line(i), whole.Line(i))
			}
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if p, err := New(0).Page(ctx, document(words("a")), Options{Width: 20, Theme: theme(t, "dark")}); err == nil || p != nil {
		t.Errorf("a cancelled page is %v, %v", p, err)
	}
}

func TestWrap(t *testing.T) {
	const title = "北京上海长沙发第二轮数字人民币红包，618可在京东消费"
	for _, c := range []struct {
		name      string
		got, want []string
	}{
		{"wrap", Wrap(title, 18), []string{"北京上海长沙发第二", "轮数字人民币红包，", "618可在京东消费"}},
		{"two lines", WrapLines(title, 18, 2), []string{"北京上海长沙发第二", "轮数字人民币红包…"}},
		{"enough lines", WrapLines("a b", 3, 2), []string{"a b"}},
		{"all lines", WrapLines("a b", 1, 0), []string{"a", "b"}},
		{"nothing", Wrap("", 10), nil},
		{"truncated", []string{Truncate("数字人民币", 6), Truncate("数字", 4), Truncate("数字", 1), Truncate("数字", 0), Truncate("a bc", 3)}, []string{"数字…", "数字", "…", "", "a…"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %q, not %q", c.name, c.got, c.want)
		}
	}
}

// TestCacheForgets keeps within its limit, and shows the same with no cache
// at all.
func TestCacheForgets(t *testing.T) {
	d := newGenerator(5).document()
	th := theme(t, "dark")
	want := all(layOut(t, d, Options{Width: 50}))
	for _, limit := range []int{0, 4000} {
		r := New(limit)
		for range 3 {
			p, err := r.Page(t.Context(), d, Options{Width: 50, Theme: th})
			if err != nil || all(p) != want {
				t.Errorf("with a cache of %d bytes the page is different, %v", limit, err)
			}
		}
		if r.cache.size > limit || r.cache.order.Len() != len(r.cache.entries) {
			t.Errorf("a cache of %d bytes holds %d in %d of %d entries", limit, r.cache.size, r.cache.order.Len(), len(r.cache.entries))
		}
	}
}
