package markdown

import (
	"reflect"
	"strings"
	"testing"

	"broadsheet/model"
)

// shown gives a body's text, a line for each block.
func shown(t *testing.T, body string) string {
	t.Helper()
	page, problems := Parse(t.Context(), body, "")
	if len(problems) > 0 {
		t.Errorf("%.40q: problems %v", body, problems)
	}
	return strings.Join(model.Texts(&page.Document), "\n")
}

// Emphasis begins and ends beside Chinese punctuation, where CommonMark asks for a
// blank that Chinese does not have.
func TestEmphasisInChinese(t *testing.T) {
	bold := func(text string) model.Inline {
		return model.Span{Style: model.Strong, Inlines: []model.Inline{model.Text{Text: text}}}
	}
	for body, want := range map[string][]model.Inline{
		"**粗体，**紧贴":       {bold("粗体，"), model.Text{Text: "紧贴"}},
		"前**“引”**后":       {model.Text{Text: "前"}, bold("“引”"), model.Text{Text: "后"}},
		"a **bold** word": {model.Text{Text: "a "}, bold("bold"), model.Text{Text: " word"}},
		"2 ** 3 ** 4":     {model.Text{Text: "2 ** 3 ** 4"}},
		"~~旧，~~新":         {model.Span{Style: model.Strikethrough, Inlines: []model.Inline{model.Text{Text: "旧，"}}}, model.Text{Text: "新"}},
	} {
		page, _ := Parse(t.Context(), body, "")
		if len(page.Document.Blocks) != 1 {
			t.Errorf("%s: blocks %v", body, page.Document.Blocks)
			continue
		}
		if got := page.Document.Blocks[0].(model.Paragraph).Inlines; !reflect.DeepEqual(got, want) {
			t.Errorf("%s\n gives %v\n want  %v", body, got, want)
		}
	}
}

// Addresses that are not marked as such are links, whatever they have in them.
func TestBareAddresses(t *testing.T) {
	for body, want := range map[string]string{
		"See https://example.org/_a_/b*c*d, *x*":     "https://example.org/_a_/b*c*d",
		"**https://example.org/a**":                  "https://example.org/a",
		"*see www.example.org/~jane/~x*":             "http://www.example.org/~jane/~x",
		"见https://example.org/wiki/海_洋，然后":           "https://example.org/wiki/%E6%B5%B7_%E6%B4%8B",
		"mail jane_doe@example.org or __not__":       "mailto:jane_doe@example.org",
		"`https://example.org/` and `a@example.org`": "",
		"[x](https://example.org/_a_b)":              "https://example.org/_a_b",
	} {
		page, _ := Parse(t.Context(), body, "")
		var address strings.Builder
		model.WalkInlines(page.Document.Blocks[0].(model.Paragraph).Inlines, func(inline model.Inline) {
			if link, is := inline.(model.Link); is {
				address.WriteString(link.URL)
			}
		})
		if address.String() != want {
			t.Errorf("%s links to %q, want %q", body, address.String(), want)
		}
	}
}

// Each kind of block that Markdown has becomes what the document calls it.
func TestBlocks(t *testing.T) {
	page, _ := Parse(t.Context(), `# Lamps

> Quoted.

1. one
2. two

- [x] done

| a | b |
|---|--:|
| c | d |

Term
: meaning

~~~go
func main() {}
~~~

A note.[^1] <b>HTML</b> in it.

[^1]: Here.
`, "")
	var kinds []string
	for _, block := range page.Document.Blocks {
		kinds = append(kinds, reflect.TypeOf(block).Name())
	}
	if got, want := strings.Join(kinds, " "), "Heading Quote List List Table DefinitionList CodeBlock Paragraph"; got != want {
		t.Errorf("the blocks are %s, want %s", got, want)
	}
	if len(page.Document.Footnotes) != 1 || page.Cut {
		t.Errorf("footnotes %v, cut %v", page.Document.Footnotes, page.Cut)
	}
}

// What would keep the parser busy for ever is shown as it is written, and said.
func TestTangledMarkdownIsText(t *testing.T) {
	for name, body := range map[string]string{
		"brackets": "The sea rises. " + strings.Repeat("[", 60_000),
		"quotes":   "The sea rises.\n\n" + strings.Repeat("> ", 200) + "deep",
		"indent":   "The sea rises.\n\n" + strings.Repeat(" ", 2000) + "- deep",
	} {
		page, problems := Parse(t.Context(), body, "")
		if len(problems) != 1 || !strings.Contains(problems[0].Text, "shown as it stands") {
			t.Errorf("%s: problems %v", name, problems)
		}
		if text := strings.Join(model.Texts(&page.Document), "\n"); !strings.Contains(text, "The sea rises.") {
			t.Errorf("%s: the text is gone: %.80q", name, text)
		}
	}
	if text := shown(t, strings.Repeat("[a](https://example.org/) ", 500)); !strings.HasPrefix(text, "a a a") {
		t.Errorf("many links are shown as %.40q", text)
	}
}

// More than is read is said to be cut, and what is read is whole.
func TestLongMarkdownIsCut(t *testing.T) {
	page, _ := Parse(t.Context(), strings.Repeat("*The* sea rises.\n\n", maxMarks), "")
	texts := model.Texts(&page.Document)
	if !page.Cut || len(texts) == 0 || texts[0] != "The sea rises." {
		t.Errorf("cut is %v, and there are %d paragraphs", page.Cut, len(texts))
	}
}
