package discovery

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/feeds/web"
	"broadsheet/feeds/web/webtest"
)

// read reads the simplest RSS.
func read(data []byte, _ feed.Options) (*feed.Feed, error) {
	var document struct {
		XMLName xml.Name `xml:"rss"`
		Title   string   `xml:"channel>title"`
		Items   []struct {
			Date string `xml:"pubDate"`
		} `xml:"channel>item"`
	}
	if xml.Unmarshal(data, &document) != nil {
		return nil, &feed.NotFeedError{Is: "an HTML page"}
	}
	f := &feed.Feed{Format: "RSS 2.0", Title: document.Title}
	for _, item := range document.Items {
		date, _ := time.Parse(time.RFC3339, item.Date)
		f.Entries = append(f.Entries, feed.Entry{Published: date})
	}
	return f, nil
}

// rss writes it.
func rss(title string, dates ...string) string {
	items := ""
	for _, date := range dates {
		items += "<item><pubDate>" + date + "</pubDate></item>"
	}
	return "<rss><channel><title>" + title + "</title>" + items + "</channel></rss>"
}

const day = "2021-06-11T03:05:25Z"

// internet is what is at addresses: a document, or "301 ADDRESS", or a status alone, or
// "Link: … \n" before a document. Where nothing is, it is 404.
type internet map[string]string

func (pages internet) client(t *testing.T, asked *[]string) *web.Client {
	n := webtest.New(t)
	for address := range pages {
		parsed, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		n.Handle(parsed.Host, func(w http.ResponseWriter, r *http.Request) {
			scheme := "http"
			if r.TLS != nil {
				scheme = "https"
			}
			address := scheme + "://" + r.Host + r.URL.RequestURI()
			*asked = append(*asked, address)
			pages.answer(w, address)
		})
	}
	c := web.New(web.Options{Now: time.Now, Roots: n.Roots(), Dial: n.Dial})
	t.Cleanup(c.CloseIdle)
	return c
}

func (pages internet) answer(w http.ResponseWriter, address string) {
	body, known := pages[address]
	var status int
	if count, _ := fmt.Sscanf(body, "%3d", &status); !known {
		status = http.StatusNotFound
	} else if count == 0 {
		status = http.StatusOK
	}
	if status != http.StatusOK {
		if len(body) > 4 {
			w.Header().Set("Location", body[4:])
		}
		w.WriteHeader(status)
		return
	}
	if header, rest, found := strings.Cut(body, "\n"); found && strings.HasPrefix(header, "Link: ") {
		w.Header().Set("Link", strings.TrimPrefix(header, "Link: "))
		body = rest
	}
	_, _ = io.WriteString(w, body)
}

