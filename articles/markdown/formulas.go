package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"broadsheet/articles/math"
)

// formulas finds formulas in Markdown before anything in them is taken for emphasis or
// an escape. They go on as the HTML that Pandoc writes for them.
type formulas struct{ source string } // of the body

// Trigger gives the characters that a formula begins with.
func (formulas) Trigger() []byte { return []byte(`$\`) }

// Parse reads a formula in a line, or in the lines of a paragraph.
func (f formulas) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if bytes.HasPrefix(line, []byte(`\$`)) {
		block.Advance(2)
		return written("$<!-- -->") // a dollar that begins nothing, here nor in the HTML
	}
	lines := parent.Lines()
	if lines == nil || lines.Len() == 0 {
		return nil
	}
	end := lines.At(lines.Len() - 1).Stop
	formula, length := math.At(f.source[segment.Start:end], block.PrecendingCharacter())
	if length == 0 {
		return nil
	}
	var found strings.Builder
	for stop := segment.Start + length; ; {
		line, segment = block.PeekLine()
		if line == nil {
			return nil
		}
		if segment.Stop >= stop {
			found.Write(line[:stop-segment.Start])
			block.Advance(stop - segment.Start)
			return element(found.String(), formula.Display)
		}
		found.Write(line)
		block.AdvanceLine()
	}
}

// element gives a formula as an element of HTML, with its delimiters.
func element(source string, display bool) ast.Node {
	kind := "inline"
	if display {
		kind = "display"
	}
	return written(`<span class="math ` + kind + `">` + string(util.EscapeHTML([]byte(source))) + "</span>")
}

// written gives HTML as it is to be written.
func written(source string) ast.Node {
	node := ast.NewString([]byte(source))
	node.SetCode(true) // nothing is escaped any more
	return node
}

// formulaBlocks finds formulas that stand on lines of their own, before anything in
// them is taken for a list, a quote or the line below a heading.
type formulaBlocks struct{ source string } // of the body

// formulaBlock is such a formula while its lines are read.
type formulaBlock struct {
	ast.TextBlock
	end int // where it ends in the body
}

// Trigger gives the characters that a formula begins with.
func (formulaBlocks) Trigger() []byte { return []byte(`$\`) }

// Open begins a formula of several lines.
func (f formulaBlocks) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	start := segment.Start + pc.BlockOffset()
	if pc.BlockOffset() < 0 || segment.Padding > 0 {
		return nil, parser.NoChildren
	}
	formula, length := math.At(f.source[start:], '\n')
	if !formula.Display || start+length <= segment.Start+len(bytes.TrimRight(line, "\r\n")) {
		return nil, parser.NoChildren // one in a line can be read there
	}
	node := &formulaBlock{end: start + length}
	node.Lines().Append(text.NewSegment(start, segment.Stop))
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// Continue reads a further line of a formula.
func (formulaBlocks) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	block := node.(*formulaBlock)
	_, segment := reader.PeekLine()
	if segment.Start >= block.end {
		return parser.Close
	}
	if segment.Stop < block.end {
		block.Lines().Append(segment)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	block.Lines().Append(text.NewSegment(segment.Start, block.end))
	reader.Advance(block.end - segment.Start) // what follows is another block
	return parser.Close
}

// Close does nothing: the lines are read as a formula in a line is.
func (formulaBlocks) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph says that no empty line is needed before a formula.
func (formulaBlocks) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine says that what is indented is code.
func (formulaBlocks) CanAcceptIndentedLine() bool { return false }
