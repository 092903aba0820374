package query

import (
	"testing"
	"time"
)

// TestDaysBeginAndEndWhereTheReaderIs asks on a Sunday in Shanghai that is still a
// Saturday in UTC, and around the end of months.
func TestDaysBeginAndEndWhereTheReaderIs(t *testing.T) {
	shanghai := time.FixedZone("CST", 8*60*60)
	sunday := time.Date(2021, 6, 12, 17, 30, 0, 0, time.UTC)
	leap := time.Date(2024, 3, 31, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		now              time.Time
		text, start, end string
	}{
		{sunday, "today", "2021-06-13", "2021-06-14"},
		{sunday, "yesterday", "2021-06-12", "2021-06-13"},
		{sunday, "week", "2021-06-07", "2021-06-14"},
		{sunday, "month", "2021-06-01", "2021-07-01"},
		{sunday, "year", "2021-01-01", "2022-01-01"},
		{sunday, "1d", "2021-06-12", "2021-06-14"},
		{sunday, "7d", "2021-06-06", "2021-06-14"},
		{sunday, "2w", "2021-05-30", "2021-06-14"},
		{sunday, "3m", "2021-03-13", "2021-06-14"},
		{sunday, "1y", "2020-06-13", "2021-06-14"},
		{sunday, "2021", "2021-01-01", "2022-01-01"},
		{sunday, "2020-12", "2020-12-01", "2021-01-01"},
		{sunday, "2020-12-31", "2020-12-31", "2021-01-01"},
		{leap, "1m", "2024-02-29", "2024-04-01"},
		{leap.AddDate(0, -1, -2), "1y", "2023-02-28", "2024-03-01"},
		{leap.AddDate(0, 0, 1), "week", "2024-04-01", "2024-04-08"},
	} {
		day, ok := parseDay(test.text)
		if !ok {
			t.Errorf("%s is no day", test.text)
			continue
		}
		start, end := day.Start(test.now, shanghai), day.End(test.now, shanghai)
		if got := start.Format(time.DateTime); got != test.start+" 00:00:00" {
			t.Errorf("%s begins at %s, want %s", test.text, got, test.start)
		}
		if got := end.Format(time.DateTime); got != test.end+" 00:00:00" {
			t.Errorf("%s ends at %s, want %s", test.text, got, test.end)
		}
		if day.String() != test.text {
			t.Errorf("%s is written as %s", test.text, day)
		}
	}
}
