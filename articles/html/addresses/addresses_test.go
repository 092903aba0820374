package addresses

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func joined(t *testing.T, base, page string, beside func(string) bool) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	Against(base, beside)(t.Context(), root)
	var b strings.Builder
	if err := html.Render(&b, root); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAgainst(t *testing.T) {
	const base = "https://example.org/2020/post/"
	here := func(path string) bool { return path == "pic.png" || path == "图 一.png" }
	for _, test := range []struct{ page, want string }{
		{`<a href="../next.html">`, `href="https://example.org/2020/next.html"`},
		{`<a href=" /root.html#a ">`, `href="https://example.org/root.html#a"`},
		{`<a href="?q=灯塔">`, `href="https://example.org/2020/post/?q=灯塔"`},
		{`<a href="#note">`, `href="#note"`},
		{`<a href="//other.example/a">`, `href="//other.example/a"`},
		{`<a href="mailto:a@example.org">`, `href="mailto:a@example.org"`},
		{`<a href="javascript:alert(1)">`, `href="javascript:alert(1)"`},
		{`<a href="50%.html">`, `href="https://example.org/2020/post/50%25.html"`},
		{`<a href="10:30.html">`, `href="https://example.org/2020/post/10:30.html"`},
		{`<img src="chart.png">`, `src="https://example.org/2020/post/chart.png"`},
		{`<img src="pic.png?x=1">`, `src="pic.png?x=1"`},
		{`<img src="%E5%9B%BE%20%E4%B8%80.png">`, `src="%E5%9B%BE%20%E4%B8%80.png"`},
		{`<a href="pic.png">`, `href="https://example.org/2020/post/pic.png"`},
		{`<img src="data:image/gif;base64,AA">`, `src="data:image/gif;base64,AA"`},
		{`<img src="loading.gif" data-original="a.jpg">`, `data-original="https://example.org/2020/post/a.jpg"`},
		{`<img srcset="a.jpg 1x,` + "\n" + ` /b.jpg 2x">`, `srcset="https://example.org/2020/post/a.jpg 1x, https://example.org/b.jpg 2x"`},
		{`<p title="a">`, `title="a"`},
	} {
		page := test.page
		if got := joined(t, base, page, here); !strings.Contains(got, strings.ReplaceAll(test.want, "&", "&amp;")) {
			t.Errorf("%s becomes %s", page, got)
		}
	}
}

// Without an address of the web there is nothing to join with, and a base cannot make a
// page as long as it likes.
func TestNoBase(t *testing.T) {
	for _, base := range []string{"", "page.html", "file:///etc/passwd", "mailto:a@example.org", "https://example.org/" + strings.Repeat("a/", 300)} {
		if got := joined(t, base, `<a href="b.html">`, nil); !strings.Contains(got, `href="b.html"`) {
			t.Errorf("with %s it becomes %s", base, got)
		}
	}
	page := strings.Repeat(`<a href="b"></a>`, 50_000)
	if got := joined(t, "https://example.org/"+strings.Repeat("a/", 200), page, nil); len(got) > len(page)+mostAdded+1000 {
		t.Errorf("%d bytes became %d", len(page), len(got))
	}
}
