package subscriptions

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// prefix begins the names of our own attributes, as OPML 2.0 wants it of attributes
// that it does not describe: they belong to a namespace, which is declared where the
// document begins. Other readers pass them over, and whoever edits the file sees
// whose they are. They are read where the declaration is missing, too.
const (
	prefix    = "broadsheet:"
	namespace = "urn:broadsheet:opml"
)

// headerPrefix begins the names of attributes that are headers of HTTP, one each, so
// that their values need no quoting: broadsheet:header-Cookie="a=1; b=2".
const headerPrefix = prefix + "header-"

// setting is an attribute of our own.
type setting struct {
	name  string
	read  func(s *Subscription, value string) error
	write func(s Subscription) string // empty: there is none
}

func settings() []setting {
	return []setting{
		{"every", func(s *Subscription, value string) error { return readDuration(&s.Every, value) }, func(s Subscription) string { return writeDuration(s.Every) }},
		{"fullText", readFullText, func(s Subscription) string { return string(s.FullText) }},
		{"keep", readKeep, writeKeep},
		textSetting("user", func(s *Subscription) *string { return &s.User }),
		textSetting("passwordCommand", func(s *Subscription) *string { return &s.PasswordCommand }),
		textSetting("proxy", func(s *Subscription) *string { return &s.Proxy }),
		textSetting("command", func(s *Subscription) *string { return &s.Command }),
		textSetting("only", func(s *Subscription) *string { return &s.Only }),
		textSetting("drop", func(s *Subscription) *string { return &s.Drop }),
		flagSetting("paused", func(s *Subscription) *bool { return &s.Paused }),
		flagSetting("unnamed", func(s *Subscription) *bool { return &s.Unnamed }),
	}
}

func flagSetting(name string, field func(*Subscription) *bool) setting {
	return setting{
		name,
		func(s *Subscription, value string) error {
			switch strings.ToLower(value) {
			case "true":
				*field(s) = true
			case "false", "":
			default:
				return errors.New(`it is "true" or "false"`)
			}
			return nil
		},
		func(s Subscription) string {
			if *field(&s) {
				return "true"
			}
			return ""
		},
	}
}

func textSetting(name string, field func(*Subscription) *string) setting {
	return setting{
		name,
		func(s *Subscription, value string) error {
			value = strings.TrimSpace(value)
			if len(value) > longestValue || strings.ContainsFunc(value, unicode.IsControl) {
				return fmt.Errorf("it has control characters, or more than %d bytes", longestValue)
			}
			*field(s) = value
			return nil
		},
		func(s Subscription) string { return *field(&s) },
	}
}

func readFullText(s *Subscription, value string) error {
	switch text := FullText(strings.ToLower(value)); text {
	case FullTextAsked, FullTextMissing, FullTextAlways:
		s.FullText = text
		return nil
	}
	return errors.New(`it is "missing" or "always"`)
}

// readKeep reads a number of articles, an age, or both, as in "100 30d".
func readKeep(s *Subscription, value string) error {
	keep := Keep{}
	for _, word := range strings.Fields(value) {
		number, err := strconv.Atoi(word)
		if err == nil {
			if number < 1 || number > 1_000_000 || keep.Articles > 0 {
				return errors.New("the number of articles is one from 1 to 1000000")
			}
			keep.Articles = number
			continue
		}
		if keep.Age > 0 {
			return errors.New("it has two ages")
		}
		if err := readDuration(&keep.Age, word); err != nil {
			return err
		}
	}
	s.Keep = keep
	return nil
}

func writeKeep(s Subscription) string {
	var words []string
	if s.Keep.Articles > 0 {
		words = append(words, strconv.Itoa(s.Keep.Articles))
	}
	if s.Keep.Age > 0 {
		words = append(words, writeDuration(s.Keep.Age))
	}
	return strings.Join(words, " ")
}

// units are those of a duration, the longest first.
func units() []struct {
	letter byte
	length time.Duration
} {
	const day = 24 * time.Hour
	return []struct {
		letter byte
		length time.Duration
	}{{'y', 365 * day}, {'w', 7 * day}, {'d', day}, {'h', time.Hour}, {'m', time.Minute}}
}

// readDuration reads a time as people write it: 30m, 2h, 1d12h, 4w, 1y.
func readDuration(to *time.Duration, value string) error {
	const longest = 100 * 365 * 24 * time.Hour
	wrong := errors.New(`it is a time of a minute at least, such as "30m", "2h" or "1d"`)
	total := time.Duration(0)
	for rest := strings.TrimSpace(value); rest != ""; {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if digits == 0 || digits > 7 || digits == len(rest) {
			return wrong
		}
		number, err := strconv.Atoi(rest[:digits])
		if err != nil {
			return wrong
		}
		length := time.Duration(0)
		for _, unit := range units() {
			if unit.letter == rest[digits]|0x20 { // a small letter
				length = unit.length
			}
		}
		if length == 0 || time.Duration(number) > longest/length {
			return wrong
		}
		total += time.Duration(number) * length
		rest = rest[digits+1:]
	}
	if total < time.Minute && value != "" || total > longest {
		return wrong
	}
	*to = total
	return nil
}

// writeDuration writes what readDuration reads, in days, hours and minutes.
func writeDuration(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	text := ""
	left := max(d.Round(time.Minute), time.Minute)
	for _, unit := range units()[2:] {
		if n := left / unit.length; n > 0 {
			text += strconv.Itoa(int(n)) + string(unit.letter)
			left -= n * unit.length
		}
	}
	return text
}

// readHeader reads an attribute that is a header, by the rest of its name.
func readHeader(s *Subscription, name, value string) error {
	switch {
	case !isHeaderName(name):
		return errors.New("a header's name has letters, digits and hyphens alone")
	case len(value) > longestValue || strings.ContainsFunc(value, unicode.IsControl):
		return fmt.Errorf("it has control characters, or more than %d bytes", longestValue)
	case len(s.Headers) >= mostHeaders:
		return fmt.Errorf("there are more than %d headers", mostHeaders)
	}
	if s.Headers == nil {
		s.Headers = map[string]string{}
	}
	s.Headers[name] = strings.TrimSpace(value)
	return nil
}

func isHeaderName(name string) bool {
	return name != "" && len(name) <= 100 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// headerLines are the headers in the order of their names.
func headerLines(s Subscription) []string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(s.Headers)) {
		lines = append(lines, name+": "+s.Headers[name])
	}
	return lines
}

// check says what of a subscription cannot be kept in a file as it is.
func (s Subscription) check() error {
	if s.Command == "" || s.URL != "" {
		if _, err := Address(s.URL); err != nil {
			return &Error{Kind: BadAddress, What: s.called(), Err: err}
		}
	}
	if len(s.Category) >= mostLevels/2 {
		return &Error{Kind: BadValue, What: s.called(), Err: errors.New("it is below too many categories")}
	}
	again := Subscription{}
	for _, row := range settings() {
		if err := row.read(&again, row.write(s)); err != nil {
			return &Error{Kind: BadValue, What: s.called(), Err: fmt.Errorf("%s: %w", row.name, err)}
		}
	}
	for name, value := range s.Headers {
		if err := readHeader(&again, name, value); err != nil {
			return &Error{Kind: BadValue, What: s.called(), Err: fmt.Errorf("the header %q: %w", cut(name), err)}
		}
	}
	return nil
}

// called is what a subscription is called in a sentence.
func (s Subscription) called() string {
	for _, name := range []string{cleanName(s.Name), cleanName(s.URL), cleanName(s.Command)} {
		if name != "" {
			return cut(name)
		}
	}
	return "a feed without a name and an address"
}
