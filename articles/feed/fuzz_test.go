package feed_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"broadsheet/articles/feed"
)

// FuzzRead holds what every reader of entries leans on, whatever the document.
func FuzzRead(f *testing.F) {
	for _, test := range formats {
		f.Add([]byte(test.document), "text/xml; charset=utf-8")
	}
	f.Add([]byte(`{"rss":{"version":2,"channel":{"title":"A","item":[{"title":{"#value":"B"},"guid":"/c","tags":["d","e"]}]}}}`), "")
	f.Add([]byte(three("<description><![CDATA[<a href=x>]]><b>")), "")
	f.Add([]byte(rss(`<item xml:base="x"><media:content url="/a" duration="9"/><itunes:duration>1:2</itunes:duration></item>`)), "")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		read, err := feed.Read(data, feed.Options{URL: address, ContentType: contentType})
		if err != nil {
			return
		}
		checkLines(t, read.Title)
		checkAddresses(t, read.Link, read.Self)
		checkTexts(t, append(read.Problems, read.Language, read.Encoding, read.Format)...)
		for _, e := range read.Entries {
			checkEntry(t, &e)
		}
	})
}

func checkEntry(t *testing.T, e *feed.Entry) {
	t.Helper()
	checkLines(t, append(append([]string{e.Title, e.Source}, e.Authors...), e.Categories...)...)
	checkAddresses(t, e.Link, e.Comments, e.Image)
	checkTexts(t, e.ID, e.Text, e.Summary, e.Language)
	for _, file := range e.Enclosures {
		checkAddresses(t, file.URL)
		if file.URL == "" || file.Length < 0 || file.Duration < 0 || file.Duration > 31*24*time.Hour {
			t.Errorf("enclosure %+v", file)
		}
	}
	if e.Summary != "" && e.Text == "" {
		t.Errorf("a summary of nothing: %q", e.Summary)
	}
	if strings.TrimSpace(e.ID) != e.ID {
		t.Errorf("id %q", e.ID)
	}
}

// checkLines holds that texts are plain lines that can be shown.
func checkLines(t *testing.T, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if strings.ContainsAny(line, "\n\r\t\x1b") || strings.TrimSpace(line) != line || !utf8.ValidString(line) || utf8.RuneCountInString(line) > 1001 {
			t.Errorf("no plain line: %q", line)
		}
	}
}

// checkAddresses holds that addresses are absolute, and of a kind that may be opened.
func checkAddresses(t *testing.T, addresses ...string) {
	t.Helper()
	for _, a := range addresses {
		scheme, _, _ := strings.Cut(a, ":")
		if known := slices.Contains([]string{"", "http", "https", "mailto", "ftp", "gemini"}, scheme); !known || len(a) > 2048 {
			t.Errorf("address %q", a)
		}
	}
}

func checkTexts(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !utf8.ValidString(text) {
			t.Errorf("text %q", text)
		}
	}
}
