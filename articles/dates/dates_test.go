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
		// Jekyll's forms
		{"2014-03-02 10:11:12 +0200", time.UTC, "2014-03-02T08:11:12Z"},
		{"2014-03-02 10:11 -05:00", time.UTC, "2014-03-02T15:11:00Z"},
		{"2014-03-02 10:11:12 UTC", time.UTC, "2014-03-02T10:11:12Z"},
		{"2014-03-02T10:11:12+0200", time.UTC, "2014-03-02T08:11:12Z"},
		{"2014-03-02T10:11+02:00", time.UTC, "2014-03-02T08:11:00Z"},
		{"2014-03-02 10:11:12.345678 +0200", time.UTC, "2014-03-02T08:11:12.345678Z"},
		{"2014-3-2", time.UTC, "2014-03-02T00:00:00Z"},
		{"2014-03-02 24:00", time.UTC, "2014-03-03T00:00:00Z"},
		// Halves of the day
		{"2020年3月4日 下午5:06", time.UTC, "2020-03-04T17:06:00Z"},
		{"2020年3月4日下午5点06分", time.UTC, "2020-03-04T17:06:00Z"},
		{"2020-03-04 上午9:06:07", time.UTC, "2020-03-04T09:06:07Z"},
		{"2020/3/4 上午12:30", time.UTC, "2020-03-04T00:30:00Z"},
		{"2020年3月4日 中午12:30", time.UTC, "2020-03-04T12:30:00Z"},
		{"2020年3月4日 凌晨1:30", time.UTC, "2020-03-04T01:30:00Z"},
		{"2020年3月4日 晚上8:30", time.UTC, "2020-03-04T20:30:00Z"},
		{"2020年3月4日 下午17:06", time.UTC, "2020-03-04T17:06:00Z"},
		{"2020年3月4日 傍晚6時", time.UTC, "2020-03-04T18:00:00Z"},
		{"二〇二〇年三月四日", time.UTC, "2020-03-04T00:00:00Z"},
		{"2020年十二月三十一日", time.UTC, "2020-12-31T00:00:00Z"},
		{"民國109年3月4日", time.UTC, "2020-03-04T00:00:00Z"},
		{"发布时间：2020年3月4日 17:06", time.UTC, "2020-03-04T17:06:00Z"},
		{"2020年3月4日(水) 午後5時6分", time.UTC, "2020-03-04T17:06:00Z"},
		{"2020年3月4日（水曜日） 17:06", time.UTC, "2020-03-04T17:06:00Z"},
		{"令和2年3月4日", time.UTC, "2020-03-04T00:00:00Z"},
		{"平成元年1月8日", time.UTC, "1989-01-08T00:00:00Z"},
		{"2020년 3월 4일 오후 5:06", time.UTC, "2020-03-04T17:06:00Z"},
		{"2020년 3월 4일 (수) 오전 9시 6분", time.UTC, "2020-03-04T09:06:00Z"},
		{"2020. 3. 4. 오후 5:06:07", time.UTC, "2020-03-04T17:06:07Z"},
		{"2020. 3. 4", time.UTC, "2020-03-04T00:00:00Z"},
		// Languages of Europe
		{"31.12.2020", time.UTC, "2020-12-31T00:00:00Z"},
		{"31.12.2020, 17:06 Uhr", time.UTC, "2020-12-31T17:06:00Z"},
		{"31.12.20", time.UTC, "2020-12-31T00:00:00Z"},
		{"31. 12. 2020", time.UTC, "2020-12-31T00:00:00Z"},
		{"31/12/2020", time.UTC, "2020-12-31T00:00:00Z"},
		{"31-12-2020 17:06", time.UTC, "2020-12-31T17:06:00Z"},
		{"12/31/2020 5:06 PM", time.UTC, "2020-12-31T17:06:00Z"},
		{"Donnerstag, 31. Dezember 2020 um 17:06 Uhr", time.UTC, "2020-12-31T17:06:00Z"},
		{"Do., 31. Dez. 2020", time.UTC, "2020-12-31T00:00:00Z"},
		{"jeudi 31 décembre 2020 à 17h06", time.UTC, "2020-12-31T17:06:00Z"},
		{"le 1er août 2020", time.UTC, "2020-08-01T00:00:00Z"},
		{"31 DÉCEMBRE 2020", time.UTC, "2020-12-31T00:00:00Z"},
		{"jueves, 31 de diciembre de 2020", time.UTC, "2020-12-31T00:00:00Z"},
		{"31 de dic. de 2020, 17:06 h", time.UTC, "2020-12-31T17:06:00Z"},
		{"quinta-feira, 31 de dezembro de 2020 às 17h06", time.UTC, "2020-12-31T17:06:00Z"},
		{"giovedì 31 dicembre 2020 alle ore 17:06", time.UTC, "2020-12-31T17:06:00Z"},
		{"четверг, 31 декабря 2020 г. 17:06", time.UTC, "2020-12-31T17:06:00Z"},
		{"31 декабря 2020 года в 17:06", time.UTC, "2020-12-31T17:06:00Z"},
		{"31 дек 2020", time.UTC, "2020-12-31T00:00:00Z"},
		{"31 грудня 2020", time.UTC, "2020-12-31T00:00:00Z"},
		{"31 grudnia 2020", time.UTC, "2020-12-31T00:00:00Z"},
		{"czwartek, 31 grudnia 2020 r.", time.UTC, "2020-12-31T00:00:00Z"},
		{"31. prosince 2020", time.UTC, "2020-12-31T00:00:00Z"},
		{"31 Aralık 2020", time.UTC, "2020-12-31T00:00:00Z"},
		{"torsdag 31 december 2020 kl. 17:06", time.UTC, "2020-12-31T17:06:00Z"},
		{"2020. december 31.", time.UTC, "2020-12-31T00:00:00Z"},
		{"31 Ιανουαρίου 2020", time.UTC, "2020-01-31T00:00:00Z"},
		{"5:06 PM, December 31, 2020", time.UTC, "2020-12-31T17:06:00Z"},
		{"Dec 31, 2020 at 5:06pm", time.UTC, "2020-12-31T17:06:00Z"},
		{"December 31, 2020, 5:06 p.m.", time.UTC, "2020-12-31T17:06:00Z"},
		{"31 December 2020 | 17:06", time.UTC, "2020-12-31T17:06:00Z"},
		{"Published: 31 December 2020", time.UTC, "2020-12-31T00:00:00Z"},
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
		{"06-07-2021", errNoDate},
		{"13/13/2021", errNoDate},
		{"31.02.2021", errNoDate},
		{"31.12.2020, 25:00 Uhr", errNoDate},
		{"2020年3月4日 下午5:66", errNoDate},
		{"31 décembre", errNoDate},
		{"le 5 mai dernier", errNoDate},
		{"1 2 3 4 2020", errNoDate},
		{"2020年三月", errNoDate},
		{"in 2020, 5 may come", errNoDate},
		{"周", errNoDate},
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

// What strangers write as a date ends no program, and is of a year that can be written.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2020年3月4日 下午5:06", "jeudi 31 décembre 2020 à 17h06", "2020. 3. 4. 오후 5:06", "31.12.20", "二〇二〇年十月星期", "(((", "1:2:3:4"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if date, err := Parse(text, time.UTC); err == nil && (date.Year() < 1 || date.Year() > 9999) {
			t.Errorf("%q is %v", text, date)
		}
	})
}
