package articles

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/model"
)

func textOf(t *testing.T, body string) string {
	t.Helper()
	document := parseBody(t.Context(), bodyHTML, body, "", "").document
	return documentText(&document)
}

func TestFurnitureIsDroppedWhereSmall(t *testing.T) {
	large := strings.Repeat("An article may stand in an element of any name. ", 20)
	for word, reason := range furniture {
		if reason == "" || word != strings.ToLower(word) {
			t.Errorf("the rule for %q has no reason or is not in lower case", word)
		}
		for _, attribute := range []string{"class", "id"} {
			small := fmt.Sprintf(`<p>kept</p><div %s="%s">dropped</div>`, attribute, strings.ToUpper(word))
			if text := textOf(t, small); strings.Contains(text, "dropped") || !strings.Contains(text, "kept") {
				t.Errorf("%s %s (%s): the text is %q", attribute, word, reason, text)
			}
			whole := fmt.Sprintf(`<div %s="%s"><p>%s</p></div>`, attribute, word, large)
			if text := textOf(t, whole); !strings.Contains(text, "article") {
				t.Errorf("%s %s takes a whole article away", attribute, word)
			}
			longer := fmt.Sprintf(`<div %s="my%s-x">kept</div>`, attribute, word)
			if text := textOf(t, longer); !strings.Contains(text, "kept") {
				t.Errorf("%s my%s-x is taken for %s", attribute, word, word)
			}
		}
	}
}

func TestEndings(t *testing.T) {
	dropped := []string{
		"责任编辑：邓健", "（责编：王小二）", "[编辑 / 李四]", "责任编辑: 王 五",
		"海量资讯、精准解读，尽在某某财经APP",
		"扫描二维码关注我们", "长按识别二维码",
		"关注某某公众号", "欢迎关注“排版笔记”公众号。",
		"返回搜狐，查看更多",
		"广告声明：文内含有的对外跳转链接，结果仅供参考。",
		"Share this:", "Share this post", "Follow us on Twitter and Facebook.",
	}
	for _, line := range dropped {
		if text := textOf(t, "<p>正文。</p><p>"+line+"</p>"); strings.TrimSpace(text) != "正文。" {
			t.Errorf("%q is not dropped from the end: %q", line, text)
		}
		if text := textOf(t, "<p>"+line+"</p><p>正文。</p>"); !strings.Contains(text, line) {
			t.Errorf("%q is dropped though the article goes on after it", line)
		}
		if text := textOf(t, "<p>"+line+"</p>"); !strings.Contains(text, line) {
			t.Errorf("%q is dropped though it is all there is", line)
		}
	}
	kept := []string{
		"编辑：一份报纸的灵魂人物，负责取舍与排序，他的名字却很少见报。", "关注博云公众号，加入交流群",
		"他说：扫描仪坏了。", "Share this world with others.", "Follow us on our way to the sea.", "作者：王小二",
	}
	for _, line := range kept {
		if text := textOf(t, "<p>正文。</p><p>"+line+"</p>"); !strings.Contains(text, line) {
			t.Errorf("%q is dropped", line)
		}
	}
}

func TestPicturesThatAreNone(t *testing.T) {
	for _, rule := range append(placeholders(), trackers()...) {
		if rule.reason == "" {
			t.Errorf("the rule for %q has no reason", rule.part)
		}
		address := "https://" + strings.TrimPrefix(rule.part, "/") + "x.gif"
		if strings.HasPrefix(rule.part, "/") || !strings.Contains(rule.part, "/") {
			address = "https://example.com/" + strings.TrimPrefix(rule.part, "/") + "gif"
		}
		body := fmt.Sprintf(`<p>text<br><img src="%s"></p>`, address)
		parsed := parseBody(t.Context(), bodyHTML, body, "", address)
		document, stats := parsed.document, parsed.stats
		if len(document.Blocks) != 1 || len(stats.images) > 0 {
			t.Errorf("%s (%s) is shown", address, rule.reason)
		}
		if parsed.image != "" {
			t.Errorf("%s (%s) is a lead image", address, rule.reason)
		}
	}
}

func TestLeadImageOfADroppedQRCode(t *testing.T) {
	body := `<p>text</p><div class="appendQr_wrap"><img src="https://example.com/1.png"></div>`
	parsed := parseBody(t.Context(), bodyHTML, body, "", "https://example.com/1.png")
	document := parsed.document
	if _, isFigure := document.Blocks[0].(model.Figure); isFigure || parsed.image != "" {
		t.Errorf("the picture is shown again: %v", document.Blocks)
	}
}

