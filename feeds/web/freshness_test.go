package web

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"testing"
	"time"
)

func errorOf(err error) *Error {
	var e *Error
	errors.As(err, &e)
	return e
}

func TestFresh(t *testing.T) {
	now := time.Date(2021, 6, 11, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		header http.Header
		want   time.Duration
	}{
		{nil, 0},
		{http.Header{"Cache-Control": {"max-age=600"}}, 10 * time.Minute},
		{http.Header{"Cache-Control": {"public, MAX-AGE = 600"}}, 10 * time.Minute},
		{http.Header{"Cache-Control": {`max-age="600"`}}, 10 * time.Minute},
		{http.Header{"Cache-Control": {"public", "max-age=600"}}, 10 * time.Minute},
		{http.Header{"Cache-Control": {"max-age=600"}, "Age": {"590"}}, 10 * time.Second},
		{http.Header{"Cache-Control": {"max-age=600"}, "Age": {"700"}}, 0},
		{http.Header{"Cache-Control": {"max-age=600"}, "Age": {"-5"}}, 10 * time.Minute},
		{http.Header{"Cache-Control": {"max-age=600, max-age=5"}}, 10 * time.Minute},
		{http.Header{"Cache-Control": {"s-maxage=600"}}, 0},
		{http.Header{"Cache-Control": {"max-age=600, no-cache"}}, 0},
		{http.Header{"Cache-Control": {`no-cache="Set-Cookie, X", max-age=600`}}, 10 * time.Minute},
		{http.Header{"Cache-Control": {`private="a\",no-store", max-age=600`}}, 10 * time.Minute},
		{http.Header{"Cache-Control": {"no-store,max-age=600"}}, 0},
		{http.Header{"Cache-Control": {"max-age=-600"}}, 0},
		{http.Header{"Cache-Control": {"max-age=soon"}, "Expires": {"Sat, 12 Jun 2021 12:00:00 GMT"}}, 0},
		{http.Header{"Cache-Control": {"max-age=99999999999999999999999"}}, mostSeconds * time.Second},
		{http.Header{"Cache-Control": {"max-age=0"}, "Expires": {"Sat, 12 Jun 2021 12:00:00 GMT"}}, 0},
		{http.Header{"Expires": {"Sat, 12 Jun 2021 12:00:00 GMT"}}, 24 * time.Hour},
		{http.Header{"Expires": {"Sat, 12 Jun 2021 12:00:00 GMT"}, "Date": {"Sat, 12 Jun 2021 11:00:00 GMT"}}, time.Hour},
		{http.Header{"Expires": {"Sat, 12 Jun 2021 12:00:00 GMT"}, "Date": {"nonsense"}}, 24 * time.Hour},
		{http.Header{"Expires": {"0"}}, 0},
		{http.Header{"Expires": {"-1"}}, 0},
		{http.Header{"Expires": {"Thu, 01 Jan 1970 00:00:00 GMT"}}, 0},
		{http.Header{"Expires": {"Fri, 31 Dec 9999 23:59:59 GMT"}}, mostSeconds * time.Second},
	} {
		if got := Fresh(test.header, now); got != test.want {
			t.Errorf("%v: %v, not %v", test.header, got, test.want)
		}
	}
}

func TestRetryAfterDates(t *testing.T) {
	now := time.Date(2021, 6, 11, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Duration{
		"": 0, "0": 0, "120": 2 * time.Minute, " 120 ": 2 * time.Minute, "-120": 0, "1.5": 2 * time.Second, "1.5.5": 2 * time.Second, ".5": 0, "1e3": 0, "１２": 0,
		"Fri, 11 Jun 2021 12:02:00 GMT": 2 * time.Minute, "Friday, 11-Jun-21 12:02:00 GMT": 2 * time.Minute, "Fri Jun 11 12:02:00 2021": 2 * time.Minute,
		"Fri, 11 Jun 2021 11:00:00 GMT": 0, "Fri, 11 Jun 9021 11:00:00 GMT": mostSeconds * time.Second,
	} {
		if got := retryAfter(http.Header{"Retry-After": {text}}, now); got != want {
			t.Errorf("%q: %v, not %v", text, got, want)
		}
	}
}

func FuzzFresh(f *testing.F) {
	f.Add(`public, max-age="600", no-cache="a,b"`, "Sat, 12 Jun 2021 12:00:00 GMT", "Sat, 12 Jun 2021 11:00:00 GMT", "5", "120")
	f.Add(`max-age=99999999999999999999, "\`, "0", "", "-1", "Fri, 11 Jun 2021 12:02:00 GMT")
	now := time.Date(2021, 6, 11, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, control, expires, date, age, after string) {
		header := http.Header{"Cache-Control": {control}, "Expires": {expires}, "Date": {date}, "Age": {age}, "Retry-After": {after}}
		for _, d := range []time.Duration{Fresh(header, now), retryAfter(header, now)} {
			if d < 0 || d > (mostSeconds+1)*time.Second {
				t.Errorf("%v of %q", d, header)
			}
		}
		for _, name := range slices.Collect(maps.Keys(directives([]string{control}))) {
			if name == "" {
				t.Errorf("a directive without a name in %q", control)
			}
		}
	})
}
