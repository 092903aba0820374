package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"broadsheet/model"
)

// jsonItem is what the front matter says, as it is written in JSON. The order
// of the fields is part of the format.
type jsonItem struct {
	ID           model.ID   `json:"id"`
	Root         string     `json:"root"`
	RootName     string     `json:"root_name,omitempty"`
	Path         string     `json:"path"`
	Title        string     `json:"title"`
	Author       string     `json:"author"`
	Date         string     `json:"date"`
	DateInferred bool       `json:"date_inferred"`
	Updated      string     `json:"updated,omitempty"`
	Categories   [][]string `json:"categories"`
	Tags         []string   `json:"tags"`
	Link         string     `json:"link"`
	Image        string     `json:"image"`
	Lang         string     `json:"lang"`
	Excerpt      string     `json:"excerpt,omitempty"`
	Minutes      int        `json:"minutes"`
	Size         int64      `json:"size"`
	Draft        bool       `json:"draft,omitempty"`

	Comments   string          `json:"comments,omitempty"`
	Enclosures []jsonEnclosure `json:"enclosures,omitempty"`
}

// jsonEnclosure has the names of the front matter; the duration is in seconds.
type jsonEnclosure struct {
	URL      string `json:"url"`
	Type     string `json:"type,omitempty"`
	Length   int64  `json:"length,omitempty"`
	Duration int64  `json:"duration,omitempty"`
}

type jsonProblem struct {
	Line       int    `json:"line,omitempty"`
	Text       string `json:"text"`
	Unreadable bool   `json:"unreadable,omitempty"`
}

// jsonNode is a block or an inline, as it is written in JSON: its kind, and of
// the rest what that kind has.
type jsonNode struct {
	Kind        string           `json:"kind"`
	Level       int              `json:"level,omitzero"`
	Style       string           `json:"style,omitzero"`
	Language    string           `json:"language,omitzero"`
	URL         string           `json:"url,omitzero"`
	Alt         string           `json:"alt,omitzero"`
	Label       string           `json:"label,omitzero"`
	Text        string           `json:"text,omitzero"`
	Ordered     bool             `json:"ordered,omitzero"`
	Start       int              `json:"start,omitzero"`
	Reversed    bool             `json:"reversed,omitzero"`
	Numbering   string           `json:"numbering,omitzero"`
	Tight       bool             `json:"tight,omitzero"`
	Items       []jsonListItem   `json:"items,omitzero"`
	Caption     []jsonNode       `json:"caption,omitzero"`
	Columns     []string         `json:"columns,omitzero"`
	HeaderRows  int              `json:"header_rows,omitzero"`
	Rows        [][]jsonCell     `json:"rows,omitzero"`
	Images      []jsonImage      `json:"images,omitzero"`
	Definitions []jsonDefinition `json:"definitions,omitzero"`
	Summary     []jsonNode       `json:"summary,omitzero"`
	Base        []jsonNode       `json:"base,omitzero"`
	Reading     string           `json:"reading,omitzero"`
	Inlines     []jsonNode       `json:"inlines,omitzero"`
	Blocks      []jsonNode       `json:"blocks,omitzero"`
}

type jsonListItem struct {
	Task   string     `json:"task,omitzero"`
	Skip   int        `json:"skip,omitzero"`
	Blocks []jsonNode `json:"blocks,omitzero"`
}

type jsonCell struct {
	Header  bool       `json:"header,omitzero"`
	ColSpan int        `json:"col_span,omitzero"`
	RowSpan int        `json:"row_span,omitzero"`
	Blocks  []jsonNode `json:"blocks,omitzero"`
}

type jsonImage struct {
	URL string `json:"url,omitzero"`
	Alt string `json:"alt,omitzero"`
}

type jsonDefinition struct {
	Terms        [][]jsonNode `json:"terms,omitzero"`
	Descriptions [][]jsonNode `json:"descriptions,omitzero"`
}

type jsonFootnote struct {
	Label  string     `json:"label"`
	Blocks []jsonNode `json:"blocks"`
}

