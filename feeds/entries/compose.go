package entries

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html"

	"broadsheet/articles/charset"
	"broadsheet/articles/frontmatter"
)

// A file may have two texts: what the feed says, and that of the linked page. One is
// its body. The other is kept below it as a data block (HTML standard, 4.12.1), which
// nothing that reads HTML shows, and nothing in it can end but we: it is a string of
// JSON without any < or brace.
const (
	keptMark  = "data-broadsheet="
	keptBegin = "\n<script type=\"application/json\" " + keptMark + "\""
	keptEnd   = "</script>"
	ofFeed    = "feed"
	ofPage    = "page"
)

// compose gives a file of a head, the text that the feed gives, and that of the linked
// page; empty: that was not read. Both are clean. The head says which of them is the
// body. No brace of a body is written as one: a program that makes pages of such files would take two of
// them for its own language, and whoever reads the files reads &#123; as a brace.
func compose(head *frontmatter.Head, feed, page string) []byte {
	body, kept, of := feed, page, ofPage
	if page != "" {
		if head.FullText {
			body, kept, of = page, feed, ofFeed
		}
		body = ended(body)
	}
	var b bytes.Buffer
	b.WriteString(frontmatter.Write(head))
	b.WriteString(strings.ReplaceAll(strings.ReplaceAll(body, "{", "&#123;"), "}", "&#125;"))
	if page != "" {
		quoted, _ := json.Marshal(kept) // a string always can be; < and & come out as \u003c and \u0026
		b.WriteString(keptBegin + of + "\">")
		b.WriteString(strings.ReplaceAll(strings.ReplaceAll(string(quoted), "{", `\u007b`), "}", `\u007d`))
		b.WriteString(keptEnd)
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// ended gives HTML that swallows nothing of what follows it, as an open comment would.
func ended(source string) string {
	if isEnded(source) {
		return source
	}
	if source = closed(source); isEnded(source) {
		return source
	}
	return html.EscapeString(plainText(source))
}

func isEnded(source string) bool {
	tokens := html.NewTokenizer(strings.NewReader(source + keptBegin + "\">"))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken:
			if strings.HasPrefix(string(tokens.Raw()), keptBegin[1:]) {
				return true
			}
		default:
		}
	}
}

// taken is a file that was written, read again.
type taken struct {
	head frontmatter.Head
	body string // as the feed gave it
	page string // text of the linked page; empty: it was not read
}

// takeApart reads a file that compose made. A file that somebody has changed by hand
// is all body.
func takeApart(r io.Reader) (taken, error) {
	const most = 64 << 20 // more than any that was written
	data, err := io.ReadAll(io.LimitReader(r, most))
	if err != nil {
		return taken{}, err
	}
	head := frontmatter.Read(charset.Decode(data, false).Text, time.UTC)
	t := taken{head: head, body: strings.TrimSuffix(head.Body, "\n")}
	at := strings.LastIndex(t.body, keptBegin)
	if at < 0 {
		return t.asFeed(), nil
	}
	of, quoted, found := strings.Cut(t.body[at+len(keptBegin):], `">`)
	quoted, ended := strings.CutSuffix(quoted, keptEnd)
	var kept string
	if !found || !ended || json.Unmarshal([]byte(quoted), &kept) != nil {
		return t.asFeed(), nil
	}
	body := t.body[:at]
	if of == ofFeed {
		t.head.FullText, t.body, t.page = true, kept, body
	} else {
		t.head.FullText, t.body, t.page = false, body, kept
	}
	return t, nil
}

// asFeed is a file without the text of a page, whatever its head says.
func (t taken) asFeed() taken {
	t.head.FullText, t.head.FullTextRead = false, time.Time{}
	return t
}
