package articles

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"broadsheet/model"
)

// attacks are texts that mean harm to a terminal or its reader. Those of HTML
// may also be written as entities.
func attacks() map[string]string {
	return map[string]string{
		"clear the screen":           "a\x1b[2Jb",
		"set the window's title":     "a\x1b]0;owned\x07b",
		"set the clipboard":          "a\x1b]52;c;cm0gLXJm\x07b",
		"an unclosed sequence":       "a\x1b]8;;https://example.com/ b",
		"another screen":             "a\x1b[?1049hb",
		"reset the terminal":         "a\x1bcb",
		"kitty graphics":             "a\x1b_Ga=d\x1b\\b",
		"sixel graphics":             "a\x1bPq#0\x1b\\b",
		"C1 control":                 "a\u009b2Jb",
		"C1 string":                  "a\u009d0;owned\u009cb",
		"next line":                  "a\u0085b",
		"entity for escape":          "a&#27;[31mb&#x1b;]0;x&#7;c",
		"entity for C1":              "a&#155;2Jb",
		"entity for return":          "good&#13;evil",
		"bell, backspace and return": "abc\b\b\bXYZ\x07\rQ",
		"shift out":                  "a\x0eb\x0fc",
		"null and delete":            "a\x00b\x7fc",
		"bidi override":              "a\u202eevil\u202cb",
		"bidi isolate":               "a\u2066evil\u2069b",
		"bidi marks":                 "a\u200e\u200f\u061cb",
		"zero width":                 "a\u200b\u2060\ufeffb",
		"soft hyphen":                "a\u00adb",
		"tag characters":             "a\U000E0041\U000E0042b",
		"kitty placeholder":          "a\U0010EEEE\u0305b",
		"private use":                "a\uE000\uF8FF\U000F0000b",
		"noncharacters":              "a\uFFFE\uFDD0\U0001FFFFb",
		"300 combining marks":        "a" + strings.Repeat("\u0301", 300) + "b",
		"300 joiners":                "a" + strings.Repeat("\u200d", 300) + "b",
		"marks on nothing":           strings.Repeat("\u0336", 20) + "b",
		"line separators":            "a\u2028b\u2029c",
		"interlinear annotation":     "a\ufff9b\ufffac\ufffbd",
		"invisible operators":        "a\u2061\u2062\u2063\u2064b",
		"invisible letters":          "a\u3164\uFFA0b",
		"musical controls":           "a\U0001D173\U0001D17Ab",
		"bytes that are no UTF-8":    "a\xff\xfe\xc0\x80\xed\xa0\x80b",
		"script address":             "javascript:alert(1)",
		"script address, broken":     " java\nscript:alert(1)",
		"file address":               "file:///etc/passwd",
		"data address":               "data:text/html,<script>",
		"breaking out of OSC 8":      "https://example.com/\x1b\\\x1b]52;c;eA==\x07",
		"newline in an address":      "https://example.com/;id=1\nx",
		"bidi in an address":         "https://example.com/\u202egnp.exe",
		"a long address":             "https://example.com/" + strings.Repeat("a", 3000),
	}
}

// places are the documents that an attack is put into, at every @.
func places() map[string]string {
	return map[string]string{
		"paragraph":       `<p>@</p>`,
		"heading":         `<h2>@</h2>`,
		"strong":          `<p>x <b>@</b> y</p>`,
		"inline code":     `<p><code>@</code></p>`,
		"code block":      `<pre><code class="language-@">@</code></pre>`,
		"code language":   `<pre data-lang="@">x</pre>`,
		"link text":       `<p><a href="https://example.com/">@</a></p>`,
		"href":            `<p><a href="@" title="@">x</a></p>`,
		"alt":             `<p><img src="https://example.com/a.png" alt="@"></p>`,
		"src":             `<p><img src="@" alt="x"></p>`,
		"relative src":    `<p><img src="pictures/@.png"></p>`,
		"srcset":          `<p><img srcset="@ 2x, @ 3x"></p>`,
		"caption":         `<figure><img src="https://example.com/a.png"><figcaption>@</figcaption></figure>`,
		"cell":            `<table><caption>@</caption><tr><th>@</th><th>x</th></tr><tr><td align="@">@</td><td>y</td></tr></table>`,
		"list item":       `<ol start="@"><li>@</li></ol>`,
		"task":            `<ul><li><input type=checkbox>@</li></ul>`,
		"definition":      `<dl><dt>@</dt><dd>@</dd></dl>`,
		"details":         `<details><summary>@</summary>@</details>`,
		"quote":           `<blockquote><q>@</q></blockquote>`,
		"ruby":            `<ruby>@<rt>@</rt></ruby>`,
		"footnote":        `<p>x<sup><a href="#f" id="r">@</a></sup></p><ol><li id="f">@ <a href="#r">↩</a></li></ol>`,
		"video":           `<video src="https://example.com/v.mp4" title="@"></video><iframe src="@"></iframe>`,
		"formula":         `<math><mi>@</mi><msup><mi>x</mi><mn>@</mn></msup></math>`,
		"Markdown code":   "```@\n@\n```\n\n`@`\n",
		"Markdown links":  "[@](@) ![@](@) <@>\n",
		"Markdown tables": "| @ | b |\n|---|---|\n| @ | d |\n",
		"Markdown notes":  "Text[^1].\n\n[^1]: @\n",
		"Markdown text":   "# @\n\n**@** ~~@~~ @\n\n> @\n\n- [x] @\n",
		"plain text":      "@\n\n    @\n\thttps://example.com/@\n",
	}
}

