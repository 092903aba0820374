package fold

import (
	"strings"
	"unicode/utf8"
)

// Matcher finds what a reader types in titles and names: the folded text
// itself or, where that is not there, its pinyin. For 金融 that is jinrong, jr,
// jinr, jrong or 金r: each character by its first letter (zh, ch and sh count
// as one), by any of its readings in full or, the last one, by the beginning
// of a reading. For ü stands v or u.
type Matcher struct {
	folded string
	typed  []rune // for pinyin: folded without spaces and apostrophes; nil where pinyin cannot match
}

// maximumTyped is how many characters pinyin can have: bit p of a state says
// that the first p characters are matched.
const maximumTyped = 31

// state is a set of places in what was typed, up to which it is matched.
type state uint32

// NewMatcher makes the matcher for what was typed.
func NewMatcher(typed string) Matcher {
	matcher := Matcher{folded: String(strings.TrimSpace(typed))}
	runes := []rune(strings.NewReplacer(" ", "", "'", "").Replace(matcher.folded))
	hasLetter := strings.ContainsFunc(matcher.folded, func(r rune) bool { return 'a' <= r && r <= 'z' })
	if hasLetter && len(runes) <= maximumTyped {
		matcher.typed = runes
	}
	return matcher
}

// PlainMatcher makes the matcher that finds what was typed as it is written, and
// not by its pinyin.
func PlainMatcher(typed string) Matcher { return Matcher{folded: String(typed)} }

// Folded is the folded text that the matcher looks for first. Empty: it matches
// every text.
func (m Matcher) Folded() string { return m.folded }

// Needs is the longest run of characters outside ASCII in what was typed. No
// text matches by pinyin whose folding does not contain it.
func (m Matcher) Needs() string {
	longest := ""
	for run := range strings.FieldsFuncSeq(string(m.typed), func(r rune) bool { return r < utf8.RuneSelf }) {
		if len(run) > len(longest) {
			longest = run
		}
	}
	return longest
}

// Match says whether the text matches, and which parts of it did, from left to
// right. An empty matcher matches every text and no part of it.
func (m Matcher) Match(text string) ([]Range, bool) {
	if m.folded == "" {
		return nil, true
	}
	if found := Find(text, m.folded); len(found) > 0 {
		return found, true
	}
	found := m.findPinyin(text)
	return found, len(found) > 0
}

// findPinyin gives all places in the text that the typed pinyin stands for,
// each as short as can be, none overlapping another.
func (m Matcher) findPinyin(text string) []Range {
	if m.typed == nil {
		return nil
	}
	var found []Range
	for start := 0; start < len(text); {
		_, size := utf8.DecodeRuneInString(text[start:])
		end := m.matchFrom(text, start)
		if end < 0 {
			start += size
			continue
		}
		found = append(found, Range{start, end})
		start = end
	}
	return found
}

// matchFrom gives the end of the match that begins at start, or -1.
func (m Matcher) matchFrom(text string, start int) int {
	accept := state(1) << len(m.typed)
	reached := state(1)
	for end := start; end < len(text); {
		r, size := utf8.DecodeRuneInString(text[end:])
		folded := Rune(r)
		if folded < 0 && end > start {
			end += size
			continue
		}
		step := m.step(r, folded)
		next, ended := step.apply(reached)
		end += size
		if ended || next&accept != 0 {
			return end + droppedBytes(text[end:])
		}
		if next == 0 {
			return -1
		}
		reached = next
	}
	return -1
}

// droppedBytes is how long the marks are that the text begins with.
func droppedBytes(text string) int {
	for i, r := range text {
		if Rune(r) >= 0 {
			return i
		}
	}
	return len(text)
}

// step is how a character leads from state to state. One that folding drops,
// with folded -1, leads nowhere.
func (m Matcher) step(r, folded rune) transition {
	var t transition
	if folded < 0 {
		return t
	}
	for p, typed := range m.typed {
		if typed == folded {
			t.by[0] |= 1 << p
		}
	}
	if class := readingClass(r, folded); class >= firstReadingClass {
		t.addReadings(m.typed, class)
	}
	return t
}

// transition is what one character of a text does to the state: from the
// places in by[n-1], n typed characters are matched; from those in end, all
// that is left.
type transition struct {
	by  [6]state
	end state
}

func (t *transition) apply(s state) (next state, ended bool) {
	next = s&t.by[0]<<1 | s&t.by[1]<<2 | s&t.by[2]<<3 | s&t.by[3]<<4 | s&t.by[4]<<5 | s&t.by[5]<<6
	return next, s&t.end != 0
}

// addReadings adds what a character of the class, from firstReadingClass on,
// can stand for.
func (t *transition) addReadings(typed []rune, class uint16) {
	for readings := classReadings(class); readings != ""; {
		var reading string
		reading, readings, _ = strings.Cut(readings, ",")
		for p := range typed {
			t.addReading(typed, p, reading)
		}
	}
}

// addReading adds what the reading does where it stands at the place p of what
// was typed.
func (t *transition) addReading(typed []rune, p int, reading string) {
	same := 0
	for same < len(reading) && p+same < len(typed) && isLetterOf(reading[same], typed[p+same]) {
		same++
	}
	if same == 0 {
		return
	}
	t.by[0] |= 1 << p
	if same >= 2 && reading[1] == 'h' {
		t.by[1] |= 1 << p
	}
	switch {
	case same == len(reading):
		t.by[same-1] |= 1 << p
	case p+same == len(typed):
		t.end |= 1 << p
	}
}

// isLetterOf says whether a typed character stands for the letter of a
// reading: u stands for ü too.
func isLetterOf(letter byte, typed rune) bool {
	return rune(letter) == typed || letter == 'v' && typed == 'u'
}

// A Scanner looks for typed pinyin in many texts, by their reading classes. It
// may be used from several goroutines at once.
type Scanner struct {
	table  [readingClasses]transition
	begins [readingClasses]bool // whether a match can begin with the class
	accept state
}

// Scanner makes the scanner for what was typed. There is none where pinyin
// cannot match, or where more than ASCII was typed, of which reading classes
// know nothing: use Match then.
func (m Matcher) Scanner() (*Scanner, bool) {
	if m.typed == nil {
		return nil, false
	}
	s := &Scanner{accept: 1 << len(m.typed)}
	for p, typed := range m.typed {
		if typed >= utf8.RuneSelf {
			return nil, false
		}
		s.table[typed].by[0] |= 1 << p
	}
	for class := range s.table {
		if class >= firstReadingClass {
			s.table[class].addReadings(m.typed, uint16(class))
		}
		t := &s.table[class]
		s.begins[class] = (t.by[0]|t.by[1]|t.by[2]|t.by[3]|t.by[4]|t.by[5]|t.end)&1 != 0
	}
	return s, true
}

// Match says whether the typed pinyin is somewhere in the text with these
// reading classes.
func (s *Scanner) Match(classes []uint16) bool {
	reached := state(1)
	for _, class := range classes {
		if reached == 1 && !s.begins[class] {
			continue
		}
		next, ended := s.table[class].apply(reached)
		if ended || next&s.accept != 0 {
			return true
		}
		reached = next | 1
	}
	return false
}
