package articles

import (
	"slices"
	"testing"
	"time"

	"broadsheet/model"
)

// What is searched is what a reader sees, in one piece where it stands in one.
func TestTexts(t *testing.T) {
	const source = `---
title: Harbour
---

# The **new** lamps

数字<b>人民</b>币 on<br>the quay, <ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>。[^1]

- one <wbr>item
- ![a lamp](https://example.org/lamp.png) lit

| a | b |
|---|---|
| c | d |

` + "```go\nfunc main() {}\n```" + `

<script>hidden()</script>

[^1]: A note.
`
	article := Parse(Options{}, "root", "harbour.md", time.Unix(0, 0), []byte(source))
	got := model.Texts(&article.Document)
	want := []string{
		"The new lamps", "数字人民币 on\nthe quay, 漢字。", "かん", "じ", "one item", "a lamp", "lit",
		"a", "b", "c", "d", "func main() {}", "A note.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the texts are\n%q, want\n%q", got, want)
	}
}
