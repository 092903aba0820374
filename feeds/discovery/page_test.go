package discovery

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestSites(t *testing.T) {
	const tube = "https://www.youtube.com/feeds/videos.xml?"
	for address, want := range map[string][]string{
		"https://example.org/":                                 nil,
		"https://www.youtube.com/":                             nil,
		"https://www.youtube.com/@name":                        nil,
		"https://www.youtube.com/c/name":                       nil,
		"https://m.youtube.com/channel/UCabc/videos":           {tube + "channel_id=UCabc", tube + "playlist_id=UULFabc"},
		"https://www.youtube.com/user/name":                    {tube + "user=name"},
		"https://www.youtube.com/playlist?list=PLabc":          {tube + "playlist_id=PLabc"},
		"https://www.youtube.com/watch?v=x&list=PLabc&index=2": {tube + "playlist_id=PLabc"},
		"https://www.youtube.com/watch?v=x&list=RDabc":         nil,
		"https://www.youtube.com/playlist?list=WL":             nil,
		"https://www.youtube.com/feeds/videos.xml?user=name":   nil,
		"https://github.com/":                                  nil,
		"https://www.github.com/name":                          {"https://github.com/name.atom"},
		"https://github.com/orgs/name/repositories":            {"https://github.com/name.atom"},
		"https://github.com/a/feed":                            {"https://github.com/a/feed/releases.atom", "https://github.com/a/feed/tags.atom", "https://github.com/a/feed/commits.atom"},
		"https://github.com/a/b.git":                           {"https://github.com/a/b/releases.atom", "https://github.com/a/b/tags.atom", "https://github.com/a/b/commits.atom"},
		"https://github.com/a/b/releases/tag/v1":               {"https://github.com/a/b/releases.atom"},
		"https://github.com/a/b/tags":                          {"https://github.com/a/b/tags.atom"},
		"https://github.com/a/b/tree/x/y":                      {"https://github.com/a/b/commits/x/y.atom"},
		"https://github.com/a/b/releases.atom":                 nil,
		"https://gitlab.com/a/b/c":                             {"https://gitlab.com/a/b/c/-/releases.atom", "https://gitlab.com/a/b/c/-/tags?format=atom", "https://gitlab.com/a/b/c.atom"},
		"https://gitlab.example/a/b/-/commits/main":            {"https://gitlab.example/a/b/-/commits/main?format=atom"},
		"https://gitlab.com/a/b/-/tags?format=atom":            nil,
		"https://gitlab.com/name":                              {"https://gitlab.com/name.atom"},
		"https://codeberg.org/a/b":                             {"https://codeberg.org/a/b/releases.rss", "https://codeberg.org/a/b.rss"},
		"https://codeberg.org/a":                               {"https://codeberg.org/a.rss"},
		"https://www.reddit.com/r/golang":                      {"https://www.reddit.com/r/golang/.rss"},
		"https://www.reddit.com/r/golang/top/?t=week":          {"https://www.reddit.com/r/golang/top/.rss?t=week"},
		"https://www.reddit.com/r/golang/comments/abc/title/":  {"https://www.reddit.com/r/golang/comments/abc/.rss"},
		"https://old.reddit.com/u/name":                        {"https://www.reddit.com/user/name/.rss"},
		"https://www.reddit.com/r/golang/.rss":                 nil,
		"https://name.substack.com/p/post":                     {"https://name.substack.com/feed"},
		"https://name.substack.com/feed":                       nil,
		"https://medium.com/@name/post":                        {"https://medium.com/feed/@name"},
		"https://medium.com/tag/go":                            {"https://medium.com/feed/tag/go"},
		"https://name.medium.com":                              {"https://name.medium.com/feed"},
		"https://medium.com/":                                  nil,
		"https://name.tumblr.com/":                             {"https://name.tumblr.com/rss"},
		"https://name.tumblr.com/tagged/x":                     {"https://name.tumblr.com/tagged/x/rss"},
		"https://www.tumblr.com/name":                          {"https://name.tumblr.com/rss"},
		"https://name.wordpress.com/2021/06/11/x/":             {"https://name.wordpress.com/feed/"},
		"https://name.blogspot.com/":                           {"https://name.blogspot.com/feeds/posts/default"},
		"https://bsky.app/profile/name.example":                {"https://bsky.app/profile/name.example/rss"},
	} {
		parsed, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, step := range sites(parsed) {
			got = append(got, step.url)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q", address, got)
		}
	}
}

func TestHeaderLinks(t *testing.T) {
	for line, want := range map[string]string{
		"": "", "nonsense": "", "<a": "", "<a>": "a map[]", `<a>; rel=x`: "a map[rel:x]",
		`<a,b;c>;REL = "x y" ; title="a\"b,<c>";rel=z, <d>;x`: `a,b;c map[rel:x y title:a"b,<c>] d map[x:]`,
		`<a>; rel="x`:                   "a map[rel:x]",
		`,, <a>;;rel=x;,<b>; rel=y; q=`: "a map[rel:x] b map[q: rel:y]",
	} {
		got := ""
		for _, link := range headerLinks([]string{line}) {
			got += fmt.Sprintf(" %s %v", link.target, link.parameters)
		}
		if strings.TrimSpace(got) != want {
			t.Errorf("%s: %s", line, got)
		}
	}
}

func FuzzHeaderLinks(f *testing.F) {
	f.Add(`<a,b;c>;REL = "x y" ; title="a\"b,<c>";rel=z, <d>;x`)
	f.Add(`<a>; rel="x\`)
	f.Fuzz(func(t *testing.T, line string) {
		for _, link := range headerLinks([]string{line}) {
			if !strings.Contains(line, link.target) || strings.Contains(link.target, ">") {
				t.Errorf("the target %q in %q", link.target, line)
			}
		}
	})
}

func FuzzPage(f *testing.F) {
	f.Add("https://a.example/x/", `<base href="//b.example/x/"><link rel=alternate type=application/rss+xml href=feed><a href=feed:b/rss>`)
	f.Add("https://a.example/@me", "<link rel=alternate type=application/rss+xml title='\xd6\xd0' href='https://\x00'>")
	f.Fuzz(func(t *testing.T, address, body string) {
		p := readPage([]byte(body))
		var steps []step
		for _, link := range append(p.links, p.anchors...) {
			steps = appendStep(steps, p.root(address), link.href, step{})
		}
		addresses, err := spellings(address)
		if err == nil {
			steps = append(append(steps, sites(addresses[0])...), profile(addresses[0])...)
		}
		for _, step := range steps {
			parsed, err := url.Parse(step.url)
			if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Host == "" {
				t.Errorf("%q: %v", step.url, err)
			}
		}
	})
}
