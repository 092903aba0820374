package feed_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/feed"
)

func TestTitles(t *testing.T) {
	for _, test := range []struct{ elements, want string }{
		{`<title>Plain</title>`, "Plain"},
		{`<title>  Two
			lines </title>`, "Two lines"},
		{`<title>Tom &amp;amp; Jerry</title>`, "Tom & Jerry"},
		{`<title>Tom &amp; Jerry</title>`, "Tom & Jerry"},
		{`<title>Tom & Jerry</title>`, "Tom & Jerry"},
		{`<title><![CDATA[Tom &#38; Jerry]]></title>`, "Tom & Jerry"},
		{`<title>Ferry &amp;#8211; late</title>`, "Ferry – late"},
		{`<title>Caf&eacute;</title>`, "Café"},
		{`<title>1 &lt; 2</title>`, "1 < 2"},
		{`<title>1 < 2 and 3 <4</title>`, "1 < 2 and 3 <4"},
		{`<title>I &lt;3 ferries</title>`, "I <3 ferries"},
		{`<title>The new &lt;selectedoption&gt; element</title>`, "The new <selectedoption> element"},
		{`<title>Sorting a Vec&lt;String&gt;</title>`, "Sorting a Vec<String>"},
		{`<title>Write to &lt;ada@example.org&gt;</title>`, "Write to <ada@example.org>"},
		{`<title>&lt;b&gt;Bold&lt;/b&gt; and &lt;i class="x"&gt;brash&lt;/i&gt;</title>`, "Bold and brash"},
		{`<title>One<br>Two</title>`, "One Two"},
		{`<title>An <em>inline</em> tag</title>`, "An inline tag"},
		{`<title>&lt;script&gt;alert(1)&lt;/script&gt;Calm</title>`, "Calm"},
		{`<title>Stop &#x1b;[31m &#0; here</title>`, "Stop [31m here"},
		{"<title>It\xc2\x92s</title>", "It’s"},
		{`<title>Wait&#133;</title>`, "Wait…"},
		{`<title>&#55357;&#56842; smile</title>`, "😊 smile"},
		{`<title/>`, ""},
		{``, ""},
		{`<title></title><media:title>The film</media:title>`, ""},
		{`<media:title>The film</media:title>`, "The film"},
	} {
		if got := item(t, test.elements).Title; got != test.want {
			t.Errorf("%s: %q, not %q", test.elements, got, test.want)
		}
	}
	for _, test := range []struct{ elements, want string }{
		{`<title type="text">The &lt;b&gt; element</title>`, "The <b> element"},
		{`<title type="html">The &amp;lt;b&amp;gt; element</title>`, "The <b> element"},
		{`<title type="html">&lt;b&gt;Bold&lt;/b&gt;</title>`, "Bold"},
		{`<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The &lt;b&gt; <i>element</i></div></title>`, "The <b> element"},
	} {
		if got := entry(t, test.elements).Title; got != test.want {
			t.Errorf("%s: %q, not %q", test.elements, got, test.want)
		}
	}
	if got := item(t, "<title>"+strings.Repeat("a", 5000)+"</title>").Title; len([]rune(got)) > 1001 {
		t.Errorf("a title of %d characters", len([]rune(got)))
	}
}

