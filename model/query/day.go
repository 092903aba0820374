package query

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Day is a year, a month or a day of the reader's calendar, or a time that is told from
// the day that it is: today, this week, seven days ago. The zero Day means today.
type Day struct {
	Year, Month, Day int // 0 where they were not given; without a Year it is told from today
	Told             FromToday
	Count            int // of DaysAgo and those behind it; 1 at least
}

// FromToday says how a Day is told from the day that it is.
type FromToday int

// The ways of telling a Day from today.
const (
	Today FromToday = iota
	Yesterday
	ThisWeek // which begins on its Monday, as ISO 8601 has it
	ThisMonth
	ThisYear
	DaysAgo // so many days before today
	WeeksAgo
	MonthsAgo
	YearsAgo
)

// The words that tell a Day from today, in the order of the constants; what tells how
// long ago is a number with one of the letters.
func dayWords() []string { return []string{"today", "yesterday", "week", "month", "year"} }

func chineseDayWords() []string { return []string{"今天", "昨天", "本周", "本月", "今年"} }

const agoLetters = "dwmy"

// parseDay reads a year, a month or a day, or one that is told from today.
func parseDay(text string) (Day, bool) {
	for _, words := range [][]string{dayWords(), chineseDayWords()} {
		if at := slices.Index(words, strings.ToLower(text)); at >= 0 {
			return Day{Told: FromToday(at)}, true
		}
	}
	if day, ok := parseAgo(text); ok {
		return day, true
	}
	parts := strings.Split(text, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Day{}, false
	}
	numbers := [3]int{}
	for i, part := range parts {
		var ok bool
		if numbers[i], ok = parseNumber(part); !ok {
			return Day{}, false
		}
	}
	day := Day{Year: numbers[0], Month: numbers[1], Day: numbers[2]}
	start := time.Date(day.Year, time.Month(max(day.Month, 1)), max(day.Day, 1), 0, 0, 0, 0, time.UTC)
	exists := int(start.Month()) == max(day.Month, 1) && start.Day() == max(day.Day, 1)
	return day, exists
}

// parseAgo reads how long ago a day is: 7d, 2w, 3m, 1y.
func parseAgo(text string) (Day, bool) {
	if text == "" {
		return Day{}, false
	}
	last := len(text) - 1
	unit := strings.IndexByte(agoLetters, text[last]|0x20)
	count, ok := parseNumber(text[:last])
	const mostYears = 999 // no day is before the year 1
	if unit < 0 || !ok || DaysAgo+FromToday(unit) == YearsAgo && count > mostYears {
		return Day{}, false
	}
	return Day{Told: DaysAgo + FromToday(unit), Count: count}, true
}

// parseNumber reads a number of one to four digits that is not 0.
func parseNumber(text string) (int, bool) {
	if text == "" || len(text) > 4 || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	number, err := strconv.Atoi(text)
	return number, err == nil && number > 0
}

// String writes the day as a query spells it: 2021, 2021-06, 2021-06-11, today or 7d.
func (d Day) String() string {
	switch {
	case d.Year == 0 && d.Told >= DaysAgo:
		return strconv.Itoa(d.Count) + string(agoLetters[d.Told-DaysAgo])
	case d.Year == 0:
		return dayWords()[d.Told]
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Start is the beginning of the day, the week, the month or the year in zone, where it
// is now the day of now.
func (d Day) Start(now time.Time, zone *time.Location) time.Time {
	midnight := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 0, 0, 0, 0, zone)
	}
	if d.Year > 0 {
		return midnight(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1))
	}
	year, month, day := now.In(zone).Date()
	switch d.Told {
	case Yesterday:
		return midnight(year, month, day-1)
	case ThisWeek:
		return midnight(year, month, day-(int(now.In(zone).Weekday())+6)%7)
	case ThisMonth:
		return midnight(year, month, 1)
	case ThisYear:
		return midnight(year, time.January, 1)
	case DaysAgo:
		return midnight(year, month, day-d.Count)
	case WeeksAgo:
		return midnight(year, month, day-7*d.Count)
	case MonthsAgo:
		return midnight(lastOfMonth(year, month-time.Month(d.Count), day))
	case YearsAgo:
		return midnight(lastOfMonth(year-d.Count, month, day))
	default:
		return midnight(year, month, day)
	}
}

// lastOfMonth is the day, or the last one of the month where that is shorter.
func lastOfMonth(year int, month time.Month, day int) (int, time.Month, int) {
	return year, month, min(day, time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day())
}

// End is when the day, the week, the month or the year is over, as Start is its
// beginning. What began so many days ago goes on to the end of today.
func (d Day) End(now time.Time, zone *time.Location) time.Time {
	if d.Year == 0 && d.Told >= DaysAgo {
		d = Day{}
	}
	year, month, day := d.Start(now, zone).Date()
	switch {
	case d.Year > 0 && d.Month == 0, d.Told == ThisYear:
		year++
	case d.Year > 0 && d.Day == 0, d.Told == ThisMonth:
		month++
	case d.Told == ThisWeek:
		day += 7
	default:
		day++
	}
	return time.Date(year, month, day, 0, 0, 0, 0, zone)
}
