package pagehead

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"broadsheet/articles/gate"
	"broadsheet/articles/measure"
)

// title gives the article's title without the site's name.
func (s *said) title(h *Head) string {
	w := witness{heading: titleOf(s.heading), hosts: hostNames(h.Link)}
	for _, name := range []string{h.Site, s.data.publisher, s.meta("application-name", "apple-mobile-web-app-title")} {
		if name = measure.FoldTitle(cutClean(name, longestName)); name != "" {
			w.sites = append(w.sites, name)
		}
	}
	for _, candidate := range []string{
		s.data.title(s.tag), s.meta("dc.title", "dcterm.title", "dcterms.title", "citation_title"), s.meta("og:title"),
		s.meta("weibo:article:title", "weibo:webpage:title"), s.meta("title"), s.meta("twitter:title"), s.meta("parsely-title"),
	} {
		if title := titleOf(candidate); title != "" && !slices.Contains(w.sites, measure.FoldTitle(title)) {
			return w.strip(title, false)
		}
	}
	if title := titleOf(s.tag); title != "" {
		return w.strip(title, true)
	}
	return w.heading
}

// titleOf makes one line of a title; empty: it says nothing, as those do that programs
// write which make pages.
func titleOf(text string) string {
	title := gate.Title(html.UnescapeString(text))
	switch strings.ToLower(title) {
	case "document", "untitled", "untitled document", "untitled page", "no title", "无标题", "无标题文档", "無標題文件", "新建文档", "index", "home", "首页", "new page 1", "title", "null", "undefined":
		return ""
	}
	return title
}

// witness is what tells the name of a site in a title.
type witness struct {
	sites   []string // names, folded
	hosts   []string // parts of the address, folded
	heading string   // of the text
}

// hostNames gives what a site may be called by its address: example.org gives
// "exampleorg" and "example".
func hostNames(link string) []string {
	parsed, err := url.Parse(link)
	if err != nil || parsed.Host == "" {
		return nil
	}
	host := strings.TrimPrefix(strings.ToLower(parsed.Hostname()), "www.")
	labels := strings.Split(host, ".")
	names := []string{measure.FoldTitle(host)}
	for i := len(labels) - 2; i >= 0 && i >= len(labels)-3; i-- {
		const short = 2 // characters: "co", but "v8" as well
		if name := measure.FoldTitle(labels[i]); len(name) > short || i == 0 {
			names = append(names, name)
		}
	}
	return names
}

// isSite says whether a text is the name of the site.
func (w *witness) isSite(text string) bool {
	const shortest = 3 // bytes of a name that may be a part of another
	folded := measure.FoldTitle(text)
	if folded == "" {
		return false
	}
	for _, host := range w.hosts {
		if folded == host {
			return true
		}
	}
	for _, site := range w.sites {
		if folded == site || len(site) > shortest && len(folded) > shortest &&
			(strings.Contains(folded, site) && len(folded) < 2*len(site)+8 || strings.Contains(site, folded) && 3*len(folded) >= len(site)) {
			return true
		}
	}
	return false
}

// strip takes the site's name off a title's end or start. A title that is the page's
// <title> has it there more often than not, so that less is asked for there.
func (w *witness) strip(title string, loose bool) string {
	const most = 4 // names of a site and its parts, one after the other
	stripped := false
	for range most {
		shorter := w.stripEnd(title, loose, stripped)
		if shorter == title {
			break
		}
		title, stripped = shorter, true
	}
	if stripped {
		return title
	}
	return w.stripStart(title, loose)
}

// stripEnd takes one name off a title's end, if there is one.
func (w *witness) stripEnd(title string, loose, stripped bool) string {
	for _, s := range separators() {
		at := strings.LastIndex(title, s.text)
		if at <= 0 {
			continue
		}
		left, right := strings.TrimSpace(title[:at]), strings.TrimSpace(title[at+len(s.text):])
		if utf8.RuneCountInString(left) < 2 || right == "" {
			continue
		}
		switch {
		case w.isSite(left) && !w.isSite(right): // it stands at the start
		case w.isSite(right), looksLikeSite(right),
			loose && w.isHeading(left) && len(left) > len(right),
			loose && s.sure && !stripped && countWords(left) >= 3 && len(right) < len(left),
			stripped && s.text == "_" && utf8.RuneCountInString(right) <= 6: // the part of the site that it is in
			return left
		}
	}
	return title
}

// stripStart takes the site's name off a title's start.
func (w *witness) stripStart(title string, loose bool) string {
	for _, s := range separators() {
		at := strings.Index(title, s.text)
		if at <= 0 {
			continue
		}
		left, right := strings.TrimSpace(title[:at]), strings.TrimSpace(title[at+len(s.text):])
		if right != "" && (w.isSite(left) && !w.isSite(right) || loose && w.isHeading(right) && len(right) > len(left)) {
			return right
		}
	}
	return title
}

func (w *witness) isHeading(text string) bool {
	return w.heading != "" && measure.FoldTitle(text) == measure.FoldTitle(w.heading)
}

// separator is what stands between a title and the name of a site.
type separator struct {
	text string
	sure bool // it is hardly ever in a title itself
}

func separators() []separator {
	return []separator{
		{" | ", true},
		{" ｜ ", true},
		{"｜", true},
		{" » ", true},
		{" « ", true},
		{" :: ", true},
		{" - ", false},
		{" – ", false},
		{" — ", false},
		{" · ", false},
		{" • ", false},
		{" / ", false},
		{" ✩ ", false},
		{": ", false},
		{"：", false},
		{"_", false},
		{"|", false},
		{"－", false},
		{"—", false},
		{"-", false},
	}
}

// looksLikeSite says whether a text is a site's name by how it ends: those of China's
// stand in the titles without a blank.
func looksLikeSite(text string) bool {
	const longest = 14 // characters of such a name
	if utf8.RuneCountInString(text) > longest {
		return false
	}
	if text == "知乎" || text == "豆瓣" || text == "简书" || text == "掘金" || text == "腾讯" || text == "百度" || text == "哔哩哔哩" || text == "少数派" || text == "虎扑" || text == "36氪" {
		return true
	}
	for _, end := range []string{
		"网", "網", "新闻", "新聞", "频道", "頻道", "日报", "日報", "晚报", "时报", "时報", "早报", "周刊", "在线", "博客", "博客园", "论坛", "論壇", "社区", "社區", "网站", "資訊", "资讯", "百科", "贴吧",
		"财经", "文库", "知道", "专栏", "ニュース",
	} {
		if strings.HasSuffix(text, end) && strings.IndexFunc(text, isHan) >= 0 || end == "ニュース" && strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// countWords counts words; a Chinese one has two characters.
func countWords(text string) int {
	han := 0
	for _, r := range text {
		if isHan(r) {
			han++
		}
	}
	return len(strings.Fields(text)) + han/2
}