func TestLinks(t *testing.T) {
	for _, test := range []struct{ elements, want string }{
		{`<link>https://a.example/1</link>`, "https://a.example/1"},
		{"<link>\n https://a.example/1?a=1&b=2&copy=3 </link>", "https://a.example/1?a=1&b=2&copy=3"},
		{`<link>https://a.example/1?a=1&amp;b=2</link>`, "https://a.example/1?a=1&b=2"},
		{`<link><![CDATA[https://a.example/1?a=1&b=2]]></link>`, "https://a.example/1?a=1&b=2"},
		{`<link>/1</link>`, "https://gazette.example.org/1"},
		{`<link>//a.example/1</link>`, "https://a.example/1"},
		{`<link href="https://a.example/1"/>`, "https://a.example/1"},
		{`<link>https://a.example/中文</link>`, "https://a.example/%E4%B8%AD%E6%96%87"},
		{`<link>https://a.example/100%</link>`, "https://a.example/100%"},
		{`<guid>https://a.example/guid</guid>`, "https://a.example/guid"},
		{`<guid isPermaLink="false">https://a.example/guid</guid>`, ""},
		{`<guid>12345</guid>`, ""},
		{`<guid>https://a.example/guid</guid><link>https://a.example/1</link>`, "https://a.example/1"},
		{`<link></link><guid>https://a.example/guid</guid>`, "https://a.example/guid"},
		{`<link>javascript:alert(1)</link><guid>https://a.example/guid</guid>`, "https://a.example/guid"},
		{`<link>data:text/html,x</link>`, ""},
		{`<atom:link rel="replies" href="https://a.example/r"/><atom:link rel="self" href="https://a.example/s"/><link>https://a.example/1</link>`, "https://a.example/1"},
		{`<enclosure url="https://a.example/a.mp3" type="audio/mpeg" length="5"/>`, "https://a.example/a.mp3"},
		{`<link>https://feeds.example/~r/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>`, "https://a.example/1"},
		{`<comments>https://a.example/1#comments</comments>`, ""},
	} {
		if got := item(t, test.elements).Link; got != test.want {
			t.Errorf("%s: %q, not %q", test.elements, got, test.want)
		}
	}
	for _, test := range []struct{ elements, want string }{
		{`<link href="https://a.example/1"/>`, "https://a.example/1"},
		{`<link rel="enclosure" href="https://a.example/e.mp3"/><link rel="alternate" href="https://a.example/1"/>`, "https://a.example/1"},
		{`<link rel="alternate" type="application/json" href="https://a.example/j"/><link rel="alternate" type="text/html" href="https://a.example/1"/>`, "https://a.example/1"},
		{`<link rel="alternate" type="application/json" href="https://a.example/j"/>`, "https://a.example/j"},
		{`<link rel="related" href="https://a.example/r"/><link rel="via" href="https://a.example/v"/>`, ""},
		{`<link rel="replies" type="text/html" href="https://a.example/r"/><link rel="edit" href="https://a.example/e"/><link rel="self" href="https://a.example/s"/>`, ""},
		{`<link rel="related" href="https://a.example/r"/><id>https://a.example/id</id>`, "https://a.example/id"},
		{`<content src="https://a.example/film" type="video/mp4"/>`, "https://a.example/film"},
		{`<link rel="enclosure" href="https://a.example/e.mp3"/>`, "https://a.example/e.mp3"},
	} {
		if got := entry(t, test.elements).Link; got != test.want {
			t.Errorf("%s: %q, not %q", test.elements, got, test.want)
		}
	}
}

