package html

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/model"
)

// textOf gives the text of a body of HTML, cleaned.
func textOf(t *testing.T, body string) string {
	t.Helper()
	document := Parse(t.Context(), body, "").Document
	document.Blocks = CleanEdges(document.Blocks, "")
	return strings.Join(model.Texts(&document), "\n")
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
		document := Parse(t.Context(), body, "").Document
		if len(document.Blocks) != 1 || strings.Contains(fmt.Sprint(document.Blocks), ".gif") {
			t.Errorf("%s (%s) is shown", address, rule.reason)
		}
		if !IsPlaceholder(address) && !IsTracker(address) {
			t.Errorf("%s (%s) may be a lead image", address, rule.reason)
		}
	}
}
