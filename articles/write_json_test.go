package articles

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"broadsheet/model"
)

func TestJSONReadsBack(t *testing.T) {
	for seed := range uint64(*generated) {
		a := generateArticle(seed)
		written := written(t, func(b *strings.Builder) error { return WriteJSON(t.Context(), b, a) })
		if !json.Valid([]byte(written)) {
			t.Fatalf("seed %d: this is not JSON: %s", seed, written)
		}
		got, err := ReadJSON(strings.NewReader(written))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		checkReadBack(t, "the JSON", written, &a.Document, &got.Document)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// All that is known of an article comes back.
func TestJSONKeepsTheItem(t *testing.T) {
	source := "---\ntitle: \"灯塔 \\\"A&B\\\"\"\nauthor: Harbour Notes\ndate: 2021-06-11T03:05:25Z\nupdated: 2022-01-01\n" +
		"categories:\n - [Sea, Lights]\n - [History]\ntags: [a, b]\nlink: https://example.com/a?b=1&c=2\nlang: zh\n" +
		"excerpt: In short.\ndraft: true\nheadimg: https://example.com/a.jpg\n---\n\nText with ![a picture](https://example.com/b.jpg) in it.\n\n| a | b |\n|--|:-:|\n| c | d |\n"
	modified := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	want := Parse(Options{}, "/root/of it", "sea/ a.md", modified, []byte(source))
	want.Problems = append(want.Problems, model.Problem{Root: want.Root, Path: displayName(want.Path), Line: 3, Text: "It is odd."})
	got, err := ReadJSON(strings.NewReader(written(t, func(b *strings.Builder) error { return WriteJSON(t.Context(), b, want) })))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(want, got) {
		t.Errorf("the article is read back as another one: %s", firstDifference(describe(want), describe(got)))
	}
}

func TestJSONHasKinds(t *testing.T) {
	a := &model.Article{Document: model.Document{Blocks: []model.Block{
		model.Heading{Level: 2, Inlines: []model.Inline{model.Text{Text: "<b> & 文字"}}},
		model.Rule{},
	}}}
	got := written(t, func(b *strings.Builder) error { return WriteJSON(t.Context(), b, a) })
	for _, want := range []string{
		`{"kind":"heading","level":2,"inlines":[{"kind":"text","text":"<b> & 文字"}]}`, "\n" + `{"kind":"rule"}`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s in\n%s", want, got)
		}
	}
}

// inDocument gives the JSON of an article with a block of an inline.
func inDocument(inline string) string {
	return `{"title":"t","document":{"blocks":[{"kind":"paragraph","inlines":[` + inline + `]}],"footnotes":null}}`
}

func TestReadJSONRefuses(t *testing.T) {
	deep := strings.Repeat(`{"kind":"quote","blocks":[`, 200)
	for name, test := range map[string]struct{ text, words string }{
		"nothing":            {"", "unexpected EOF"},
		"half of it":         {`{"title":"a","document":{"blocks":[`, "unexpected EOF"},
		"a list":             {"[]", "instead of {"},
		"null":               {"null", "null"},
		"two":                {`{} {}`, "follows"},
		"no JSON":            {"---\ntitle: a\n---\n", "invalid"},
		"unknown block":      {`{"document":{"blocks":[{"kind":"hologram"}]}}`, `"hologram"`},
		"unknown inline":     {inDocument(`{"kind":"blink"}`), `"blink"`},
		"inline as a block":  {`{"document":{"blocks":[{"kind":"text","text":"a"}]}}`, `"text"`},
		"unknown style":      {inDocument(`{"kind":"span","style":"wobbly","inlines":[]}`), `"wobbly"`},
		"unknown key":        {inDocument(`{"kind":"text","txet":"a"}`), `"txet"`},
		"unknown task":       {`{"document":{"blocks":[{"kind":"list","items":[{"task":"maybe"}]}]}}`, `"maybe"`},
		"unknown alignment":  {`{"document":{"blocks":[{"kind":"table","columns":["up"]}]}}`, `"up"`},
		"no kind":            {inDocument(`{"text":"a"}`), `"kind"`},
		"hostile kind":       {inDocument(`{"kind":"a\u001b[2Jb"}`), `"a[2Jb"`},
		"a number for text":  {inDocument(`{"kind":"text","text":7}`), "number"},
		"a fraction":         {`{"document":{"blocks":[{"kind":"heading","level":1.5}]}}`, "1.5"},
		"a bad date":         {`{"date":"yesterday"}`, "yesterday"},
		"deep blocks":        {`{"document":{"blocks":[` + deep, "256 deep"},
		"deep lists":         {`{"document":{"blocks":[{"kind":"table","rows":` + strings.Repeat("[", 100_000), "instead of {"},
		"deep unknown field": {`{"later":` + strings.Repeat("[", 100_000), "depth"},
		"many tags":          {`{"tags":[` + strings.Repeat(`"a",`, 10_001) + `"b"]}`, "10000"},
		"large":              {`{"title":"` + strings.Repeat("a", 64<<20) + `"}`, "64 MB"},
	} {
		_, err := ReadJSON(strings.NewReader(test.text))
		if err == nil || !strings.Contains(err.Error(), test.words) {
			t.Errorf("%s gives the error %q, which does not say %q", name, fmt.Sprint(err), test.words)
		}
		if err != nil && unsafe(err.Error(), false) != "" {
			t.Errorf("%s gives an error with %s in it: %q", name, unsafe(err.Error(), false), err)
		}
	}
}

// Whatever stands in JSON, what is read of it is safe to show.
func TestReadJSONPassesTheGate(t *testing.T) {
	for name, text := range attacks() {
		encoded, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		source := strings.ReplaceAll(`{"id":@,"root":@,"root_name":@,"path":@,"title":@,"author":@,"categories":[[@,@],[]],"tags":[@],"link":@,"image":@,
"lang":@,"excerpt":@,"problems":[{"line":-1,"text":@}],"document":{"blocks":[
{"kind":"heading","level":99,"inlines":[{"kind":"text","text":@},{"kind":"span","style":"strong","inlines":[{"kind":"code","text":@}]}]},
{"kind":"paragraph","inlines":[{"kind":"link","url":@,"inlines":[{"kind":"text","text":@}]},{"kind":"image","url":@,"alt":@},
{"kind":"ruby","base":[{"kind":"text","text":@}],"reading":@},{"kind":"footnote_reference","label":@},{"kind":"line_break"},{"kind":"text","text":@}]},
{"kind":"code_block","language":@,"text":@},{"kind":"figure","images":[{"url":@,"alt":@}],"caption":[{"kind":"text","text":@}]},
{"kind":"list","ordered":true,"start":9223372036854775807,"items":[{"blocks":[{"kind":"code_block","text":@}]},{}]},
{"kind":"table","caption":[{"kind":"text","text":@}],"header_rows":-5,"columns":[],"rows":[[{"col_span":-1,"row_span":99999999,"blocks":[{"kind":"rule"}]},{}],[],null]},
{"kind":"table","rows":[[{"col_span":99999999,"blocks":[{"kind":"rule"}]}]]},
{"kind":"definition_list","definitions":[{"terms":[[{"kind":"text","text":@}],[]],"descriptions":[[{"kind":"rule"}],[]]},{}]},
{"kind":"details","summary":[{"kind":"text","text":@}],"blocks":[{"kind":"quote","blocks":[]},{"kind":"paragraph"}]}],
"footnotes":[{"label":@,"blocks":[{"kind":"rule"}]},{"label":@,"blocks":[{"kind":"rule"}]}]}}`, "@", string(encoded))
		a, err := ReadJSON(strings.NewReader(source))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkArticle(t, name, a)
		if a.Document.Footnotes[0].Label == a.Document.Footnotes[1].Label {
			t.Errorf("%s: two notes have the label %q", name, a.Document.Footnotes[0].Label)
		}
	}
}

// checkArticle holds an article to what model promises of it.
func checkArticle(t *testing.T, name string, a *model.Article) {
	t.Helper()
	checkStrings(t, name, reflect.ValueOf(a.Document))
	checkShape(t, a.Document.Blocks)
	for _, text := range append(append([]string{
		string(a.ID), a.Root, a.RootName, a.Path, a.Title, a.Author, a.Link, a.Image, a.Lang, a.Excerpt,
	}, a.Tags...), a.Categories[0]...) {
		if problem := unsafe(text, false); problem != "" {
			t.Errorf("%s: the item holds %s: %.80q", name, problem, text)
		}
	}
	if a.Title == "" || len(a.ID) != 12 || len(a.Categories[0]) == 0 || a.Minutes < 1 || a.Size < 0 {
		t.Errorf("%s: the item lacks what every item has: %+v", name, a.Item)
	}
	for _, problem := range a.Problems {
		if unsafe(problem.Text, false) != "" || problem.Line < 0 {
			t.Errorf("%s: the problem is %+v", name, problem)
		}
	}
}

func FuzzReadJSON(f *testing.F) {
	for seed := range uint64(50) {
		var b strings.Builder
		if err := WriteJSON(f.Context(), &b, generateArticle(seed)); err != nil {
			f.Fatal(err)
		}
		if b.Len() < 4000 { // a fuzzer is slow with long ones
			f.Add(b.String())
		}
	}
	f.Add(`{"document":{"blocks":[{"kind":"table","rows":[[{"col_span":1000}],[{"row_span":1000},{}]]}]}}`)
	f.Fuzz(func(t *testing.T, source string) {
		a, err := ReadJSON(strings.NewReader(source))
		if err != nil {
			return
		}
		checkArticle(t, "the article", a)
		// What was read once is written and read as the same.
		again, err := ReadJSON(strings.NewReader(written(t, func(b *strings.Builder) error { return WriteJSON(t.Context(), b, a) })))
		if err != nil {
			t.Fatal(err)
		}
		checkReadBack(t, "the JSON", source, &a.Document, &again.Document)
		page := written(t, func(b *strings.Builder) error { return WriteHTML(t.Context(), b, a) })
		file := written(t, func(b *strings.Builder) error { return WriteMarkdown(t.Context(), b, a) })
		for _, text := range []string{page, file} {
			if problem := unsafe(text, true); problem != "" {
				t.Errorf("%s was written in\n%s", problem, text)
			}
		}
	})
}
