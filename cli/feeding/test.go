package feeding

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"broadsheet/articles/feed"
	"broadsheet/cli/usage"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
	"broadsheet/render"
	"broadsheet/render/linebreak"
)

func (c *Call) testCommand() *cobra.Command {
	asJSON := false
	command := &cobra.Command{
		Use: "test URL|FILE|-", Short: "Show step by step what a feed says",
		Long: "Show step by step what comes from a feed: the answer of the server, its headers that count, the encoding, the format, " +
			"and every entry with all that broadsheet takes of it. The feed is an address, a file, or standard input (-). Nothing is kept, and nothing is followed. " +
			"If you follow the feed, it is asked with the headers, user name and proxy that are set for it. " +
			"With --json it is one object: times are RFC 3339 in UTC or null, titles plain text, summary and text HTML with absolute addresses.",
		Example: examples("broadsheet feeds test https://example.org/feed.xml", "curl -s https://example.org/feed.xml | broadsheet feeds test --json -"),
		Args:    usage.Takes(1, 1, "one address, one file, or - for standard input"), ValidArgsFunction: files,
		RunE: func(command *cobra.Command, args []string) error {
			t, err := c.fetchTested(command.Context(), args[0])
			if err != nil {
				return err
			}
			if err := t.read(args[0]); err != nil {
				return err
			}
			if asJSON {
				return t.writeJSON(c.Out)
			}
			return t.write(c)
		},
	}
	command.Flags().BoolVar(&asJSON, "json", false, "write one JSON object")
	return command
}

// tested is a document that is looked at.
type tested struct {
	asked  string        // the address; empty for a file
	answer *web.Response // nil for a file
	data   []byte
	feed   *feed.Feed
}

func (c *Call) fetchTested(ctx context.Context, argument string) (*tested, error) {
	_, failed := os.Stat(argument)
	switch {
	case argument == "-", failed == nil, strings.HasPrefix(argument, "."), strings.HasPrefix(argument, "/"), strings.HasPrefix(argument, "~"):
		data, _, err := c.readDocument(argument)
		return &tested{data: data}, err
	}
	asked, err := subscriptions.Address(argument)
	if err != nil {
		return nil, usage.Errorf("%q is neither a file nor the address of a feed: %w", usage.Shortened(argument), err)
	}
	answer, err := c.client().Get(ctx, c.request(asked))
	if err != nil {
		return nil, err
	}
	return &tested{asked: asked, answer: answer, data: answer.Body}, nil
}

// request asks for an address, as it is asked for if it is followed.
func (c *Call) request(asked string) web.Request {
	request := web.Request{URL: asked, Header: http.Header{}, Partial: true, Urgent: true}
	file, err := c.followed()
	if err != nil { // what was not understood of the file is of no matter here
		return request
	}
	if s, ok := file.Find(subscriptions.Subscription{URL: asked}.Key()); ok {
		request.User, request.Proxy = s.User, s.Proxy
		for name, value := range s.Headers {
			request.Header.Set(name, value)
		}
	}
	return request
}

// read makes a feed of the document.
func (t *tested) read(argument string) error {
	o := feed.Options{}
	if t.answer != nil {
		o.URL, o.ContentType = t.answer.URL, t.answer.Header.Get("Content-Type")
	}
	read, err := feed.Read(t.data, o)
	var none *feed.NotFeedError
	switch {
	case errors.As(err, &none) && t.answer != nil:
		return fmt.Errorf("%s was answered (%d %s), but %w; `broadsheet feeds add` looks for the feeds of a site", redacted(t.answer.URL), t.answer.Status, http.StatusText(t.answer.Status), none)
	case errors.As(err, &none) && argument != "-":
		return fmt.Errorf("%s: %w", argument, none)
	case err != nil:
		return err
	}
	t.feed = read
	return nil
}

// redacted is an address without a password.
func redacted(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return address
	}
	return parsed.Redacted()
}

// testedFeed is `feeds test --json`. The order of the fields is part of the format.
type testedFeed struct {
	URL      string        `json:"url"`    // that answered, without a password; empty for a file
	Status   int           `json:"status"` // of HTTP; 0 for a file
	Format   string        `json:"format"`
	Encoding string        `json:"encoding"`
	Title    string        `json:"title"`
	Link     string        `json:"link"`
	Language string        `json:"language"`
	Problems []string      `json:"problems"`
	Entries  []testedEntry `json:"entries"`
}

type testedEntry struct {
	Key        string            `json:"key"`
	Title      string            `json:"title"`
	Link       string            `json:"link"`
	Author     string            `json:"author"`
	Published  *string           `json:"published"`
	Updated    *string           `json:"updated"`
	Categories []string          `json:"categories"`
	Summary    string            `json:"summary"`
	Text       string            `json:"text"`
	Enclosures []testedEnclosure `json:"enclosures"`
}

type testedEnclosure struct {
	URL    string `json:"url"`
	Type   string `json:"type"`
	Length int64  `json:"length"`
}

func (t *tested) writeJSON(w io.Writer) error {
	f := t.feed
	shown := testedFeed{
		Format: f.Format, Encoding: f.Encoding, Title: f.Title, Link: f.Link, Language: f.Language,
		Problems: append([]string{}, f.Problems...), Entries: make([]testedEntry, 0, len(f.Entries)),
	}
	if t.answer != nil {
		shown.URL, shown.Status = redacted(t.answer.URL), t.answer.Status
	}
	keys := keysOf(f.Entries)
	for i, e := range f.Entries {
		entry := testedEntry{
			Key: keys[i], Title: e.Title, Link: e.Link, Author: strings.Join(e.Authors, ", "), Published: jsonTime(e.Published), Updated: jsonTime(e.Updated),
			Categories: append([]string{}, e.Categories...), Summary: e.Summary, Text: e.Text, Enclosures: make([]testedEnclosure, 0, len(e.Enclosures)),
		}
		for _, file := range e.Enclosures {
			entry.Enclosures = append(entry.Enclosures, testedEnclosure{file.URL, file.Type, file.Length})
		}
		shown.Entries = append(shown.Entries, entry)
	}
	return writeJSON(w, shown)
}

