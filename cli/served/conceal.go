package served

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/model/query"
)

// Concealer takes the server's paths out of sentences that its readers see.
// Those of its libraries become their names; whatever else looks like a path of
// a file system is taken out whole, so that a sentence that nobody has thought of
// tells nothing.
type Concealer struct{ known []knownPath }

// knownPath is a path that may have blanks and the like in it, which no rule
// could tell from the sentence around it.
type knownPath struct {
	path string
	name string // stands for it; empty: concealedPath stands for it and all below it
}

// begins says whether a text begins with the path, and not with the name of
// something beside it.
func (k knownPath) begins(text string) bool {
	rest, found := strings.CutPrefix(text, k.path)
	next, _ := utf8.DecodeRuneInString(rest)
	return found && (rest == "" || next == '/' || next == '\\' || next == '.' || !isOfName(next))
}

// concealedPath stands for a path that has no name.
const concealedPath = "a file of the server"

// Add has a path concealed. The longest ones come first.
func (h *Concealer) Add(path, name string) {
	if !filepath.IsAbs(path) || filepath.Dir(path) == path {
		return
	}
	h.known = append(h.known, knownPath{path, name})
	slices.SortStableFunc(h.known, func(a, b knownPath) int { return len(b.path) - len(a.path) })
}

// text conceals paths in a sentence.
func (h *Concealer) text(text string) string {
	if !strings.ContainsAny(text, `/\`) {
		return text
	}
	var b strings.Builder
	for at := 0; at < len(text); {
		known, length := h.pathAt(text, at)
		switch {
		case length == 0:
			_, size := utf8.DecodeRuneInString(text[at:])
			b.WriteString(text[at : at+size])
			at += size
		case known.name != "":
			b.WriteString(known.name)
			at += length
		default:
			b.WriteString(concealedPath)
			at = pathEnd(text, at+length)
		}
	}
	return b.String()
}

// pathAt says how long the beginning of the path is that begins at a place of a
// sentence: a known one, or anything else that is absolute.
func (h *Concealer) pathAt(text string, at int) (known knownPath, length int) {
	for _, known := range h.known {
		if known.begins(text[at:]) {
			return known, len(known.path)
		}
	}
	if at > 0 && !canEndBefore(text[:at], text[at:]) {
		return knownPath{}, 0
	}
	switch rest := text[at:]; {
	case len(rest) > 1 && rest[0] == '/' && !isBlank(rest[1:]):
		return knownPath{}, 1
	case len(rest) > 3 && isDrive(rest) && !isBlank(rest[3:]):
		return knownPath{}, 3
	case strings.HasPrefix(rest, `\\`) && len(rest) > 2 && !isBlank(rest[2:]):
		return knownPath{}, 2
	}
	return knownPath{}, 0
}

// canEndBefore says whether a path can begin between two parts of a sentence. A
// slash within a word does not begin one, nor does that of an address or of a
// category.
func canEndBefore(before, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	if last == ':' {
		for _, scheme := range []string{"http:", "https:", "gemini:", "ftp:"} {
			if strings.HasPrefix(rest, "//") && strings.HasSuffix(before, scheme) {
				return false
			}
		}
		return !strings.HasSuffix(before, "cat:") && !strings.HasSuffix(before, "category:")
	}
	return !isOfName(last)
}

// isDrive says whether a text begins like a path of Windows.
func isDrive(text string) bool {
	letter := text[0] | 0x20
	return letter >= 'a' && letter <= 'z' && text[1] == ':' && (text[2] == '/' || text[2] == '\\')
}

// isOfName says whether a character in front of a slash makes it a slash within a
// name or a relative path.
func isOfName(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("/\\._~-", r)
}

func isBlank(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(r)
}

// pathEnd is where a path ends that begins before a place: at a blank or at a
// punctuation mark that ends something, unless there are more slashes behind it
// in the same part of the sentence. A sentence that loses a word too many is
// better than one that tells a folder.
func pathEnd(text string, from int) int {
	end, slash := -1, from
	for at := from; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		next, _ := utf8.DecodeRuneInString(text[at+size:])
		stops := strings.ContainsRune(":;,\"'`()<>", r) && !isOfName(next)
		if end < 0 && (stops || unicode.IsSpace(r)) {
			end = at
		}
		if stops || r == '\n' {
			break
		}
		if r == '/' || r == '\\' {
			slash, end = at, -1
		}
		at += size
	}
	if end < 0 { // it goes on to the end of a word behind the last slash
		end = slash + strings.IndexFunc(text[slash:]+" ", func(r rune) bool {
			return unicode.IsSpace(r) || strings.ContainsRune(":;,\"'`()<>", r)
		})
	}
	return end
}

// Error is an error that says no path, and is what it was for errors.Is. A path
// that the error holds is known to its end, whatever characters it has. What is
// wrong with a reader's own query has no path of the server's.
func (h *Concealer) Error(err error) error {
	var query *query.Error
	if err == nil || errors.As(err, &query) {
		return err
	}
	text := err.Error()
	for _, path := range pathsIn(err) {
		if !h.isNamed(path) {
			text = strings.ReplaceAll(text, path, concealedPath)
		}
	}
	if text = h.text(text); text != err.Error() {
		return &concealed{text, err}
	}
	return err
}

// isNamed says whether a path is in a library, whose name will stand for it.
func (h *Concealer) isNamed(path string) bool {
	for _, known := range h.known {
		if known.begins(path) {
			return known.name != ""
		}
	}
	return false
}

// pathsIn gives the absolute paths that an error and its causes hold, the longest
// first.
func pathsIn(err error) []string {
	var paths []string
	add := func(all ...string) {
		for _, path := range all {
			if filepath.IsAbs(path) && filepath.Dir(path) != path {
				paths = append(paths, path)
			}
		}
	}
	var walk func(err error)
	walk = func(err error) {
		switch err := err.(type) { //nolint:errorlint // the whole tree is walked
		case *fs.PathError:
			add(err.Path)
		case *os.LinkError:
			add(err.Old, err.New)
		}
		switch err := err.(type) { //nolint:errorlint // the whole tree is walked
		case interface{ Unwrap() error }:
			if cause := err.Unwrap(); cause != nil {
				walk(cause)
			}
		case interface{ Unwrap() []error }:
			for _, cause := range err.Unwrap() {
				walk(cause)
			}
		}
	}
	walk(err)
	slices.SortFunc(paths, func(a, b string) int { return len(b) - len(a) })
	return paths
}

type concealed struct {
	text  string
	cause error
}

func (c *concealed) Error() string { return c.text }
func (c *concealed) Unwrap() error { return c.cause }

// Writer gives a writer that conceals the paths in each text that is written to it
// at once, as sentences are.
func (h *Concealer) Writer(to io.Writer) io.Writer { return concealedWriter{to, h} }

type concealedWriter struct {
	to   io.Writer
	hide *Concealer
}

func (w concealedWriter) Write(p []byte) (int, error) {
	if _, err := io.WriteString(w.to, w.hide.text(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}
