package feed_test

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// The feeds here are written as those of well-known publishers and programs are.

func TestChannelOfFilms(t *testing.T) {
	e := only(t, `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <link rel="self" href="http://films.example/feeds/videos.xml?channel_id=1"/><id>yt:channel:1</id><title>Harbour films</title>
 <link rel="alternate" href="https://films.example/channel/1"/><author><name>Harbour films</name><uri>https://films.example/channel/1</uri></author>
 <entry><id>yt:video:abc</id><yt:videoId>abc</yt:videoId><title>The ferry</title><link rel="alternate" href="https://films.example/watch?v=abc"/>
  <author><name>Harbour films</name></author><published>2021-06-11T03:05:25+00:00</published><updated>2021-06-12T03:05:25+00:00</updated>
  <media:group><media:title>The ferry</media:title><media:content url="https://films.example/v/abc?version=3" type="application/x-shockwave-flash" width="640" height="390"/>
   <media:thumbnail url="https://pictures.example/abc.jpg" width="480" height="360"/><media:description>How it came in late.

Music: nobody &amp; others
https://films.example/more</media:description></media:group></entry></feed>`)
	if e.Link != "https://films.example/watch?v=abc" || e.Image != "https://pictures.example/abc.jpg" || len(e.Enclosures) != 0 {
		t.Errorf("%+v", e)
	}
	if want := "<p>How it came in late.</p>\n<p>Music: nobody &amp; others<br>\nhttps://films.example/more</p>"; e.Text != want {
		t.Errorf("text %q", e.Text)
	}
}

func TestMessagesWithoutTitles(t *testing.T) {
	e := item(t, `<guid isPermaLink="true">https://social.example/@ada/1</guid><link>https://social.example/@ada/1</link><pubDate>Fri, 11 Jun 2021 03:05:25 +0000</pubDate>
<description>&lt;p&gt;Late &lt;a href="https://social.example/tags/ferry" rel="tag"&gt;#&lt;span&gt;ferry&lt;/span&gt;&lt;/a&gt;&lt;/p&gt;</description>
<media:content url="https://files.example/1.jpeg" type="image/jpeg" fileSize="129337" medium="image"><media:rating scheme="urn:simple">nonadult</media:rating>
<media:description type="plain">A very long description of what can be seen in the picture, longer than the text itself.</media:description></media:content><category>ferry</category>`)
	if e.Title != "" || e.Image != "https://files.example/1.jpeg" || !strings.Contains(e.Text, `<span>ferry</span>`) || e.Summary != "" || len(e.Enclosures) != 0 {
		t.Errorf("%+v", e)
	}
}

func TestWeblog(t *testing.T) {
	e := item(t, `<title>Ferries &#038; tides</title><link>https://blog.example/2021/06/ferries/</link><comments>https://blog.example/2021/06/ferries/#comments</comments>
<dc:creator><![CDATA[Ada]]></dc:creator><pubDate>Fri, 11 Jun 2021 03:05:25 +0000</pubDate><category><![CDATA[Ships & more]]></category>
<guid isPermaLink="false">https://blog.example/?p=1</guid><description><![CDATA[<p>The ferry came in late [&#8230;]</p><p>The post <a href="https://blog.example/2021/06/ferries/">Ferries</a> first appeared.</p>]]></description>
<content:encoded><![CDATA[<p>The ferry came in late, as ever since spring.</p><p>The post <a href="https://blog.example/2021/06/ferries/">Ferries</a> first appeared.</p>]]></content:encoded>
<wfw:commentRss>https://blog.example/2021/06/ferries/feed/</wfw:commentRss><slash:comments>3</slash:comments>`)
	if e.Title != "Ferries & tides" || e.ID != "https://blog.example/?p=1" || e.Comments != "https://blog.example/2021/06/ferries/#comments" || !slices.Equal(e.Categories, []string{"Ships & more"}) {
		t.Errorf("%+v", e)
	}
	if !strings.HasPrefix(e.Text, "<p>The ferry came in late, as ever since spring.") {
		t.Errorf("text %q, summary %q", e.Text, e.Summary)
	}
}

func TestPodcast(t *testing.T) {
	e := item(t, `<title>12: The tide</title><itunes:title>The tide</itunes:title><itunes:episode>12</itunes:episode><itunes:author>Harbour radio</itunes:author>
<enclosure url="https://cast.example/track/12.mp3?a=1&amp;b=2" length="54919661" type="audio/mpeg"/><guid isPermaLink="false">b1f9</guid>
<itunes:duration>6849</itunes:duration><itunes:summary>Why it comes.</itunes:summary><itunes:image href="https://cast.example/12.jpg"/><itunes:explicit>no</itunes:explicit>`)
	if e.Title != "12: The tide" || e.Link != "https://cast.example/track/12.mp3?a=1&b=2" || e.Text != "Why it comes." || !slices.Equal(e.Authors, []string{"Harbour radio"}) {
		t.Errorf("%+v", e)
	}
	if len(e.Enclosures) != 1 || e.Enclosures[0].Duration != 6849*time.Second || e.Enclosures[0].Length != 54919661 || e.Image != "https://cast.example/12.jpg" {
		t.Errorf("%+v", e.Enclosures)
	}
}

func TestReleases(t *testing.T) {
	e := only(t, `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en-US"><id>tag:code.example,2008:/a/b/releases</id>
<link type="text/html" rel="alternate" href="https://code.example/a/b/releases"/><title>Release notes from b</title>
<entry><id>tag:code.example,2008:Repository/1/v1</id><updated>2021-06-11T03:05:25Z</updated><link rel="alternate" type="text/html" href="https://code.example/a/b/releases/tag/v1"/>
<title>v1: Vec&lt;T&gt; &amp; more</title><content type="html">&lt;ul&gt;&lt;li&gt;See &lt;a href="/a/b/pull/1"&gt;#1&lt;/a&gt;&lt;/li&gt;&lt;/ul&gt;</content><author><name>ada</name></author></entry></feed>`)
	if e.Title != "v1: Vec<T> & more" || e.Text != `<ul><li>See <a href="https://code.example/a/b/pull/1">#1</a></li></ul>` || !e.Published.IsZero() || e.Updated.Year() != 2021 || e.Language != "en-US" {
		t.Errorf("%+v", e)
	}
}

func TestForumInChinese(t *testing.T) {
	e := item(t, `<title><![CDATA[ 渡轮晚点 &amp; 潮水 ]]></title><link>https://bbs.example/view?board=10&id=25&Page=1</link><author>大鱼儿</author>
<pubDate>2021/6/11 11:05:25</pubDate><description><![CDATA[　　渡轮晚点了。<br/>
　　码头上的人都不奇怪。]]></description><category>航运，港口</category>`)
	if e.Title != "渡轮晚点 & 潮水" || e.Link != "https://bbs.example/view?board=10&id=25&Page=1" || !slices.Equal(e.Authors, []string{"大鱼儿"}) || e.Published.Hour() != 11 {
		t.Errorf("%+v", e)
	}
	if !strings.Contains(e.Text, "<br/>") || !slices.Equal(e.Categories, []string{"航运，港口"}) {
		t.Errorf("%+v", e)
	}
}
