// Package html reads bodies of HTML of any quality in bounded time and memory, and
// drops what no reader wants to see of a page. All its texts pass the gate. It
// knows neither files nor front matter.
package html

import (
	"context"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/articles/math"
	"broadsheet/articles/measure"
	"broadsheet/articles/prose"
	"broadsheet/model"
)

// maxContainers is how deep quotes, lists, tables and their like stay inside
// each other in a document; what is deeper is kept as plain blocks.
const maxContainers = 24

// reader turns one HTML tree into a document.
type reader struct {
	ctx        context.Context // once it has ended, nothing more is read
	title      string          // folded, to recognise a picture that only repeats it
	keepAll    bool            // nothing is dropped for being hidden or furniture
	tables     int             // how many tables are open in each other
	layouts    int             // how many tables that only arrange the page are open
	containers int             // how many quotes, lists, tables are open
	notes      noteIndex
	dropped    map[string]bool // addresses of pictures that were furniture
	alts       map[string]bool // what pictures were called so far
}

// Page is what was read of a body of HTML.
type Page struct {
	Document model.Document
	Dropped  map[string]bool // the addresses of pictures that were dropped as furniture
	Cut      bool            // there is more than is read
}

// Edit changes the tree of a page. The nodes may be moved and removed.
type Edit = func(ctx context.Context, root *html.Node)

// Parse reads a body of HTML, without what no reader wants to see of a page.
// It never fails; once the context has ended nothing more is read. The title is
// the article's, to recognise a picture that only repeats it.
//
// Edits change the tree before it is read, one after the other.
func Parse(ctx context.Context, source, title string, edits ...Edit) Page {
	source, cut := boundTags(source)
	tree := parseTree(ctx, source)
	for _, edit := range edits {
		edit(ctx, tree.Nodes[0])
	}
	body := tree.Find("body")
	if body.Length() == 0 {
		body = tree.Selection // frames, or nothing at all
	}
	page := readTree(ctx, body.Nodes, title, false)
	if len(page.Document.Blocks) == 0 && len(page.Dropped) == 0 {
		// A page that a script would have shown: better its hidden text than none.
		page = readTree(ctx, body.Nodes, title, true)
	}
	page.Cut = cut
	return page
}

func readTree(ctx context.Context, nodes []*html.Node, title string, keepAll bool) Page {
	r := &reader{ctx: ctx, title: measure.FoldTitle(title), keepAll: keepAll, dropped: map[string]bool{}, alts: map[string]bool{}}
	r.notes = findNotes(nodes)
	f := r.newFlow()
	for _, node := range nodes {
		f.children(node, style{})
	}
	document := model.Document{Blocks: f.finish()}
	document.Footnotes = r.footnotes()
	return Page{Document: document, Dropped: r.dropped}
}

// style is what the elements around a piece of text make of it.
type style struct {
	frame    *prose.Frame
	code     bool // monospaced
	preserve bool // the ends of lines are breaks
	indent   bool // lines are set in by the spaces before them
	quotes   int  // how many <q> it is in
}

// flow collects the blocks of one container.
type flow struct {
	reader *reader
	blocks []model.Block
	line   prose.Writer
	// single is set where only inlines may stand: in a heading, a caption, a
	// term. Blocks in it are set apart by a line break.
	single   bool
	skip     *html.Node // read elsewhere
	setApart int        // how many blocks there were when the last of them was a formula
}

func (r *reader) newFlow() *flow { return &flow{reader: r} }

// finish ends the flow and gives its blocks.
func (f *flow) finish() []model.Block {
	f.flush()
	quietAlts(f.blocks)
	return f.blocks
}

// inlines reads what stands in a node as a line of text.
func (r *reader) inlines(node *html.Node, s style) []model.Inline {
	f := &flow{reader: r, single: true}
	f.children(node, s)
	return prose.Nest(f.line.Take(), 0)
}

// inner reads what stands in a node as blocks of a container.
func (r *reader) inner(node *html.Node, s style) []model.Block {
	r.containers++
	defer func() { r.containers-- }()
	f := r.newFlow()
	f.children(node, s)
	return f.finish()
}

// full says that no container may be opened any more.
func (r *reader) full() bool { return r.containers >= maxContainers }

// flush ends the paragraph, if one is open.
func (f *flow) flush() {
	if f.single {
		f.line.LineBreak()
		return
	}
	if f.line.Empty() {
		f.line.Take()
		return
	}
	f.blocks = append(f.blocks, paragraphBlocks(f.line.Take())...)
}

// add ends the paragraph and puts a block after it.
func (f *flow) add(block model.Block) {
	f.flush()
	f.blocks = append(f.blocks, block)
}

// text writes text as it stands in the source.
func (f *flow) text(s string, st style) {
	if f.setApart > 0 {
		s = f.afterFormula(s)
	}
	if f.line.AfterBlankLine() && !gate.IsBlank(s) {
		f.endByBreaks()
	}
	if !st.preserve {
		f.indented(s, st)
		f.words(s, st)
		return
	}
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			f.line.LineBreak()
		}
		if f.line.AfterBlankLine() && !gate.IsBlank(line) {
			f.endByBreaks()
		}
		f.indented(line, st)
		f.words(line, st)
	}
}

