package cli_test

import (
	"context"
	"fmt"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/articles"
	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/render/themes"
)

// attacks are texts that try to reach the terminal as something else. Each ends
// without what would end it, so that it might swallow what follows.
func attacks() map[string]string {
	return map[string]string{
		"colour":              "\x1b[31m",
		"cursor":              "\x1b[2J\x1b[H",
		"cut off":             "\x1b[",
		"escape alone":        "\x1b",
		"window title":        "\x1b]0;owned\x07",
		"open window title":   "\x1b]0;owned",
		"clipboard":           "\x1b]52;c;b3duZWQ=\x1b\\",
		"hyperlink":           "\x1b]8;;https://evil.example/\x1b\\",
		"open hyperlink":      "\x1b]8;;https://evil.example/",
		"kitty picture":       "\x1b_Gf=100;AAAA\x1b\\",
		"open APC":            "\x1b_G",
		"sixel":               "\x1bPq#0;2;0;0;0\x1b\\",
		"open DCS":            "\x1bP",
		"PM and SOS":          "\x1b^\x1bX",
		"C1 controls":         "\u009b31m\u0090\u009d0;owned\u009c\u0085",
		"C1 bytes":            "\x9b31m\x90\x9d0;owned\x9c",
		"bell and backspaces": "\a\b\b\b\x7f",
		"carriage return":     "\r",
		"vertical tab":        "\v\f\x0e\x0f",
		"NUL":                 "\x00",
		"decimal entities":    "&#27;[31m&#155;31m&#7;&#8;&#0;",
		"hex entities":        "&#x1b;]52;c;AAAA&#x7;&#x9d;",
		"entities of bidi":    "&#x202e;&rlm;&lrm;&#8294;",
		"bidi overrides":      "\u202e\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
		"invisible":           "\u200b\u2060\ufeff\u00ad\u180e\u2061",
		"separators":          "\u2028\u2029",
		"annotations":         "\ufff9\ufffa\ufffb",
		"tags":                "\U000e0001\U000e0041\U000e007f",
		"private use":         "\ue000\ue001\uf8ff\U000f0000\U0010eeee",
		"many marks":          "e" + strings.Repeat("\u0301", 300),
		"invalid UTF-8":       "\xff\xfe\xc3(\xe2\x82",
		"overlong ESC":        "\xc0\x9b\xe0\x80\x9b[31m",
	}
}

// places are articles in which a text stands somewhere between "before" and
// "after".
func places() map[string]string {
	const front = "---\ntitle: A title\nauthor: An author\n---\n\n"
	return map[string]string{
		"title":            "---\ntitle: \"before %s after\"\n---\n\ntext\n",
		"bare title":       "---\ntitle: before %s after\n---\n\ntext\n",
		"author":           "---\nauthor: before %s after\ncategories: before %s after\n---\n\ntext\n",
		"body":             front + "before %s after\n",
		"heading":          front + "## before %s after\n",
		"code":             front + "```go\nbefore %s after\n```\n",
		"language":         front + "before\n\n```%s\nx := 1\n```\n\nafter\n",
		"code span":        front + "before `%s` after\n",
		"link":             front + "[before %s after](https://example.org/)\n",
		"picture":          front + "![before %s after](https://example.org/a.png)\n",
		"cell":             front + "| a | b |\n|---|---|\n| before %s after | c |\n",
		"list":             front + "- before %s after\n",
		"quote":            front + "> before %s after\n",
		"footnote":         front + "text[^1]\n\n[^1]: before %s after\n",
		"paragraph":        front + "<div><p>before %s after</p></div>",
		"alt":              front + "<div><p>text</p><img src='https://example.org/b.png' alt='before %s after'></div>",
		"caption":          front + "<div><figure><img src='https://example.org/b.png'><figcaption>before %s after</figcaption></figure></div>",
		"title of a table": front + "<div><table><caption>before %s after</caption><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table></div>",
		"th":               front + "<div><table><tr><th>before %s after</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table></div>",
		"td":               front + "<div><table><tr><th>a</th><th>b</th></tr><tr><td>before %s after</td><td>d</td></tr></table></div>",
		"pre":              front + "<div><pre>before %s after</pre></div>",
		"anchor":           front + "<div><p><a href='https://example.org/'>before %s after</a></p></div>",
		"address":          front + "<div><p>before <a href='https://example.org/%s'>link</a> after</p></div>",
		"source":           front + "<div><p>before</p><img src='https://example.org/%s.png' alt='a picture'><p>after</p></div>",
		"ruby":             front + "<div><p>before <ruby>字<rt>%s</rt></ruby> after</p></div>",
		"definition":       front + "<div><dl><dt>before %s after</dt><dd>before %s after</dd></dl></div>",
		"details":          front + "<div><details><summary>before %s after</summary><p>before %s after</p></details></div>",
		"plain text":       "before %s after, and many more words, so that nobody takes it for something that is no text but a picture\n",
	}
}

