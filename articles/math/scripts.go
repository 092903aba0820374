package math

import (
	"strings"
	"unicode/utf8"
)

// longScript is how many raised or lowered characters in a row can be read.
const longScript = 8

// script writes a base with what is below and above it.
func (w *writer) script(e *expr) string {
	base := ""
	if e.parts[0] != nil {
		base = w.expr(e.parts[0])
		if needsBrackets(e.parts[0]) {
			base = "(" + base + ")"
		}
	}
	return base + w.raised(e.parts[1], false) + w.raised(e.parts[2], true)
}

// needsBrackets says that what is raised beside an expression would seem to be raised
// beside its last part only.
func needsBrackets(base *expr) bool {
	switch base.kind {
	case root, fraction:
		return true
	case script:
		return !base.parts[2].isEmpty()
	default:
		return base.classOf() == ordinary && !isOne(base)
	}
}

// raised writes what is raised or lowered: in the characters that Unicode has for it,
// else with a sign.
func (w *writer) raised(e *expr, up bool) string {
	if e.isEmpty() {
		return ""
	}
	text := w.inScript(e)
	if text == "∘" {
		text = "°" // as TeX has no degrees of its own
	}
	if up && strings.Trim(text, "′″‴°*†‡") == "" {
		return text
	}
	if mapped, ok := mapScript(text, up); ok && utf8.RuneCountInString(text) <= longScript {
		return mapped
	}
	sign := "_"
	if up {
		sign = "^"
	}
	if utf8.RuneCountInString(text) == 1 {
		return sign + text
	}
	return sign + "(" + text + ")"
}

// inScript writes an expression without blanks.
func (w *writer) inScript(e *expr) string {
	tight := w.tight
	w.tight = true
	text := strings.TrimSpace(strings.Trim(w.expr(e), noBreak))
	w.tight = tight
	return text
}

// mapScript gives a text in raised or lowered characters, and is false where Unicode
// lacks one of them.
func mapScript(text string, up bool) (mapped string, ok bool) {
	const (
		raisable  = "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθ′"
		raised    = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿ′"
		lowerable = "0123456789+-−=()aehijklmnoprstuvxβγρφχ"
		lowered   = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
	)
	from, to := lowerable, []rune(lowered)
	if up {
		from, to = raisable, []rune(raised)
	}
	var b strings.Builder
	for _, r := range text {
		at := strings.IndexRune(from, r)
		if at < 0 {
			return "", false
		}
		b.WriteRune(to[utf8.RuneCountInString(from[:at])])
	}
	return b.String(), text != ""
}