func TestTexts(t *testing.T) {
	const encoded = `<content:encoded><![CDATA[<p>The ferry of half past nine came in at ten, and nobody was surprised.</p>]]></content:encoded>`
	const long = `<p>The ferry of half past nine came in at ten, and nobody was surprised.</p>`
	for _, test := range []struct{ name, elements, text, summary string }{
		{"the longer one, whatever comes first", `<description>Late again.</description>` + encoded, long, "Late again."},
		{"the longer one, whatever comes last", encoded + `<description>Late again.</description>`, long, "Late again."},
		{"its beginning is no summary", encoded + `<description>The ferry of half past nine came in [&amp;#8230;]</description>`, long, ""},
		{"nor with an invitation", encoded + `<description>&lt;p&gt;The ferry of half past nine&#160;came in… &lt;a href="/1"&gt;Read on&lt;/a&gt;&lt;/p&gt;</description>`, long, ""},
		{"a description that is longer", `<content:encoded>Short.</content:encoded><description>This is the longer one.</description>`, "This is the longer one.", "Short."},
		{
			"tags are not length", `<content:encoded>&lt;img src="https://gazette.example.org/a-very-long-name-of-a-picture.jpg"&gt;x</content:encoded><description>Words say more.</description>`,
			"Words say more.", `<img src="https://gazette.example.org/a-very-long-name-of-a-picture.jpg">x`,
		},
		{"a podcast", `<itunes:summary>Only here.</itunes:summary>`, "Only here.", ""},
		{"plain text with blank lines", "<description>One\nline.\n\nTwo &lt; three.</description>", "<p>One\nline.</p>\n<p>Two &lt; three.</p>", ""},
		{"escaped once too often", `<description>&amp;lt;p&amp;gt;Hello&amp;lt;/p&amp;gt;</description>`, "<p>Hello</p>", ""},
		{"about tags", `<description>Use &amp;lt;p&amp;gt; for text.</description>`, "Use &lt;p&gt; for text.", ""},
		{"naked tags", `<description>One<br/>two <b>three</b> &amp; <img src="a.jpg"/></description>`, `One<br>two <b>three</b> &amp; <img src="https://gazette.example.org/a.jpg">`, ""},
		{"unclosed tags", `<description><p>One<p>two<br>three</description>`, "<p>One<p>two<br>three", ""},
		{"only a picture", `<description>&lt;img src="/a.jpg"&gt;</description>`, `<img src="https://gazette.example.org/a.jpg">`, ""},
		{"none", ``, "", ""},
	} {
		if got := item(t, test.elements); got.Text != test.text || got.Summary != test.summary {
			t.Errorf("%s: %q and %q, not %q and %q", test.name, got.Text, got.Summary, test.text, test.summary)
		}
	}
	for _, test := range []struct{ name, elements, text string }{
		{"text", `<content type="text">1 &lt; 2 &amp; 3</content>`, "1 &lt; 2 &amp; 3"},
		{"lines of text", "<content type=\"text\">One\ntwo</content>", "<p>One<br>\ntwo</p>"},
		{"html", `<content type="html">&lt;p&gt;1 &amp;lt; 2&lt;/p&gt;</content>`, "<p>1 &lt; 2</p>"},
		{"xhtml", `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>1 &lt; 2<br/></p><a name="x"/></div></content>`, `<p>1 &lt; 2<br></p><a name="x"></a>`},
		{"xhtml with a prefix", `<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>One</h:p></h:div></content>`, "<p>One</p>"},
		{"html that says nothing of itself", `<content>&lt;p&gt;One&lt;/p&gt;</content>`, "<p>One</p>"},
		{"base64", `<content type="application/octet-stream">PHA+T25lPC9wPg==</content>`, "<p>One</p>"},
		{"base64 of no text", `<content type="image/png">iVBORw0KGgo=</content><summary>Seen.</summary>`, "Seen."},
		{"elsewhere", `<content type="text/html" src="https://a.example/1">ignored</content>`, ""},
		{"a film", "<media:group><media:title>Film</media:title><media:description>One &lt;3\ntwo</media:description></media:group>", "<p>One &lt;3<br>\ntwo</p>"},
	} {
		if got := entry(t, test.elements).Text; got != test.text {
			t.Errorf("%s: %q, not %q", test.name, got, test.text)
		}
	}
}

// TestAddressesInTexts has what the addresses of a text belong to.
func TestAddressesInTexts(t *testing.T) {
	const text = `<description>&lt;a href="b?x=1&amp;amp;y=2"&gt;b&lt;/a&gt;</description>`
	for _, test := range []struct{ name, document, want string }{
		{"the article", rss(`<item><link>https://a.example/1/index.html</link>` + text + `</item>`), "https://a.example/1/b?x=1&amp;y=2"},
		{"the site", rss(`<item>` + text + `</item>`), "https://gazette.example.org/b?x=1&amp;y=2"},
		{"the feed", `<rss><channel><item>` + text + `</item></channel></rss>`, "https://gazette.example.org/b?x=1&amp;y=2"},
		{"xml:base before all", rss(`<item xml:base="https://base.example/x/"><link>https://a.example/1</link>` + text + `</item>`), "https://base.example/x/b?x=1&amp;y=2"},
		{"xml:base in xml:base", `<feed xml:base="https://base.example/x/"><entry xml:base="y/"><content xml:base="z/" type="html">&lt;a href="b"&gt;b&lt;/a&gt;</content></entry></feed>`, "https://base.example/x/y/z/b"},
		{"an xml:base that is none", rss(`<item xml:base="javascript:x">` + text + `</item>`), "https://gazette.example.org/b?x=1&amp;y=2"},
	} {
		if got := only(t, test.document).Text; !strings.HasPrefix(got, `<a href="`+test.want+`">`) {
			t.Errorf("%s: %s, not %s", test.name, got, test.want)
		}
	}
}

