package dates

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// parseLoosely reads what people of many languages write, part by part: "jeudi 31
// décembre 2020 à 17h06", "2020年3月4日 下午5:06". A year, a month and a day must be
// there and nothing that could be another, or it is no date; which of 06/07/2021 is
// the day nobody knows. Words that are not known may stand before it.
func parseLoosely(text string, zone *time.Location) (time.Time, error) {
	text, name := cutZone(plainSigns(text))
	if name != "" {
		own, err := zoneOf(name)
		if err != nil {
			return time.Time{}, err
		}
		zone = own
	}
	p := parts{rest: strings.ToLower(text), era: -1}
	for p.rest != "" {
		if !p.take() {
			return time.Time{}, errNoDate
		}
	}
	return p.time(zone)
}

// parts is a date while it is read.
type parts struct {
	rest string
	last string // the sign or word before

	year, month, day     int
	hour, minute, second int
	timed                int // of hour, minute and second, how many are known
	half                 half
	era                  int // the year before its first; -1: it has none

	numbers   []int  // that have no unit
	lengths   []int  // their digits
	separator string // between the first two of them
	begun     bool
}

// half is the half of a day that an hour is of.
type half int

const (
	noHalf half = iota
	forenoon
	afternoon
	noon
)

// plainSigns brings full-width signs, no-break blanks and Chinese digits to what is
// read, and leaves out what stands in brackets, which is a weekday or a zone's name.
func plainSigns(text string) string {
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r >= '！' && r <= '～': // full-width forms
			r = r - '！' + '!'
		case unicode.IsSpace(r):
			r = ' '
		}
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth = max(0, depth-1)
			b.WriteByte(' ')
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return hanNumbers(b.String())
}

// hanNumbers writes 二〇二〇年十二月三十一日 with digits.
func hanNumbers(text string) string {
	if !strings.ContainsAny(text, "年月") || !strings.ContainsAny(text, "一二三四五六七八九十元") {
		return text
	}
	var b strings.Builder
	digits := ""
	for _, r := range text {
		if strings.ContainsRune("〇零一二三四五六七八九十元", r) {
			digits += string(r)
			continue
		}
		if strings.ContainsRune("年月日号號时時点點分秒", r) {
			digits = hanNumber(digits)
		}
		b.WriteString(digits)
		digits = ""
		b.WriteRune(r)
	}
	return b.String() + digits
}

func hanNumber(digits string) string {
	if before, after, found := strings.Cut(digits, "十"); found {
		if before == "" {
			before = "一"
		}
		if after == "" {
			after = "〇"
		}
		digits = before + after
	}
	return strings.NewReplacer("〇", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6",
		"七", "7", "八", "8", "九", "9", "元", "1").Replace(digits)
}

// take reads one more part, and says whether it could stand in a date.
func (p *parts) take() bool {
	r, size := utf8.DecodeRuneInString(p.rest)
	switch {
	case r >= '0' && r <= '9':
		return p.number()
	case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r):
		return p.eastern()
	case unicode.IsLetter(r):
		return p.word()
	}
	if r != ' ' {
		p.last = p.rest[:size]
	}
	p.rest = p.rest[size:]
	return true
}

// number reads digits and the unit after them.
func (p *parts) number() bool {
	end := len(p.rest) - len(strings.TrimLeft(p.rest, "0123456789"))
	value, err := strconv.Atoi(p.rest[:end])
	if err != nil || end > 4 {
		return false
	}
	p.begun = true
	p.rest = p.rest[end:]
	after := strings.TrimLeft(p.rest, " ")
	for _, unit := range []struct {
		names string
		into  *int
	}{{"年년", &p.year}, {"月월", &p.month}, {"日号號일", &p.day}, {"时時点點시", &p.hour}, {"分분", &p.minute}, {"秒초", &p.second}} {
		r, size := utf8.DecodeRuneInString(after)
		if size == 0 || !strings.ContainsRune(unit.names, r) {
			continue
		}
		p.rest, p.last = after[size:], ""
		*unit.into = value
		if unit.into == &p.year && p.era >= 0 {
			p.year += p.era
		}
		if unit.into == &p.hour {
			p.timed = 1
		}
		return true
	}
	switch {
	case p.timed == 0 && end <= 2 && (strings.HasPrefix(p.rest, ":") || isHour(p.rest)):
		p.hour, p.timed = value, 1
	case p.timed == 1 && end <= 2 && (p.last == ":" || p.last == "h"):
		p.minute, p.timed = value, 2
	case p.timed == 2 && end <= 2 && p.last == ":":
		p.second, p.timed = value, 3
	case p.timed == 3 && p.last == ".":
	default:
		if len(p.numbers) == 1 {
			p.separator = p.last
		}
		p.numbers, p.lengths = append(p.numbers, value), append(p.lengths, end)
	}
	p.last = ""
	return len(p.numbers) <= 3
}

// isHour says whether an h after a number makes it an hour: 17h06, but not 17 hours.
func isHour(rest string) bool {
	return len(rest) > 1 && rest[0] == 'h' && rest[1] >= '0' && rest[1] <= '9'
}

