package math

// class is what a symbol is to the symbols beside it, as TeX has it: it says where
// blanks stand.
type class uint8

const (
	ordinary    class = iota // letters, numbers
	large                    // ∑ and ∫, and the names of functions
	binary                   // +, ×
	relation                 // =, ≤, →
	opening                  // (
	closing                  // )
	punctuation              // ,
	blank                    // white space that the author set
)

// kind is what an expression is made of.
type kind uint8

const (
	symbol   kind = iota // text
	words                // text that is no formula: "if"
	row                  // parts, beside each other
	script               // a base, what is below it and what is above it; each may be nil
	fraction             // what is above and what is below
	choose               // a fraction without its line
	root                 // what is in it, and its index or nil
	accent               // a base, with the text as a combining mark
	table                // rows of cells, which are rows
)

// expr is an expression: a formula or a part of it.
type expr struct {
	kind  kind
	class class // of a symbol
	text  string
	parts []*expr
}

func sym(class class, text string) *expr { return &expr{kind: symbol, class: class, text: text} }

func rowOf(parts ...*expr) *expr {
	if len(parts) == 1 && parts[0] != nil {
		return parts[0]
	}
	return &expr{kind: row, parts: parts}
}

// isEmpty says that nothing would be seen of an expression.
func (e *expr) isEmpty() bool { return e == nil || e.kind == row && len(e.parts) == 0 }

// classOf gives the class of what an expression begins or ends as.
func (e *expr) classOf() class {
	switch e.kind {
	case symbol:
		return e.class
	case script:
		if e.parts[0] != nil {
			return e.parts[0].classOf()
		}
	case row:
		if len(e.parts) == 1 {
			return e.parts[0].classOf()
		}
	default:
	}
	return ordinary
}

// runeClass gives the class of a character.
func runeClass(r rune) class {
	switch r {
	case '+', '-', '−', '±', '∓', '×', '÷', '⋅', '·', '∗', '∘', '∙', '∩', '∪', '∧', '∨', '⊕', '⊖', '⊗', '⊙', '∖', '⊎', '⊓', '⊔', '⋆', '†', '‡':
		return binary
	case '(', '[', '⟨', '⌈', '⌊', '{':
		return opening
	case ')', ']', '⟩', '⌉', '⌋', '}', '!':
		return closing
	case ',', ';':
		return punctuation
	case '=', '<', '>', ':', '∣', '∥', '⊢', '⊨', '≔', '∈', '∉', '∋', '∝', '⊥', '⊂', '⊃':
		return relation
	case '∑', '∏', '∐', '∫', '∬', '∭', '∮', '⋂', '⋃', '⋀', '⋁', '⨁', '⨂':
		return large
	}
	switch {
	case r >= '←' && r <= '⇿', r >= '∼' && r <= '⊋', r >= '⟵' && r <= '⟿', r >= '⩽' && r <= '⪿':
		return relation
	}
	return ordinary
}
