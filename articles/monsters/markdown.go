package monsters

import (
	"strings"
)

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

// tags are what makers of sites write in Markdown.
func tags(size int) map[string]string {
	return map[string]string{
		"tags":                    fill(size, "{% note %}\n"),
		"tags that close":         fill(size, "{% endnote %}\n"),
		"tags in tags":            fill(size/2, "{% note %}\n") + fill(size/2, "{% endnote %}\n"),
		"tags in a line":          fill(size, "{% note %}{% endnote %}"),
		"tags of code":            fill(size, "{% raw %}"),
		"tags of code that close": fill(size, "{% raw %}`{% endraw %}"),
		"tags with quotes":        fill(size, "{% x \""),
		"tags without end":        fill(size, "{% x "),
		"tags with words":         "{% x " + fill(size, "a ") + "%}",
		"expressions":             fill(size, "{{ 'a' }}"),
		"expressions without end": fill(size, "{{"),
		"shortcodes":              fill(size, "{{< x >}}"),
		"shortcodes of code":      fill(size, "{{< code >}}x{{< /code >}}"),
		"shortcodes with keys":    "{{< x " + count(size, "k@=1 ") + ">}}",
		"attribute lists":         "x" + fill(size, "){:.a}"),
		"attribute lines":         fill(size, "x\n{: .a}\n"),
		"tables of contents":      fill(size, "* x\n{:toc}\n"),
		"containers":              fill(size/2, ":::tip\n") + fill(size/2, ":::\n"),
		"containers without end":  fill(size, ":::tip\n"),
		"admonitions":             fill(size, "!!! note\n    x\n"),
		"admonitions in each":     deeperNotes(size),
		"imports":                 fill(size, "import a from 'b'\n"),
		"exports without end":     "export const {" + fill(size, "{\n"),
		"comments of MDX":         fill(size, "{/*\n"),
		"components":              fill(size, "<Note>\n"),
		"components with braces":  fill(size, "<A b={{"),
		"code of elements":        fill(size, "<code>{%"),
		"ticks of all lengths":    ticks(size),
		"pages of a wiki":         fill(size, "[[a]]"),
		"pages of a wiki, open":   fill(size, "[[a"),
		"marked":                  fill(size, "==a=="),
		"marks":                   fill(size, "a == "),
		"emoji":                   fill(size, ":o:"),
		"colons":                  fill(size, ":"),
		"callouts":                fill(size, "> [!NOTE]\n\n"),
		"callouts in each":        strings.Repeat("> ", 90) + fill(size, "[!NOTE] "),
		"placeholders":            count(size, "<a@b> "),
		"placeholders closed":     count(size, "<a@b></a@b> "),
		"ids of headings":         fill(size, "# a {#b}\n"),
		"mail":                    fill(size, "a@b.c "),
		"mail without end":        fill(size, "a@"),
		"mail in a word":          fill(size, "a.") + "@b.c",
		"www":                     fill(size, "www."),
		"addresses in Chinese":    "https://e.org/a/" + fill(size, "海"),
		"marks in an address":     "https://e.org/" + fill(size, "_a"),
	}
}

// deeperNotes are admonitions each of which is in the one before.
func deeperNotes(size int) string {
	var b strings.Builder
	for depth := 0; b.Len() < size; depth++ {
		b.WriteString(strings.Repeat("    ", depth) + "!!! note\n")
	}
	return b.String()
}

// ticks are runs of back-ticks, each longer than the one before.
func ticks(size int) string {
	var b strings.Builder
	for length := 1; b.Len() < size; length++ {
		b.WriteString(strings.Repeat("`", length) + " {% x %}")
	}
	return b.String()
}
