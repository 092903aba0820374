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
		{".md", heads(size)}, {".html", pages(size)}, {".html", elements(size)}, {".md", markdown(size)}, {".md", markdownBlocks(size)}, {".md", tags(size)}, {".txt", texts(size)},
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
