package dates

import (
	"strconv"
	"strings"
	"time"
)

// PlayingTime reads how long a sound or a film plays, in whole seconds: as seconds,
// minutes and seconds, or hours, minutes and seconds (itunes:duration), or with units
// (34m12s, and PT34M12S of ISO 8601). 0: it is none of them, or longer than a month.
func PlayingTime(text string) time.Duration {
	const month = 31 * 24 * time.Hour
	text = strings.TrimSpace(text)
	var total float64
	for part := range strings.SplitSeq(text, ":") {
		n, err := strconv.ParseFloat(part, 64)
		if inRange := n >= 0 && n <= month.Seconds(); err != nil || !inRange || total > month.Seconds() { // NaN is in no range
			return withUnits(text, month)
		}
		total = 60*total + n
	}
	if total > month.Seconds() {
		return 0
	}
	return time.Duration(total * float64(time.Second)).Round(time.Second)
}

func withUnits(text string, most time.Duration) time.Duration {
	text = strings.ReplaceAll(strings.ToLower(text), " ", "")
	d, err := time.ParseDuration(strings.TrimPrefix(text, "pt"))
	if err != nil || d < 0 || d > most {
		return 0
	}
	return d.Round(time.Second)
}