// JSON writes an article as one JSON object: the fields of its item, the
// problems met, and the document, in which every block and inline is an object
// with a "kind". Each block of the document's top level stands on a line of its
// own. The error is that of the writer or the context.
func JSON(ctx context.Context, w io.Writer, a *model.Article) error {
	j := jsonWriter{ctx: ctx, w: bufio.NewWriter(w)}
	item, err := encodeJSON(headJSON(a))
	if err != nil {
		return fmt.Errorf("the article cannot be written as JSON: %w", err)
	}
	j.text("{\n")
	j.text(string(bytes.TrimSuffix(item[1:], []byte("}"))))
	j.text(",\n\"document\":{\"blocks\":")
	j.lines(len(a.Document.Blocks), a.Document.Blocks == nil, func(i int) any { return blockJSON(a.Document.Blocks[i]) })
	j.text(",\n\"footnotes\":")
	j.lines(len(a.Document.Footnotes), a.Document.Footnotes == nil, func(i int) any {
		note := a.Document.Footnotes[i]
		return jsonFootnote{Label: note.Label, Blocks: blocksJSON(note.Blocks)}
	})
	j.text("},\n\"problems\":")
	j.lines(len(a.Problems), a.Problems == nil, func(i int) any {
		problem := a.Problems[i]
		return jsonProblem{Line: problem.Line, Text: problem.Text, Unreadable: problem.Unreadable}
	})
	j.text("\n}\n")
	if j.err != nil {
		return fmt.Errorf("the article cannot be written as JSON: %w", j.err)
	}
	return j.w.Flush()
}

// jsonWriter writes values on lines; the first error ends it.
type jsonWriter struct {
	ctx context.Context
	w   *bufio.Writer
	err error
}

func (j *jsonWriter) text(s string) {
	if j.err == nil {
		_, j.err = j.w.WriteString(s)
	}
}

// lines writes an array with a value on each line.
func (j *jsonWriter) lines(n int, isNil bool, value func(i int) any) {
	if isNil {
		j.text("null")
		return
	}
	j.text("[")
	for i := range n {
		if j.err == nil {
			j.err = j.ctx.Err()
		}
		if j.err != nil {
			return
		}
		if i > 0 {
			j.text(",")
		}
		encoded, err := encodeJSON(value(i))
		if err != nil && j.err == nil {
			j.err = err
		}
		j.text("\n" + string(encoded))
	}
	j.text("]")
}

