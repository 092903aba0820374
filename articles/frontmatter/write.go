package frontmatter

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"broadsheet/articles/dates"
	"broadsheet/articles/gate"
)

// Write gives front matter in YAML, fences included, that Hexo understands and that
// Read reads to the same Head again, as far as that is what Read gives: texts pass
// the gate here too, so that they may be a stranger's. Of images the first is
// written. What a head is found with (lines, problems, the body) is not.
func Write(h *Head) string {
	w := writer{}
	w.b.WriteString("---\n")
	w.text("title", literal(gate.Title(h.Title)))
	w.text("author", literal(nameOf(h.Author)))
	w.date("date", h.Date)
	w.date("published", h.Published)
	w.date("updated", h.Updated)
	w.paths("categories", h.Categories)
	w.list("tags", h.Tags)
	w.text("link", gate.URL(h.Link))
	if len(h.Images) > 0 {
		w.text("headimg", strings.TrimSpace(h.Images[0]))
	}
	w.text("lang", gate.Cut(nameOf(h.Lang), maxLanguage))
	w.text("excerpt", literal(gate.Cut(gate.Clean(h.Excerpt), maxExcerpt)))
	w.text("guid", h.GUID)
	w.text("feed", literal(nameOf(h.Feed)))
	w.text("feed_url", h.FeedURL)
	if source := nameOf(h.Source); h.Link != "" || gate.URL(source) == "" { // it would be taken for the link
		w.text("source", literal(source))
	}
	w.text("comments", gate.URL(h.Comments))
	w.enclosures(h.Enclosures)
	if h.FullText || !h.FullTextRead.IsZero() {
		w.b.WriteString("full_text: " + strconv.FormatBool(h.FullText) + "\n")
		w.date("full_text_read", h.FullTextRead)
	}
	if h.Draft {
		w.b.WriteString("draft: true\n")
	}
	w.b.WriteString("---\n")
	return w.b.String()
}

// writer is front matter while it is written.
type writer struct{ b strings.Builder }

func (w *writer) text(key, value string) {
	if value != "" {
		w.b.WriteString(key + ": " + yamlScalar(value) + "\n")
	}
}

// date writes a date as RFC 3339 has it, in UTC. A year that it has no form for is
// left out.
func (w *writer) date(key string, date time.Time) {
	if date = date.UTC(); date.IsZero() || date.Year() < 0 || date.Year() > 9999 {
		return
	}
	w.b.WriteString(key + ": " + date.Format(time.RFC3339Nano) + "\n")
}

func (w *writer) list(key string, values []string) {
	names := namesOf(values)
	if len(names) == 0 {
		return
	}
	w.b.WriteString(key + ":\n")
	for i, name := range names {
		if !slices.Contains(names[:i], name) {
			w.b.WriteString(" - " + yamlScalar(literal(name)) + "\n")
		}
	}
}

// paths writes one path as a flat list, and several as lists in one.
func (w *writer) paths(key string, paths [][]string) {
	var written [][]string
	for _, path := range paths {
		if names := namesOf(path); len(names) > 0 {
			written = append(written, names)
		}
	}
	if len(written) == 0 {
		return
	}
	w.b.WriteString(key + ":\n")
	for _, path := range written {
		if len(written) == 1 {
			for _, name := range path {
				w.b.WriteString(" - " + yamlScalar(literal(name)) + "\n")
			}
			continue
		}
		quoted := make([]string, len(path))
		for i, name := range path {
			quoted[i] = yamlQuoted(literal(name))
		}
		w.b.WriteString(" - [" + strings.Join(quoted, ", ") + "]\n")
	}
}

// namesOf gives the values that say something, as Read gives them.
func namesOf(values []string) []string {
	var names []string
	for _, value := range values[:min(len(values), MaxCategory)] {
		if name := nameOf(value); name != "" {
			names = append(names, name)
		}
	}
	return names
}

func (w *writer) enclosures(enclosures []Enclosure) {
	begun := false
	for _, e := range enclosures[:min(len(enclosures), maxEnclosures)] {
		address := gate.URL(e.URL)
		if address == "" {
			continue
		}
		if !begun {
			w.b.WriteString("enclosures:\n")
			begun = true
		}
		w.b.WriteString(" - {url: " + yamlQuoted(address))
		if kind := nameOf(e.Type); kind != "" {
			w.b.WriteString(", type: " + yamlQuoted(kind))
		}
		if e.Length > 0 {
			w.b.WriteString(", length: " + strconv.FormatInt(e.Length, 10))
		}
		if seconds := int64(e.Duration / time.Second); seconds > 0 {
			w.b.WriteString(", duration: " + strconv.FormatInt(seconds, 10))
		}
		w.b.WriteString("}\n")
	}
}

// yamlScalar writes a text of one line as YAML, in quotes where it needs them.
func yamlScalar(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	first, _ := utf8.DecodeRuneInString(s)
	plain := unicode.IsLetter(first) || unicode.IsDigit(first) && !strings.Contains(s, ": ") && !isYAMLNumber(s)
	if !plain || strings.ContainsAny(s, "\"'\\[]{}#&*|>%@`") || strings.Contains(s, ": ") || strings.HasSuffix(s, ":") || isYAMLWord(s) ||
		strings.TrimSpace(s) != s || strings.ContainsFunc(s, mustEscape) {
		return yamlQuoted(s)
	}
	return s
}

// isYAMLWord says that a plain text means something other than itself.
func isYAMLWord(s string) bool {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		return true
	}
	return strings.Trim(s, "0123456789._+-eExXoObB:") == ""
}

// isYAMLNumber says that a text which begins with a digit may mean a number or a
// time to some reader of YAML.
func isYAMLNumber(s string) bool {
	return strings.Trim(s, "0123456789abcdefABCDEFxXoOTtZz_+-.: ") == ""
}

// yamlQuoted writes a text in single quotes, which nothing needs to be escaped
// in; in double quotes only where a brace would be read of it, or a character may
// not stand there.
func yamlQuoted(s string) string {
	if !strings.Contains(s, "&#12") && !strings.ContainsFunc(s, mustEscape) {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '&', mustEscape(r) && r <= 0xFF:
			fmt.Fprintf(&b, `\x%02x`, r)
		case mustEscape(r) && r <= 0xFFFF:
			fmt.Fprintf(&b, `\u%04x`, r)
		case mustEscape(r):
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// mustEscape says whether YAML forbids a character, takes it for a line's end, or
// an editor would show it as something else.
func mustEscape(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r < 0xA0, r == 0x2028, r == 0x2029, r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
		return true
	case r == 0x200C, r == 0x200D: // they shape the characters beside them
		return false
	}
	return unicode.Is(unicode.Cf, r)
}

// timeOf reads a time that need not be told. That of "published" is mostly a word that
// says whether it is.
func timeOf(f field, zone *time.Location) time.Time {
	date, err := dates.Parse(nameOf(f.value.scalar()), zone)
	if err != nil {
		return time.Time{}
	}
	return date
}
