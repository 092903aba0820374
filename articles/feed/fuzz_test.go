package feed_test

import (
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
	f.Add([]byte(three("<description><![CDATA[<a href=x>]]><b>")), "")
	f.Add([]byte(rss(`<item xml:base="x"><media:content url="/a" duration="9"/><itunes:duration>1:2</itunes:duration></item>`)), "")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		read, err := feed.Read(data, feed.Options{URL: address, ContentType: contentType})
		if err != nil {
			return
		}
		lines := []string{read.Title}
		addresses := []string{read.Link, read.Self}
		texts := append([]string{read.Language, read.Encoding, read.Format}, read.Problems...)
		for _, e := range read.Entries {
			lines = append(append(append(lines, e.Title, e.Source), e.Authors...), e.Categories...)
			addresses = append(addresses, e.Link, e.Comments, e.Image)
			for _, file := range e.Enclosures {
				addresses = append(addresses, file.URL)
				if file.URL == "" || file.Length < 0 || file.Duration < 0 || file.Duration > 31*24*time.Hour {
					t.Errorf("enclosure %+v", file)
				}
			}
			texts = append(texts, e.ID, e.Text, e.Summary, e.Language)
			if e.Summary != "" && e.Text == "" {
				t.Errorf("a summary of nothing: %q", e.Summary)
			}
			if strings.TrimSpace(e.ID) != e.ID {
				t.Errorf("id %q", e.ID)
			}
		}
		for _, line := range lines {
			if strings.ContainsAny(line, "\n\r\t\x1b") || strings.TrimSpace(line) != line || !utf8.ValidString(line) || utf8.RuneCountInString(line) > 1001 {
				t.Errorf("no plain line: %q", line)
			}
		}
		for _, a := range addresses {
			if scheme, _, _ := strings.Cut(a, ":"); a != "" && scheme != "http" && scheme != "https" && scheme != "mailto" && scheme != "ftp" && scheme != "gemini" || len(a) > 2048 {
				t.Errorf("address %q", a)
			}
		}
		for _, text := range texts {
			if !utf8.ValidString(text) {
				t.Errorf("text %q", text)
			}
		}
	})
}
