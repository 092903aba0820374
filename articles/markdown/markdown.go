// Package markdown reads bodies of Markdown: goldmark writes them as HTML, which
// package html reads, so that what is cleaned is the same everywhere.
package markdown

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"broadsheet/articles/gate"
	"broadsheet/articles/html"
	"broadsheet/articles/plain"
	"broadsheet/articles/prose"
	"broadsheet/articles/templates"
	"broadsheet/model"
)

// Parse reads a body of Markdown: as HTML, once goldmark has written
// it as such. So HTML in Markdown, and what is cleaned, is the same everywhere.
// Problems say what was odd.
func Parse(ctx context.Context, body, title string, edits ...html.Edit) (html.Page, []model.Problem) {
	return parse(ctx, body, title, false, edits)
}

// ParseBroken is Parse for a body in whose paragraphs the end of a line is a break, as it
// is to Hexo.
func ParseBroken(ctx context.Context, body, title string, edits ...html.Edit) (html.Page, []model.Problem) {
	return parse(ctx, body, title, true, edits)
}

func parse(ctx context.Context, body, title string, breaks bool, edits []html.Edit) (page html.Page, problems []model.Problem) {
	body, cut := boundMarkdown(body)
	if expanded := templates.Expand(body, title); len(expanded) > len(body) {
		var more bool
		body, more = boundMarkdown(expanded)
		cut = cut || more
	} else {
		body = expanded
	}
	defer func() { page.Cut = page.Cut || cut }()
	if isTangled(body) {
		return asText(body, "The Markdown is nested or bracketed beyond reason")
	}
	noted := strings.Count(body, "[^") <= maxNotes
	if !noted {
		problems = append(problems, model.Problem{Text: fmt.Sprintf(
			"The Markdown names footnotes more than %d times; they are shown as they are written.", maxNotes)})
	}
	written, err := toHTML(ctx, body, noted, breaks)
	switch {
	case ctx.Err() != nil:
		return html.Page{Cut: true}, nil
	case err != nil:
		return asText(body, fmt.Sprintf("The Markdown could not be read (%s)", gate.Clean(err.Error())))
	}
	return html.Parse(ctx, written, title, edits...), problems
}

// asText reads Markdown as plain text, and says why.
func asText(body, why string) (html.Page, []model.Problem) {
	blocks, cut := plain.Parse(body)
	problem := model.Problem{Text: why + "; its text is shown as it stands."}
	return html.Page{Document: model.Document{Blocks: blocks}, Cut: cut}, []model.Problem{problem}
}

// toHTML has goldmark write a body as HTML, with footnotes if it has
// any. Should the parser ever panic, that is an error; it is how it is ended with the
// context.
func toHTML(ctx context.Context, body string, noted, breaks bool) (written string, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("the parser gave up: %v", cause)
		}
	}()
	// Goldmark reads past the end of bytes that are no UTF-8.
	body = strings.ToValidUTF8(body, "\uFFFD")
	source := []byte(body)
	var b bytes.Buffer
	markdown := newParser(ctx, body, noted, breaks)
	tree := markdown.Parser().Parse(endedReader{text.NewReader(source), ctx})
	if err := markdown.Renderer().Render(&b, source, tree); err != nil {
		return "", err
	}
	return b.String(), nil
}

const (
	// maxMarkers is how many marks of quotes and lists a line may begin with,
	// and half of how far it may be indented.
	maxMarkers = 100
	// maxTangle bounds what a Markdown parser may have to look at, in steps: in
	// every paragraph, from each bracket and each back-tick that nothing closes to
	// the end, and from each star to all the others.
	maxTangle = 200_000_000
)

// isTangled says that a body would keep a Markdown parser busy for ever. Its
// time grows with the square of how deep blocks are nested, and of how many
// brackets and stars are left open in a paragraph.
func isTangled(body string) bool {
	var t tangle
	steps := 0 // of all paragraphs but this
	fenced := false
	for line := range strings.Lines(body) {
		text, markers := splitMarkers(line)
		if markers > maxMarkers {
			return true
		}
		if strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~") {
			fenced = !fenced
		}
		if fenced || markers > 0 || gate.IsBlank(text) || strings.ContainsRune("#|", rune(text[0])) {
			steps += t.steps()
			t = tangle{} // another block begins
		}
		if fenced {
			continue
		}
		t.add(text)
		if steps+t.steps() > maxTangle {
			return true
		}
	}
	return false
}

// tangle counts what is left open in a paragraph.
type tangle struct {
	size, brackets, stars int
	ticks                 map[int]bool // how long its runs of back-ticks are: of each length one is not closed
}

func (t *tangle) add(text string) {
	t.size += len(text)
	t.brackets += strings.Count(text, "[")
	t.stars += strings.Count(text, "*") + strings.Count(text, "_") + strings.Count(text, "~")
	for {
		at := strings.IndexByte(text, '`')
		if at < 0 {
			return
		}
		if t.ticks == nil {
			t.ticks = map[int]bool{}
		}
		rest := strings.TrimLeft(text[at:], "`")
		t.ticks[len(text)-at-len(rest)] = true
		text = rest
	}
}

// steps is what the paragraph costs.
func (t *tangle) steps() int { return t.size*(t.brackets+len(t.ticks)) + t.stars*t.stars }

