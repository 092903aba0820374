// Package monsters makes article files that are built to take long or much
// memory, for the tests of what reads and sets articles. Each is made in any
// size, so that what grows faster than its file shows.
package monsters

import (
	"fmt"
	"strings"
)

// File is a file that means harm.
type File struct {
	Name string // with the ending that says how it is read: "nested quotes.md"
	Text string
}

// Make makes every monster, each about so many bytes large.
func Make(size int) []File {
	var files []File
	for _, part := range []struct {
		ending string
		texts  map[string]string
	}{
		{".md", heads(size)}, {".html", pages(size)}, {".html", elements(size)}, {".md", markdown(size)}, {".md", markdownBlocks(size)}, {".txt", texts(size)},
	} {
		for name, text := range part.texts {
			files = append(files, File{name + part.ending, text})
		}
	}
	return files
}

// fill repeats a text up to a size.
func fill(size int, text string) string { return strings.Repeat(text, max(1, size/len(text))) }

// count writes numbered texts up to a size.
func count(size int, format string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(strings.ReplaceAll(format, "@", fmt.Sprint(i)))
	}
	return b.String()
}

// heads are front matter in all its forms.
//
//nolint:funlen // a table
func heads(size int) map[string]string {
	yaml := func(head string) string { return "---\ntitle: Tides\n" + head + "\n---\nend\n" }
	refused := func(head string) string { return "---\ntitle: Tides\nsource: @sea\n" + head + "\n---\nend\n" }
	toml := func(head string) string { return "+++\ntitle = 'Tides'\n" + head + "\n+++\nend\n" }
	json := func(head string) string { return ";;;\n\"title\": \"Tides\",\n" + head + "\n;;;\nend\n" }
	half := size / 2
	return map[string]string{
		"yaml keys":               yaml(count(size, "key@: value\n")),
		"yaml same keys":          yaml(fill(size, "key: value\n")),
		"yaml brackets":           yaml("tags: " + fill(size, "[")),
		"yaml closed brackets":    yaml("tags: " + fill(half, "[") + fill(half, "]")),
		"yaml braces":             yaml("author: " + fill(size, "{a: ")),
		"yaml dashes":             yaml("tags:\n" + fill(size, "- ") + "a"),
		"yaml question marks":     yaml(fill(size, "? ")),
		"yaml list":               yaml("tags:\n" + fill(size, "- a\n")),
		"yaml flow list":          yaml("tags: [" + fill(size, "a, ") + "a]"),
		"yaml anchors":            yaml(count(size, "k@: &a@ x\n") + "tags: *a0"),
		"yaml quotes":             yaml("author: " + fill(size, `"`)),
		"yaml apostrophes":        yaml("author: " + fill(size, `'`)),
		"yaml folded":             yaml("author: >\n" + fill(size, "  sea\n")),
		"yaml comments":           yaml(fill(size, "# sea\n")),
		"yaml indents":            yaml(indents(size)),
		"yaml documents":          yaml(fill(size, "--- a\n")),
		"yaml tags":               yaml("author: " + fill(size, "!a ")),
		"yaml directives":         "---\n" + fill(size, "%YAML 1.2\n") + "title: Tides\n---\nend\n",
		"yaml one value":          yaml("author: " + fill(size, "ocean ")),
		"yaml commas":             yaml("tags: " + fill(size, "a,")),
		"yaml escapes":            yaml(`author: "` + fill(size, `\u0041`) + `"`),
		"rescued keys":            refused(count(size, "key@: value\n")),
		"rescued same keys":       refused(fill(size, "a: b\n")),
		"rescued items":           refused("tags:\n" + fill(size, "- a\n")),
		"rescued lines of item":   refused("tags:\n- a\n" + fill(size, "  b\n")),
		"rescued lines of value":  refused("author: a\n" + fill(size, "  b\n")),
		"rescued brackets":        refused("tags: " + fill(half, "[") + fill(half, "]")),
		"rescued flow list":       refused("tags: [" + fill(size, "a,") + "]"),
		"rescued colons":          refused(fill(size, "：a: ")),
		"rescued quotes":          refused("author: " + fill(size, `"`)),
		"unclosed keys":           "---\ntitle: Tides\n" + count(size, "key@: value\n"),
		"unclosed keys and text":  "---\ntitle: Tides\n" + fill(size, "a: b\n\ntext\n"),
		"toml keys":               toml(count(size, "k@ = 1\n")),
		"toml brackets":           toml("tags = " + fill(size, "[")),
		"toml closed brackets":    toml("tags = " + fill(half, "[") + fill(half, "]")),
		"toml tables":             toml(count(size, "[a@]\n")),
		"toml dots":               toml(fill(size, "a.") + "a = 1"),
		"toml inline tables":      toml("a = " + fill(size, "{a = ")),
		"toml arrays of tables":   toml(fill(size, "[[a]]\n")),
		"toml list":               toml("tags = [" + fill(size, "'a',") + "]"),
		"toml strings":            toml(`a = """` + fill(size, `\"`) + `"""`),
		"json keys":               json(count(size, "\"k@\": 1,\n") + `"z": 1`),
		"json brackets":           json(`"tags": ` + fill(size, "[")),
		"json closed brackets":    json(`"tags": ` + fill(half, "[") + fill(half, "]")),
		"json braces":             json(`"tags": ` + fill(size, `{"a":`)),
		"json list":               json(`"tags": [` + fill(size, `"a",`) + `"b"]`),
		"json object alone":       "{\n\"title\": \"Tides\",\n" + count(size, "\"k@\": 1,\n") + "\"z\": 1\n}\nend\n",
		"json unclosed object":    "{\n\"title\": \"Tides\",\n" + count(size, "\"k@\": 1,\n"),
		"json brackets alone":     "{\"title\": " + fill(size, "["),
		"fences":                  fill(size, "---\n"),
		"fences of pluses":        fill(size, "+++\n"),
		"dates":                   yaml("date: " + fill(size, "2021-06-11 ")),
		"blank lines before":      fill(size, "\n") + yaml(""),
		"one fence":               fill(size, "-") + "\ntitle: Tides\n---\nend\n",
		"escaped braces":          yaml("author: " + fill(size, "&#123;&#125;")),
		"GBK that is none":        fill(size, "\xb5\xc4") + "\xff\xff",
		"bytes that are no UTF-8": fill(size, "a\xff"),
		"UTF-16":                  "\xff\xfe" + fill(size, "a\x00\n\x00"),
	}
}