// eastern reads a word of Chinese, Japanese or Korean.
func (p *parts) eastern() bool {
	for _, known := range []struct {
		words []string
		half  half
		era   int
	}{
		{[]string{"上午", "早上", "清晨", "早晨", "凌晨", "午前", "오전"}, forenoon, -1},
		{[]string{"下午", "晚上", "傍晚", "午後", "午后", "夜晚", "오후"}, afternoon, -1},
		{[]string{"中午", "正午"}, noon, -1},
		{[]string{"民國", "民国"}, noHalf, 1911},
		{[]string{"令和"}, noHalf, 2018},
		{[]string{"平成"}, noHalf, 1988},
		{[]string{"昭和"}, noHalf, 1925},
	} {
		for _, word := range known.words {
			if rest, found := strings.CutPrefix(p.rest, word); found {
				p.rest = rest
				if known.half != noHalf {
					p.half = known.half
				}
				p.era = max(p.era, known.era)
				return true
			}
		}
	}
	// A weekday, or before the date anything.
	end := strings.IndexFunc(p.rest, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(p.rest)
	}
	word := p.rest[:end]
	for _, day := range []string{"星期", "周", "週", "曜", "요일", "礼拜", "禮拜"} {
		if i := strings.Index(word, day); i >= 0 && i <= 3 {
			_, size := utf8.DecodeRuneInString(word[i+len(day):])
			p.rest = p.rest[i+len(day)+size*sizeAfter(day):]
			return true
		}
	}
	_, size := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[size:]
	return !p.begun
}

// sizeAfter is 1 where a character follows the mark of a weekday.
func sizeAfter(day string) int {
	if day == "요일" {
		return 0
	}
	return 1
}

// word reads a word of an alphabet.
func (p *parts) word() bool {
	end := strings.IndexFunc(p.rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if end < 0 {
		end = len(p.rest)
	}
	word := p.rest[:end]
	p.rest = p.rest[end:]
	for _, dotted := range []string{".m.", ".m"} {
		if rest, found := strings.CutPrefix(p.rest, dotted); found && (word == "a" || word == "p") {
			word, p.rest = word+"m", rest
			break
		}
	}
	if month := monthOf(word); month > 0 && p.month == 0 {
		p.month, p.begun, p.last = month, true, ""
		return true
	}
	switch word {
	case "am", "pm":
		p.half = map[string]half{"am": forenoon, "pm": afternoon}[word]
		return true
	case "h":
		p.last = word
		return true
	case "st", "nd", "rd", "th", "er", "º", "ª", "de", "del", "di", "um", "uhr", "à", "a", "às", "as", "at", "alle", "ore", "las", "kl", "klo", "г",
		"года", "год", "року", "р", "в", "о", "у", "r", "roku", "on", "om", "den", "the", "of", "uur", "hs", "hrs", "saat", "t", "u", "o", "ob", "v":
		return true
	}
	return !p.begun || isWeekday(word)
}

// time makes a time of the parts.
func (p *parts) time(zone *time.Location) (time.Time, error) {
	if !p.order() || p.year < 1000 || p.month < 1 || p.month > 12 || p.day < 1 {
		return time.Time{}, errNoDate
	}
	switch {
	case p.half == forenoon && p.hour == 12:
		p.hour = 0
	case p.half == afternoon && p.hour < 12, p.half == noon && p.hour < 6 && p.timed > 0:
		p.hour += 12
	}
	if p.hour > 24 || p.minute > 59 || p.second > 60 || p.hour == 24 && p.minute+p.second > 0 {
		return time.Time{}, errNoDate
	}
	day := time.Date(p.year, time.Month(p.month), p.day, 0, 0, 0, 0, zone)
	if day.Day() != p.day {
		return time.Time{}, errNoDate
	}
	return time.Date(p.year, time.Month(p.month), p.day, p.hour, p.minute, p.second, 0, zone), nil
}

// order says what the numbers without a unit are.
func (p *parts) order() bool {
	n := p.numbers
	switch {
	case len(n) == 0:
		return true
	case p.month > 0 && len(n) == 2 && p.year == 0 && p.day == 0: // a month in letters
		switch {
		case p.lengths[0] == 4:
			p.year, p.day = n[0], n[1]
		case p.lengths[1] == 4:
			p.day, p.year = n[0], n[1]
		}
		return true
	case len(n) != 3 || p.month > 0 || p.year > 0:
		return false
	case p.lengths[0] == 4:
		p.year, p.month, p.day = n[0], n[1], n[2]
	case p.separator == "." && p.lengths[2] != 3: // so Germans, Russians and many more write it
		p.day, p.month, p.year = n[0], n[1], n[2]
		if p.lengths[2] <= 2 {
			p.year += 2000
			if n[2] >= 70 {
				p.year -= 100
			}
		}
	case p.lengths[2] == 4 && n[0] > 12:
		p.day, p.month, p.year = n[0], n[1], n[2]
	case p.lengths[2] == 4 && n[1] > 12:
		p.month, p.day, p.year = n[0], n[1], n[2]
	}
	return true
}
