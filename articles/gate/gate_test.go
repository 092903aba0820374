package gate

import (
	"strings"
	"testing"
)

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
		{"magnet:?xt=urn:btih:cafe&dn=a b", "magnet:?xt=urn:btih:cafe&dn=a%20b"},
		{"magnet:cafe", ""},
		{"magnet:?", ""},
		{"/relative", ""},
		{"relative:8080/x", ""},
		{"#fragment", ""},
		{"", ""},
		{"https://example.com/" + strings.Repeat("a", 2028), "https://example.com/" + strings.Repeat("a", 2028)},
		{"https://example.com/" + strings.Repeat("a", 2029), ""},
		{"https://example.com/" + strings.Repeat("中", 300), ""},
	}
	for _, test := range tests {
		if got := URL(test.address); got != test.want {
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
