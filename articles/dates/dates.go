// Package dates reads dates in the forms that feeds and authors use. It knows no
// front matter.
package dates

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// errNoDate says that a text is no date, errNoZone that it names a time zone
// that could mean anything.
var (
	errNoDate = errors.New("it is not a date that could be read")
	errNoZone = errors.New("its time zone is not known")
)

// Parse reads a date in any of the forms that feeds and authors use. A date
// without a zone is meant in the given one. The result is in UTC.
func Parse(text string, zone *time.Location) (time.Time, error) {
	text = strings.Join(strings.Fields(text), " ")
	if t, isUsual := parseUsual(text, zone); isUsual {
		return inRange(t)
	}
	if len(text) > 100 {
		return time.Time{}, errNoDate
	}
	if t, err := parseDigits(text, zone); err == nil {
		return inRange(t)
	}
	t, err := parseLayouts(text, zone)
	if err != nil {
		loose, looseErr := parseLoosely(text, zone)
		if looseErr != nil {
			return time.Time{}, err
		}
		t = loose
	}
	return inRange(t)
}

// parseLayouts reads the forms that are told by a layout of package time.
func parseLayouts(text string, zone *time.Location) (time.Time, error) {
	text, name := cutZone(plainDate(text))
	own := zone
	if name != "" {
		var err error
		if own, err = zoneOf(name); err != nil {
			return time.Time{}, err
		}
	}
	for _, layout := range dateLayouts() {
		t, err := time.ParseInLocation(layout, text, own)
		if err != nil {
			continue
		}
		if local, err := time.ParseInLocation(layout, text, zone); err == nil && isNamed(local, name) {
			t = local
		}
		return t, nil
	}
	return time.Time{}, errNoDate
}

// parseUsual reads the forms that most articles and feeds have.
func parseUsual(text string, zone *time.Location) (t time.Time, isUsual bool) {
	err := errNoDate
	switch {
	case len(text) == 29 && strings.HasSuffix(text, " GMT"):
		t, err = time.Parse("Mon, 02 Jan 2006 15:04:05 GMT", text)
	case len(text) == 31 && (text[26] == '+' || text[26] == '-'):
		t, err = time.Parse(time.RFC1123Z, text)
	case (len(text) == 20 || len(text) == 25) && text[10] == 'T':
		t, err = time.Parse(time.RFC3339, text)
	case len(text) == 19 && text[4] == '-' && text[10] == ' ':
		t, err = time.ParseInLocation("2006-01-02 15:04:05", text, zone)
	}
	return t, err == nil
}

// isNamed says whether the zone of t calls itself that at the time: "CST" is
// China's time where that is the zone of dates without one.
func isNamed(t time.Time, name string) bool {
	own, _ := t.Zone()
	return name != "" && own == name
}

// inRange refuses what no calendar of an article says.
func inRange(t time.Time) (time.Time, error) {
	t = t.UTC()
	if t.Year() < 1 || t.Year() > 9999 {
		return time.Time{}, errNoDate
	}
	return t, nil
}

// parseDigits reads dates that are nothing but digits: Unix seconds and
// milliseconds, 20060102, 20060102150405.
func parseDigits(text string, zone *time.Location) (time.Time, error) {
	if strings.Trim(text, "0123456789") != "" {
		return time.Time{}, errNoDate
	}
	switch len(text) {
	case 8:
		return time.ParseInLocation("20060102", text, zone)
	case 14:
		return time.ParseInLocation("20060102150405", text, zone)
	case 10, 13:
		number, err := strconv.ParseInt(text, 10, 64)
		if len(text) == 13 {
			return time.UnixMilli(number), err
		}
		return time.Unix(number, 0), err
	}
	return time.Time{}, errNoDate
}

// dateLayouts are the forms of a date without weekday, commas and zone.
func dateLayouts() []string {
	return []string{
		"2006-1-2 15:4:5", "2006-1-2 15:4", "2006-1-2", "2006-1-2 3:4:5 PM", "2006-1-2 3:4 PM", "2006-1", "2006",
		"20060102 150405", "20060102 15:4:5",
		"2 Jan 2006 15:4:5", "2 Jan 2006 15:4", "2 Jan 2006",
		"2 January 2006 15:4:5", "2 January 2006 15:4", "2 January 2006",
		"2 Jan 06 15:4:5", "2 Jan 06 15:4",
		"Jan 2 2006 15:4:5", "Jan 2 2006 15:4", "Jan 2 2006", "Jan 2 15:4:5 2006",
		"January 2 2006 15:4:5", "January 2 2006 15:4", "January 2 2006",
		"Jan 2 2006 3:4:5 PM", "Jan 2 2006 3:4 PM", "January 2 2006 3:4:5 PM", "January 2 2006 3:4 PM",
		"2 Jan 2006 3:4:5 PM", "2 Jan 2006 3:4 PM", "2 January 2006 3:4 PM",
		"Jan 2006", "January 2006",
	}
}

// plainDate brings the many ways of writing one date nearer to each other: no
// weekday, no commas, "-" between numbers, Chinese units as signs.
func plainDate(text string) string {
	text = strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // full-width forms
			return r - '！' + '!'
		}
		return r
	}, text)
	if i := strings.IndexByte(text, '('); i > 0 && !strings.ContainsAny(text[i:], "0123456789") { // (China Standard Time)
		text = text[:i]
	}
	text = withoutForeignWeekday(text)
	text = strings.NewReplacer(
		"年", "-", "月", "-", "日", " ", "号", " ", "時", ":", "时", ":", "点", ":", "分", ":", "秒", "",
		"星期", "周", ",", " ", " at ", " ",
	).Replace(text)
	words := strings.Fields(text)
	kept := words[:0]
	for i, word := range words {
		switch {
		case strings.HasPrefix(word, "周"), i == 0 && isWeekday(word):
			continue
		case word == "am", word == "pm":
			word = strings.ToUpper(word)
		case strings.EqualFold(word, "sept"), strings.EqualFold(word, "sept."):
			word = "Sep"
		}
		if month := englishMonth(word); month != "" {
			word = month
		}
		word = strings.TrimSuffix(plainWord(word), ":")
		kept = append(kept, strings.TrimSuffix(word, "-"))
	}
	return strings.Join(kept, " ")
}

