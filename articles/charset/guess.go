package charset

import (
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// candidate is a character set that may be guessed.
type candidate struct {
	label     string // as RFC 2978 registers it
	languages func() []language
	// everyday says which pairs of bytes are the everyday part of a set of many
	// thousand characters, of which there are so many. Nil: one byte is one
	// character.
	everyday func(lead, trail byte) bool
	size     float64
	// seldom says how much less often such a text is met than one of windows-1252,
	// as a logarithm.
	seldom float64
}

// candidates are the character sets that feeds and files are found in, those
// first that are meant where the text would be the same in several.
func candidates() []candidate {
	return []candidate{
		{label: "gb18030", languages: simplifiedLanguages, everyday: func(lead, trail byte) bool { return lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1 }, size: 3755, seldom: 2},
		{label: "gb18030", languages: traditionalLanguages, everyday: func(lead, trail byte) bool { return lead >= 0x81 && lead <= 0xF7 && trail >= 0x40 }, size: 20_000, seldom: 5},
		{label: "big5", languages: traditionalLanguages, everyday: func(lead, _ byte) bool { return lead >= 0xA4 && lead <= 0xC6 }, size: 5401, seldom: 2},
		{label: "shift_jis", languages: japaneseLanguages, everyday: func(lead, _ byte) bool { return lead >= 0x88 && lead <= 0x98 }, size: 2965, seldom: 2},
		{label: "euc-jp", languages: japaneseLanguages, everyday: func(lead, _ byte) bool { return lead >= 0xB0 && lead <= 0xCF }, size: 2965, seldom: 2},
		{label: "euc-kr", languages: koreanLanguages, everyday: func(lead, trail byte) bool { return lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1 }, size: 2350, seldom: 2},
		{label: "windows-1252", languages: westernLanguages},
		{label: "windows-1250", languages: centralLanguages, seldom: 1.5},
		{label: "iso-8859-2", languages: centralLanguages, seldom: 2.5},
		{label: "windows-1251", languages: cyrillicLanguages, seldom: 1},
		{label: "koi8-r", languages: cyrillicLanguages, seldom: 2},
		{label: "koi8-u", languages: cyrillicLanguages, seldom: 3},
		{label: "ibm866", languages: cyrillicLanguages, seldom: 5},
		{label: "iso-8859-5", languages: cyrillicLanguages, seldom: 5},
		{label: "windows-1253", languages: greekLanguages, seldom: 1},
		{label: "iso-8859-7", languages: greekLanguages, seldom: 2},
		{label: "windows-1254", languages: turkishLanguages, seldom: 1.5},
		{label: "windows-1255", languages: hebrewLanguages, seldom: 1},
		{label: "windows-1256", languages: arabicLanguages, seldom: 3},
		{label: "windows-1257", languages: balticLanguages, seldom: 1.5},
		{label: "windows-874", languages: thaiLanguages, seldom: 3},
	}
}

const (
	mostLooked  = 64 << 10 // bytes of a text that decide what it is written in
	mostWeighed = 1000     // of them beyond ASCII that are weighed

	hopeless  = -25.0 // what is said for a character that no text has, as a logarithm
	unlikely  = -13.0 // for one of another language
	misplaced = -4.0  // besides, for one that stands where it does not belong
)

// Guess finds out in which character set a text is written that is not UTF-8 and
// says nothing true of itself: the one in which it is likeliest to have been
// written, by how often the characters of languages stand and beside what. It
// always gives one, and is right of a headline where its language has letters
// that tell it.
func Guess(data []byte) (name string) { return guess(data, 0) }

// guess is Guess for one who knows that Chinese is likelier than elsewhere, by a
// logarithm.
func guess(data []byte, chinese float64) string {
	sample := weighed(sampleOf(data))
	best, found := math.Inf(-1), "windows-1252"
	for _, m := range readings() {
		prior := -m.seldom
		if m.label == "gb18030" {
			prior += chinese
		}
		if score := m.score(sample, prior, best); score > best {
			best, found = score, m.label
		}
	}
	return displayName(found)
}

// reading is a language in a character set.
type reading struct {
	label    string
	encoding encoding.Encoding
	everyday func(lead, trail byte) bool
	rest     float64          // the chance of an everyday character that is not among those below
	rare     float64          // of one that is not
	chance   map[rune]float64 // of each character among those beyond ASCII
	nature   nature
	seldom   float64
}

// readings are made of tables once, and only read afterwards.
var readings = sync.OnceValue( //nolint:gochecknoglobals // a table that takes a while to make; nothing changes it
	func() []reading {
		var all []reading
		for _, c := range candidates() {
			encoding, _ := charset.Lookup(c.label)
			for _, l := range c.languages() {
				all = append(all, newReading(c, l, encoding))
			}
		}
		return all
	})

func newReading(c candidate, l language, e encoding.Encoding) reading {
	m := reading{label: c.label, encoding: e, everyday: c.everyday, rare: unlikely, chance: map[rune]float64{}, nature: l.nature, seldom: c.seldom}
	marks, left := marksOfTypography, (1000-l.marks-l.unranked)/1000
	if c.everyday != nil {
		marks = marksOfHan
		m.rest = math.Log(l.unranked / 1000 / c.size)
	}
	m.add(marks, l.marks/1000)
	if l.ranked == "" {
		m.add(l.letters, left)
		return m
	}
	if l.letters != "" {
		m.add(l.letters, l.lettered/1000)
		left -= l.lettered / 1000
	}
	// The r-th character of a language comes about as often as 1/r says (Zipf),
	// but for the very first.
	const first = 12.0
	sum := 0.0
	for r := range utf8.RuneCountInString(l.ranked) {
		sum += 1 / (first + float64(r))
	}
	r := 0
	for _, character := range l.ranked {
		if _, earlier := m.chance[character]; !earlier {
			m.chance[character] = math.Log(left / sum / (first + float64(r)))
		}
		r++
	}
	return m
}

// add takes characters with their numbers, which have this share together.
func (m *reading) add(letters string, share float64) {
	sum := shareOf(letters)
	for character, number := range numbered(letters) {
		m.chance[character] = math.Log(share * number / sum)
	}
}

func shareOf(letters string) (sum float64) {
	for _, number := range numbered(letters) {
		sum += number
	}
	return sum
}

// numbered gives characters that each stand before a number.
func numbered(letters string) func(yield func(rune, float64) bool) {
	return func(yield func(rune, float64) bool) {
		for letters != "" {
			character, size := utf8.DecodeRuneInString(letters)
			number := 0.0
			letters = letters[size:]
			for letters != "" && letters[0] >= '0' && letters[0] <= '9' {
				number, letters = 10*number+float64(letters[0]-'0'), letters[1:]
			}
			if !yield(character, number) {
				return
			}
		}
	}
}

// score gives the logarithm of the chance that somebody who writes in the
// reading's language and character set wrote these bytes, the same ASCII given, if
// prior is what is said before they are looked at. It gives up where that is below
// least.
func (m *reading) score(data []byte, prior, least float64) float64 {
	decoder := m.encoding.NewDecoder()
	var text [utf8.UTFMax * 2]byte
	total, capitals := prior, 0 // capitals: how many stand before
	previous := ' '
	for at := 0; at < len(data) && total > least; {
		if data[at] < utf8.RuneSelf {
			if previous >= utf8.RuneSelf {
				total += math.Log(1 - m.nature.afterOne)
			}
			if previous = rune(data[at]); !unicode.IsUpper(previous) {
				capitals = 0
			}
			at++
			continue
		}
		size := 1
		if m.everyday != nil {
			size = min(4, len(data)-at)
		}
		written, read, err := m.first(decoder, text[:], data[at:at+size])
		r, _ := utf8.DecodeRune(text[:written])
		if err || read == 0 {
			r, read = utf8.RuneError, 1
		}
		next := ' '
		if at+read < len(data) {
			next = rune(data[at+read])
		}
		total += m.follows(previous) + m.chanceOf(r, previous, next, capitals, data[at:at+read])
		if capitals++; m.everyday != nil || !unicode.IsUpper(r) {
			capitals = 0
		}
		previous = r
		at += read
	}
	return total
}

// first decodes the first character of the data.
func (m *reading) first(decoder *encoding.Decoder, into, data []byte) (written, read int, wrong bool) {
	for size := 1; size <= len(data); size++ {
		decoder.Reset()
		written, read, err := decoder.Transform(into, data[:size], false)
		if err == nil && written > 0 {
			r, _ := utf8.DecodeRune(into[:written])
			return written, read, r == utf8.RuneError
		}
	}
	return 0, 0, true
}

// follows is what is said for a character beyond ASCII after another one.
func (m *reading) follows(previous rune) float64 {
	switch {
	case previous >= utf8.RuneSelf:
		return math.Log(m.nature.afterOne)
	case isASCIILetter(previous):
		return math.Log(m.nature.afterLetter)
	}
	return math.Log(m.nature.afterOther)
}

// chanceOf is what is said for one character between others.
func (m *reading) chanceOf(r, previous, next rune, capitals int, code []byte) float64 {
	if r == utf8.RuneError || r < 0xA0 {
		return hopeless
	}
	if m.everyday != nil {
		if chance, found := m.chance[r]; found {
			return chance
		}
		if len(code) == 2 && m.everyday(code[0], code[1]) {
			return m.rest
		}
		return m.rare
	}
	if unicode.IsUpper(r) && m.nature.cased {
		return m.capital(r, previous, capitals)
	}
	chance, found := m.chance[r]
	if !found {
		return unlikely
	}
	if isMisplaced(r, previous, next) {
		chance += misplaced
	}
	if unicode.IsUpper(previous) && previous >= utf8.RuneSelf {
		chance -= 0.5
	}
	return chance
}

// isMisplaced says whether a character does not belong between two others: a mark
// within a word, a letter that no word begins with, or that words only end with.
func isMisplaced(r, previous, next rune) bool {
	after, before := unicode.IsLetter(previous), next >= utf8.RuneSelf || isASCIILetter(next)
	switch {
	case !unicode.IsLetter(r) && !unicode.IsMark(r):
		return after && before && !strings.ContainsRune("’·–—\u00a0", r)
	case r == 'ъ', r == 'ь', r == 'ы':
		return !after
	case strings.ContainsRune("ςךםןףץ", r):
		return !after || before
	}
	return r == 'σ' && !before
}

// capital is chanceOf for a capital letter, which stands at the beginning of a
// word or among others.
func (m *reading) capital(r, previous rune, capitals int) float64 {
	chance, found := m.chance[r]
	if !found {
		if chance, found = m.chance[unicode.ToLower(r)]; !found {
			return unlikely
		}
	}
	switch {
	case unicode.IsLower(previous):
		return chance - 7
	case capitals == 1:
		return chance - 1.5 // the second, of a word in capitals, which are few
	case unicode.IsUpper(previous):
		return chance - 0.1
	}
	return chance - 1.2
}

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// sampleOf gives the part of a text that decides what it is written in: its
// beginning, so that the list, which reads no more, and the article agree; or what
// is after so much of ASCII that says nothing.
func sampleOf(data []byte) []byte {
	first := firstBeyondASCII(data)
	if first < mostLooked {
		first = 0
	}
	return data[first:min(len(data), first+mostLooked)]
}

// weighed gives as much of a sample as it takes, for all readings the same.
func weighed(sample []byte) []byte {
	count := 0
	for i, c := range sample {
		if c >= utf8.RuneSelf {
			count++
		}
		if count > mostWeighed && c < utf8.RuneSelf {
			return sample[:i]
		}
	}
	return sample
}

// isLatin says whether a character set is one of Latin letters.
func isLatin(name string) bool {
	switch name {
	case "windows-1252", "windows-1250", "ISO-8859-2", "windows-1254", "windows-1257":
		return true
	}
	return false
}

func firstBeyondASCII(data []byte) int {
	for i, c := range data {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return -1
}

// displayName writes the name of a character set as people do.
func displayName(name string) string {
	switch {
	case strings.HasPrefix(name, "windows-"), name == "macintosh":
		return name
	case name == "shift_jis":
		return "Shift_JIS"
	case name == "big5":
		return "Big5"
	}
	return strings.ToUpper(name)
}