// Every string in a document, wherever an attack was put, is safe to show.
func TestAttacksNeverReachTheModel(t *testing.T) {
	for attack, text := range attacks() {
		for place, template := range places() {
			body := strings.ReplaceAll(template, "@", text)
			for _, kind := range []bodyKind{bodyHTML, bodyMarkdown, bodyText} {
				parsed := parseBody(t.Context(), kind, body, text, text)
				document, stats, problems := parsed.document, parsed.stats, parsed.problems
				for _, root := range []any{document, stats, problems} {
					checkStrings(t, fmt.Sprintf("%s in %s as kind %d", attack, place, kind), reflect.ValueOf(root))
				}
			}
		}
	}
}

// checkStrings walks over all that a value holds and reports unsafe strings.
func checkStrings(t *testing.T, where string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			checkStrings(t, where, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkStrings(t, where, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			name := v.Type().Name() + "." + field.Name
			if field.Type.Kind() != reflect.String {
				checkStrings(t, where, v.Field(i))
				continue
			}
			s := v.Field(i).String()
			if problem := unsafe(s, name == "CodeBlock.Text"); problem != "" {
				t.Errorf("%s: %s holds %s: %.80q", where, name, problem, s)
			}
			if field.Name == "URL" && s != "" {
				checkAddress(t, where, s)
			}
		}
	case reflect.String:
		if problem := unsafe(v.String(), false); problem != "" {
			t.Errorf("%s: a text holds %s: %.80q", where, problem, v.String())
		}
	default: // numbers and flags
	}
}