// TestNothingHostileReachesTheTerminal sends every attack through every place of
// an article, from its bytes to the lines of the terminal. Only text, styles and
// our own links leave, and the words around the attack stay.
func TestNothingHostileReachesTheTerminal(t *testing.T) {
	r := render.New(1 << 20)
	theme, err := themes.Load("dark", true)
	if err != nil {
		t.Fatal(err)
	}
	for place, source := range places() {
		for name, attack := range attacks() {
			article := articles.Parse(articles.Options{}, "root", "a.md", time.Time{}, []byte(strings.ReplaceAll(source, "%s", attack)))
			o := render.Options{Width: 60, Theme: theme, Hyperlinks: true, Head: headOf(article)}
			page, err := r.Page(t.Context(), &article.Document, o)
			if err != nil {
				t.Fatal(err)
			}
			var text strings.Builder
			for i := range page.Len() {
				plain, fault := onlyText(page.Line(i))
				if fault != "" || plain != page.Plain(i) {
					t.Errorf("%s in a %s: %s: %q", name, place, fault, page.Line(i))
				}
				text.WriteString(plain + "\n")
			}
			if got := text.String(); !strings.Contains(got, "before") || !strings.Contains(got, "after") {
				t.Errorf("%s in a %s: what stands around it is lost:\n%s", name, place, got)
			}
		}
	}
}

// headOf puts everything of an article's head above it.
func headOf(a *model.Article) render.Head {
	h := render.Head{Title: a.Title, Lines: []string{a.Author}}
	for _, path := range a.Categories {
		h.Lines = append(h.Lines, path...)
	}
	return h
}

// TestAddressesOfLinks lets only harmless addresses become links.
func TestAddressesOfLinks(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/a?b=c#d":      "https://example.org/a?b=c#d",
		"mailto:someone@example.org":       "mailto:someone@example.org",
		"javascript:alert(1)":              "",
		" java\nscript:alert(1)":           "",
		"&#106;avascript:alert(1)":         "",
		"file:///etc/passwd":               "",
		"data:text/html,hello":             "",
		"vbscript:x":                       "",
		"https://example.org/\x1b]8;;\x07": "https://example.org/%1B]8;;",
		"https://example.org/a b\u202ec":   "https://example.org/a%20b%E2%80%AEc",
		"https://example.org/中":            "https://example.org/%E4%B8%AD",
	} {
		article := articles.Parse(articles.Options{}, "root", "a.md", time.Time{}, []byte("<div><p>see <a href=\""+address+"\">this</a></p></div>"))
		page := pageOf(t, article, 60)
		var got string
		if links := page.Links(); len(links) > 0 {
			got = links[0].URL
		}
		if got != want {
			t.Errorf("%q becomes a link to %q, want %q", address, got, want)
		}
		if plain := page.Plain(0); plain != "see this" {
			t.Errorf("%q: the text is %q", address, plain)
		}
	}
}

// sequence is what may leave besides text: a style, or one of our own links.
var sequence = regexp.MustCompile(`^\x1b(?:\[[0-9;]*m|\]8;;\x1b\\|\]8;id=[0-9]+;(?:https?|mailto|gemini|ftp):[!-~]*\x1b\\)`)

// onlyText takes styles and our own links out of a line, and says what is left
// besides text.
func onlyText(shown string) (plain, fault string) {
	var b strings.Builder
	marks := 0
	for i := 0; i < len(shown); {
		if shown[i] == '\x1b' {
			m := sequence.FindString(shown[i:])
			if m == "" {
				return "", "an escape sequence that is none of ours"
			}
			i += len(m)
			continue
		}
		r, size := utf8.DecodeRuneInString(shown[i:])
		if r == utf8.RuneError && size == 1 {
			return "", "a byte that is no text"
		}
		if marks++; !unicode.Is(unicode.Mn, r) {
			marks = 0
		}
		if marks > 8 || !isText(r) {
			return "", fmt.Sprintf("the character %U", r)
		}
		b.WriteRune(r)
		i += size
	}
	return b.String(), ""
}

// isText says whether a character may reach a terminal: no control character,
// nothing that turns the direction of text, nothing invisible but the joiners,
// nothing for private use.
func isText(r rune) bool {
	switch {
	case r == '\u200c' || r == '\u200d':
		return true
	case r >= 0xe0100 && r <= 0xe01ef: // variants of Han characters
		return true
	}
	return !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp) && (r < 0xe0000 || r > 0xe0fff)
}

