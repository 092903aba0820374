package feeds

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
)

// BenchmarkFetch is the whole way of a feed of 20 entries of some 300 words but for the
// network: decode, parse, find what is new, write files, note all of it.
func BenchmarkFetch(b *testing.B) {
	const feeds, entries = 200, 20
	subs := make([]subscriptions.Subscription, feeds)
	documents := map[string][]byte{}
	for i := range subs {
		site := fmt.Sprintf("https://site%d.example.org", i)
		subs[i].URL = site + "/feed.xml"
		documents[subs[i].URL] = rss(site, entries)
	}
	get := func(_ context.Context, r web.Request) (*web.Response, error) {
		body := documents[r.URL]
		return &web.Response{URL: r.URL, Status: http.StatusOK, Header: http.Header{"Content-Type": {"application/rss+xml"}}, Body: body, Read: int64(len(body))}, nil
	}
	for b.Loop() {
		folder := b.TempDir()
		s, err := Open(b.Context(), Options{
			Folder: filepath.Join(folder, "feeds"), State: filepath.Join(folder, "feeds.db"), Get: get, Read: feed.Read, Now: time.Now,
			Subscriptions: func(context.Context) ([]subscriptions.Subscription, error) { return subs, nil },
		})
		if err != nil {
			b.Fatal(err)
		}
		summary, err := s.Fetch(b.Context(), Selection{}, nil)
		if err != nil || len(summary.New) != feeds*entries {
			b.Fatal(len(summary.New), err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*feeds), "µs/feed")
}

// rss is a feed of plain articles.
func rss(site string, entries int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News</title><link>%s/</link>`, site)
	for n := range entries {
		date := time.Date(2026, 11, 1, 0, 0, n, 0, time.UTC).Format(time.RFC1123Z)
		fmt.Fprintf(&b, `<item><title>Article %d of %s</title><link>%[2]s/%[1]d</link><guid>%[2]s/%[1]d</guid><pubDate>%[3]s</pubDate><category>News</category><description>`, n, site, date)
		for range 6 {
			b.WriteString("&lt;p&gt;" + strings.Repeat("What was told of it on that day is as plain as it can be. ", 4) + "&lt;a href=\"/more\"&gt;More.&lt;/a&gt;&lt;/p&gt;")
		}
		b.WriteString("</description></item>")
	}
	b.WriteString("</channel></rss>")
	return []byte(b.String())
}