// indents are keys each of which is in the one before.
func indents(size int) string {
	var b strings.Builder
	for depth := 0; b.Len() < size; depth++ {
		b.WriteString(strings.Repeat(" ", depth) + "a:\n")
	}
	return b.String()
}

// pages are bodies of HTML that are large in number or depth.
//
//nolint:funlen // a table
func pages(size int) map[string]string {
	deep := func(open string) string { return fill(size, open) + "end" }
	return map[string]string{
		"paragraphs":          fill(size, "<p>x"),
		"rules":               fill(size, "<hr>"),
		"breaks":              "x" + fill(size, "<br>") + "end",
		"breaks and text":     fill(size, "x<br>"),
		"line breaks in pre":  "<pre>" + fill(size, "x\n") + "</pre>",
		"empty lines in pre":  "<pre>x" + fill(size, "\n") + "x</pre>",
		"tabs in pre":         "<pre>x" + fill(size, "\t") + "x</pre>",
		"tab lines in pre":    "<pre>" + fill(size, "\tx\n") + "</pre>",
		"brs in pre":          "<pre>x" + fill(size, "<br>") + "x</pre>",
		"divs in pre":         "<pre>x" + fill(size, "<div>x</div>") + "x</pre>",
		"rows":                "<table><tr><th>a<th>b" + fill(size, "<tr><td>x<td>y") + "</table>",
		"empty rows":          "<table><tr><th>a<th>b" + fill(size, "<tr>") + "<tr><td>x<td>y</table>",
		"cells of a row":      "<table><tr>" + fill(size, "<td>x") + "</table>",
		"wide rows":           "<table>" + fill(size, "<tr>"+strings.Repeat("<th>x", 200)) + "</table>",
		"column spans":        "<table>" + fill(size, "<tr><th colspan=1000>x<th>y") + "</table>",
		"row spans":           "<table>" + fill(size, "<tr><th rowspan=1000>x<th>y") + "</table>",
		"both spans":          "<table>" + fill(size, "<tr><th colspan=9 rowspan=900>x<td>y") + "</table>",
		"row spans, 200":      "<table><tr>" + strings.Repeat("<th rowspan=0>x", 199) + fill(size, "<tr><td>x<td>y") + "</table>",
		"header cells":        "<table>" + fill(size, "<tr><th>x<th>y") + "</table>",
		"header rows":         "<table><thead>" + fill(size, "<tr><td>x<th>y") + "</thead><tr><td>a<td>b</table>",
		"header of one row":   "<table><thead><tr><th>" + fill(size, "long ") + "<th>y</thead>" + fill(size, "<tr><td>a<td>b") + "</table>",
		"tables":              fill(size, "<table><tr><th>a<th>b<tr><td>x<td>y</table>"),
		"tables in tables":    deep("<table><tr><th>a<th>b<tr><td>"),
		"captions":            "<table>" + fill(size, "<caption>x</caption>") + "<tr><th>a<th>b</table>",
		"items":               "<ol>" + fill(size, "<li>x") + "</ol>",
		"bare items":          fill(size, "<li>x") + "<p>end",
		"bare items apart":    fill(size, "<li>x</li>y"),
		"empty items":         "<ul>" + fill(size, "<li>") + "</ul>",
		"tasks":               "<ul>" + fill(size, "<li><input type=checkbox>") + "</ul>",
		"lists in lists":      deep("<ul><li>"),
		"lists":               fill(size, "<ul><li>x</ul>"),
		"strays in a list":    "<ul>" + fill(size, "x<li>y</li>") + "</ul>",
		"quotes":              fill(size, "<blockquote>x</blockquote>"),
		"quotes in quotes":    deep("<blockquote>x"),
		"definitions":         "<dl>" + fill(size, "<dt>x<dd>y") + "</dl>",
		"terms":               "<dl>" + fill(size, "<dt>x") + "<dd>y</dl>",
		"definition divs":     "<dl>" + fill(size, "<div>") + "</dl>",
		"definition lists":    deep("<dl><dd>"),
		"details":             fill(size, "<details><summary>x</summary>y</details>"),
		"details in details":  deep("<details>"),
		"figures":             fill(size, "<figure><img src=https://e.org/a.png><figcaption>x</figcaption></figure>"),
		"pictures":            fill(size, "<img src=https://e.org/a.png>"),
		"pictures, each new":  count(size, "<img src=https://e.org/@.png alt=@>"),
		"pictures in picture": "<picture>" + fill(size, "<img alt=x><source srcset=x>") + "</picture>",
		"captions of nothing": fill(size, `<p class=caption>x</p>`),
		"figures in figures":  deep("<figure><div>"),
		"headings":            fill(size, "<h2>x</h2>"),
		"headings in heading": deep("<h2><div>"),
		"furniture":           fill(size, `<div class="qrcode"><div class="qrcode">`),
		"hidden":              fill(size, `<div style="display:none">`) + "end",
		"aria-hidden":         deep(`<i aria-hidden=true><p>`),
		"forms":               fill(size, "<form><div>x"),
		"noscripts":           fill(size, "<noscript><img src=https://e.org/a.png></noscript>"),
		"deep divs":           deep("<div>"),
		"deep spans":          deep("<span>"),
		"deep and shallow":    fill(size, strings.Repeat("<div>", 90)+"x"+strings.Repeat("</div>", 90)),
		"captions, deep":      fill(size, strings.Repeat("<div class=caption>", 90)+"x"+strings.Repeat("</div>", 90)),
		"templates":           deep("<template>"),
		"selects":             "<select>" + fill(size, "<option>x") + "</select>end",
		"framesets":           deep("<frameset>"),
		"svgs":                deep("<svg><g>"),
		"headings reopened":   fill(size, "<h1><b>x"),
		"misnested":           fill(size, "<b><p></b>x"),
		"misnested links":     fill(size, "<a href=https://e.org/><p>x</a>"),
		"foster parents":      "<table>" + fill(size, "x<i>y") + "</table>end",
		"foster cells":        "<table>" + fill(size, "<div>x</div><tr>") + "</table>end",
	}
}

