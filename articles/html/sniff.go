package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
)

// IsPage says that a body begins with a block-level element and that no
// text follows outside of elements.
func IsPage(body string) bool {
	if !strings.HasPrefix(strings.TrimLeft(body, " \t\r\n\ufeff"), "<") {
		return false
	}
	tokenizer := html.NewTokenizer(strings.NewReader(body))
	var open []atom.Atom
	begun := false
	for {
		switch tokenizer.Next() {
		case html.ErrorToken:
			return begun
		case html.TextToken:
			if len(open) == 0 && !gate.IsBlank(string(tokenizer.Text())) {
				return false
			}
		case html.DoctypeToken:
			return true
		case html.StartTagToken:
			tag := tagAtom(tokenizer)
			if !begun && !opensBlock(tag) {
				return false
			}
			begun = true
			if !isVoid(tag) {
				open = append(open, tag)
			}
		case html.EndTagToken:
			if at := lastIndex(open, tagAtom(tokenizer)); at >= 0 {
				open = open[:at]
			}
		default: // what a browser does not show may stand anywhere
		}
	}
}

func lastIndex(open []atom.Atom, tag atom.Atom) int {
	for i := len(open) - 1; i >= 0 && i >= len(open)-maxNesting; i-- {
		if open[i] == tag {
			return i
		}
	}
	return -1
}

// opensBlock lists the elements that a body of HTML may begin with.
func opensBlock(tag atom.Atom) bool {
	switch tag {
	case atom.Div, atom.P, atom.Section, atom.Article, atom.Main, atom.Html, atom.Body, atom.Head, atom.Table, atom.Figure,
		atom.Blockquote, atom.Ul, atom.Ol, atom.Dl, atom.Pre, atom.Header, atom.Center, atom.Address, atom.Aside, atom.Details,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Style, atom.Script, atom.Form:
		return true
	default:
		return false
	}
}

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Br, atom.Img, atom.Hr, atom.Input, atom.Wbr, atom.Source, atom.Track, atom.Embed, atom.Col, atom.Area, atom.Base,
		atom.Link, atom.Meta, atom.Param:
		return true
	default:
		return false
	}
}
