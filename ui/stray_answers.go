package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// answers notices a terminal's answer that comes as keys. On a slow connection
// the parts of one may arrive so far from each other that Bubble Tea does not
// take them for one: then there is an escape key, and after it what looks typed.
type answers struct {
	escaped bool   // the last key was an escape
	begun   string // what has come of an answer; its first letter says which kind
	closing bool   // the last key was the escape that ends one, without its backslash
}

// take says whether a key is a part of an answer, which nobody has typed.
func (a *answers) take(key tea.KeyPressMsg) bool {
	name := key.String()
	escaped, closing := a.escaped, a.closing
	a.escaped, a.closing = name == "esc", false
	switch {
	case closing && name == "\\":
		return true
	case a.begun == "" && (escaped && (name == "]" || name == "[") || name == "alt+]" || name == "alt+["):
		a.begun = strings.TrimPrefix(name, "alt+")
		return true
	case a.begun == "":
		return false
	case a.escaped || name == "alt+\\" || name == "ctrl+g": // the end of a colour
		ends := a.begun[0] == ']' && len(a.begun) > 1
		a.begun, a.closing = "", ends && a.escaped
		return ends
	}
	a.begun += name
	switch letter := a.begun[len(a.begun)-1]; {
	case len(name) != 1 || !a.possible():
		a.begun = ""
		return false
	case a.begun[0] == '[' && strings.IndexByte("cyu", letter) >= 0:
		a.begun = ""
	}
	return true
}

// possible says whether an answer can begin so: a colour, as in
// ]11;rgb:1e1e/1e1e/1e1e, or what the terminal is and can, as in [?62;22c.
func (a *answers) possible() bool {
	const colour, letters, modes = "]11;rgb:", "0123456789abcdefABCDEF/", "0123456789;$cyu"
	const longest = 100 // bytes; what goes on longer is typed
	if len(a.begun) > longest {
		return false
	}
	if a.begun[0] == '[' {
		return strings.HasPrefix(a.begun, "[?") && strings.Trim(a.begun[2:], modes) == ""
	}
	if len(a.begun) <= len(colour) {
		return strings.HasPrefix(colour, a.begun)
	}
	return strings.HasPrefix(a.begun, colour) && strings.Trim(a.begun[len(colour):], letters) == ""
}