// encodeJSON gives a value on one line, with text as it is but for what JSON
// itself escapes.
func encodeJSON(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

func headJSON(a *model.Article) jsonItem {
	item := &a.Item
	return jsonItem{
		ID: item.ID, Root: item.Root, RootName: item.RootName, Path: item.Path, Title: item.Title, Author: item.Author,
		Date: pageDate(item.Date), DateInferred: item.DateInferred, Updated: pageDate(item.Updated),
		Categories: item.Categories, Tags: append([]string{}, item.Tags...), Link: item.Link, Image: item.Image,
		Lang: item.Lang, Excerpt: item.Excerpt, Minutes: item.Minutes, Size: item.Size, Draft: item.Draft,
		Comments: a.Comments, Enclosures: listJSON(a.Enclosures, func(e model.Enclosure) jsonEnclosure {
			return jsonEnclosure{URL: e.URL, Type: e.Type, Length: e.Length, Duration: int64(e.Duration / time.Second)}
		}),
	}
}

// listJSON makes a list of JSON values; nil stays nil.
func listJSON[T, J any](list []T, value func(T) J) []J {
	if list == nil {
		return nil
	}
	values := make([]J, 0, len(list))
	for _, one := range list {
		values = append(values, value(one))
	}
	return values
}

func blocksJSON(blocks []model.Block) []jsonNode { return listJSON(blocks, blockJSON) }

func inlinesJSON(inlines []model.Inline) []jsonNode { return listJSON(inlines, inlineJSON) }

func blockJSON(block model.Block) jsonNode {
	switch b := block.(type) {
	case model.Heading:
		return jsonNode{Kind: "heading", Level: b.Level, Inlines: inlinesJSON(b.Inlines)}
	case model.Paragraph:
		return jsonNode{Kind: "paragraph", Inlines: inlinesJSON(b.Inlines)}
	case model.CodeBlock:
		return jsonNode{Kind: "code_block", Language: b.Language, Text: b.Text}
	case model.List:
		return jsonNode{
			Kind: "list", Ordered: b.Ordered, Start: b.Start, Reversed: b.Reversed, Numbering: nameOfValue(numberingNames(), b.Numbering), Tight: b.Tight,
			Items: listJSON(b.Items, func(item model.ListItem) jsonListItem {
				return jsonListItem{Task: nameOfValue(taskNames(), item.Task), Skip: item.Skip, Blocks: blocksJSON(item.Blocks)}
			}),
		}
	case model.Quote:
		return jsonNode{Kind: "quote", Blocks: blocksJSON(b.Blocks)}
	case model.Table:
		return tableJSON(b)
	case model.Figure:
		return jsonNode{Kind: "figure", Caption: inlinesJSON(b.Caption), Images: listJSON(b.Images, func(image model.Image) jsonImage {
			return jsonImage{URL: image.URL, Alt: image.Alt}
		})}
	case model.DefinitionList:
		return jsonNode{Kind: "definition_list", Definitions: listJSON(b.Items, func(item model.Definition) jsonDefinition {
			return jsonDefinition{Terms: listJSON(item.Terms, inlinesJSON), Descriptions: listJSON(item.Descriptions, blocksJSON)}
		})}
	case model.Details:
		return jsonNode{Kind: "details", Summary: inlinesJSON(b.Summary), Blocks: blocksJSON(b.Blocks)}
	case model.Rule:
	}
	return jsonNode{Kind: "rule"}
}

func tableJSON(table model.Table) jsonNode {
	return jsonNode{
		Kind: "table", Caption: inlinesJSON(table.Caption), HeaderRows: table.HeaderRows, Columns: listJSON(table.Columns, func(a model.Alignment) string { return nameOfValue(alignmentNames(), a) }),
		Rows: listJSON(table.Rows, func(row model.Row) []jsonCell {
			return listJSON(row.Cells, func(cell model.Cell) jsonCell {
				return jsonCell{Header: cell.Header, ColSpan: cell.ColSpan, RowSpan: cell.RowSpan, Blocks: blocksJSON(cell.Blocks)}
			})
		}),
	}
}

func inlineJSON(inline model.Inline) jsonNode {
	switch i := inline.(type) {
	case model.Text:
		return jsonNode{Kind: "text", Text: i.Text}
	case model.Span:
		return jsonNode{Kind: "span", Style: nameOfValue(styleNames(), i.Style), Inlines: inlinesJSON(i.Inlines)}
	case model.Code:
		return jsonNode{Kind: "code", Text: i.Text}
	case model.Link:
		return jsonNode{Kind: "link", URL: i.URL, Inlines: inlinesJSON(i.Inlines)}
	case model.Image:
		return jsonNode{Kind: "image", URL: i.URL, Alt: i.Alt}
	case model.Ruby:
		return jsonNode{Kind: "ruby", Base: inlinesJSON(i.Base), Reading: i.Reading}
	case model.FootnoteReference:
		return jsonNode{Kind: "footnote_reference", Label: i.Label}
	case model.LineBreak:
		return jsonNode{Kind: "line_break"}
	case model.WordBreak:
	}
	return jsonNode{Kind: "word_break"}
}

// styleNames are the styles of a span as JSON has them.
func styleNames() []string {
	return []string{
		model.Emphasis: "emphasis", model.Strong: "strong", model.Strikethrough: "strikethrough", model.Underline: "underline",
		model.Highlight: "highlight", model.Superscript: "superscript", model.Subscript: "subscript", model.Keyboard: "keyboard",
	}
}

// alignmentNames are the alignments of a column as JSON has them.
func alignmentNames() []string {
	return []string{model.AlignDefault: "default", model.AlignLeft: "left", model.AlignCenter: "center", model.AlignRight: "right"}
}

// taskNames are the states of a list item's box as JSON has them.
func taskNames() []string {
	return []string{model.NoTask: "", model.OpenTask: "open", model.DoneTask: "done"}
}

// numberingNames are the ways of writing a list's numbers as JSON has them.
func numberingNames() []string {
	return []string{
		model.Decimal: "", model.LowerAlpha: "lower_alpha", model.UpperAlpha: "upper_alpha", model.LowerRoman: "lower_roman", model.UpperRoman: "upper_roman",
	}
}

// nameOfValue gives the name of one of a few values; that of the first for a
// value that is none of them.
func nameOfValue[V ~int](names []string, value V) string {
	if value < 0 || int(value) >= len(names) {
		return names[0]
	}
	return names[value]
}