// find gives what is found as lines: how, address, title, entries.
func (pages internet) find(t *testing.T, address string) (found, asked []string, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var candidates []Candidate
		candidates, err = Find(t.Context(), pages.client(t, &asked), read, address)
		for _, c := range candidates {
			line := fmt.Sprintf("%s %s %q %d", c.How, c.URL, c.Title, c.Entries)
			if c.Format == "" {
				line = fmt.Sprintf("%s %s %q unread", c.How, c.URL, c.Title)
			}
			if !c.Newest.IsZero() {
				line += " " + c.Newest.Format(time.DateOnly)
			}
			if c.Comments {
				line += " comments"
			}
			found = append(found, line)
		}
	})
	return found, asked, err
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		name, address string
		pages         internet
		want          []string
	}{
		{
			"the feed itself", "https://a.example/news.xml",
			internet{"https://a.example/news.xml": rss("News", day, "2021-06-12T00:00:00Z")},
			[]string{`itself https://a.example/news.xml "News" 2 2021-06-12`},
		},
		{
			"no scheme", "A.example/news.xml",
			internet{"https://a.example/news.xml": rss("News")},
			[]string{`itself https://a.example/news.xml "News" 0`},
		},
		{
			"feed:// before it", " <feed://a.example/news.xml> ",
			internet{"https://a.example/news.xml": rss("News")},
			[]string{`itself https://a.example/news.xml "News" 0`},
		},
		{
			"feed:https:// before it", "feed:https://a.example/news.xml",
			internet{"https://a.example/news.xml": rss("News")},
			[]string{`itself https://a.example/news.xml "News" 0`},
		},
		{
			"with a password", "https://me:pw@a.example/news.xml",
			internet{"https://a.example/news.xml": rss("News")},
			[]string{`itself https://me:pw@a.example/news.xml "News" 0`},
		},
		{
			"moved for good", "http://a.example/",
			internet{"http://a.example/": "301 https://a.example/", "https://a.example/": rss("News")},
			[]string{`itself https://a.example/ "News" 0`},
		},
		{
			"moved for today", "http://a.example/",
			internet{"http://a.example/": "302 https://b.example/", "https://b.example/": rss("News")},
			[]string{`itself http://a.example/ "News" 0`},
		},
		{
			"the page tells, comments last", "a.example",
			internet{
				"https://a.example/": `<head><link rel="alternate" type="application/rss+xml" title="x" href="/comments/feed/">
					<link rel=alternate type=application/atom+xml href=empty><LINK REL='Alternate' TYPE='application/rss+xml; charset=utf-8' HREF='feed?a=1&amp;b=2#x'>
					<link rel="alternate stylesheet" type="text/xml" href="/style"><link rel=alternate hreflang=de href=/de><link rel=alternate type=application/json href=/wp-json/wp/v2/posts>
					<!-- <link rel=alternate type=application/rss+xml href=/old> --><link rel=alternate type=application/rss+xml href="javascript:x"><link rel=alternate type=application/rss+xml href="">`,
				"https://a.example/comments/feed/": rss("Comments for A", day), "https://a.example/empty": rss("Empty"), "https://a.example/feed?a=1&b=2": rss("A", day),
				"https://a.example/old": rss("Old", day), "https://a.example/wp-json/wp/v2/posts": rss("Posts", day), "https://a.example/style": rss("Style", day),
			},
			[]string{
				`link https://a.example/feed?a=1&b=2 "A" 1 2021-06-11`, `link https://a.example/empty "Empty" 0`,
				`link https://a.example/comments/feed/ "Comments for A" 1 2021-06-11 comments`,
			},
		},
		{
			"base", "https://a.example/blog/",
			internet{
				"https://a.example/blog/":  `<base href="//b.example/x/"><base href="/y/"><link rel=alternate type=application/rss+xml href=feed>`,
				"https://b.example/x/feed": rss("B", day),
			},
			[]string{`link https://b.example/x/feed "B" 1 2021-06-11`},
		},
		{
			"a base that is none", "https://a.example/blog/",
			internet{"https://a.example/blog/": `<base href="about:blank"><link rel=alternate type=application/rss+xml href=feed>`, "https://a.example/blog/feed": rss("A", day)},
			[]string{`link https://a.example/blog/feed "A" 1 2021-06-11`},
		},
		{
			"the header tells", "https://a.example/",
			internet{
				"https://a.example/":        `Link: </a.css>; rel=preload, </f,1.xml>; rel="alternate"; type="application/rss+xml"; title="of the, header"` + "\n<base href=/elsewhere/>",
				"https://a.example/f,1.xml": rss("", day),
			},
			[]string{`link https://a.example/f,1.xml "of the, header" 1 2021-06-11`},
		},
		{
			"a feed that is not there now", "https://a.example/",
			internet{
				"https://a.example/":     "<link rel=alternate type=application/rss+xml href=/down title='A\u202e  &amp; B'><link rel=alternate type=application/rss+xml href=/gone>",
				"https://a.example/down": "503",
			},
			[]string{`link https://a.example/down "A & B" unread`},
		},
		{
			"links for people", "https://a.example/",
			internet{"https://a.example/": `<a href="/about">About</a><a href="/x/feed.xml">RSS</a>`, "https://a.example/x/feed.xml": rss("A", day)},
			[]string{`anchor https://a.example/x/feed.xml "A" 1 2021-06-11`},
		},
		{
			"GBK", "https://a.example/",
			internet{"https://a.example/": "<meta charset=gb2312><link rel=alternate type=application/rss+xml title='\xd6\xd0\xce\xc4\xd0\xc2\xce\xc5' href=/f>", "https://a.example/f": rss("")},
			[]string{`link https://a.example/f "中文新闻" 0`},
		},
		{
			"well-known, of the folder", "https://a.example/blog/post",
			internet{"https://a.example/blog/post": "<p>", "https://a.example/blog/atom.xml": rss("Blog", day), "https://a.example/rss.xml": rss("Root", day)},
			[]string{`guess https://a.example/blog/atom.xml "Blog" 1 2021-06-11`},
		},
		{
			"well-known, by a redirect", "https://a.example/blog/",
			internet{"https://a.example/blog/": "<p>", "https://a.example/feed": "301 https://a.example/feed/", "https://a.example/feed/": rss("Root", day)},
			[]string{`guess https://a.example/feed/ "Root" 1 2021-06-11`},
		},
		{
			"a guarded page, an open feed", "https://a.example/",
			internet{"https://a.example/": "403", "https://a.example/feed": rss("A", day)},
			[]string{`guess https://a.example/feed "A" 1 2021-06-11`},
		},
		{
			"a name in the fediverse", "@me@a.example",
			internet{"https://a.example/@me": `<link rel=alternate type=application/activity+json href=/me>`, "https://a.example/@me.rss": rss("Me", day)},
			[]string{`guess https://a.example/@me.rss "Me" 1 2021-06-11`},
		},
		{
			"Pleroma", "https://a.example/users/me",
			internet{"https://a.example/users/me": "<p>", "https://a.example/users/me/feed.atom": rss("Me", day)},
			[]string{`guess https://a.example/users/me/feed.atom "Me" 1 2021-06-11`},
		},
		{
			"a name at YouTube", "https://www.youtube.com/@me",
			internet{
				"https://www.youtube.com/@me": `<meta itemprop="identifier" content="UCabcdefghijklmnopqrst_-"><script>{"channelId":"UC0000000000000000000000"}</script>`,
				"https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrst_-":    rss("Me", day, day),
				"https://www.youtube.com/feeds/videos.xml?playlist_id=UULFabcdefghijklmnopqrst_-": rss("Videos", day),
			},
			[]string{
				`site https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrst_- "Me" 2 2021-06-11`,
				`site https://www.youtube.com/feeds/videos.xml?playlist_id=UULFabcdefghijklmnopqrst_- "Videos without Shorts" 1 2021-06-11`,
			},
		},
		{
			"Apple's podcasts", "https://podcasts.apple.com/us/podcast/name/id123?i=5",
			internet{
				"https://podcasts.apple.com/us/podcast/name/id123?i=5":  "<p>",
				"https://itunes.apple.com/lookup?entity=podcast&id=123": `{"results":[{"feedUrl":"https://a.example/podcast"}]}`,
				"https://a.example/podcast":                             rss("Talk", day),
			},
			[]string{`site https://a.example/podcast "Talk" 1 2021-06-11`},
		},
		{
			"a repository without releases", "github.com/a/b",
			internet{"https://github.com/a/b/releases.atom": rss("Releases"), "https://github.com/a/b/tags.atom": rss("Tags"), "https://github.com/a/b/commits.atom": rss("Commits", day)},
			[]string{`site https://github.com/a/b/commits.atom "Commits" 1 2021-06-11`, `site https://github.com/a/b/releases.atom "Releases" 0`, `site https://github.com/a/b/tags.atom "Tags" 0`},
		},
		{
			"a site that is asked too often", "https://old.reddit.com/r/golang/",
			internet{"https://www.reddit.com/r/golang/.rss": "429"},
			[]string{`site https://www.reddit.com/r/golang/.rss "" unread`},
		},
		{
			"a known site, but no such page", "https://github.com/topics/news",
			internet{"https://github.com/topics/news": `<link rel=alternate type=application/atom+xml href=/topics/news.atom>`, "https://github.com/topics/news.atom": rss("Topic", day)},
			[]string{`link https://github.com/topics/news.atom "Topic" 1 2021-06-11`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, asked, err := test.pages.find(t, test.address)
			if err != nil || !slices.Equal(found, test.want) {
				t.Errorf("found\n%s\nnot\n%s\nasked %q, %v", strings.Join(found, "\n"), strings.Join(test.want, "\n"), asked, err)
			}
		})
	}
}

