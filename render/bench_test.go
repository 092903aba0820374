package render

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/model"
)

// newsArticle is about as long as the articles that a news site has.
func newsArticle() *model.Document {
	d := &model.Document{}
	for i := range 5 {
		d.Blocks = append(d.Blocks, para(
			txt(fmt.Sprintf("第%d段：", i)),
			txt("据了解，此次北京、上海、长沙这几座城市的数字人民币红包使用期限均为6月11日10点至6月20日24点，用户可在"),
			styled(model.Strong, txt("京东App")), txt("通过搜索“数字人民币”关键词快速直达专区，上海、长沙的红包用户可在"),
			link("https://example.com/a", txt("线上")), txt("全品类以及多个线下实体门店使用数字人民币红包进行购物。"),
		))
	}
	return d
}

// longArticle has about 120,000 characters, no two paragraphs alike.
func longArticle() *model.Document {
	d := &model.Document{}
	for i := range 820 {
		d.Blocks = append(d.Blocks, para(
			txt(fmt.Sprintf("第%d段：", i)),
			txt("据了解，此次北京、上海、长沙这几座城市的数字人民币红包使用期限均为6月11日10点至6月20日24点，用户可在"),
			styled(model.Strong, txt("京东App")), txt("通过搜索“数字人民币”关键词快速直达专区，上海、长沙的红包用户可在"),
			link("https://example.com/a", txt("线上")), txt("全品类以及多个线下实体门店使用数字人民币红包进行购物。"),
		))
	}
	return d
}

const screen = 50 // lines

// read makes a page and draws a screen of it, or all of it.
func read(b *testing.B, r *Renderer, d *model.Document, o Options, all bool) {
	p, err := r.Page(b.Context(), d, o)
	if err != nil {
		b.Fatal(err)
	}
	n := min(screen, p.Len())
	if all {
		n = p.Len()
	}
	for i := range n {
		if strings.Contains(p.Line(i), "\n") {
			b.Fatal("a line holds two")
		}
	}
}

// BenchmarkPageSeed opens a short article that was never seen.
func BenchmarkPageSeed(b *testing.B) {
	d, th := newsArticle(), theme(b, "dark")
	b.ReportAllocs()
	for b.Loop() {
		read(b, New(16<<20), d, Options{Width: 76, Theme: th, Hyperlinks: true, Lines: screen}, false)
	}
}

// BenchmarkPageLongFirstScreen opens a very long article that was never seen.
func BenchmarkPageLongFirstScreen(b *testing.B) {
	d, th := longArticle(), theme(b, "dark")
	b.ReportAllocs()
	for b.Loop() {
		read(b, New(16<<20), d, Options{Width: 76, Theme: th, Hyperlinks: true, Lines: screen}, false)
	}
}

// BenchmarkPageLongFull lays out and draws all of a very long article that was
// never seen.
func BenchmarkPageLongFull(b *testing.B) {
	d, th := longArticle(), theme(b, "dark")
	b.ReportAllocs()
	for b.Loop() {
		read(b, New(16<<20), d, Options{Width: 76, Theme: th, Hyperlinks: true}, true)
	}
}

// BenchmarkPageLongLayout lays out all of a very long article that was never
// seen, and draws one screen: what a reader's program does.
func BenchmarkPageLongLayout(b *testing.B) {
	d, th := longArticle(), theme(b, "dark")
	b.ReportAllocs()
	for b.Loop() {
		read(b, New(16<<20), d, Options{Width: 76, Theme: th, Hyperlinks: true}, false)
	}
}

// BenchmarkPageLongResize lays out a very long article once more, at another
// width.
func BenchmarkPageLongResize(b *testing.B) {
	d, th, r := longArticle(), theme(b, "dark"), New(16<<20)
	read(b, r, d, Options{Width: 76, Theme: th}, true)
	b.ReportAllocs()
	width := 60
	for b.Loop() {
		read(b, r, d, Options{Width: width, Theme: th, Hyperlinks: true}, false)
		width = 60 + (width+1)%20
	}
}

// BenchmarkFind finds a word in a very long article.
func BenchmarkFind(b *testing.B) {
	d, th := longArticle(), theme(b, "dark")
	p := layOut(b, d, Options{Width: 76, Theme: th})
	for b.Loop() {
		if len(p.Find(b.Context(), "数字人民币")) == 0 {
			b.Fatal("not found")
		}
	}
}

// BenchmarkLines draws one screen again, as each key does.
func BenchmarkLines(b *testing.B) {
	p := layOut(b, newsArticle(), Options{Width: 76, Hyperlinks: true})
	for b.Loop() {
		for i := range min(screen, p.Len()) {
			p.Line(i)
		}
	}
}

// BenchmarkPageStyled lays out and draws a book of 20,000 paragraphs, each with words
// in bold and italics, no two alike.
func BenchmarkPageStyled(b *testing.B) {
	d, th := &model.Document{}, theme(b, "dark")
	for i := range 20_000 {
		d.Blocks = append(d.Blocks, para(
			txt(fmt.Sprintf("Paragraph %d: the ", i)), styled(model.Strong, txt(fmt.Sprintf("sea of %d", i*7))), txt(" rises slowly, and "),
			styled(model.Emphasis, txt("they")), txt(" say so."),
		))
	}
	b.ReportAllocs()
	for b.Loop() {
		read(b, New(16<<20), d, Options{Width: 76, Theme: th, Hyperlinks: true}, true)
	}
}