func TestDates(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2021, 6, d, 0, 0, 0, 0, time.UTC) }
	for _, test := range []struct {
		elements           string
		published, updated time.Time
	}{
		{`<pubDate>Fri, 11 Jun 2021 00:00:00 GMT</pubDate>`, day(11), time.Time{}},
		{`<pubDate>Fri, 11 Jun 2021 08:00:00 +0800</pubDate>`, day(11), time.Time{}},
		{`<pubDate>2021年6月11日 00:00</pubDate>`, day(11), time.Time{}},
		{`<pubDate>1623369600</pubDate>`, day(11), time.Time{}},
		{`<dc:date>2021-06-11</dc:date>`, day(11), time.Time{}},
		{`<pubDate>never</pubDate><dc:date>2021-06-11</dc:date>`, day(11), time.Time{}},
		{`<atom:updated>2021-06-12T00:00:00Z</atom:updated>`, time.Time{}, day(12)},
		{`<dcterms:issued>2021-06-11</dcterms:issued><dcterms:modified>2021-06-12</dcterms:modified>`, day(11), day(12)},
		{`<issued>2021-06-11T00:00:00Z</issued><modified>2021-06-12T00:00:00Z</modified>`, day(11), day(12)},
		{`<pubDate>Thu, 31 Sep 2021</pubDate>`, time.Time{}, time.Time{}},
		{`<pubDate></pubDate>`, time.Time{}, time.Time{}},
		{``, time.Time{}, time.Time{}},
		{`<pubDate>Fri, 11 Jun 2221 00:00:00 GMT</pubDate>`, time.Date(2221, 6, 11, 0, 0, 0, 0, time.UTC), time.Time{}},
	} {
		got := item(t, test.elements)
		if !got.Published.Equal(test.published) || !got.Updated.Equal(test.updated) || got.Published.Location() != time.UTC {
			t.Errorf("%s: %v and %v", test.elements, got.Published, got.Updated)
		}
	}
}

func TestAuthors(t *testing.T) {
	for _, test := range []struct {
		elements string
		want     []string
	}{
		{`<author>ada@example.org (Ada Pilot)</author>`, []string{"Ada Pilot"}},
		{`<author>Ada Pilot (ada@example.org)</author>`, []string{"Ada Pilot"}},
		{`<author>Ada Pilot &lt;ada@example.org&gt;</author>`, []string{"Ada Pilot"}},
		{`<author>ada@example.org</author>`, []string{"ada@example.org"}},
		{`<author>Ada Pilot (harbour master)</author>`, []string{"Ada Pilot (harbour master)"}},
		{`<dc:creator>Ada</dc:creator><dc:creator>Bo</dc:creator><dc:creator>Ada</dc:creator>`, []string{"Ada", "Bo"}},
		{`<dc:creator>Ada</dc:creator><itunes:author>The Gazette</itunes:author>`, []string{"Ada"}},
		{`<itunes:author>The Gazette</itunes:author>`, []string{"The Gazette"}},
		{`<author><name>Ada</name></author><author><email>bo@example.org</email></author><author><uri>https://c.example</uri></author>`, []string{"Ada", "bo@example.org", "https://c.example"}},
		{`<author> </author>`, nil},
		{``, nil},
	} {
		if got := item(t, test.elements).Authors; !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, not %q", test.elements, got, test.want)
		}
	}
	got := only(t, atom(`<author><name>The Gazette</name></author><entry><contributor><name>Bo</name></contributor></entry>`)).Authors
	if !slices.Equal(got, []string{"The Gazette"}) {
		t.Errorf("the feed's author: %q", got)
	}
	got = only(t, atom(`<author><name>The Gazette</name></author><entry><source><title>Other</title><author><name>Cy</name></author></source></entry>`)).Authors
	if !slices.Equal(got, []string{"Cy"}) {
		t.Errorf("the source's author: %q", got)
	}
}

