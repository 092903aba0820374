package articles

import (
	"testing"

	"broadsheet/model"
)

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
		{"a.md", "<div>\n\n# Title\n\n- x\n\n</div>", bodyMarkdown},
		{"a.md", "<p align=center>\n\n**x**\n\n</p>", bodyMarkdown},
		{"a.html", "<div>\n\n# Title\n\n</div>", bodyHTML},
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
