package render_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode"

	"charm.land/glamour/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/articles"
	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/render/themes"
)

const (
	measure    = 76 // cells
	screenRows = 50
)

// specimen is an article of our own making, as HTML and as Markdown.
type specimen struct {
	html, markdown string
	want           map[rune]int // how often each visible character must be shown
}

// newSpecimen makes an article of about so many characters: news in Chinese with
// numbers, quotations and some English.
func newSpecimen(characters int) specimen {
	g := rand.New(rand.NewPCG(uint64(characters), 1)) //nolint:gosec // a test's text needs no secrets
	pick := func(from ...string) string { return from[g.IntN(len(from))] }
	sentence := func() string {
		return pick("据了解", "昨天", "6月11日", "在北京、上海、长沙等城市", "记者从“数字人民币”试点办公室获悉", "按《管理办法》", "According to the Harbour Post") + "，" +
			pick("第二轮活动已经展开", "共有12.5万人报名", "总额超过6000万元（含税）", "消费者可以用手机App领取", "专家表示：“影响有限”", "增长了3.7%、下降了1.2%", "the new bridge will open in May") +
			pick("，", "；", "，而且", "——") + pick("使用期限到6月20日24点为止", "线上、线下都能使用", "具体的规则见公告（第3条）", "今年的数字比去年略高", "他说“还要再看一看”", "排版要看标点站在哪里") +
			pick("。", "！", "。", "……")
	}
	var html, markdown strings.Builder
	s := specimen{want: map[rune]int{}}
	html.WriteString("<div>")
	for n, i := 0, 0; n < characters; i++ {
		var sentences []string
		for range 3 + g.IntN(3) {
			sentences = append(sentences, sentence())
		}
		text := strings.Join(sentences, "")
		last := len(sentences) - 1
		if i%3 == 0 {
			sentences[last] = "<b>" + sentences[last] + "</b>"
		}
		html.WriteString("<p>" + strings.Join(sentences, "") + "</p>\n")
		markdown.WriteString(strings.NewReplacer("<b>", "**", "</b>", "**").Replace(strings.Join(sentences, "")) + "\n\n")
		for _, r := range text {
			s.want[r]++
		}
		n += len([]rune(text))
	}
	html.WriteString("</div>\n")
	s.html, s.markdown = html.String(), markdown.String()
	delete(s.want, ' ')
	return s
}

// judge counts what a reader would call faults: lines that begin with closing or
// end with opening punctuation, lines that are too wide, and characters that are
// lost.
func (s specimen) judge(b *testing.B, out string) {
	b.Helper()
	var lines, starts, ends, wide, lost int
	got := map[rune]int{}
	for line := range strings.Lines(ansi.Strip(out)) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		lines++
		runes := []rune(line)
		if strings.ContainsRune("，。、；：！？）》”’,.;:!?)%", runes[0]) {
			starts++
		}
		if strings.ContainsRune("（《“‘(", runes[len(runes)-1]) {
			ends++
		}
		if ansi.StringWidth(line) > measure {
			wide++
		}
		for _, r := range runes {
			got[r]++
		}
	}
	for r, n := range s.want {
		if !unicode.IsSpace(r) {
			lost += max(0, n-got[r])
		}
	}
	for name, n := range map[string]int{"lines": lines, "starts": starts, "ends": ends, "wide": wide, "lost": lost} {
		b.ReportMetric(float64(n), name)
	}
}

// BenchmarkTypeset sets two articles, and lets other programs that are installed
// set the same ones. bench/typeset.sh makes a table of what it reports.
func BenchmarkTypeset(b *testing.B) {
	for _, characters := range []int{3000, 120_000} {
		s := newSpecimen(characters)
		b.Run(fmt.Sprint(characters), func(b *testing.B) {
			b.Run("broadsheet_first_screen", func(b *testing.B) { s.open(b, screenRows) })
			b.Run("broadsheet_full_page", func(b *testing.B) { s.open(b, 0) })
			b.Run("broadsheet_resize", s.resize)
			b.Run("Glamour_alone", s.glamour)
			s.processes(b)
		})
	}
}