func TestCategories(t *testing.T) {
	for _, test := range []struct {
		elements string
		want     []string
	}{
		{`<category>Ships</category><category domain="x">Tom &amp;amp; Jerry</category><category>Ships</category><category/>`, []string{"Ships", "Tom & Jerry"}},
		{`<category term="ships" label="Ships"/><category label="Tides"/><category term="https://a.example/#c" label="Harbour"/>`, []string{"ships", "Tides", "Harbour"}},
		{`<dc:subject>Ships</dc:subject><itunes:keywords>tides, ferries,,</itunes:keywords>`, []string{"Ships", "tides", "ferries"}},
		{`<tags>tides, ferries</tags><category>Ships</category>`, []string{"tides", "ferries", "Ships"}},
		{`<itunes:category text="Arts"><itunes:category text="Books"/></itunes:category>`, []string{"Arts", "Books"}},
	} {
		if got := item(t, test.elements).Categories; !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, not %q", test.elements, got, test.want)
		}
	}
}

func TestEnclosures(t *testing.T) {
	e := item(t, `<enclosure url="/a.mp3" type="audio/mpeg; x=1" length="123"/><enclosure url="/a.mp3"/><enclosure url="b.pdf" length="-5" type="application/pdf"/>
		<enclosure url="javascript:x"/><itunes:duration>1:02:03</itunes:duration><itunes:image href="/cover.jpg"/>
		<media:group><media:content url="/c.mp4" type="video/mp4" fileSize="99999999999999999999" duration="61.4"/></media:group>
		<media:content url="/p.jpg" medium="image"/>`)
	want := []feed.Enclosure{
		{URL: "https://gazette.example.org/a.mp3", Type: "audio/mpeg", Length: 123, Duration: time.Hour + 2*time.Minute + 3*time.Second},
		{URL: "https://gazette.example.org/b.pdf", Type: "application/pdf"},
		{URL: "https://gazette.example.org/c.mp4", Type: "video/mp4", Duration: 61 * time.Second},
	}
	if !slices.Equal(e.Enclosures, want) {
		t.Errorf("%+v", e.Enclosures)
	}
	text := item(t, `<link>magnet:?xt=urn:btih:cafe</link><description>&lt;img src="/i.png"&gt; &lt;a href="magnet:?xt=1"&gt;it&lt;/a&gt;</description>`)
	if !strings.Contains(text.Text, `"https://gazette.example.org/i.png"`) || !strings.Contains(text.Text, `"magnet:?xt=1"`) || !strings.HasPrefix(text.Link, "magnet:") {
		t.Errorf("an entry that is a magnet: %+v", text)
	}
	const torrent = "magnet:?xt=urn:btih:cafe&dn=a"
	if of := item(t, `<enclosure url="`+strings.ReplaceAll(torrent, "&", "&amp;")+`" type="application/x-bittorrent" length="9"/>`).Enclosures; len(of) != 1 || of[0].URL != torrent {
		t.Errorf("a magnet: %+v", of)
	}
	if e.Image != "https://gazette.example.org/p.jpg" {
		t.Errorf("picture %q", e.Image)
	}
	e = entry(t, `<link rel="enclosure" href="/a.ogg" type="audio/ogg" length="7"/><link rel="replies" type="text/html" href="/talk"/>
		<link rel="replies" type="application/atom+xml" href="/talk.atom"/><media:thumbnail url="/t.jpg"/>`)
	if len(e.Enclosures) != 1 || e.Enclosures[0].Length != 7 || e.Comments != "https://gazette.example.org/talk" || e.Image != "https://gazette.example.org/t.jpg" {
		t.Errorf("%+v", e)
	}
	e = item(t, `<enclosure url="/a.mp3" type="audio/mpeg"/><media:content url="/a.mp3" type="audio/x-other" fileSize="7" duration="60"/>`)
	if want := (feed.Enclosure{URL: "https://gazette.example.org/a.mp3", Type: "audio/mpeg", Length: 7, Duration: time.Minute}); len(e.Enclosures) != 1 || e.Enclosures[0] != want {
		t.Errorf("told of twice: %+v", e.Enclosures)
	}
	for _, nonsense := range []string{"NaN", "-5", "1e300", "::", "1:99999999999", "soon", "Inf"} {
		e := item(t, `<enclosure url="/a.mp3"/><itunes:duration>`+nonsense+`</itunes:duration><media:content url="/b.mp3" type="audio/mpeg" duration="`+nonsense+`"/>`)
		if a, b := e.Enclosures[0].Duration, e.Enclosures[1].Duration; a != 0 || b != 0 {
			t.Errorf("durations of %s are %v and %v", nonsense, a, b)
		}
	}
}

