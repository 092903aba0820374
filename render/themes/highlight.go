package themes

import (
	"strings"

	"charm.land/glamour/v2/ansi"
	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	chromastyles "github.com/alecthomas/chroma/v2/styles"
)

// Highlight puts the inks of the tokens of code in a language over others; none
// where the language is unknown or the lexer fails.
func (t *Theme) Highlight(spans []Span, text, language string) []Span {
	return overlay(spans, t.tokens(text, language))
}

// tokens gives the inks of the tokens of code in a language.
func (t *Theme) tokens(text, language string) (spans []Span) {
	if t.chroma == nil || language == "" {
		return nil
	}
	defer func() {
		if recover() != nil { // lexers may; the code is shown without colours then
			spans = nil
		}
	}()
	lexer := lexers.Get(language)
	if lexer == nil {
		return nil
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, text)
	if err != nil {
		return nil
	}
	at := 0
	for token := range tokens.Stdlib() {
		if !strings.HasPrefix(text[at:], token.Value) {
			if at+len(token.Value) > len(text) && strings.HasPrefix(token.Value, text[at:]) { // the newline that lexers add
				spans = AppendSpan(spans, Span{int32(at), t.tokenInk(token.Type)})
				break
			}
			return nil // the lexer changed the text
		}
		spans = AppendSpan(spans, Span{int32(at), t.tokenInk(token.Type)})
		at += len(token.Value)
	}
	return spans
}

// tokenInk is the ink of a kind of token. Backgrounds are left out: they would
// end in ragged blocks.
func (t *Theme) tokenInk(kind chroma.TokenType) Ink {
	entry := t.chroma.Get(kind)
	var k Ink
	if entry.Colour.IsSet() {
		k.Fore = trueColor | colour(entry.Colour.Red())<<16 | colour(entry.Colour.Green())<<8 | colour(entry.Colour.Blue())
	}
	for a, set := range map[Attribute]chroma.Trilean{Bold: entry.Bold, Italic: entry.Italic, Underlined: entry.Underline} {
		if set == chroma.Yes {
			k.Attributes |= a
		}
	}
	return t.legible(k)
}

// chromaStyle makes the Chroma style of a Glamour style: the one that it
// describes, or the one that it names. It is nil where it does neither.
// Nothing is registered: Chroma's list of styles belongs to all sessions.
func chromaStyle(block ansi.StyleCodeBlock) *chroma.Style {
	if block.Chroma == nil {
		if block.Theme == "" {
			return nil
		}
		return chromastyles.Get(block.Theme)
	}
	c := block.Chroma
	entries := chroma.StyleEntries{}
	for kind, style := range map[chroma.TokenType]ansi.StylePrimitive{
		chroma.Text: c.Text, chroma.Error: c.Error, chroma.Comment: c.Comment, chroma.CommentPreproc: c.CommentPreproc,
		chroma.Keyword: c.Keyword, chroma.KeywordReserved: c.KeywordReserved,
		chroma.KeywordNamespace: c.KeywordNamespace, chroma.KeywordType: c.KeywordType,
		chroma.Operator: c.Operator, chroma.Punctuation: c.Punctuation, chroma.Name: c.Name,
		chroma.NameBuiltin: c.NameBuiltin, chroma.NameTag: c.NameTag, chroma.NameAttribute: c.NameAttribute,
		chroma.NameClass: c.NameClass, chroma.NameConstant: c.NameConstant, chroma.NameDecorator: c.NameDecorator,
		chroma.NameException: c.NameException, chroma.NameFunction: c.NameFunction, chroma.NameOther: c.NameOther,
		chroma.Literal: c.Literal, chroma.LiteralNumber: c.LiteralNumber, chroma.LiteralDate: c.LiteralDate,
		chroma.LiteralString: c.LiteralString, chroma.LiteralStringEscape: c.LiteralStringEscape,
		chroma.GenericDeleted: c.GenericDeleted, chroma.GenericEmph: c.GenericEmph,
		chroma.GenericInserted: c.GenericInserted, chroma.GenericStrong: c.GenericStrong,
		chroma.GenericSubheading: c.GenericSubheading,
	} {
		if entry := chromaEntry(style); entry != "" {
			entries[kind] = entry
		}
	}
	style, err := chroma.NewStyle("article", entries)
	if err != nil { // all entries are made above of valid colours
		return nil
	}
	return style
}

// chromaEntry writes a style as Chroma reads it.
func chromaEntry(s ansi.StylePrimitive) string {
	var words []string
	if s.Color != nil {
		if c, ok := parseColour(*s.Color); ok {
			words = append(words, "#"+hexOf(c))
		}
	}
	for word, set := range map[string]*bool{"bold": s.Bold, "italic": s.Italic, "underline": s.Underline} {
		if set != nil && *set {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// overlay puts spans over others: their colours, and their attributes too.
func overlay(spans, over []Span) []Span {
	var out []Span
	i, j := 0, 0
	for i < len(spans) || j < len(over) {
		var at int32
		if j == len(over) || i < len(spans) && spans[i].Start <= over[j].Start {
			at = spans[i].Start
		} else {
			at = over[j].Start
		}
		for i < len(spans) && spans[i].Start <= at {
			i++
		}
		for j < len(over) && over[j].Start <= at {
			j++
		}
		var k Ink
		if i > 0 {
			k = spans[i-1].Ink
		}
		if j > 0 {
			k = k.Under(over[j-1].Ink)
		}
		out = AppendSpan(out, Span{at, k})
	}
	return out
}
