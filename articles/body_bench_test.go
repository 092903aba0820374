package articles

import (
	"strings"
	"testing"
)

// longBody is a body as collections of feeds have it: a div, indents, a lazy
// picture, comments, and furniture at its end.
func longBody(paragraphs int) string {
	const paragraph = `<p cms-style="font-L">　　字模厂的师傅说，一个“永”字要刻八笔，每一笔都有自己的名字；<strong>点、横、竖、钩</strong>，` +
		`写在纸上是笔画，铸进铅里是十二磅的高度。<span id="kw"><a href="https://example.com/a/b.html" class="keyword">活字</a></span>排好以后，` +
		`再用水线隔开。</p>` + "\n"
	return `<div>   ` + "\n" + `<p class="ori_titlesource">　　来源：排版笔记</p>` + "\n" + strings.Repeat(paragraph, paragraphs) +
		`<div class="img_wrapper"><img src="https://example.com/loading.gif" data-original="https://example.com/1.jpg"><span class="img_descr">铅字架</span></div>` +
		`<!-- 文末二维码 start --><style>.appendQr_wrap{border:1px}</style>` +
		`<div class="appendQr_wrap"><img src="https://example.com/qr.png"><div>海量资讯、精准解读，尽在某某APP</div></div>` +
		`<p class="article-editor">责任编辑：某某</p>` + "\n</div>\n            "
}

func benchmarkHTML(b *testing.B, body string) {
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		document := parseBody(b.Context(), bodyHTML, body, "字模厂", "").document
		if len(document.Blocks) == 0 {
			b.Fatal("the body is empty")
		}
	}
}

// The budget for 120,000 characters is 40 ms.
func BenchmarkHTML(b *testing.B) {
	b.Run("seed", func(b *testing.B) { benchmarkHTML(b, longBody(5)) })
	b.Run("120000 characters", func(b *testing.B) { benchmarkHTML(b, longBody(1250)) })
}

func BenchmarkMarkdown(b *testing.B) {
	body := strings.Repeat("## 小标题\n\n铅字**排好，**再用水线隔开；`code` 与[链接](https://example.com/a)之间不留空格。\n\n- 一\n- 二\n\n", 1500)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		parseBody(b.Context(), bodyMarkdown, body, "", "")
	}
}