func TestSniffBody(t *testing.T) {
	tests := []struct {
		name, body string
		want       bodyKind
	}{
		{"a.md", "<div><p>x</p></div>", bodyHTML},
		{"a.md", "\n<div>   \n<p>x</p>  \n</div>\n            ", bodyHTML},
		{"a.md", "<p>one</p>\n\n<p>two", bodyHTML},
		{"a.md", "<div><p>cut off in the mid", bodyHTML},
		{"a.md", "<!-- note --><table><tr><td>x</td></tr></table>", bodyHTML},
		{"a.md", "<!DOCTYPE html><p>x", bodyHTML},
		{"a.md", "<div>x</div>\n\nand **Markdown**", bodyMarkdown},
		{"a.md", "<p align=center><img src=x></p>\n\n# Title\n\n<p>x</p>", bodyMarkdown},
		{"a.md", "<b>inline</b> first", bodyMarkdown},
		{"a.md", "<https://example.com/>", bodyMarkdown},
		{"a.md", "plain", bodyMarkdown},
		{"a.md", "", bodyMarkdown},
		{"a", "# x", bodyMarkdown},
		{"A.HTML", "plain", bodyHTML},
		{"a.htm", "", bodyHTML},
		{"a.txt", "plain", bodyText},
		{"a.txt", "<div>x</div>", bodyHTML},
		{"a.txt", "<b>x</b>", bodyText},
	}
	for _, test := range tests {
		if got := sniffBody(test.name, test.body); got != test.want {
			t.Errorf("sniffBody(%q, %q) = %d, not %d", test.name, test.body, got, test.want)
		}
	}
}

func TestFirstSentence(t *testing.T) {
	tests := []struct{ body, want string }{
		{"<p>来源：排版笔记</p><p>活字厂搬家了。新址在城南。</p>", "活字厂搬家了"},
		{"<p>原标题：活字厂搬家</p><p>正文。</p>", "活字厂搬家"},
		{"<p>01<br>真的吗？是真的。</p>", "真的吗？"},
		{"<p>01</p>", "01"},
		{"<p>Version 1.2 of the reader is out. It is faster.</p>", "Version 1.2 of the reader is out"},
		{"<p>" + strings.Repeat("长", 100) + "</p>", strings.Repeat("长", 60) + "…"},
		{"<p>" + strings.Repeat("word ", 100) + "</p>", strings.TrimSpace(strings.Repeat("word ", 12)) + "…"},
		{`<img src="https://example.com/a.jpg">`, ""},
	}
	for _, test := range tests {
		parsed := parseBody(t.Context(), bodyHTML, test.body, "", "")
		stats := parsed.stats
		if stats.firstSentence != test.want {
			t.Errorf("%.40s…: the sentence is %q, not %q", test.body, stats.firstSentence, test.want)
		}
	}
}

func TestCleanURL(t *testing.T) {
	tests := []struct{ address, want string }{
		{"https://example.com/a", "https://example.com/a"},
		{" \n\thttps://example.com/a\u00a0", "https://example.com/a"},
		{"HTTPS://Example.com", "https://Example.com"},
		{"//example.com/x", "https://example.com/x"},
		{"https://example.com/中 文?q=é", "https://example.com/%E4%B8%AD%20%E6%96%87?q=%C3%A9"},
		{"https://example.com/%20%zz", "https://example.com/%20%zz"},
		{"https://[::1]:80/", "https://[::1]:80/"},
		{"https://example.com/{a}|\"<b>`", "https://example.com/%7Ba%7D%7C%22%3Cb%3E%60"},
		{"mailto:a@example.com?subject=x y", "mailto:a@example.com?subject=x%20y"},
		{"gemini://example.com/", "gemini://example.com/"},
		{"ftp://example.com/", "ftp://example.com/"},
		{"java\nscript:alert(1)", ""},
		{"JavaScript:alert(1)", ""},
		{"data:text/html,x", ""},
		{"file:///etc/passwd", ""},
		{"vbscript:x", ""},
		{"\x01javascript:x", ""},
		{"https://", ""},
		{"https:///path", "https:///path"},
		{"http:example.com", ""},
		{"mailto:", ""},
		{"/relative", ""},
		{"relative:8080/x", ""},
		{"#fragment", ""},
		{"", ""},
		{"https://example.com/" + strings.Repeat("a", 2028), "https://example.com/" + strings.Repeat("a", 2028)},
		{"https://example.com/" + strings.Repeat("a", 2029), ""},
		{"https://example.com/" + strings.Repeat("中", 300), ""},
	}
	for _, test := range tests {
		if got := cleanURL(test.address); got != test.want {
			t.Errorf("cleanURL(%.60q) = %.60q, not %.60q", test.address, got, test.want)
		}
	}
}

func TestClean(t *testing.T) {
	tests := []struct{ text, want string }{
		{"  a \n\t b  ", "a b"},
		{"00_26\nUSDT", "00_26 USDT"},
		{"　　标题　二　　", "标题　二"},
		{"a\u00a0b \u00a0 c", "a\u00a0b c"},
		{"a\x1b[31mb\u009b2J", "a[31mb2J"},
		{"\xff\xfe a \xc0", "\uFFFD a \uFFFD"},
		{"👨‍👩‍👧 ❤️ 葛\U000E0100", "👨‍👩‍👧 ❤️ 葛\U000E0100"},
		{"می\u200cخواهم", "می\u200cخواهم"},
		{"e" + strings.Repeat("\u0301", 20), "e" + strings.Repeat("\u0301", 8)},
		{"\u0301a", "a"},
		{"\u202e\u2066\u200b\u2060\ufeff", ""},
		{"\U0001F3F4\U000E0067\U000E0062", "\U0001F3F4"},
	}
	for _, test := range tests {
		if got := Clean(test.text); got != test.want {
			t.Errorf("Clean(%q) = %q, not %q", test.text, got, test.want)
		}
	}
}
