package dates

import (
	"strings"
	"testing"
	"time"
)

func TestPlayingTime(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"2052": 2052 * time.Second, " 34:12 ": 2052 * time.Second, "1:02:03": 3723 * time.Second, "00:00:45.6": 46 * time.Second, "0": 0,
		"PT34M12S": 2052 * time.Second, "1h 2m 3s": 3723 * time.Second, "90m": 90 * time.Minute,
		"": 0, "soon": 0, "-5": 0, "-5m": 0, "NaN": 0, "1:NaN": 0, "1e300": 0, "9999h": 0, "9999999:00": 0, "pt": 0, "34 min": 0,
		strings.Repeat("1:", 1000) + "1": 0,
	} {
		if got := PlayingTime(text); got != want {
			t.Errorf("%q plays %v, not %v", text[:min(len(text), 40)], got, want)
		}
	}
}
