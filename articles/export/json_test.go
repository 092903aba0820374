package export

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/articles/charset"
	"broadsheet/model"
)

// The JSON of a document holds each of its blocks and inlines, and each text and
// number in them.
func TestJSONHasAllOfADocument(t *testing.T) {
	for seed := range uint64(*generated) {
		a := generateArticle(seed)
		text := written(t, func(b *strings.Builder) error { return JSON(t.Context(), b, a) })
		var page struct{ Document any }
		if err := json.Unmarshal([]byte(text), &page); err != nil {
			t.Fatalf("seed %d: %v in %s", seed, err, text)
		}
		want, got := valuesOf(nil, reflect.ValueOf(a.Document)), valuesOfJSON(nil, page.Document)
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Fatalf("seed %d: %s\n%s", seed, firstDifference(strings.Join(want, "\n"), strings.Join(got, "\n")), text)
		}
	}
}

// valuesOf adds the kinds of blocks and inlines in a value of the model, its texts
// and its numbers that are not zero.
func valuesOf(found []string, v reflect.Value) []string {
	switch v.Kind() {
	case reflect.Interface:
		return valuesOf(append(found, snakeCase(v.Elem().Type().Name())), v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			found = valuesOf(found, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			found = valuesOf(found, v.Field(i))
		}
	case reflect.String:
		if v.Len() > 0 {
			found = append(found, v.String())
		}
	case reflect.Bool:
		if v.Bool() {
			found = append(found, "true")
		}
	default:
		if name := nameOrNumber(v); name != "" {
			found = append(found, name)
		}
	}
	return found
}

// nameOrNumber gives a value that has a name by that, and any other as a number; "" for
// what JSON leaves out.
func nameOrNumber(v reflect.Value) string {
	switch value := v.Interface().(type) {
	case model.Style:
		return styleNames()[value]
	case model.Alignment:
		return alignmentNames()[value]
	case model.Task:
		return taskNames()[value]
	case model.Numbering:
		return numberingNames()[value]
	default:
		if v.IsZero() {
			return ""
		}
		number, _ := json.Marshal(value)
		return string(number)
	}
}

// snakeCase gives the name of a kind as JSON has it.
func snakeCase(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}

// valuesOfJSON adds the texts and numbers of a value of JSON.
func valuesOfJSON(found []string, value any) []string {
	switch value := value.(type) {
	case map[string]any:
		for _, field := range value {
			found = valuesOfJSON(found, field)
		}
	case []any:
		for _, item := range value {
			found = valuesOfJSON(found, item)
		}
	case string:
		found = append(found, value)
	case nil:
	default:
		text, _ := json.Marshal(value)
		found = append(found, string(text))
	}
	return found
}

// All that is known of an article is in its JSON.
func TestJSONHasTheItem(t *testing.T) {
	source := "---\ntitle: \"灯塔 \\\"A&B\\\"\"\nauthor: Harbour Notes\ndate: 2021-06-11T03:05:25Z\nupdated: 2022-01-01\n" +
		"categories:\n - [Sea, Lights]\n - [History]\ntags: [a, b]\nlink: https://example.com/a?b=1&c=2\nlang: zh\n" +
		"excerpt: In short.\ndraft: true\nheadimg: https://example.com/a.jpg\ncomments: https://talk.example/1\n" +
		"enclosures: [{url: 'https://cast.example/1.mp3', type: audio/mpeg, length: 5, duration: '1:30'}, 'https://cast.example/2']\n---\n\nText with ![a picture](https://example.com/b.jpg) in it.\n"
	modified := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	a := articles.Parse(articles.Options{}, "/root/of it", "sea/ a.md", modified, []byte(source))
	a.Problems = append(a.Problems, model.Problem{Root: a.Root, Path: charset.DisplayName(a.Path), Line: 3, Text: "It is odd."})
	text := written(t, func(b *strings.Builder) error { return JSON(t.Context(), b, a) })
	var got map[string]any
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	delete(got, "document")
	want := map[string]any{
		"id": string(a.ID), "root": "/root/of it", "root_name": "/root/of it", "path": "sea/ a.md",
		"title": `灯塔 "A&B"`, "author": "Harbour Notes", "date": "2021-06-11T03:05:25Z", "date_inferred": false, "updated": "2022-01-01T00:00:00Z",
		"categories": []any{[]any{"Sea", "Lights"}, []any{"History"}}, "tags": []any{"a", "b"},
		"link": "https://example.com/a?b=1&c=2", "image": "https://example.com/a.jpg", "lang": "zh", "excerpt": "In short.",
		"minutes": float64(a.Minutes), "size": float64(len(source)), "draft": true,
		"comments": "https://talk.example/1", "enclosures": []any{
			map[string]any{"url": "https://cast.example/1.mp3", "type": "audio/mpeg", "length": 5.0, "duration": 90.0},
			map[string]any{"url": "https://cast.example/2"},
		},
		"problems": []any{map[string]any{"line": 3.0, "text": "It is odd."}},
	}
	if !reflect.DeepEqual(want, got) {
		t.Errorf("the item is written as %v and not as %v", got, want)
	}
}

func TestJSONHasKinds(t *testing.T) {
	words := []model.Inline{model.Text{Text: "<b> & 文字"}}
	said := `[{"kind":"text","text":"<b> & 文字"}]`
	blocks := []model.Block{model.Paragraph{Inlines: words}}
	inside := `[{"kind":"paragraph","inlines":` + said + `}]`
	a := &model.Article{Document: model.Document{
		Blocks: []model.Block{
			model.Heading{Level: 2, Inlines: words},
			model.Paragraph{Inlines: []model.Inline{
				model.Span{Style: model.Highlight, Inlines: words},
				model.Code{Text: "a\tb"},
				model.Link{URL: "https://example.com/", Inlines: words},
				model.Image{URL: "https://example.com/a.png", Alt: "a"},
				model.Ruby{Base: words, Reading: "wén zì"},
				model.FootnoteReference{Label: "1"},
				model.LineBreak{},
				model.WordBreak{},
			}},
			model.CodeBlock{Language: "go", Text: "a\nb"},
			model.List{Ordered: true, Start: 3, Tight: true, Items: []model.ListItem{{Task: model.DoneTask, Blocks: blocks}}},
			model.Quote{Blocks: blocks},
			model.Table{Caption: words, Columns: []model.Alignment{model.AlignRight}, HeaderRows: 1, Rows: []model.Row{
				{Cells: []model.Cell{{Header: true, ColSpan: 1, RowSpan: 2, Blocks: blocks}}},
			}},
			model.Figure{Images: []model.Image{{URL: "https://example.com/a.png", Alt: "a"}}, Caption: words},
			model.DefinitionList{Items: []model.Definition{{Terms: [][]model.Inline{words}, Descriptions: [][]model.Block{blocks}}}},
			model.Details{Summary: words, Blocks: blocks},
			model.Rule{},
		},
		Footnotes: []model.Footnote{{Label: "1", Blocks: blocks}},
	}}
	got := written(t, func(b *strings.Builder) error { return JSON(t.Context(), b, a) })
	for _, want := range []string{
		`{"kind":"heading","level":2,"inlines":` + said + `}`,
		`{"kind":"paragraph","inlines":[{"kind":"span","style":"highlight","inlines":` + said + `},{"kind":"code","text":"a\tb"},` +
			`{"kind":"link","url":"https://example.com/","inlines":` + said + `},{"kind":"image","url":"https://example.com/a.png","alt":"a"},` +
			`{"kind":"ruby","base":` + said + `,"reading":"wén zì"},{"kind":"footnote_reference","label":"1"},{"kind":"line_break"},{"kind":"word_break"}]}`,
		`{"kind":"code_block","language":"go","text":"a\nb"}`,
		`{"kind":"list","ordered":true,"start":3,"tight":true,"items":[{"task":"done","blocks":` + inside + `}]}`,
		`{"kind":"quote","blocks":` + inside + `}`,
		`{"kind":"table","caption":` + said + `,"columns":["right"],"header_rows":1,"rows":[[{"header":true,"col_span":1,"row_span":2,"blocks":` + inside + `}]]}`,
		`{"kind":"figure","caption":` + said + `,"images":[{"url":"https://example.com/a.png","alt":"a"}]}`,
		`{"kind":"definition_list","definitions":[{"terms":[` + said + `],"descriptions":[` + inside + `]}]}`,
		`{"kind":"details","summary":` + said + `,"blocks":` + inside + `}`,
		`{"kind":"rule"}`,
		`{"label":"1","blocks":` + inside + `}`,
	} {
		if !strings.Contains(got, "\n"+want) {
			t.Errorf("there is no line %s in\n%s", want, got)
		}
	}
}
