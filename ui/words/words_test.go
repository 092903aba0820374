package words

import (
	"testing"
	"time"
)

func moment(year, month, date, hour, minute int) time.Time {
	return time.Date(year, time.Month(month), date, hour, minute, 0, 0, time.UTC)
}

func TestDates(t *testing.T) {
	at := moment(2021, 6, 11, 14, 5) // a Friday
	for _, test := range []struct {
		date             time.Time
		english, chinese string
	}{
		{at, "now", "刚刚"},
		{at.Add(-5 * time.Minute), "5m ago", "5 分钟前"},
		{at.Add(-3 * time.Hour), "3h ago", "3 小时前"},
		{at.Add(-23 * time.Hour), "23h ago", "23 小时前"},
		{at.Add(-3 * 24 * time.Hour), "Tue", "周二"},
		{moment(2021, 5, 30, 1, 0), "30 May", "5月30日"},
		{moment(2020, 6, 11, 14, 5), "11 Jun 2020", "2020年6月11日"},
		{moment(1911, 10, 10, 0, 0), "10 Oct 1911", "1911年10月10日"},
		{at.Add(time.Hour), "11 Jun", "6月11日"},
		{moment(2031, 1, 2, 0, 0), "2 Jan 2031", "2031年1月2日"},
	} {
		if got := (english{}).When(test.date, at); got != test.english {
			t.Errorf("%v is %q, want %q", test.date, got, test.english)
		}
		if got := (chinese{}).When(test.date, at); got != test.chinese {
			t.Errorf("%v is %q, want %q", test.date, got, test.chinese)
		}
	}
	if got := (chinese{}).Day(at); got != "2021年6月11日 星期五" {
		t.Errorf("the day is %q", got)
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 123456: "123,456", 1234567: "1,234,567", -1000: "-1,000"} {
		if got := Grouped(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