// unsafe says what a string holds that no terminal should get, written down
// anew here so that the gate is not measured by itself.
func unsafe(s string, multiline bool) string {
	if !utf8.ValidString(s) {
		return "invalid UTF-8"
	}
	marks := 0
	for _, r := range s {
		switch {
		case r == '\n' && multiline:
		case unicode.IsControl(r):
			return fmt.Sprintf("the control %U", r)
		case unicode.Is(unicode.Bidi_Control, r):
			return fmt.Sprintf("the bidi control %U", r)
		case unicode.Is(unicode.Co, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
			return fmt.Sprintf("the private or no character %U", r)
		case unicode.Is(unicode.Cf, r) && r != 0x200C && r != 0x200D && !unicode.Is(unicode.Prepended_Concatenation_Mark, r):
			return fmt.Sprintf("the format character %U", r)
		case r == 0x2028, r == 0x2029, r == 0x3164, r == 0xFFA0, r == 0x034F:
			return fmt.Sprintf("the invisible %U", r)
		}
		if unicode.Is(unicode.M, r) || r == 0x200C || r == 0x200D {
			if marks++; marks > 8 {
				return "more than 8 combining marks"
			}
		} else {
			marks = 0
		}
	}
	return ""
}

func checkAddress(t *testing.T, where, address string) {
	t.Helper()
	scheme, _, _ := strings.Cut(address, ":")
	switch scheme {
	case "http", "https", "mailto", "gemini", "ftp":
	default:
		t.Errorf("%s: the address %.80q has the scheme %q", where, address, scheme)
	}
	if len(address) > 2048 {
		t.Errorf("%s: an address has %d bytes", where, len(address))
	}
	for i := range len(address) {
		if address[i] < 0x21 || address[i] > 0x7E {
			t.Errorf("%s: the address %.80q is not percent-encoded", where, address)
			return
		}
	}
}

// bombs are bodies that make careless readers slow, large or crash.
func bombs() map[string]string {
	fonts := &strings.Builder{}
	for i := range 400 {
		fmt.Fprintf(fonts, "<font size=%d>", i)
	}
	return map[string]string{
		"10,000 nested divs":                strings.Repeat("<div>", 10_000) + "end" + strings.Repeat("</div>", 10_000) + "end",
		"10,000 nested quotes":              strings.Repeat("<blockquote>x", 10_000) + "end",
		"10,000 nested lists":               strings.Repeat("<ul><li>x", 10_000) + "end",
		"10,000 nested tables":              strings.Repeat("<table><tr><td>", 10_000) + "end",
		"10,000 nested spans":               strings.Repeat("<span>", 10_000) + "end",
		"10,000 nested definition lists":    strings.Repeat("<dl><dd>", 10_000) + "end",
		"10,000 nested details":             strings.Repeat("<details>", 10_000) + "end",
		"10,000 unclosed bolds":             strings.Repeat("<b>x<p>", 10_000) + "end",
		"fonts reopened everywhere":         fonts.String() + strings.Repeat("<p>x", 50_000) + "end",
		"links reopened everywhere":         strings.Repeat("<a href=https://example.com/><i>x<p>", 20_000) + "end",
		"20,000 cells in rows":              "<table>" + strings.Repeat("<tr><td>x<td>y", 10_000) + "</table>end",
		"20,000 cells in one row":           "<table><tr>" + strings.Repeat("<td>x", 20_000) + "</table>end",
		"wide and high spans":               "<table>" + strings.Repeat(`<tr><th colspan=1000 rowspan=1000>x`, 1000) + "</table>end",
		"a word of 1 MB":                    strings.Repeat("a", 1<<20) + " end",
		"1 MB of break places":              strings.Repeat("\u200b", 1<<20/3) + "end",
		"40,000 breaks":                     strings.Repeat("<br>", 40_000) + "end",
		"10,000 links":                      strings.Repeat(`<a href="https://example.com/">x</a> `, 10_000) + "end",
		"10,000 pictures in a line":         strings.Repeat(`<img src="https://example.com/a.png">`, 10_000) + "end",
		"10,000 notes":                      strings.Repeat(`<sup><a href="#n">1</a></sup>`, 10_000) + `<ol><li id="n">end</ol>`,
		"broken attributes":                 strings.Repeat(`<p class="a" "b=c <img src=x'y" alt='<p>'>`, 10_000) + `"></p><p>end`,
		"unclosed comment":                  "end<!-- " + strings.Repeat("x", 1<<20),
		"unclosed tag":                      "end<p class='" + strings.Repeat("x", 1<<20),
		"plaintext":                         "<p>x<plaintext>" + strings.Repeat("<b>x</b>\n", 10_000) + "end",
		"many hidden blocks":                strings.Repeat(`<div class="share-buttons"><div class="share-buttons">`, 2_000) + "end",
		"stray end tags":                    strings.Repeat("</p></div></b>", 20_000) + "end",
		"10,000 bare items":                 strings.Repeat("<li>x", 10_000) + "<li>end",
		"selects":                           strings.Repeat("<select><option>", 10_001) + "</select>end",
		"nested quotes in Markdown":         strings.Repeat("> ", 10_000) + "end",
		"nested lists in Markdown":          strings.Repeat("- ", 10_000) + "end",
		"brackets in Markdown":              strings.Repeat("[", 50_000) + "end",
		"images in Markdown":                strings.Repeat("![](", 20_000) + "end",
		"stars in Markdown":                 strings.Repeat("*a **b ", 20_000) + "end",
		"backquotes in Markdown":            strings.Repeat("`a``b", 20_000) + " end",
		"a megabyte of http":                strings.Repeat("http", 1<<18) + " end",
		"addresses without end":             strings.Repeat("http://a", 1<<17) + " end",
		"stars and underscores in Markdown": strings.Repeat("_a*", 60_000) + "end",
		"references in Markdown":            strings.Repeat("[a]\n", 30_000) + "end",
		"titles in Markdown":                strings.Repeat("[a](b \"c\n", 20_000) + "end",
		"comments in Markdown":              "end " + strings.Repeat("a <!-- ", 20_000),
		"deep quotes without text":          strings.Repeat(">", 10_000) + "\n\nend",
		"ever deeper lists in Markdown":     deeperLists(400) + "end",
		"angles in Markdown":                "end " + strings.Repeat("<a ", 50_000),
		"a wide table in Markdown":          strings.Repeat("|a", 5_000) + "\n" + strings.Repeat("|-", 5_000) + "\n" + strings.Repeat("|end", 5_000),
	}
}

func deeperLists(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", 2*i) + "- x\n")
	}
	return b.String()
}

// However a body is built, its text comes out, nested no deeper than a page
// can show.
func TestBombsGiveTheirText(t *testing.T) {
	for name, body := range bombs() {
		for _, kind := range []bodyKind{bodyHTML, bodyMarkdown, bodyText} {
			document := parseBody(t.Context(), kind, body, "", "").document
			if !strings.Contains(documentText(&document), "end") {
				t.Errorf("%s as kind %d: the text is lost", name, kind)
			}
			if depth := depthOf(document.Blocks); depth > 2*24 {
				t.Errorf("%s as kind %d: %d blocks are nested", name, kind, depth)
			}
		}
	}
}

func depthOf(blocks []model.Block) int {
	deepest := 0
	for _, block := range blocks {
		for _, inner := range innerBlocks(block) {
			deepest = max(deepest, depthOf(inner))
		}
	}
	return deepest + 1
}

// innerBlocks gives what a block holds, part by part.
func innerBlocks(block model.Block) [][]model.Block {
	var parts [][]model.Block
	switch b := block.(type) {
	case model.List:
		for _, item := range b.Items {
			parts = append(parts, item.Blocks)
		}
	case model.Quote:
		parts = append(parts, b.Blocks)
	case model.Details:
		parts = append(parts, b.Blocks)
	case model.Table:
		for _, row := range b.Rows {
			for _, cell := range row.Cells {
				parts = append(parts, cell.Blocks)
			}
		}
	case model.DefinitionList:
		for _, item := range b.Items {
			parts = append(parts, item.Descriptions...)
		}
	default: // leaves
	}
	return parts
}
