package articles

import (
	"strings"
	"testing"
	"time"
)

// TestEscapedTwice reads bodies that were escaped once too often, and leaves alone
// what is about escaping.
func TestEscapedTwice(t *testing.T) {
	for body, want := range map[string]string{
		"&lt;p&gt;The ferry &lt;b&gt;runs&lt;/b&gt; again.&lt;/p&gt;\n&lt;p&gt;Salt &amp;amp; water.&lt;/p&gt;": "The ferry runs again.\nSalt & water.",
		"<div>   \n&lt;p&gt;渡船又开了。&lt;/p&gt;  \n</div>\n   ":                                                    "渡船又开了。",
		"<div>&lt;div class=&quot;a&quot;&gt;The ferry&lt;br/&gt;runs.&lt;/div&gt;</div>":                       "The ferry\nruns.",
		"&#60;p>The ferry runs.&#60;/p>":                         "The ferry runs.",
		"<p>Salt &amp;amp; water&amp;nbsp;&amp;#8211; again</p>": "Salt & water – again",
		"<p>Write &lt;p&gt;text&lt;/p&gt; there.</p>":            "Write <p>text</p> there.",
		"The tag &lt;p&gt; and &lt;/p&gt;.":                      "The tag <p> and </p>.",
		"<p>In HTML, write &amp;amp; for it.</p>":                "In HTML, write &amp; for it.",
		"<p>Use <code>&amp;nbsp;</code> there.</p>":              "Use &nbsp; there.",
		"<p>Salt &amp;amp; water</p>":                            "Salt &amp; water",
		"<p>Salt &amp;lt; water</p>":                             "Salt &lt; water",
	} {
		article := Parse(Options{}, "root", "a.md", time.Time{}, []byte("---\ntitle: a\n---\n"+body))
		got := strings.Join(strings.FieldsFunc(documentText(&article.Document), func(r rune) bool { return r == '\n' }), "\n")
		if strings.ReplaceAll(got, "\u00a0", " ") != want {
			t.Errorf("%q is shown as %q, not %q", body, got, want)
		}
	}
}