// TestHTTP holds that http is tried where nobody speaks https.
func TestHTTP(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := webtest.New(t)
		n.Handle("wrong.example", func(w http.ResponseWriter, r *http.Request) {
			if r.TLS == nil {
				_, _ = io.WriteString(w, rss("Old", day))
			}
		})
		c := web.New(web.Options{Now: time.Now, Roots: n.Roots(), Dial: n.Dial})
		t.Cleanup(c.CloseIdle)
		found, err := Find(t.Context(), c, read, "wrong.example:80/feed.xml")
		if err != nil || len(found) != 1 || found[0].URL != "http://wrong.example:80/feed.xml" {
			t.Errorf("%+v, %v", found, err)
		}
	})
}

// TestNothing holds that a site without a feed is told from one that does not answer,
// that nobody is asked without end, and that no redirect home is followed.
func TestNothing(t *testing.T) {
	none := internet{"https://a.example/x/y": "<p>", "https://a.example/feed": "302 https://a.example/", "https://a.example/x/feed": "302 /x/y"}
	_, asked, err := none.find(t, "https://a.example/x/y")
	var nothing *NoFeedError
	if !errors.As(err, &nothing) || nothing.Address != "https://a.example/x/y" || len(asked) > 1+2*len(paths()) {
		t.Errorf("%v, asked %q", err, asked)
	}
	if slices.Contains(asked, "https://a.example/") || asked[len(asked)-1] == asked[0] {
		t.Errorf("the way home was followed: %q", asked)
	}
	for address, want := range map[string]web.Kind{
		"https://nobody.example": web.KindNoHost, "nobody.example": web.KindNoHost, "https://a.example/missing": web.KindNotFound, "": web.KindAddress,
		"mailto:a@example.org": web.KindAddress, "file:///etc/passwd": web.KindAddress, "javascript:alert(1)": web.KindAddress, "https://": web.KindAddress,
		"a.example:99/": web.KindRefused,
	} {
		_, _, err := none.find(t, address)
		if kind(err) != want {
			t.Errorf("%q: %v", address, err)
		}
	}
	busy := internet{"https://a.example/": "<p>", "https://a.example/feed": "429"}
	if _, asked, err := busy.find(t, "https://a.example/"); !errors.As(err, &nothing) || len(asked) != 2 {
		t.Errorf("who has enough is asked again: %q, %v", asked, err)
	}
}