// splitMarkers gives a line without the marks of quotes and lists that it
// begins with, and how many those are; a deep indent counts as well.
func splitMarkers(line string) (text string, markers int) {
	text = line
	indent := 0
	for {
		trimmed := strings.TrimLeft(text, " \t")
		indent += len(text) - len(trimmed)
		text = trimmed
		switch {
		case strings.HasPrefix(text, ">"):
			text = text[1:]
		case len(text) > 1 && strings.IndexByte("-*+", text[0]) >= 0 && (text[1] == ' ' || text[1] == '\t'):
			text = text[2:]
		case numbered(text) > 0:
			text = text[numbered(text):]
		default:
			return text, max(markers, indent/2-maxMarkers/2)
		}
		markers++
	}
}

// numbered gives the length of the mark of a numbered list, or 0.
func numbered(text string) int {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits == 0 || digits > 9 || len(text) < digits+2 || strings.IndexByte(".)", text[digits]) < 0 || text[digits+1] != ' ' {
		return 0
	}
	return digits + 2
}

// newParser gives a goldmark that reads what articles are written in, for one body.
func newParser(ctx context.Context, body string, noted, breaks bool) goldmark.Markdown {
	extensions := []goldmark.Extender{extension.Table, extension.TaskList, extension.DefinitionList, strikethrough{}, kin{}}
	if noted {
		extensions = append(extensions, extension.Footnote)
	}
	options := []renderer.Option{goldmarkhtml.WithUnsafe()} // the reader of HTML cleans
	if breaks {
		options = append(options, goldmarkhtml.WithHardWraps())
	}
	return goldmark.New(
		goldmark.WithExtensions(extensions...),
		goldmark.WithParserOptions(parser.WithInlineParsers(
			util.Prioritized(ended{ctx}, 1), // before all
			// Before goldmark's own, which has the priority 500.
			util.Prioritized(cjkDelimiters{parser.NewEmphasisParser()}, 450),
			util.Prioritized(formulas{body}, 400),
		), parser.WithBlockParsers(
			util.Prioritized(formulaBlocks{body}, 400),
		)),
		goldmark.WithRendererOptions(options...),
	)
}

// strikethrough is goldmark's extension with the rule for Chinese added.
type strikethrough struct{}

// Extend adds the extension to a goldmark.
func (strikethrough) Extend(markdown goldmark.Markdown) {
	extension.Strikethrough.Extend(markdown)
	markdown.Parser().AddOptions(parser.WithInlineParsers(
		util.Prioritized(cjkDelimiters{extension.NewStrikethroughParser()}, 450),
	))
}

// cjkDelimiters relaxes CommonMark's rule where emphasis may begin and end.
// The rule asks for a blank between a delimiter beside punctuation and the
// word on its other side; Chinese has no such blanks, so that the bold of
// **粗体，**紧贴 would never end.
type cjkDelimiters struct{ parser.InlineParser }

// Parse reads a run of delimiters.
func (c cjkDelimiters) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	if run := runInAddress(block); run > 0 {
		_, segment := block.PeekLine()
		block.Advance(run)
		return ast.NewTextSegment(segment.WithStop(segment.Start + run))
	}
	node := c.InlineParser.Parse(parent, block, pc)
	delimiter, isDelimiter := node.(*parser.Delimiter)
	if !isDelimiter || delimiter.Char == '_' {
		return node
	}
	after := ' '
	if line, _ := block.PeekLine(); len(line) > 0 {
		after, _ = utf8.DecodeRune(line)
	}
	if prose.IsCJK(before) || prose.IsCJK(after) {
		delimiter.CanOpen = delimiter.CanOpen || !unicode.IsSpace(after)
		delimiter.CanClose = delimiter.CanClose || !unicode.IsSpace(before)
	}
	return node
}

// runInAddress gives the length of the run of delimiters at hand where it stands inside of
// an address that is not marked as one, or 0.
func runInAddress(block text.Reader) int {
	line, segment := block.PeekLine()
	run := 1
	for run < len(line) && line[run] == line[0] {
		run++
	}
	if run == len(line) || !isWordByte(line[run]) && bytes.IndexByte([]byte("/%&=#?-"), line[run]) < 0 {
		return 0 // the address ends before it
	}
	source := block.Source()
	start := segment.Start
	for start > max(0, segment.Start-gate.MaxURL) {
		if c := source[start-1]; c <= ' ' || c == '<' || c == '>' || c == '"' || c == '(' || c == ')' || c == '[' || c == ']' {
			break
		}
		start--
	}
	word := source[start:segment.Start]
	if bytes.Contains(word, []byte("://")) && bytes.Contains(word, []byte("http")) || bytes.Contains(word, []byte("www.")) {
		return run
	}
	return 0
}

// CloseBlock ends a block for the parser within, if it wants to know.
func (c cjkDelimiters) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if closer, closes := c.InlineParser.(parser.CloseBlocker); closes {
		closer.CloseBlock(parent, block, pc)
	}
}

// ended ends goldmark with its context, where a character may mean something. It
// knows no contexts, so that it can only be made to panic.
type ended struct{ ctx context.Context }

// Trigger gives the characters.
func (ended) Trigger() []byte { return []byte("*_~[]!<`&") }

// Parse reads nothing, so that the parser that a character is for comes next.
func (e ended) Parse(ast.Node, text.Reader, parser.Context) ast.Node {
	panicAtEnd(e.ctx)
	return nil
}

// endedReader ends goldmark with its context at the beginning of a line.
type endedReader struct {
	text.Reader
	ctx context.Context
}

// PeekLine gives the line at hand.
func (e endedReader) PeekLine() ([]byte, text.Segment) {
	panicAtEnd(e.ctx)
	return e.Reader.PeekLine()
}

func panicAtEnd(ctx context.Context) {
	if err := ctx.Err(); err != nil {
		panic(err)
	}
}
