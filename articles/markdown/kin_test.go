package markdown

import (
	"reflect"
	"strings"
	"testing"

	"broadsheet/model"
)

// What Markdown's kin write is what they mean, and what only looks like it stays.
func TestKin(t *testing.T) {
	for body, want := range map[string]string{
		"See [[Tides]] and [[Moon/Full|the moon]].":      "See Tides and the moon.",
		"参见[[潮汐]]一文":                                     "参见潮汐一文",
		"[[Tides#At night]]":                             "Tides#At night",
		"[[1]](https://example.org/) is a link":          "[1] is a link",
		"[[Tides]] has a target\n\n[tides]: /x":          "[Tides] has a target",
		"[[[Tides]]]":                                    "[[[Tides]]]",
		"a[[1]] and [[ -f x ]] and [[1, 2], [3]]":        "a[[1]] and [[ -f x ]] and [[1, 2], [3]]",
		"The ==sea== rises, 海面==正在==上升":                  "The sea rises, 海面正在上升",
		"a==b==c, x == y == z, a === b === c":            "a==b==c, x == y == z, a === b === c",
		"`==code==` and `[[code]]` and `:smile:`":        "==code== and [[code]] and :smile:",
		":tada: 完成:rocket:了 :+1:":                        "🎉 完成🚀了 👍",
		"10:30:45 and ::smile and :nosuchemoji: and a:b": "10:30:45 and ::smile and :nosuchemoji: and a:b",
		"std::vector<string> and List<T> of <your-name>": "std::vector<string> and List<T> of <your-name>",
		"Map<String, List<Object>> and <stdio.h>":        "Map<String, List<Object>> and <stdio.h>",
		"Box<data> holds, <br>a <b>word</b><tt>x":        "Box<data> holds,\na wordx",
		"<Tabs>text</Tabs> <x-p>word</x-p>":              "text word",
		"<your name>\n\nSea":                             "<your name>\nSea",
		"ebb <my-tag x=\"1\"> flow <x/>":                 "ebb flow",
		"<DIV>\nebb\n</DIV>":                             "ebb",
		"- [x] done\n- [ ] open":                         "done\nopen",
	} {
		if got := shown(t, body); got != want {
			t.Errorf("%q\n gives %q\n want  %q", body, got, want)
		}
	}
}

// Marked text is highlighted, and a picture of a wiki is a picture with its name.
func TestKinKinds(t *testing.T) {
	page, _ := Parse(t.Context(), "==sea==\n\n![[maps/harbour map.png|300]]", "")
	want := []model.Block{
		model.Paragraph{Inlines: []model.Inline{model.Span{Style: model.Highlight, Inlines: []model.Inline{model.Text{Text: "sea"}}}}},
		model.Figure{Images: []model.Image{{Alt: "harbour map"}}},
	}
	if !reflect.DeepEqual(page.Document.Blocks, want) {
		t.Errorf("%#v", page.Document.Blocks)
	}
}

// A callout is a quote with a title: what follows its mark, or else its kind.
func TestCallouts(t *testing.T) {
	for body, want := range map[string]string{
		"> [!NOTE]\n> The sea rises.":          "*Note*\nThe sea rises.",
		"> [!tip]+ On *tides*\n> They come.":   "*On tides*\nThey come.",
		"> [!WARNING]\n>\n> Mind the step.":    "*Warning*\nMind the step.",
		"> [!see-also] `x`":                    "*x*",
		"> [!NOTE]  \n> Ebb\n> and flow":       "*Note*\nEbb and flow",
		"> [!] no callout":                     "[!] no callout",
		"> [!a b] no callout":                  "[!a b] no callout",
		"> [!注意]\n> 涨潮了":                       "*注意*\n涨潮了",
		"1. x\n\n   > [!CAUTION]\n   > Y\n":    "x\n*Caution*\nY",
		"> [!NOTE]\n> - ebb\n> - flow\n\nText": "*Note*\nebb\nflow\nText",
	} {
		page, _ := Parse(t.Context(), body, "")
		got := strings.Join(model.Texts(&page.Document), "\n")
		if strings.Contains(want, "*") {
			_, title, _ := strings.Cut(want, "*")
			title, _, _ = strings.Cut(title, "*")
			if strong := strongTexts(page.Document.Blocks); len(strong) != 1 || strong[0] != title {
				t.Errorf("%q: bold is %q", body, strong)
			}
		}
		if want := strings.ReplaceAll(want, "*", ""); got != want {
			t.Errorf("%q\n gives %q\n want  %q", body, got, want)
		}
	}
}

// strongTexts gives the bold texts of paragraphs in quotes and lists.
func strongTexts(blocks []model.Block) []string {
	var texts []string
	for _, block := range blocks {
		switch b := block.(type) {
		case model.Quote:
			texts = append(texts, strongTexts(b.Blocks)...)
		case model.List:
			for _, item := range b.Items {
				texts = append(texts, strongTexts(item.Blocks)...)
			}
		case model.Paragraph:
			for _, inline := range b.Inlines {
				if span, is := inline.(model.Span); is && span.Style == model.Strong {
					texts = append(texts, model.InlineText(span.Inlines))
				}
			}
		default:
		}
	}
	return texts
}

// Of what is said of a block of code, its language is taken, and nothing of the code is
// lost.
func TestLanguages(t *testing.T) {
	for info, want := range map[string]string{
		"go":                       "go",
		" go ":                     "go",
		"go {hl_lines=[1]}":        "go",
		"js{1,3}":                  "js",
		"js:app.js":                "js",
		"{.python .numberLines}":   "python",
		"{r echo=FALSE}":           "r",
		"ts title=\"tide.ts\"":     "ts",
		"c++":                      "c++",
		"":                         "",
		"{}":                       "",
		"text":                     "",
		"java,linenos":             "java",
		"kotlin [tide.kt] {1}":     "kotlin",
		"objective-c tides.m link": "objective-c",
	} {
		page, _ := Parse(t.Context(), "```"+info+"\nx\n```", "")
		code, is := page.Document.Blocks[0].(model.CodeBlock)
		if !is || code.Language != want || code.Text != "x" {
			t.Errorf("%q: %#v", info, page.Document.Blocks[0])
		}
	}
}

// HTML that its author indented in another element, with blank lines between, is no code;
// code about HTML is.
func TestIndentedHTML(t *testing.T) {
	table := "<table>\n\n    <tr>\n\n        <td>ebb</td>\n\n        <td>flow</td>\n\n    </tr>\n\n</table>\n\nAfter."
	page, _ := Parse(t.Context(), table, "")
	for _, block := range page.Document.Blocks {
		if code, is := block.(model.CodeBlock); is {
			t.Errorf("%q is code", code.Text)
		}
	}
	if got := shown(t, table); got != "ebb\nflow\nAfter." {
		t.Errorf("the text is %q", got)
	}
	page, _ = Parse(t.Context(), "<div>\n\nWrite:\n\n</div>\n\n    <td>ebb</td>\n", "")
	if _, is := page.Document.Blocks[len(page.Document.Blocks)-1].(model.CodeBlock); !is {
		t.Errorf("code is none: %v", page.Document.Blocks)
	}
}
