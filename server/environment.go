package server

import (
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// allowedVariable says whether a client may set an environment variable: those
// that say how its terminal is and how its reader reads.
func allowedVariable(name string) bool {
	switch name {
	case "LANG", "TZ", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "ACCESSIBLE", "BROADSHEET_LINEAR":
		return true
	}
	return strings.HasPrefix(name, "LC_") && len(name) < 32
}

// plainValue says whether a value is one that such a variable has.
func plainValue(value string) bool {
	return !strings.ContainsFunc(value, func(r rune) bool { return !letterOrDigit(r) && !strings.ContainsRune("_.,:@+/ -", r) })
}

// terminalName says whether a text is like the name of a terminal. Libraries look
// such names up in files.
func terminalName(text string) bool {
	const most = 64
	other := func(r rune) bool { return !letterOrDigit(r) && !strings.ContainsRune("._+-", r) }
	return text != "" && len(text) <= most && letterOrDigit(rune(text[0])) && !strings.ContainsFunc(text, other)
}

func letterOrDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// dumb says whether a terminal can place no text.
func dumb(term string) bool {
	switch term {
	case "", "dumb", "unknown", "network", "dialup":
		return true
	}
	return !terminalName(term)
}

// profileOf says which colours a terminal takes: what it says of itself, and
// otherwise 256, which all but a few have had for twenty years.
func profileOf(term string, env []string) colorprofile.Profile {
	profile := colorprofile.Env(append(env, "TERM="+term))
	switch {
	case lookup(env, "NO_COLOR") != "":
		return min(profile, colorprofile.ASCII)
	case profile == colorprofile.ANSI && !few(term):
		return colorprofile.ANSI256
	}
	return profile
}

// few says whether a terminal is known for its 16 colours or fewer.
func few(term string) bool {
	name, _, _ := strings.Cut(term, "-")
	switch name {
	case "linux", "ansi", "cons25", "sun", "cygwin", "hurd", "mach":
		return true
	}
	return strings.HasPrefix(name, "vt") || strings.HasSuffix(term, "-16color")
}

// lookup gives a variable, of several the last one.
func lookup(env []string, name string) string {
	for i := len(env) - 1; i >= 0; i-- {
		if key, value, ok := strings.Cut(env[i], "="); ok && key == name {
			return value
		}
	}
	return ""
}
