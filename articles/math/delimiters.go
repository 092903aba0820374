package math

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Next finds the first formula that stands between delimiters in running text: \( \),
// \[ \], $$ $$, an environment, or single dollars where they are not money. It gives
// where the formula stands, delimiters and all.
func Next(text string) (start, end int, formula Formula, found bool) {
	for at := 0; ; {
		step := strings.IndexAny(text[at:], `$\`)
		if step < 0 {
			return 0, 0, Formula{}, false
		}
		at += step
		before := ' '
		if at > 0 {
			before, _ = utf8.DecodeLastRuneInString(text[:at])
		}
		formula, length := At(text[at:], before)
		if length > 0 {
			return at, at + length, formula, true
		}
		at += skipped(text[at:])
	}
}

// skipped says how far to go on from delimiters that begin no formula.
func skipped(text string) int {
	if strings.HasPrefix(text, "$$") || len(text) > 1 && text[0] == '\\' && text[1] < utf8.RuneSelf {
		return 2
	}
	return 1
}

// At reads the formula that a text begins with, after a character, and gives its
// length, delimiters and all: 0 if it begins with none.
func At(text string, before rune) (formula Formula, length int) {
	open, closed, display := delimiters(text)
	if open == "" {
		return Formula{}, 0
	}
	rest := text[len(open):min(len(text), maxSource)]
	end := indexUnescaped(rest, open, closed)
	if end < 0 {
		return Formula{}, 0
	}
	source := rest[:end]
	length = len(open) + end + len(closed)
	if gap := strings.Count(source, "\n\n"); gap > 0 || strings.TrimSpace(source) == "" {
		return Formula{}, 0
	}
	switch open {
	case "$":
		if !isBetweenDollars(source, before, text[length:]) {
			return Formula{}, 0
		}
		source = withoutTicks(strings.TrimPrefix(source, "latex ")) // of WordPress: $latex x^2$
	case `\(`, `\[`:
		if !looksLikeFormula(source, open == `\(`) {
			return Formula{}, 0
		}
	case "$$":
	default: // an environment is read with its name
		source = text[:length]
	}
	formula = readTeX(source)
	formula.Display = display
	return formula, length
}

// delimiters gives what a text that begins with a formula begins it and ends it with.
func delimiters(text string) (open, closed string, display bool) {
	switch {
	case strings.HasPrefix(text, "$$"):
		return "$$", "$$", true
	case strings.HasPrefix(text, "$"):
		return "$", "$", false
	case strings.HasPrefix(text, `\(`):
		return `\(`, `\)`, false
	case strings.HasPrefix(text, `\[`):
		return `\[`, `\]`, true
	}
	for _, name := range environments() {
		if rest, found := strings.CutPrefix(text, `\begin{`+name); found {
			star := ""
			if strings.HasPrefix(rest, "*") {
				star = "*"
			}
			if strings.HasPrefix(rest[len(star):], "}") {
				return `\begin{` + name + star + "}", `\end{` + name + star + "}", true
			}
		}
	}
	return "", "", false
}

// environments are those that need no delimiters around them.
func environments() [7]string {
	return [...]string{"equation", "align", "gather", "multline", "eqnarray", "alignat", "flalign"}
}

// indexUnescaped finds what closes a formula, and is -1 where another is opened before.
func indexUnescaped(text, open, closed string) int {
	for at := 0; at < len(text); {
		step := strings.IndexAny(text[at:], `$\`)
		if step < 0 {
			return -1
		}
		at += step
		rest := text[at:]
		switch {
		case strings.HasPrefix(rest, closed):
			return at
		case strings.HasPrefix(rest, open) && open != closed:
			return -1
		case rest[0] == '\\':
			at += skipped(rest)
		case closed == "$$": // a single dollar, in \text{}
			at++
		case closed == "$":
			return -1
		default:
			at++
		}
	}
	return -1
}

// isBetweenDollars says that what stands between two dollars is a formula, and these
// are no prices and no variables of a shell.
func isBetweenDollars(source string, before rune, rest string) bool {
	first, last, after := source[0], source[len(source)-1], rune(' ')
	if rest != "" && !strings.HasPrefix(rest, "th") { // the $n$th
		after, _ = utf8.DecodeRuneInString(rest)
	}
	if unicode.IsDigit(before) && strings.ContainsAny(source, `\^_`) {
		before = ' ' // 2$\pi$
	}
	switch {
	case first <= ' ', last <= ' ', isWordRune(before), before == '$', before == '\\', isWordRune(after), after == '$', after == '{', after == '(':
		return false
	case first == '{' && !strings.ContainsAny(source, `\^_`):
		return false // ${name}
	}
	return looksLikeFormula(source, true)
}

func isWordRune(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r == '_'
}

// looksLikeFormula says that a text can be TeX: it has its signs, or is letters and
// signs without words. Short says that a number or a letter alone will do.
func looksLikeFormula(source string, short bool) bool {
	switch {
	case !short && strings.HasPrefix(source, "^"): // a footnote's reference, escaped
		return false
	case strings.ContainsAny(source, `^_=`), hasCommand(source):
		return true
	}
	if !short {
		return strings.ContainsAny(source, "<>") && !hasWords(source)
	}
	if !hasWords(source) && len(source) <= 2*keptWhole {
		return !strings.Contains(source, " ") || strings.ContainsAny(source, "+-*/<>|,") && !strings.ContainsAny(source, "$")
	}
	return false
}

// hasCommand says that there is a command in a text.
func hasCommand(source string) bool {
	for at := strings.IndexByte(source, '\\'); at >= 0 && at+1 < len(source); {
		if isLetterAt(source, at+1) || strings.IndexByte(`{}|,;:! `, source[at+1]) >= 0 {
			return true
		}
		step := strings.IndexByte(source[at+1:], '\\')
		if step < 0 {
			return false
		}
		at += 1 + step
	}
	return false
}

// hasWords says that there is a word in a text: letters that no product of variables
// has so many of.
func hasWords(source string) bool {
	letters := 0
	for _, r := range source {
		switch {
		case r >= 0x2E80:
			return true
		case unicode.IsLetter(r):
			if letters++; letters > 3 {
				return true
			}
		default:
			letters = 0
		}
	}
	return false
}

// withoutDelimiters takes the delimiters off a formula that is known to be one.
func withoutDelimiters(source string) string {
	source = strings.TrimSpace(source)
	for _, pair := range [][2]string{{`\(`, `\)`}, {`\[`, `\]`}, {"$$", "$$"}, {"$", "$"}} {
		inner, opened := strings.CutPrefix(source, pair[0])
		if inner, closed := strings.CutSuffix(inner, pair[1]); opened && closed {
			return withoutTicks(inner)
		}
	}
	return source
}

// withoutTicks takes off the back-ticks that some write between the dollars and TeX.
func withoutTicks(source string) string {
	if len(source) > 2 && source[0] == '`' && source[len(source)-1] == '`' {
		return source[1 : len(source)-1]
	}
	return source
}

// inAddress gives the TeX in the address of a picture of a formula, or "".
func inAddress(address string) string {
	for _, server := range []string{"zhihu.com/equation", "latex.codecogs.com/", "wp.com/latex.php", "wordpress.com/latex.php", "chart.googleapis.com/chart"} {
		if !strings.Contains(address, server) {
			continue
		}
		_, query, _ := strings.Cut(address, "?")
		if values, err := url.ParseQuery(query); err == nil {
			for _, key := range []string{"tex", "latex", "chl"} {
				if tex := values.Get(key); tex != "" && (key != "chl" || values.Get("cht") == "tx") {
					return tex
				}
			}
		}
		if tex, err := url.PathUnescape(query); err == nil && strings.Contains(server, "codecogs") {
			return tex
		}
	}
	return ""
}

// Unclosed gives where a formula begins in a text that does not end in it, and what would
// end it: "" where none does. A single dollar begins none, as it may be money.
func Unclosed(text string) (start int, closed string) {
	for at := 0; ; {
		step := strings.IndexAny(text[at:], `$\`)
		if step < 0 {
			return 0, ""
		}
		at += step
		if open, closed, _ := delimiters(text[at:]); len(open) > 1 {
			end := indexUnescaped(text[at+len(open):], open, closed)
			if end < 0 {
				return at, closed
			}
			at += len(open) + end + len(closed)
			continue
		}
		at += skipped(text[at:])
	}
}
