package markdown

import (
	"bytes"
	"path"
	"strings"

	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"broadsheet/articles/html"
)

// maxName is the longest page that a wiki's link leads to, and the longest name of an
// emoji, in bytes.
const maxName = 300

// wikiLinks reads [[page]], [[page|text]] and ![[picture.png]]. Where they lead is not
// known here, so that they are their text.
type wikiLinks struct{}

// Trigger gives the characters.
func (wikiLinks) Trigger() []byte { return []byte{'[', '!'} }

// Parse reads a link.
func (wikiLinks) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	rest, embedded := bytes.CutPrefix(line, []byte("![["))
	if !embedded {
		var found bool
		if rest, found = bytes.CutPrefix(line, []byte("[[")); !found || isWordRune(block.PrecendingCharacter()) || block.PrecendingCharacter() == '[' {
			return nil // brackets of a program
		}
	}
	start := len(line) - len(rest)
	length := bytes.IndexAny(rest[:min(len(rest), maxName)], "[]\n")
	if length < 1 || !bytes.HasPrefix(rest[length:], []byte("]]")) {
		return nil
	}
	inner, after := rest[:length], rest[length+len("]]"):]
	if inner[0] == ' ' || inner[length-1] == ' ' || len(after) > 0 && (after[0] == '(' || after[0] == '[') {
		return nil // the text of a link is in brackets
	}
	if _, known := pc.Reference(util.ToLinkReference(inner)); known {
		return nil
	}
	page, _, _ := bytes.Cut(inner, []byte{'|'})
	shown := text.NewSegment(segment.Start+start+bytes.LastIndexByte(inner, '|')+1, segment.Start+start+length)
	block.Advance(start + length + len("]]"))
	if embedded && html.IsPictureAddress(string(page)) {
		picture := ast.NewImage(ast.NewLink())
		picture.Destination = page
		picture.AppendChild(picture, ast.NewString([]byte(path.Base(string(page)))))
		return picture
	}
	return ast.NewTextSegment(shown)
}

// isWordRune says that a character is a letter or digit of ASCII.
func isWordRune(r rune) bool { return r < 0x80 && isWordByte(byte(r)) }

// marks reads ==marked== text.
type marks struct{ left *int }

// Trigger gives the character.
func (marks) Trigger() []byte { return []byte{'='} }

// Parse reads a run of delimiters.
func (m marks) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	delimiter := parser.ScanDelimiter(line, before, 2, m)
	if delimiter == nil || delimiter.OriginalLength != 2 || before == '=' {
		return nil
	}
	if rest := line[2:]; isWordRune(before) && len(rest) > 0 && isWordByte(rest[0]) {
		return nil // as in a==b
	}
	if *m.left--; *m.left < 0 {
		return nil
	}
	delimiter.Segment = segment.WithStop(segment.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(delimiter)
	return delimiter
}

// IsDelimiter says whether a character is one of the run.
func (marks) IsDelimiter(b byte) bool { return b == '=' }

// CanOpenCloser says whether two runs belong together.
func (marks) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.Length == 2 && closer.Length == 2
}

// OnMatch makes a node of what stands between two runs.
func (marks) OnMatch(int) ast.Node { return &marked{} }

// RegisterFuncs tells how the node is written.
func (marks) RegisterFuncs(register renderer.NodeRendererFuncRegisterer) {
	register.Register((&marked{}).Kind(), func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		tag := "</mark>"
		if entering {
			tag = "<mark>"
		}
		_, err := w.WriteString(tag)
		return ast.WalkContinue, err
	})
}

// marked is text that is set apart by its ground.
type marked struct{ ast.BaseInline }

// kindMarked is made once: goldmark counts kinds.
var kindMarked = ast.NewNodeKind("Marked") //nolint:gochecknoglobals // a number that never changes

// Kind tells the node from others.
func (*marked) Kind() ast.NodeKind { return kindMarked }

// Dump writes the node for those who look for faults.
func (m *marked) Dump(source []byte, level int) { ast.DumpHelper(m, source, level, nil, nil) }

// emoji reads :name:, as GitHub names them.
type emoji struct{ left *int }

// Trigger gives the character.
func (emoji) Trigger() []byte { return []byte{':'} }

// Parse reads a name.
func (e emoji) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, _ := block.PeekLine()
	end := 1
	for end < min(len(line), maxName) && (isWordByte(line[end]) || line[end] == '+' || line[end] == '-') {
		end++
	}
	if end == 1 || end == len(line) || line[end] != ':' || isWordRune(before) || end+1 < len(line) && isWordByte(line[end+1]) {
		return nil // as in 10:30:45
	}
	found, known := definition.Github().Get(strings.ToLower(string(line[1:end])))
	if !known || !found.IsUnicode() {
		return nil
	}
	if *e.left--; *e.left < 0 {
		return nil
	}
	block.Advance(end + 1)
	return ast.NewString([]byte(string(found.Unicode)))
}