func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// keysOf gives what tells each entry from the others of the document: where a feed gives
// several the same id, the first keeps it, and the next ones have their link or a number
// beside it. An entry that is there twice has one key.
func keysOf(entries []feed.Entry) []string {
	keys := make([]string, len(entries))
	first := map[string]*feed.Entry{}
	for i := range entries {
		e := &entries[i]
		of := key(*e)
		keys[i] = of
		for n := 1; first[keys[i]] != nil && !isSameEntry(first[keys[i]], e); n++ {
			if keys[i] = of + " " + e.Link; n > 1 || e.Link == "" || e.Link == of {
				keys[i] = fmt.Sprintf("%s #%d", of, n+1)
			}
		}
		if first[keys[i]] == nil {
			first[keys[i]] = e
		}
	}
	return keys
}

func isSameEntry(a, b *feed.Entry) bool {
	return a.Title == b.Title && a.Link == b.Link && a.Text == b.Text
}

// key is what tells an entry from others of its feed, as long as the feed's own ids do.
func key(e feed.Entry) string {
	switch {
	case e.ID != "":
		return e.ID
	case e.Link != "":
		return e.Link
	case e.Title != "":
		return e.Title
	}
	return fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(e.Text)))
}

// jsonTime is a time in UTC, or null for none.
func jsonTime(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := t.UTC().Format(time.RFC3339)
	return &text
}

// table writes names and values beneath each other, and leaves out what is empty.
type table struct {
	w      io.Writer
	indent string
	names  int // cells
	width  int
	err    error
}

func (t *table) row(name, format string, arguments ...any) {
	value := fmt.Sprintf(format, arguments...)
	if value == "" || t.err != nil {
		return
	}
	value = strings.Join(strings.Fields(value), " ")
	name += strings.Repeat(" ", max(1, t.names-linebreak.Width(name)))
	_, t.err = fmt.Fprintln(t.w, t.indent+dim+name+undim+render.Truncate(value, max(20, t.width-len(t.indent)-linebreak.Width(name))))
}

// write shows what came to a person.
func (t *tested) write(c *Call) error {
	width := c.Width
	if !c.Terminal { // in a file nothing need be cut but what goes on and on
		width = 1000
	}
	w, f := c.Styled(), t.feed
	rows := &table{w: w, names: 12, width: width}
	if a := t.answer; a != nil {
		rows.row("asked", "%s", redacted(t.asked))
		for _, address := range a.Redirects {
			rows.row("redirect", "%s", redacted(address))
		}
		rows.row("moved", "%s", redacted(a.Moved))
		rows.row("answer", "%d %s, %d bytes of %d on the way", a.Status, http.StatusText(a.Status), len(a.Body), a.Read)
		for _, name := range []string{
			"Content-Type", "Content-Encoding", "Last-Modified", "ETag", "Cache-Control", "Expires", "Age", "Retry-After", "Date", "Server", "Link",
		} {
			if value := a.Header.Get(name); value != "" {
				rows.row("", "%s: %s", name, value)
			}
		}
	} else {
		rows.row("read", "%s", plural(len(t.data), "byte"))
	}
	rows.row("encoding", "%s", f.Encoding)
	rows.row("format", "%s", f.Format)
	rows.row("title", "%s", f.Title)
	rows.row("site", "%s", f.Link)
	rows.row("itself", "%s", f.Self)
	rows.row("language", "%s", f.Language)
	if f.Every > 0 {
		rows.row("wishes", "to be asked every %v", f.Every)
	}
	for _, problem := range f.Problems {
		rows.row("problem", "%s", problem)
	}
	rows.row("entries", "%d", len(f.Entries))
	keys := keysOf(f.Entries)
	for i, e := range f.Entries {
		if rows.err == nil {
			_, rows.err = fmt.Fprintf(w, "\n%s%d%s  %s%s%s\n", dim, i+1, undim, lit, render.Truncate(e.Title, max(20, width-8)), unlit)
		}
		writeEntry(&table{w: w, indent: "   ", names: 12, width: width, err: rows.err}, keys[i], e, c.zone())
	}
	return rows.err
}

// The styling of lines; what a terminal cannot show is taken out on the way.
const (
	dim   = "\x1b[2m"
	undim = "\x1b[22m"
	lit   = "\x1b[1m"
	unlit = undim
)

func writeEntry(rows *table, key string, e feed.Entry, zone *time.Location) {
	rows.row("key", "%s", key)
	rows.row("link", "%s", e.Link)
	rows.row("author", "%s", strings.Join(e.Authors, ", "))
	rows.row("published", "%s", longTime(e.Published, zone))
	rows.row("updated", "%s", longTime(e.Updated, zone))
	rows.row("categories", "%s", strings.Join(e.Categories, ", "))
	rows.row("comments", "%s", e.Comments)
	rows.row("image", "%s", e.Image)
	for _, file := range e.Enclosures {
		rows.row("enclosure", "%s %s, %s", file.URL, file.Type, plural(int(file.Length), "byte"))
	}
	if e.Summary != "" {
		rows.row("summary", "%s: %s", plural(utf8.RuneCountInString(e.Summary), "character"), e.Summary)
	}
	if e.Text != "" {
		rows.row("text", "%s: %s", plural(utf8.RuneCountInString(e.Text), "character"), e.Text)
	}
}

func longTime(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format("2006-01-02 15:04:05 -07:00")
}