// open reads the article and sets it, or its first lines, as at the first time.
func (s specimen) open(b *testing.B, lines int) {
	th, err := themes.Load("dark", true)
	if err != nil {
		b.Fatal(err)
	}
	before := heap()
	var page *render.Page
	for b.Loop() {
		article := articles.Parse(articles.Options{}, "root", "a.html", time.Time{}, []byte(s.html))
		page = s.page(b, render.New(16<<20), article, render.Options{Width: measure, Theme: th, Hyperlinks: true, Lines: lines})
		draw(page, lines)
	}
	b.ReportMetric(float64(heap()-before)/1e6, "MB")
	runtime.KeepAlive(page)
	if lines == 0 {
		s.judge(b, draw(page, 0))
	}
}

// resize sets the article once more at another width, with the reader's screen
// drawn anew.
func (s specimen) resize(b *testing.B) {
	th, err := themes.Load("dark", true)
	if err != nil {
		b.Fatal(err)
	}
	article := articles.Parse(articles.Options{}, "root", "a.html", time.Time{}, []byte(s.html))
	r, width := render.New(16<<20), measure
	for b.Loop() {
		draw(s.page(b, r, article, render.Options{Width: width, Theme: th, Hyperlinks: true}), screenRows)
		if width++; width == measure+20 {
			width = measure
		}
	}
}

func (s specimen) page(b *testing.B, r *render.Renderer, article *model.Article, o render.Options) *render.Page {
	page, err := r.Page(b.Context(), &article.Document, o)
	if err != nil {
		b.Fatal(err)
	}
	return page
}

// draw writes the first lines of a page, or all.
func draw(page *render.Page, lines int) string {
	if lines == 0 || lines > page.Len() {
		lines = page.Len()
	}
	var out strings.Builder
	for i := range lines {
		out.WriteString(page.Line(i) + "\n")
	}
	return out.String()
}

// heap is how much memory is in use, in bytes.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// glamour lets Glamour set the Markdown by itself, line breaks and all.
func (s specimen) glamour(b *testing.B) {
	before := heap()
	var out string
	for b.Loop() {
		r, err := glamour.NewTermRenderer(glamour.WithStandardStyle("dark"), glamour.WithWordWrap(measure))
		if err != nil {
			b.Fatal(err)
		}
		if out, err = r.Render(s.markdown); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(heap()-before)/1e6, "MB")
	s.judge(b, out)
}

// processes runs programs that set an HTML file: the file of this one that the
// environment names, and peers.
func (s specimen) processes(b *testing.B) {
	file := filepath.Join(b.TempDir(), "article.html")
	page := "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>a</title></head><body>\n" + s.html + "</body></html>\n"
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		b.Fatal(err)
	}
	width := fmt.Sprint(measure)
	for _, command := range [][]string{
		{os.Getenv("BROADSHEET"), "cat", "--plain", "--body", "--width", width, file},
		{"w3m", "-dump", "-cols", width, "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", file},
		{"lynx", "-dump", "-nolist", "-width=" + width, "-assume_charset=utf-8", "-display_charset=utf-8", file},
	} {
		path, err := exec.LookPath(command[0])
		if err != nil {
			b.Logf("%q is not installed, so it is not measured", command[0])
			continue
		}
		b.Run(filepath.Base(path)+"_process", func(b *testing.B) { s.process(b, path, command[1:]) })
	}
}

// process runs a program again and again, and judges what it prints.
func (s specimen) process(b *testing.B, path string, arguments []string) {
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		command := exec.CommandContext(b.Context(), path, arguments...)
		command.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "XDG_CONFIG_HOME="+b.TempDir())
		command.Stdout = &out
		if err := command.Run(); err != nil {
			b.Fatalf("%s: %v", path, err)
		}
	}
	s.judge(b, out.String())
}