// Of several pictures one is the entry's; the others come with it. Those of one group
// are the same one, and so are those that differ in how they are sent.
func TestPictures(t *testing.T) {
	const first, second = "https://files.example/1.jpeg", "https://files.example/2.jpeg"
	for name, test := range map[string]struct {
		source, image string
		with          []string
	}{
		"two":                     {`<media:content url="` + first + `" type="image/jpeg" fileSize="5"/><media:content url="` + second + `" medium="image"/>`, first, []string{second}},
		"in sizes":                {`<media:content url="` + first + `?w=140" type="image/jpeg"/><media:content url="` + first + `?w=460" type="image/jpeg"/>`, first + "?w=140", nil},
		"a group":                 {`<media:group><media:content url="` + first + `" type="image/jpeg"/><media:content url="` + second + `" type="image/jpeg"/></media:group>`, first, nil},
		"of whom nothing is said": {`<media:content url="` + first + `"/><media:content url="` + second + `"/>`, first, nil},
		"a portrait":              {`<media:content url="https://1.gravatar.com/avatar/x?s=96" medium="image"/><media:content url="` + first + `" medium="image"/>`, first, nil},
		"after a film":            {`<media:content url="` + first + `" medium="image"/><media:content url="` + second + `" medium="image"/><media:content url="https://files.example/3.mp4" type="video/mp4"/>`, first, []string{"https://files.example/3.mp4", second}},
		"of old podcasts":         {`<itunes:link rel="related" href="/r"/><itunes:link rel="image" type="video/jpeg" href="` + first + `"/>`, first, nil},
	} {
		e := item(t, test.source)
		var with []string
		for _, one := range e.Enclosures {
			with = append(with, one.URL)
		}
		if e.Image != test.image || !slices.Equal(with, test.with) {
			t.Errorf("%s: picture %s with %v", name, e.Image, with)
		}
	}
}

func TestSourcesAndLanguages(t *testing.T) {
	e := item(t, `<source url="https://other.example/feed">The Other Paper</source><comments>/1#talk</comments><guid isPermaLink="false"> AbC </guid>`)
	if e.Source != "The Other Paper" || e.Comments != "https://gazette.example.org/1#talk" || e.ID != "AbC" {
		t.Errorf("%+v", e)
	}
	f := read(t, `<feed xml:lang="de"><entry><source><title>Anderswo</title></source><content xml:lang="zh_CN">中文</content></entry><entry/></feed>`)
	if f.Language != "de" || f.Entries[0].Language != "zh-CN" || f.Entries[1].Language != "de" || f.Entries[0].Source != "Anderswo" {
		t.Errorf("%+v", f)
	}
	f = read(t, `<feed xml:lang="de"><entry xml:lang=""><title>1010</title></entry><entry><content xml:lang=" ">0101</content></entry></feed>`)
	if f.Entries[0].Language != "" || f.Entries[1].Language != "" {
		t.Errorf("languages taken back: %q and %q", f.Entries[0].Language, f.Entries[1].Language)
	}
	if f := read(t, rss("<language>English, of course!</language>")); f.Language != "" {
		t.Errorf("language %q", f.Language)
	}
}
