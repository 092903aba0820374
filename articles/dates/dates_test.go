package dates

import (
	"errors"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	shanghai := time.FixedZone("CST", 8*3600)
	tests := []struct {
		text string
		zone *time.Location
		want string
	}{
		{"Fri, 11 Jun 2021 03:05:25 GMT", time.UTC, "2021-06-11T03:05:25Z"},
		{"Fri, 11 Jun 2021 03:05:25 GMT", shanghai, "2021-06-11T03:05:25Z"},
		{"Fri, 11 Jun 2021 11:05:25 +0800", time.UTC, "2021-06-11T03:05:25Z"},
		{"Fri, 1 Jun 2021 11:05 +0800", time.UTC, "2021-06-01T03:05:00Z"},
		{"11 Jun 21 11:05 EST", time.UTC, "2021-06-11T16:05:00Z"},
		{"Friday, 11-Jun-21 03:05:25 UTC", time.UTC, "2021-06-11T03:05:25Z"},
		{"Fri Jun 11 03:05:25 2021", time.UTC, "2021-06-11T03:05:25Z"},
		{"Fri Jun 11 03:05:25 PDT 2021", time.UTC, "2021-06-11T10:05:25Z"},
		{"Fri Jun 11 2021 11:05:25 GMT+0800 (China Standard Time)", time.UTC, "2021-06-11T03:05:25Z"},
		{"2021-06-11T03:05:25Z", time.UTC, "2021-06-11T03:05:25Z"},
		{"2021-06-11t03:05:25.250z", time.UTC, "2021-06-11T03:05:25.25Z"},
		{"2021-06-11T11:05:25+08:00", time.UTC, "2021-06-11T03:05:25Z"},
		{"2021-06-11 11:05:25 +08:00", time.UTC, "2021-06-11T03:05:25Z"},
		{"2021-06-11 11:05:25 +8", time.UTC, "2021-06-11T03:05:25Z"},
		{"2021-06-11 11:05:25 UTC+8", time.UTC, "2021-06-11T03:05:25Z"},
		{"2021-06-11 05:35:25 -0530", time.UTC, "2021-06-11T11:05:25Z"},
		{"2021-06-11T03:05:25", time.UTC, "2021-06-11T03:05:25Z"},
		{"2021-06-11 03:05:25", time.UTC, "2021-06-11T03:05:25Z"},
		{"2021-06-11 03:05:25", shanghai, "2021-06-10T19:05:25Z"},
		{"2021-06-11 03:05", time.UTC, "2021-06-11T03:05:00Z"},
		{"2021-6-1 3:5:7", time.UTC, "2021-06-01T03:05:07Z"},
		{"2021-06-11", time.UTC, "2021-06-11T00:00:00Z"},
		{"2021-06-11", shanghai, "2021-06-10T16:00:00Z"},
		{"2021/06/11 03:05:25", time.UTC, "2021-06-11T03:05:25Z"},
		{"2021.6.1", time.UTC, "2021-06-01T00:00:00Z"},
		{"20210611", time.UTC, "2021-06-11T00:00:00Z"},
		{"20210611T030525Z", time.UTC, "2021-06-11T03:05:25Z"},
		{"1623380725", time.UTC, "2021-06-11T03:05:25Z"},
		{"1623380725000", time.UTC, "2021-06-11T03:05:25Z"},
		{"June 11, 2021", time.UTC, "2021-06-11T00:00:00Z"},
		{"11th June 2021", time.UTC, "2021-06-11T00:00:00Z"},
		{"Sept. 3, 2021 at 3:04 PM", time.UTC, "2021-09-03T15:04:00Z"},
		{"2021年6月11日 03:05", time.UTC, "2021-06-11T03:05:00Z"},
		{"2021年6月11日 星期五 03时05分25秒", shanghai, "2021-06-10T19:05:25Z"},
		{"２０２１－０６－１１", time.UTC, "2021-06-11T00:00:00Z"},
		{"Thu, 31 Dec 1936 00:00:00 GMT", time.UTC, "1936-12-31T00:00:00Z"},
		{"1605-09-01", time.UTC, "1605-09-01T00:00:00Z"},
		{"1936", time.UTC, "1936-01-01T00:00:00Z"},
		{"11.06.2021", time.UTC, "2021-06-11T00:00:00Z"},
		{"11.6.2021 03:05", time.UTC, "2021-06-11T03:05:00Z"},
		{"ven., 11 juin 2021 05:05:25 +0200", time.UTC, "2021-06-11T03:05:25Z"},
		{"Fr, 11 Dez 2020 03:05:25 GMT", time.UTC, "2020-12-11T03:05:25Z"},
		{"Freitag, 5. März 2021", time.UTC, "2021-03-05T00:00:00Z"},
		{"Пт, 11 июня 2021 03:05:25 GMT", time.UTC, "2021-06-11T03:05:25Z"},
		{"June 11, 2021 3:05 am", time.UTC, "2021-06-11T03:05:00Z"},
		{"Fri, 11 Jun 2021 11:05:25 +0800", shanghai, "2021-06-11T03:05:25Z"},
		{"Fri, 11 Jun 2021 11:05:25 CST", shanghai, "2021-06-11T03:05:25Z"},
		{"Fri, 11 Jun 2021 11:05:25 CST", time.UTC, "2021-06-11T17:05:25Z"},
		{"Fri, 11 Jun 2021 11:05:25 JST", time.UTC, "2021-06-11T02:05:25Z"},
	}
	for _, test := range tests {
		got, err := Parse(test.text, test.zone)
		if err != nil {
			t.Errorf("parseDate(%q): %v", test.text, err)
			continue
		}
		if shown := got.Format(time.RFC3339Nano); shown != test.want {
			t.Errorf("parseDate(%q, %v) = %s, want %s", test.text, test.zone, shown, test.want)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	tests := []struct {
		text string
		want error
	}{
		{"", errNoDate},
		{"yesterday", errNoDate},
		{"2021-02-30", errNoDate},
		{"2021-13-01 00:00:00", errNoDate},
		{"0000-00-00 00:00:00", errNoDate},
		{"Fri, 31 Jun 2021 03:05:25 GMT", errNoDate},
		{"2021-06-11 25:00:00", errNoDate},
		{"00000000", errNoDate},
		{"06/07/2021", errNoDate}, // June or July?
		{"{{ date }}", errNoDate},
		{"Fri, 11 Jun 2021 03:05:25 XQZ", errNoZone},
		{"2021-06-11 03:05:25 +99:00", errNoZone},
	}
	for _, test := range tests {
		if got, err := Parse(test.text, time.UTC); !errors.Is(err, test.want) {
			t.Errorf("parseDate(%q) = %v, %v, want error %v", test.text, got, err, test.want)
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, seed := range []string{
		"Fri, 11 Jun 2021 03:05:25 GMT", "2021-06-11 11:05:25 +8", "2021年6月11日", "1623380725", "Z", "1:2:3+", "-", "周",
		"2021-06-11T11:05:25GMT", "9999-12-31 23:59:59 -1500",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		date, err := Parse(text, time.UTC)
		if err != nil {
			return
		}
		if date.Location() != time.UTC || date.Year() < 1 || date.Year() > 9999 {
			t.Fatalf("parseDate(%q) = %v", text, date)
		}
		again, err := Parse(date.Format(time.RFC3339Nano), time.UTC)
		if err != nil || !again.Equal(date) {
			t.Fatalf("%q: %v is read back as %v, %v", text, date, again, err)
		}
	})
}
