package html

import "testing"

// Blank lines end a block of HTML where Markdown follows them, and mean nothing where
// HTML does.
func TestMarkdownInHTML(t *testing.T) {
	for body, want := range map[string]bool{
		"<div dir=rtl>\n\n# Tides\n\n</div>":                                       true,
		"<div align=\"center\">\n\nThe **sea** rises.\n\n</div>":                   true,
		"<p align=center>\n\n[a map](https://example.org/)\n\n</p>":                true,
		"<details>\n<summary>More</summary>\n\nRun `make`.\n\n</details>":          true,
		"<center>\n\n- ebb\n- flow":                                                true,
		"<section>\n\n1. ebb\n2. flow\n\n</section>":                               true,
		"<div>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n</div>":                       true,
		"<div>\n\n```go\nx\n```\n\n</div>":                                         true,
		"<div>\n\n> quoted\n\n</div>":                                              true,
		"<div>\n\nFirst.\n\nSecond.\n\n</div>":                                     true,
		"<table>\n<tr><td>\n\n- ebb\n- flow\n\n</td></tr>\n</table>":               true,
		"<div>\n# Tides\n</div>":                                                   false, // no blank line
		"<div>\n\n<p># Tides</p>\n\n</div>":                                        false,
		"<div>\n<p>ebb</p>\n\n\n\n#话题# flow\n\n</div>":                             false,
		"<div>\n<p>ebb</p>\n\n\nflow\n\n\nebb again</div>":                         false,
		"<div>   \nebb<br>\n\n<br>flow\n\nebb</div>":                               false,
		"<div>\n\n- a dash of it<br>\n</div>":                                      false,
		"<pre>\n\n# a comment\n\n- ebb\n- flow</pre>":                              false,
		"<div><code>\n\n**x**</code></div>":                                        false,
		"<script>\n\n# x\n\n</script>":                                             false,
		"<html><body>\n\n# x\n\n</body></html>":                                    false,
		"<!doctype html>\n\n# x":                                                   false,
		"<div>\n\n     deep # **x**\n\n</div>":                                     false,
		"<div>\n\n2 ** 3 ** 4 and 5 * 6, or ####\n\n</div>":                        false,
		"<div>\n\nOne paragraph alone\nin two lines.\n\n</div>":                    false,
		"<!-- a note -->\n<div>\n\n![a ship](https://example.org/a.png)\n\n</div>": true,
	} {
		if got := HoldsMarkdown(body); got != want {
			t.Errorf("%q: %v", body, got)
		}
	}
}