// elements are bodies of HTML that are large in a line, a tag or a text.
//
//nolint:funlen // a table
func elements(size int) map[string]string {
	return map[string]string{
		"attributes":             "<p " + fill(size, "a ") + ">end",
		"attributes, each new":   "<p " + count(size, "a@ ") + ">end",
		"quoted attributes":      "<p " + fill(size, `a=""`) + ">end",
		"attributes of slashes":  "<p " + fill(size, "a/") + ">end",
		"attributes of body":     fill(size, "<body a@>") + "end",
		"bodies":                 count(size, "<body a@=x>") + "end",
		"long attribute":         `<p title="` + fill(size, "x") + `">end`,
		"classes":                `<p class="` + fill(size, "a ") + `">end`,
		"styles":                 `<p style="` + fill(size, "a:b;") + `">end`,
		"srcset":                 `<img srcset="` + fill(size, "https://e.org/a.png 2x, ") + `">end`,
		"tag name":               "<" + fill(size, "a") + ">end",
		"angles":                 "end" + fill(size, "<"),
		"angles and letters":     "end" + fill(size, "<a"),
		"angles and bangs":       "end" + fill(size, "<!"),
		"comments":               fill(size, "<!-- -->") + "end",
		"comment in comment":     "end<!--" + fill(size, "<!--"),
		"doctypes":               fill(size, "<!DOCTYPE html>") + "end",
		"entities":               "<p>" + fill(size, "&amp;"),
		"entities without end":   "<p>" + fill(size, "&amp"),
		"ampersands":             "<p>" + fill(size, "&"),
		"numbers":                "<p>" + fill(size, "&#65;"),
		"long entity":            "<p>&" + fill(size, "a"),
		"spans":                  "<p>" + fill(size, "<i>x</i>y"),
		"styles in styles":       "<p>" + fill(size, "<b><i><u><s><mark><sup>x</sup></mark></s></u></i></b>"),
		"codes":                  "<p>" + fill(size, "<code>x</code>y"),
		"links":                  "<p>" + fill(size, `<a href="https://e.org/">x</a> `),
		"links, each new":        "<p>" + count(size, `<a href="https://e.org/@">x</a> `),
		"long links":             "<p>" + fill(size, `<a href="https://e.org/`+strings.Repeat("中", 200)+`">x</a> `),
		"addresses":              "<p>" + fill(size, "https://e.org/ "),
		"addresses with parens":  "<p>" + fill(size, "https://e.org/"+strings.Repeat("(", 900)+strings.Repeat(")", 1100)),
		"addresses in one":       "<p>" + fill(size, "http://a"),
		"http":                   "<p>" + fill(size, "http"),
		"word breaks":            "<p>" + fill(size, "a<wbr>"),
		"zero width spaces":      "<p>" + fill(size, "a\u200b"),
		"rubies":                 "<p><ruby>" + fill(size, "字<rt>zì</rt>") + "</ruby>",
		"ruby bases":             "<p><ruby>" + fill(size, "<rb>字</rb>") + "</ruby>",
		"ruby readings":          "<p><ruby>字" + fill(size, "<rt>x</rt>") + "</ruby>",
		"rubies in rubies":       "<p>" + fill(size, "<ruby><b>"),
		"quotations":             "<p>" + fill(size, "<q>"),
		"formulas":               "<p>" + fill(size, "<math><mfrac><mi>x</mi><mi>y</mi></mfrac></math>"),
		"deep formulas":          "<p><math>" + fill(size, "<msup><mi>x</mi>") + "</math>",
		"deep fractions":         "<p><math>" + fill(size, "<mfrac>") + "x</math>",
		"notes":                  count(size/2, `<sup><a href="#n@">@</a></sup>`) + "<ol>" + count(size/2, `<li id="n@">x</li>`) + "</ol>",
		"notes in paragraphs":    count(size/2, `<p>x<sup><a id="r@" href="#n@">1</a></sup></p>`) + count(size/2, `<p id="n@"><a href="#r@">1</a> x</p>`),
		"notes with one label":   count(size/2, `<p>x<sup><a href="#n@">1</a></sup></p>`) + "<ol>" + count(size/2, `<li id="n@">x</li>`) + "</ol>",
		"references to one note": fill(size, `<sup><a href="#n">1</a></sup>`) + `<ol><li id="n">end</ol>`,
		"notes in a note":        fill(size/2, `<sup><a href="#n">1</a></sup>`) + `<p id="n" class="footnote">x` + fill(size/2, `<a href="#x">1</a>`) + "</p>",
		"ids":                    count(size, `<i id="@">x</i>`),
		"scripts":                "<p>" + fill(size, "<sub>2</sub>"),
		"raised numbers":         "<p>" + fill(size, "<sup>2</sup>"),
		"emoji pictures":         "<p>" + fill(size, `<img class=emoji alt=x src=https://e.org/a.png>`),
		"marks":                  "<p>" + fill(size, "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"),
		"joiners":                "<p>" + fill(size, "👩\u200d"),
		"flags":                  "<p>" + fill(size, "🇨"),
		"only marks":             "<p>" + fill(size, "\u0301"),
		"hangul":                 "<p>" + fill(size, "\u1100"),
		"prepended marks":        "<p>" + fill(size, "\u0600"),
		"openings":               "<p>" + fill(size, "（"),
		"closings":               "<p>" + fill(size, "）"),
		"quotation marks":        "<p>" + fill(size, "“"),
		"blanks of no break":     "<p>" + fill(size, "a\u00a0"),
		"ideographic spaces":     "<p>x" + fill(size, "\u3000") + "x",
		"digits":                 "<p>" + fill(size, "1,"),
		"one word":               "<p>" + fill(size, "a"),
		"words":                  "<p>" + fill(size, "a "),
		"Chinese":                "<p>" + fill(size, "潮水，"),
		"Thai":                   "<p>" + fill(size, "ก"),
		"code":                   "<pre><code class=language-go>" + fill(size, "{[(") + "</code></pre>",
		"code of one language":   fill(size, "<pre><code class=language-go>x</code></pre>"),
		"code, each new":         count(size, "<pre><code class=language-l@>x</code></pre>"),
		"NULs":                   "<p>x" + fill(size, "\x01x"),
	}
}

