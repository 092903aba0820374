package render

import (
	"strings"
	"unicode"

	"broadsheet/model"
)

// script sets raised or lowered text: in the characters that Unicode has for
// it where it has all of them, else with a sign where the meaning would
// suffer: 10⁶, H₂O, 1ˢᵗ, 2^(1/12), but TM.
func (f *flattener) script(s model.Span) {
	text, simple := onlyText(s.Inlines)
	if !simple {
		f.inlines(s.Inlines)
		return
	}
	raised := s.Style == model.Superscript
	if text != "" && len(f.buffer) > 0 && f.buffer[len(f.buffer)-1] != ' ' {
		f.glue(len(f.buffer), len(f.buffer)+1)
	}
	if mapped, ok := mapScript(text, raised); ok {
		f.write(mapped)
		return
	}
	sign := "_"
	if raised {
		sign = "^"
	}
	switch {
	case !strings.ContainsFunc(text, unicode.IsDigit) || strings.HasPrefix(text, "["):
		f.write(text)
	case len([]rune(text)) == 1:
		f.write(sign + text)
	default:
		f.write(sign + "(" + text + ")")
	}
}

// onlyText gives the text of inlines that are nothing but text.
func onlyText(inlines []model.Inline) (string, bool) {
	var b strings.Builder
	for _, in := range inlines {
		t, ok := in.(model.Text)
		if !ok {
			return "", false
		}
		b.WriteString(t.Text)
	}
	return strings.TrimSpace(b.String()), true
}

// mapScript maps a text to raised or lowered characters. It is false where
// Unicode lacks one of them.
func mapScript(text string, raised bool) (string, bool) {
	const plain = "0123456789+-−=()aehijklmnoprstuvxbcdfgwyz"
	superscripts := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵉʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛˣᵇᶜᵈᶠᵍʷʸᶻ")
	subscripts := []rune("₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
	table := subscripts
	if raised {
		table = superscripts
	}
	var b strings.Builder
	for _, r := range text {
		at := strings.IndexRune(plain, r)
		if at < 0 {
			return "", false
		}
		if i := len([]rune(plain[:at])); i < len(table) {
			b.WriteRune(table[i])
			continue
		}
		return "", false
	}
	return b.String(), text != ""
}
