package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// mostSeconds is what a number of seconds that is larger counts as (RFC 9111 1.2.2).
const mostSeconds = 1 << 31

// Fresh says for how long from now on an answer need not be asked for again, as its
// header has it (RFC 9111 4.2): max-age, less the Age that it has already, goes before
// Expires, which is meant by the clock of the server. It is 0 for an answer that wants
// to be asked for always, or says nothing, and may be as long as 68 years: bounds are
// the caller's. What is meant for caches that many share (s-maxage) does not count.
func Fresh(header http.Header, now time.Time) time.Duration {
	control := directives(header.Values("Cache-Control"))
	if _, never := control["no-store"]; never {
		return 0
	}
	// With names of headers as its value it is about these alone (5.2.2.4).
	if fields, always := control["no-cache"]; always && fields == "" {
		return 0
	}
	if text, told := control["max-age"]; told {
		age, ok := seconds(text)
		if !ok {
			return 0
		}
		already, _ := seconds(header.Get("Age"))
		return max(0, age-already)
	}
	expires, err := http.ParseTime(header.Get("Expires"))
	if err != nil { // "0", or nothing
		return 0
	}
	return min(max(0, expires.Sub(date(header, now))), mostSeconds*time.Second)
}

// retryAfter says how long a server wants to be left alone: a number of seconds, or a
// date that is meant by its own clock (RFC 9110 10.2.3). 0: it does not say.
func retryAfter(header http.Header, now time.Time) time.Duration {
	text := header.Get("Retry-After")
	if wait, ok := seconds(text); ok {
		return wait
	}
	// 3.5 seconds are no number of HTTP's, but servers send it.
	if whole, _, fraction := strings.Cut(text, "."); fraction {
		if wait, ok := seconds(whole); ok {
			return wait + time.Second
		}
	}
	when, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	return min(max(0, when.Sub(date(header, now))), mostSeconds*time.Second)
}

// date is the time at the server, or else ours.
func date(header http.Header, now time.Time) time.Time {
	if date, err := http.ParseTime(header.Get("Date")); err == nil {
		return date.UTC()
	}
	return now.UTC()
}

// seconds reads a number of seconds without a sign (delta-seconds in RFC 9111 1.2.2).
func seconds(text string) (time.Duration, bool) {
	text = strings.TrimSpace(text)
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n > mostSeconds {
		n = mostSeconds
	}
	return time.Duration(n) * time.Second, true
}

// directives reads lines of Cache-Control (RFC 9111 5.2): names, in lower case, with
// their values, which may stand in quotes. The first of a name counts.
func directives(lines []string) map[string]string {
	all := map[string]string{}
	rest := strings.Join(lines, ",")
	for rest != "" {
		var name, value string
		end := strings.IndexAny(rest, ",=")
		if end < 0 {
			name, rest = rest, ""
		} else {
			name = rest[:end]
			if rest[end] == ',' {
				rest = rest[end+1:]
			} else {
				value, rest = directiveValue(strings.TrimLeft(rest[end+1:], " \t"))
			}
		}
		name = strings.ToLower(strings.TrimSpace(name))
		if _, doubled := all[name]; name != "" && !doubled {
			all[name] = value
		}
	}
	return all
}

// directiveValue reads a value up to its comma, and gives what follows that.
func directiveValue(text string) (value, rest string) {
	if !strings.HasPrefix(text, `"`) {
		value, rest, _ = strings.Cut(text, ",")
		return strings.TrimSpace(value), rest
	}
	var quoted strings.Builder
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
			if i < len(text) {
				quoted.WriteByte(text[i])
			}
		case '"':
			_, rest, _ = strings.Cut(text[i+1:], ",")
			return quoted.String(), rest
		default:
			quoted.WriteByte(text[i])
		}
	}
	return quoted.String(), ""
}