// markdown is Markdown that is large in a line.
//
//nolint:funlen // a table
func markdown(size int) map[string]string {
	return map[string]string{
		"back-ticks, growing":     growing(size, "`", "a"),
		"back-ticks":              fill(size, "`a``b"),
		"back-ticks alone":        fill(size, "`"),
		"stars":                   fill(size, "*"),
		"stars and words":         fill(size, "*a "),
		"stars that open":         fill(size, "a *b"),
		"stars that close":        fill(size, "a* "),
		"stars by twos and ones":  fill(size, "*a **b "),
		"stars, growing":          growing(size, "*", "a"),
		"underscores":             fill(size, "_"),
		"underscores and words":   fill(size, "_a "),
		"both":                    fill(size, "*_a "),
		"both in words":           fill(size, "_a*"),
		"tildes":                  fill(size, "~~a "),
		"emphasis":                fill(size, "*a* "),
		"emphasis in lines":       fill(size, "*a*\n"),
		"brackets":                fill(size, "["),
		"brackets closed":         fill(size/2, "[") + fill(size/2, "]"),
		"bracket pairs":           fill(size, "[]"),
		"brackets and words":      fill(size, "[a] "),
		"brackets in lines":       fill(size, "[a]\n"),
		"closing brackets":        fill(size, "]"),
		"links":                   fill(size, "[a](b) "),
		"links without end":       fill(size, "[a](b "),
		"links with angles":       fill(size, "[a](<b"),
		"links with parens":       "[a](" + fill(size, "("),
		"titles without end":      fill(size, "[a](b \"c "),
		"titles in lines":         fill(size, "[a](b \"c\n"),
		"pictures":                fill(size, "![a](b) "),
		"pictures in pictures":    fill(size, "![]("),
		"links in links":          fill(size/2, "[a") + fill(size/2, "](b)"),
		"entities":                fill(size, "&amp;"),
		"entities without end":    fill(size, "&a"),
		"numbers":                 fill(size, "&#65;"),
		"long number":             "&#" + fill(size, "1"),
		"long entity":             "&" + fill(size, "a") + ";",
		"ampersands":              fill(size, "&"),
		"backslashes":             fill(size, `\`),
		"escapes":                 fill(size, `\*`),
		"angles":                  fill(size, "<a "),
		"angle brackets":          fill(size, "<"),
		"autolinks":               fill(size, "<http://a>"),
		"autolinks without end":   fill(size, "<http://a "),
		"comments":                "end " + fill(size, "a <!-- "),
		"processing instructions": "end " + fill(size, "<?"),
		"declarations":            "end " + fill(size, "<!A "),
		"character data":          "end " + fill(size, "<![CDATA["),
		"attributes":              "end <a " + fill(size, "a "),
		"attributes of many":      "end " + fill(size, "<a b c d "),
		"quoted attributes":       "end <a " + fill(size, `a=""`),
		"unclosed attributes":     "end " + fill(size, `<a b="`),
		"note references":         fill(size, "[^a]") + "\n\n[^a]: x\n",
		"notes":                   count(size/2, "[^@]\n") + "\n" + count(size/2, "[^@]: x\n"),
		"notes, each a paragraph": count(size/2, "a[^@]\n\n") + count(size/2, "[^@]: x\n\n"),
		"notes that nobody needs": count(size, "[^@]: x\n"),
		"open notes":              fill(size, "[^"),
		"quotation marks":         fill(size, `"`),
		"greater thans":           "a" + fill(size, ">"),
		"hard breaks":             fill(size, "a  \n"),
		"bangs":                   fill(size, "!"),
		"colons":                  fill(size, ":"),
		"mixed":                   fill(size, "*[`_<&![~~"),
		"Chinese emphasis":        fill(size, "潮**水**"),
		"one line":                fill(size, "a"),
		"NULs":                    "a" + fill(size, "a\x00"),
		"addresses":               fill(size, "https://e.org/ "),
	}
}

// growing writes runs of a mark, each longer than the one before.
func growing(size int, mark, between string) string {
	var b strings.Builder
	for n := 1; b.Len() < size; n++ {
		b.WriteString(between + strings.Repeat(mark, n))
	}
	return b.String()
}

// markdownBlocks is Markdown that is large in blocks.
//
//nolint:funlen // a table
func markdownBlocks(size int) map[string]string {
	return map[string]string{
		"rules":                "x\n\n" + fill(size, "---\n"),
		"stars as rules":       fill(size, "***\n"),
		"paragraphs":           fill(size, "x\n\n"),
		"lines":                fill(size, "x\n"),
		"empty lines":          "x" + fill(size, "\n") + "x",
		"tabs":                 "x" + fill(size, "\t") + "x",
		"tab lines":            fill(size, "\tx\n"),
		"tabs in lines":        "x\n" + fill(size, "\t\n") + "x",
		"blanks":               "x" + fill(size, " ") + "x",
		"indents":              growing(size, " ", "\n- x\n"),
		"headings":             fill(size, "# x\n"),
		"empty headings":       fill(size, "#\n"),
		"setext":               fill(size, "x\n=\n"),
		"setext that is none":  fill(size, "x\n = = \n"),
		"closed headings":      "# x " + fill(size, "# "),
		"quotes":               fill(size, "> x\n\n"),
		"quote lines":          fill(size, "> x\n"),
		"deep quotes":          fill(size, ">") + "x",
		"deep quotes, spaced":  fill(size, "> ") + "x",
		"hundred quotes":       fill(size, strings.Repeat("> ", 100)+"x\n"),
		"hundred and one":      fill(size, strings.Repeat("> ", 101)+"x\n"),
		"fifty quotes apart":   fill(size, strings.Repeat(">", 50)+"x\n\n"),
		"items":                fill(size, "- x\n"),
		"empty items":          fill(size, "-\n"),
		"loose items":          fill(size, "- x\n\n"),
		"numbers":              fill(size, "1. x\n"),
		"items of two kinds":   fill(size, "- x\n* y\n"),
		"deep items":           fill(size, "- ") + "x",
		"hundred items":        fill(size, strings.Repeat("- ", 100)+"x\n"),
		"items in one":         "- x\n" + fill(size, "  - y\n"),
		"items, ever deeper":   deeper(size),
		"quotes and items":     fill(size, "> - ") + "x",
		"tasks":                fill(size, "- [x] a\n"),
		"fences":               fill(size, "```\n"),
		"code":                 "```go\n" + fill(size, "x\n") + "```\n",
		"code without end":     "```\n" + fill(size, "x\n"),
		"indented code":        fill(size, "    x\n"),
		"fences of many kinds": fill(size, "```\nx\n~~~\n"),
		"html blocks":          fill(size, "<div>\n\n"),
		"html without end":     "<!--\n" + fill(size, "x\n"),
		"html lines":           fill(size, "<p>x\n"),
		"definitions":          count(size, "[@]: x\n"),
		"same definitions":     fill(size, "[a]: x\n"),
		"definitions and use":  count(size/2, "[@]: x\n") + "\n" + count(size/2, "[@] "),
		"titles":               fill(size, "[a]: x\n\"\n"),
		"open definitions":     fill(size, "[a\n"),
		"definition lists":     fill(size, "x\n: y\n\n"),
		"definition lines":     "x\n" + fill(size, ": y\n"),
		"rows":                 "|a|b|\n|-|-|\n" + fill(size, "|x|y|\n"),
		"short rows":           "|a|b|\n|-|-|\n" + fill(size, "x\n"),
		"wide short rows":      strings.Repeat("|a", 180) + "|\n" + strings.Repeat("|-", 180) + "|\n" + fill(size, "|x\n"),
		"short rows, square":   square(size),
		"columns":              fill(size/2, "|a") + "\n" + fill(size/2, "|-") + "\n",
		"tables":               fill(size, "|a|b|\n|-|-|\n|x|y|\n\n"),
		"tables that are none": fill(size, "|a|b|\n"),
		"escaped pipes":        "|a|b|\n|-|-|\n|" + fill(size, `\|`) + "|y|\n",
		"pipes in code":        "|a|b|\n|-|-|\n|`" + fill(size, `\|`) + "`|y|\n",
		"carriage returns":     fill(size, "x\r"),
		"note paragraphs":      "[^a]\n\n[^a]: x\n" + fill(size, "    y\n\n"),
		"notes in notes":       count(size, "[^@]: [^@]\n\n"),
		"html in markdown":     fill(size, "<b>x</b>\n\n"),
		"paragraphs of html":   "x\n\n" + fill(size, "<p>x"),
	}
}

// deeper are items each of which is in the one before.
func deeper(size int) string {
	var b strings.Builder
	for depth := 0; b.Len() < size; depth++ {
		b.WriteString(strings.Repeat("  ", depth) + "- x\n")
	}
	return b.String()
}

// square is a table as wide as it is long, of which only the header has cells.
func square(size int) string {
	const columnBytes = 4 // of a column, in the header and below it
	columns := max(1, size/2/columnBytes)
	return strings.Repeat("|a", columns) + "\n" + strings.Repeat("|-", columns) + "\n" + fill(size/2, "|\n")
}

// texts are plain texts.
func texts(size int) map[string]string {
	return map[string]string{
		"paragraphs":     fill(size, "x\n\n"),
		"lines":          fill(size, "x\n"),
		"long lines":     fill(size, strings.Repeat("x", 200)+"\n"),
		"drawings":       fill(size, "│\n\n"),
		"drawn lines":    fill(size, "│\n"),
		"tabs":           fill(size, "\t"),
		"tab lines":      fill(size, "\tx\n"),
		"tab paragraphs": fill(size, "\tx\n\n"),
		"items":          fill(size, "- x\n"),
		"addresses":      fill(size, "http://e.org\n"),
		"http":           fill(size, "http"),
		"one line":       fill(size, "x"),
		"indents":        fill(size, "  x\n"),
		"blank lines":    "x" + fill(size, "\n") + "x",
		"html":           fill(size, "<p>x"),
		"html that ends": fill(size, "<p>x</p>") + "x",
	}
}