// withoutForeignWeekday takes a first word such as "lun.," off, which is of no
// language that isWeekday knows.
func withoutForeignWeekday(text string) string {
	first, rest, found := strings.Cut(text, " ")
	if !found || !strings.HasSuffix(first, ",") && !strings.HasSuffix(first, ".") || strings.ContainsAny(first, "0123456789") || englishMonth(first) != "" {
		return text
	}
	if _, err := time.Parse("Jan", first[:min(len(first), 3)]); err == nil {
		return text
	}
	return rest
}

// plainWord does for one word what plainDate does for a date.
func plainWord(word string) string {
	if word == "" || word[0] < '0' || word[0] > '9' {
		return strings.TrimSuffix(word, ".")
	}
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if day, found := strings.CutSuffix(word, ending); found && len(day) <= 2 {
			return day
		}
	}
	if parts := strings.Split(word, "."); len(parts[0]) <= 2 {
		switch {
		case len(parts) == 2 && parts[1] == "": // 5. Juni
			return parts[0]
		case len(parts) == 3 && len(parts[1]) <= 2 && len(parts[2]) == 4: // 31.05.2017
			return parts[2] + "-" + parts[1] + "-" + parts[0]
		}
	}
	word = withDashes(word)
	if i := strings.IndexAny(word, "Tt"); i >= 8 && i+1 < len(word) && word[i+1] >= '0' && word[i+1] <= '9' {
		return word[:i] + " " + word[i+1:]
	}
	if parts := strings.Split(word, "-"); len(parts) == 3 && len(parts[1]) == 3 { // 02-Jan-06
		return strings.Join(parts, " ")
	}
	return word
}

// withDashes writes 2006/01/02 and 2006.1.2 with dashes.
func withDashes(word string) string {
	if len(word) < 8 || word[4] != '/' && word[4] != '.' {
		return word
	}
	word = strings.NewReplacer("/", "-", ".", "-").Replace(word[:8]) + word[8:]
	if len(word) > 8 && (word[8] == '/' || word[8] == '.') {
		word = word[:8] + "-" + word[9:]
	}
	return word
}

func isWeekday(word string) bool {
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	for _, day := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		if len(word) >= 3 && strings.HasPrefix(day, word) {
			return true
		}
	}
	return word == "tues" || word == "thurs"
}

// cutZone takes the zone out of a date: "Z", "+0800", "+08:00", "GMT+8", "CST".
func cutZone(text string) (rest, zone string) {
	words := strings.Fields(text)
	kept := words[:0]
	timed := false // a time of day has been seen
	for _, word := range words {
		switch i := strings.IndexByte(word, ':'); {
		case i > 0 && !timed && word[0] >= '0' && word[0] <= '9':
			timed = true
			if j := strings.IndexAny(word[i:], "+-ZzGU"); j > 0 {
				word, zone = word[:i+j], word[i+j:]
			}
			kept = append(kept, word)
		case strings.HasSuffix(word, "Z") && len(word) == len("150405Z") && strings.Trim(word[:6], "0123456789") == "":
			kept, zone = append(kept, word[:6]), "Z"
		case timed && zone == "" && (word[0] == '+' || word[0] == '-') && len(word) > 1:
			zone = word
		case isZoneName(word) && (timed || len(kept) > 0):
			zone = word
		case (zone == "GMT" || zone == "UTC") && (word[0] == '+' || word[0] == '-'):
			zone = word
		default:
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " "), zone
}

// isZoneName says whether a word can be nothing but a zone's.
func isZoneName(word string) bool {
	if word == "AM" || word == "PM" {
		return false
	}
	if strings.HasPrefix(word, "GMT") || strings.HasPrefix(word, "UTC") {
		return true
	}
	if word == "Z" || word == "z" {
		return true
	}
	if len(word) < 2 || len(word) > 5 || strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return false
	}
	_, err := time.Parse("Jan", word) // MAY, JUN
	return err != nil && word != "JUNE" && word != "JULY" && word != "MARCH" && word != "APRIL"
}

// zoneOf gives the zone that a date names. An abbreviation is one of RFC 822 or
// of those that the world agrees upon.
func zoneOf(name string) (*time.Location, error) {
	offset, found := map[string]float64{
		"Z": 0, "z": 0, "UT": 0, "GMT": 0, "UTC": 0, "WET": 0,
		"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
		"AKST": -9, "AKDT": -8, "HST": -10, "AST": -4, "ADT": -3,
		"BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "WEST": 1,
		"IST": 5.5, "ICT": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8, "JST": 9, "KST": 9,
		"ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
	}[name]
	if found {
		return time.FixedZone(name, int(offset*3600)), nil
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "GMT"), "UTC")
	digits := strings.ReplaceAll(strings.TrimLeft(name, "+-"), ":", "")
	if len(digits) == 0 || len(digits) > 4 || strings.Trim(digits, "0123456789") != "" || name == digits {
		return nil, errNoZone
	}
	if len(digits) <= 2 {
		digits += "00"
	}
	number, err := strconv.Atoi(digits)
	if err != nil || number/100 > 15 || number%100 > 59 {
		return nil, errNoZone
	}
	seconds := number/100*3600 + number%100*60
	if name[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone("", seconds), nil
}