// indented sets a line of verse or code in by the spaces before it.
func (f *flow) indented(line string, st style) {
	if !st.indent {
		return
	}
	cells := 0
	for _, r := range line {
		switch {
		case r == '\u00a0', r == ' ' && st.preserve:
			cells++
		case r == '\t' && st.preserve:
			cells += 4
		default:
			f.line.Indent(cells)
			return
		}
	}
	f.line.Indent(cells)
}

// words writes text, in which addresses are links: not every author makes them
// so, and Markdown in Chinese has no blanks to tell them by.
func (f *flow) words(s string, st style) {
	if st.code || st.frame.Link() != "" {
		f.line.Write(s, st.frame, st.code)
		return
	}
	f.line.WriteLinked(s, st.frame)
}

// endByBreaks ends the paragraph where two breaks follow each other.
func (f *flow) endByBreaks() {
	if !f.single {
		f.flush()
	}
}

// inline writes an inline that is not text.
func (f *flow) inline(inline model.Inline, st style) {
	if f.line.AfterBlankLine() {
		f.endByBreaks()
	}
	f.line.Add(prose.Run{Frame: st.frame, Inline: inline})
}

// children reads all that stands in a node.
func (f *flow) children(node *html.Node, st style) {
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		switch child.Type {
		case html.TextNode:
			text := child.Data
			if !st.code && !st.preserve {
				text, child = joinCut(child)
			}
			f.running(text, st)
		case html.ElementNode:
			if child.DataAtom == atom.Li {
				child = f.bareItems(child, st)
				continue
			}
			f.element(child, st)
		case html.DocumentNode:
			f.children(child, st)
		default: // comments and doctypes are no text
		}
	}
}

// element reads one element.
func (f *flow) element(node *html.Node, st style) {
	if f.reader.ctx.Err() != nil || node == f.skip {
		return
	}
	if formula, isFormula := math.Element(node); isFormula {
		f.formulaElement(node, formula, st)
		return
	}
	if f.inlineNote(node, st) || f.reader.drops(node) || f.reader.notes.isNote(node) {
		return
	}
	if f.media(node, st) || f.inlineElement(node, st) {
		return
	}
	if f.single {
		f.flush()
		if node.DataAtom == atom.Pre {
			st.code, st.preserve = true, true
		}
		f.children(node, st)
		f.flush()
		return
	}
	f.blockElement(node, styled(node, st))
}

// paragraphBlocks makes blocks of a paragraph's inlines: pictures that stand
// alone in a line, or before or after its text, become figures.
func paragraphBlocks(runs []prose.Run) []model.Block {
	var blocks []model.Block
	var text []prose.Run
	endText := func() {
		if inlines := prose.Nest(prose.Trim(text), 0); len(inlines) > 0 {
			blocks = append(blocks, model.Paragraph{Inlines: inlines})
		}
		text = nil
	}
	for len(runs) > 0 {
		line := runs[:lineLength(runs)]
		rest := runs[len(line):]
		before, middle, after := peelPictures(line)
		if figure, standing := standAlone(before); standing {
			endText()
			blocks = append(blocks, figure)
		}
		text = append(text, middle...)
		if figure, standing := standAlone(after); standing {
			endText()
			blocks = append(blocks, figure)
		}
		if len(rest) > 0 { // the break itself
			text = append(text, rest[0])
			rest = rest[1:]
		}
		runs = rest
	}
	endText()
	return blocks
}

func lineLength(runs []prose.Run) int {
	for i := range runs {
		if _, ends := runs[i].Inline.(model.LineBreak); ends {
			return i
		}
	}
	return len(runs)
}

// peelPictures parts a line into its text and the pictures before and after.
func peelPictures(line []prose.Run) (before, text, after []prose.Run) {
	start, end := 0, len(line)
	for start < end && (line[start].Large || prose.IsBlank(line[start])) {
		start++
	}
	for end > start && (line[end-1].Large || prose.IsBlank(line[end-1])) {
		end--
	}
	return line[:start], line[start:end], line[end:]
}

// standAlone makes a figure of the pictures in runs, if there are any. The
// link of a single picture, to something other than a picture, is kept in the
// caption.
func standAlone(runs []prose.Run) (figure model.Figure, standing bool) {
	figure.Images = pictures(runs)
	if len(figure.Images) == 1 {
		figure.Caption = saidOf(runs)
	}
	if len(figure.Images) != 1 || figure.Images[0].Alt == "" && figure.Caption == nil {
		return figure, len(figure.Images) > 0
	}
	for _, r := range runs {
		if address := r.Frame.Link(); address != "" && r.Large && !IsPictureAddress(address) {
			words := figure.Caption
			if words == nil {
				words = []model.Inline{model.Text{Text: figure.Images[0].Alt}}
			}
			figure.Caption = []model.Inline{model.Link{URL: address, Inlines: words}}
		}
	}
	return figure, true
}

// saidOf gives what a picture says in its title, as a caption.
func saidOf(runs []prose.Run) []model.Inline {
	for _, r := range runs {
		if r.Says != "" {
			return []model.Inline{model.Text{Text: r.Says}}
		}
	}
	return nil
}

func pictures(runs []prose.Run) []model.Image {
	var images []model.Image
	for _, r := range runs {
		if picture, isPicture := r.Inline.(model.Image); isPicture {
			images = append(images, picture)
		}
	}
	return images
}
