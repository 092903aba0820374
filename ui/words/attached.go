package words

import (
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"broadsheet/model"
)

// attachments word what comes with an article.
type attachments interface {
	enclosure(kind model.EnclosureKind) string
	comments() string
	moreFiles(n int) string         // below a few of them
	playing(d time.Duration) string // as playingTime has it
	OwnPage() string                // the page that an article's link leads to
}

// Attachment is a line that leads to what comes with an article.
type Attachment struct {
	URL           string // empty: it only says something
	Name, Details string // what it is called; the details begin with what parts them from the name, or are empty
}

// Attached are the lines of an article's head that lead to what comes with it: the
// files, then where it is discussed, if that is another page than its own. Of more
// files than the most, the last line says how many there are besides those above it.
func Attached(a *model.Article, w Language, most int) []Attachment {
	var links []Attachment
	add := func(address string, parts ...string) {
		a := Attachment{URL: address, Name: parts[0]}
		for _, part := range parts[1:] {
			a.Details += " · " + part
		}
		links = append(links, a)
	}
	files := a.Enclosures
	if len(files) > most {
		files = files[:most-1]
	}
	for _, e := range files {
		add(e.URL, enclosureParts(e, w)...)
	}
	if more := len(a.Enclosures) - len(files); more > 0 {
		add("", w.moreFiles(more))
	}
	if a.Comments != "" && a.Comments != a.Link {
		add(a.Comments, append([]string{w.comments()}, nonEmpty(Host(a.Comments))...)...)
	}
	return links
}

// enclosureParts say what a file is: its name where that tells something, after a sign of
// its kind, or else its kind; how long it plays and how large it is; where neither is
// known, where it is from.
func enclosureParts(e model.Enclosure, w Language) []string {
	kind := e.Kind()
	parts := []string{w.enclosure(kind)}
	name := plainName(e)
	switch sign := signOf(kind); {
	case sign != "" && path.Ext(name) != "":
		parts[0] = sign + " " + name
	case sign != "":
		parts[0] = sign + " " + parts[0]
	case name != "":
		parts = append(parts, name)
	}
	told := len(parts)
	parts = append(parts, nonEmpty(w.playing(e.Duration))...)
	parts = append(parts, nonEmpty(size(e.Length))...)
	if len(parts) == told {
		parts = append(parts, nonEmpty(Host(e.URL))...)
	}
	return parts
}

// signOf stands for a kind of file; "" where only a word does.
func signOf(kind model.EnclosureKind) string {
	switch kind {
	case model.Audio:
		return "♪"
	case model.Video:
		return "▶"
	case model.Picture:
		return "▣"
	default:
		return ""
	}
}

func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// plainName is a file's name as people write it; empty where it is too long to tell
// anything.
func plainName(e model.Enclosure) string {
	const longest = 40 // characters
	name := e.Name()
	if plain, err := url.PathUnescape(name); err == nil && IsPlain(plain) {
		name = plain
	}
	if len([]rune(name)) > longest {
		return ""
	}
	return name
}

// playingTime is how long a sound or a film plays: in minutes, rounded, or in seconds
// where it is less than one; "" where it is not known.
func playingTime(d time.Duration, ofHours, gap, ofMinutes, ofSeconds string) string {
	minutes := int(d.Round(time.Minute) / time.Minute)
	switch hours := minutes / 60; {
	case d < time.Second:
		return ""
	case d < time.Minute:
		return strconv.Itoa(int(d/time.Second)) + ofSeconds
	case hours == 0:
		return strconv.Itoa(minutes) + ofMinutes
	case minutes%60 == 0:
		return strconv.Itoa(hours) + ofHours
	default:
		return strconv.Itoa(hours) + ofHours + gap + strconv.Itoa(minutes%60) + ofMinutes
	}
}

// size is a number of bytes as people say it, in powers of 1,000; "" where it is not
// known, or so small that it is hardly what was meant.
func size(bytes int64) string {
	const k = 1000
	scaled, unit := float64(bytes), ""
	for _, next := range []string{"kB", "MB", "GB", "TB"} {
		if scaled < k-0.5 {
			break
		}
		scaled, unit = scaled/k, next
	}
	switch {
	case unit == "" || scaled >= k:
		return ""
	case scaled < 9.95 && unit != "kB":
		return strings.TrimSuffix(strconv.FormatFloat(scaled, 'f', 1, 64), ".0") + "\u00a0" + unit
	}
	return strconv.Itoa(int(scaled+0.5)) + "\u00a0" + unit
}

// Host is what a reader knows an address by; of one without a host what is in its
// place.
func Host(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return address
	}
	if parsed.Host == "" {
		return strings.TrimPrefix(address, parsed.Scheme+":")
	}
	return strings.TrimPrefix(parsed.Host, "www.")
}

// IsPlain says whether a text has nothing in it but what can be seen, and no
// marks, which could pile up. Addresses can spell out what articles may not have.
func IsPlain(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsMark(r) || model.IsHidden(r) })
}

func (english) moreFiles(n int) string { return "and " + Grouped(n) + " more files" }
func (chinese) moreFiles(n int) string { return join("另有", Grouped(n), "个文件") }

func (english) enclosure(kind model.EnclosureKind) string {
	switch kind {
	case model.Audio:
		return "Audio"
	case model.Video:
		return "Video"
	case model.Picture:
		return "Picture"
	case model.PDF:
		return "PDF"
	case model.OtherFile:
	}
	return "File"
}

func (chinese) enclosure(kind model.EnclosureKind) string {
	switch kind {
	case model.Audio:
		return "音频"
	case model.Video:
		return "视频"
	case model.Picture:
		return "图片"
	case model.PDF:
		return "PDF"
	case model.OtherFile:
	}
	return "文件"
}

func (english) playing(d time.Duration) string {
	return playingTime(d, "\u00a0h", " ", "\u00a0min", "\u00a0s")
}

func (chinese) playing(d time.Duration) string {
	return playingTime(d, "\u00a0小时", " ", "\u00a0分钟", "\u00a0秒")
}
