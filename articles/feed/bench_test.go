package feed_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"broadsheet/articles/feed"
)

// generate writes a feed of RSS 2.0 with so many items, whose texts have so many
// paragraphs.
func generate(items, paragraphs int) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>The Harbour Gazette</title><link>https://gazette.example.org/</link>
<atom:link href="https://gazette.example.org/feed" rel="self" type="application/rss+xml"/><language>en-GB</language>`)
	for i := range items {
		fmt.Fprintf(&b, `<item><title>Ferry %d comes in late &amp;#8211; again</title><link>https://gazette.example.org/ferry/%d?a=1&amp;b=2</link>
<guid isPermaLink="false">gazette-%d</guid><dc:creator><![CDATA[Ada Pilot]]></dc:creator><pubDate>Fri, 11 Jun 2021 03:05:25 +0000</pubDate>
<category><![CDATA[Harbour]]></category><category>Ships</category><description><![CDATA[The ferry of half past nine came in at ten. [&#8230;]]]></description>
<content:encoded><![CDATA[<p>The ferry of half past nine came in at ten.</p>`, i, i, i)
		for j := range paragraphs {
			fmt.Fprintf(&b, `<p>Nobody on the pier was <em>surprised</em>: the <a href="https://gazette.example.org/tides/%d">tide table</a> had said so, and 潮水 waits for nobody, as the `+
				`harbour master likes to say to those who ask &#8220;why&#8221;. <img src="https://gazette.example.org/p/%d.jpg" alt="The pier" width="640" height="480"/></p>`+"\n", j, j)
		}
		b.WriteString("]]></content:encoded></item>\n")
	}
	b.WriteString("</channel></rss>\n")
	return []byte(b.String())
}

// BenchmarkRead reads a feed as most are, and one of 25 MiB; beside it gofeed, which
// does not decode, repair or resolve as much.
func BenchmarkRead(b *testing.B) {
	for _, size := range []struct {
		name              string
		items, paragraphs int
	}{
		{"20 items", 20, 4},
		{"5000 items", 5000, 15},
	} {
		data := generate(size.items, size.paragraphs)
		b.Run(size.name+"/broadsheet", func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				read, err := feed.Read(data, feed.Options{URL: address})
				if err != nil || len(read.Entries) != size.items {
					b.Fatal(err)
				}
			}
		})
		b.Run(size.name+"/gofeed", func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				read, err := gofeed.NewParser().Parse(bytes.NewReader(data))
				if err != nil || len(read.Items) != size.items {
					b.Fatal(err)
				}
			}
		})
	}
}
