package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// hostile writes article files as somebody would who wants to end or to occupy
// whatever reads them. Each is named by what it has too much of, and all but the
// first have a title that says so.
func hostile(folder string) error {
	const million = 1_000_000
	files := map[string]string{
		"keys.md":       "---\ntitle: [\n" + strings.Repeat("a: b\n", 1001) + "---\nThe text of keys.\n",
		"paragraphs.md": "<div>" + strings.Repeat("<p>x", 1_500_000) + "</div>",
		"rows.md":       "<table>" + strings.Repeat("<tr>", 500_000) + "</table>",
		"cells.md":      "<table><tr>" + strings.Repeat("<td>x", 400_000) + "</table>",
		"rules.md":      "Text.\n\n" + strings.Repeat("---\n", 2*million),
		"tabs.md":       "Text.\n\n" + strings.Repeat("\t", 8*million) + "x",
		"footnotes.md":  footnotes(40_000),
		"backticks.md":  backticks(5 * million),
		"entities.md":   strings.Repeat("&amp", 5*million/4),
		"brackets.md":   strings.Repeat("[", million),
		"quotes.md":     strings.Repeat(">", 200_000) + " deep",
		"spans.md":      "<div>" + strings.Repeat("<span>", million) + "x</div>",
		"links.md":      strings.Repeat("[a](https://example.org/) ", 200_000),
		"headings.md":   strings.Repeat("# a\n\n", million),
		"marks.md":      strings.Repeat("e"+strings.Repeat("\u0301", 1000), 1000),
		"emoji.md":      strings.Repeat("👩\u200d", million),
		"line.md":       "# A heading\n\n---\n\n" + strings.Repeat("x", 4*million),
		"categories.md": "", // below
		"short.md":      "# A heading\n\n---\n\nText, a rule and a heading.",
	}
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // anyone may read it
		return err
	}
	for name, body := range files {
		title := "Monster of " + strings.TrimSuffix(name, ".md")
		switch name {
		case "keys.md":
		case "categories.md":
			body = fmt.Sprintf("---\ntitle: %s\ncategories: %s%s\n---\n\nText.\n", title, strings.Repeat("[a, ", 4000), strings.Repeat("]", 4000))
		default:
			body = fmt.Sprintf("---\ntitle: %s\ndate: 2001-01-01\n---\n\n%s\n", title, body)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(body), 0o644); err != nil { //nolint:gosec // anyone may read it
			return err
		}
	}
	return nil
}

// footnotes gives a text with so many footnotes.
func footnotes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "x[^%d] ", i)
	}
	b.WriteString("\n\n")
	for i := range n {
		fmt.Fprintf(&b, "[^%d]: note\n\n", i)
	}
	return b.String()
}

// backticks gives about so many bytes of openings of code that nothing closes:
// each is longer than the one before.
func backticks(bytes int) string {
	var b strings.Builder
	for n := 1; b.Len() < bytes; n++ {
		b.WriteString(strings.Repeat("`", n) + "x")
	}
	return b.String()
}