// TestSilent holds that a host which does not answer is not asked at every address.
func TestSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := webtest.New(t)
		n.Handle("a.example", func(_ http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/" {
				<-r.Context().Done()
			}
		})
		c := web.New(web.Options{Now: time.Now, Roots: n.Roots(), Dial: n.Dial})
		t.Cleanup(c.CloseIdle)
		began := time.Now()
		_, err := Find(t.Context(), c, read, "https://a.example/")
		var nothing *NoFeedError
		if took := time.Since(began); !errors.As(err, &nothing) || took > time.Minute {
			t.Errorf("after %v: %v", took, err)
		}
	})
}

// TestManyLinks holds that a page cannot make us ask for ever.
func TestManyLinks(t *testing.T) {
	var body strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&body, "<link rel=alternate type=application/rss+xml href=/%d>", i)
	}
	pages := internet{"https://a.example/": body.String()}
	for i := range 300 {
		pages[fmt.Sprintf("https://a.example/%d", i)] = rss("A", day)
	}
	found, asked, err := pages.find(t, "https://a.example/")
	if err != nil || len(found) != mostCandidates || len(asked) != 1+mostChecked {
		t.Errorf("%d found, %d asked, %v", len(found), len(asked), err)
	}
}

// TestFast holds that a reader who adds a site does not wait for long.
func TestFast(t *testing.T) {
	pages := internet{
		"https://a.example/":  "<link rel=alternate type=application/rss+xml href=/1><link rel=alternate type=application/rss+xml href=/2>",
		"https://a.example/1": rss("A", day), "https://a.example/2": rss("B", day),
	}
	synctest.Test(t, func(t *testing.T) {
		var asked []string
		began := time.Now()
		found, err := Find(t.Context(), pages.client(t, &asked), read, "a.example")
		if took := time.Since(began); err != nil || len(found) != 2 || took > time.Second {
			t.Errorf("%d found in %v, %v", len(found), took, err)
		}
	})
}

func TestIsComments(t *testing.T) {
	for title, want := range map[string]bool{
		"Comments for The Paper": true, "Comments on: A day": true, "The Paper » Comments Feed": true, "人民日报评论": false, "影评论坛": false, "对《新闻》的评论": true, "报 » 评论 Feed": true,
		"No comment": false,
	} {
		if isComments("https://a.example/feed", title) != want {
			t.Errorf("%q: %v", title, !want)
		}
	}
	for address, want := range map[string]bool{
		"https://a.example/comments/feed/": true, "https://a.example/feeds/comments/default": true, "https://a.example/?feed=comments-rss2": true,
		"https://comments.example/feed/": false, "https://www.reddit.com/r/golang/comments/abc/.rss": false,
	} {
		if isComments(address, "") != want {
			t.Errorf("%s: %v", address, !want)
		}
	}
}