// bombs are articles that ask for much time or memory, those with a part of it
// that are asked for. "before" and "after" stand around what does.
func bombs(part int) map[string]string {
	mega, tens, hundreds := 1<<20/part, 10_000/part, 100_000/part
	in := func(s string) string { return "<div><p>before</p>" + s + "<p>after</p></div>" }
	rows := func(n int, row string) string { return "<table>" + strings.Repeat(row, n) + "</table>" }
	return map[string]string{
		"nested divs":           in(strings.Repeat("<div>", tens) + "deep" + strings.Repeat("</div>", tens)),
		"nested quotes":         in(strings.Repeat("<blockquote>", tens) + "deep" + strings.Repeat("</blockquote>", tens)),
		"nested lists":          in(strings.Repeat("<ul><li>", tens) + "deep" + strings.Repeat("</li></ul>", tens)),
		"nested tables":         in(strings.Repeat("<table><tr><td>a</td><td>", tens) + "deep" + strings.Repeat("</td></tr></table>", tens)),
		"nested spans":          in("<p>" + strings.Repeat("<b><i>", tens) + "deep" + strings.Repeat("</i></b>", tens) + "</p>"),
		"nested Markdown":       "before\n\n" + strings.Repeat("> ", tens) + "deep\n\nafter\n",
		"brackets":              "before\n\n" + strings.Repeat("[", hundreds) + "\n\nafter\n",
		"stars":                 "before\n\n" + strings.Repeat("*a_", hundreds/2) + "\n\nafter\n",
		"20,000 cells":          in(rows(tens/5, "<tr>"+strings.Repeat("<td>cell", 10)+"</tr>")),
		"30,000 rows":           in(rows(3*tens, "<tr><td>cell")),
		"a row of 30,000":       in(rows(1, "<tr>"+strings.Repeat("<td>c", 3*tens))),
		"endless spans":         in(rows(1000, "<tr><td rowspan=65534 colspan=1000>wide<td rowspan=65534>tall")),
		"a word of 1 MB":        in("<p>" + strings.Repeat("x", mega) + "</p>"),
		"a Chinese word of 1MB": in("<p>" + strings.Repeat("字", mega/3) + "</p>"),
		"punctuation of 1 MB":   in("<p>" + strings.Repeat("，", mega/3) + "</p>"),
		"spaces of 1 MB":        in("<p>a" + strings.Repeat("&nbsp;", mega/6) + "b</p>"),
		"1 MB without a tag":    "before " + strings.Repeat("some words of a text, ", mega/22) + "after\n",
		"a line of code":        in("<pre>" + strings.Repeat("{[(x)]}", mega/7) + "</pre>"),
		"50,000 lines of code":  in("<pre>" + strings.Repeat("x\n", 5*tens) + "</pre>"),
		"10,000 links":          in("<p>" + strings.Repeat("<a href='https://example.org/'>a</a> ", tens) + "</p>"),
		"10,000 addresses":      in("<p>" + strings.Repeat("https://example.org/a/b/c?d=e ", tens) + "</p>"),
		"10,000 footnotes":      "before" + strings.Repeat("[^1]", tens) + "\n\nafter\n\n[^1]: note\n",
		"broken attributes":     in(`<p class="a' b=c d="<e f="" =">text</p><a href="x"y"z" ""="" '><img src=a alt=b" c='"' <p>`),
		"unclosed tags":         "<div><p>before" + strings.Repeat("<p><b><a href=x><td><li>", 2000) + "after",
		"plaintext":             in("<plaintext><p>raw</p>"),
		"open comment":          "<div><p>before</p><p>after</p><!-- " + strings.Repeat("<p>no", 1000),
		"open script":           "<div><p>before</p><p>after</p><script>" + strings.Repeat("<p>no", 1000),
		"open style":            "<div><p>before</p><p>after</p><style>" + strings.Repeat("x{", 1000),
		"marks":                 in("<p>" + strings.Repeat("e\u0301\u0302\u0303", mega/7) + "</p>"),
		"a long description":    in("<img src='https://example.org/a.png' alt='" + strings.Repeat("seen ", 5*tens) + "'>"),
		"entities":              in("<p>" + strings.Repeat("&amp;lt;", mega/8) + "</p>"),
	}
}

// TestBombs reads and sets articles that ask for much. Each gives a page on
// which its text can be read; what it took is printed with -v. With -short they
// are a tenth as large.
func TestBombs(t *testing.T) {
	part := 1
	if testing.Short() {
		part = 10
	}
	for name, source := range bombs(part) {
		t.Run(name, func(t *testing.T) {
			if len(source) > 2<<20 {
				t.Fatalf("the article has %d bytes: make it smaller", len(source))
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			article := articles.Parse(articles.Options{}, "root", "a.md", time.Time{}, []byte(source))
			parsed := time.Since(start)
			page := pageOf(t, article, 40)
			var text strings.Builder
			for i := range page.Len() {
				line := page.Line(i)
				plain, fault := onlyText(line)
				if fault != "" || ansi.StringWidth(plain) > 40 {
					t.Fatalf("line %d: %s: %q", i, fault, line)
				}
				text.WriteString(plain + "\n")
			}
			all := time.Since(start)
			runtime.ReadMemStats(&after)
			t.Logf("%d bytes: %d lines, read in %v, in all %v, %d MB allocated, %d MB from the system", len(source), page.Len(),
				parsed.Round(time.Millisecond), all.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, after.Sys>>20)
			if got := text.String(); !strings.Contains(got, "before") || !strings.Contains(got, "after") {
				t.Errorf("its text is lost: %.300s", got)
			}
		})
	}
}

// pageOf sets an article's body at a width.
func pageOf(t *testing.T, article *model.Article, width int) *render.Page {
	t.Helper()
	page, err := render.New(16<<20).Page(context.Background(), &article.Document, render.Options{Width: width, Hyperlinks: true})
	if err != nil {
		t.Fatal(err)
	}
	return page
}
