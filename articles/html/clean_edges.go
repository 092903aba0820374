package html

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"broadsheet/articles/gate"
	"broadsheet/articles/measure"
	"broadsheet/model"
)

// shortLine is how long a line may be, in characters, to stand above the line
// that repeats the title: a section's name, a byline.
const shortLine = 40

// endingRule is a line that ends an article without being part of it.
type endingRule struct {
	pattern *regexp.Regexp
	reason  string
}

// maxEnding is the longest line that an ending rule looks at, in characters.
const maxEnding = 200

// endings are looked for from the last block upwards, until one is none.
//
//nolint:gochecknoglobals // a table that is never written
var endings = []endingRule{
	{regexp.MustCompile(`^[（(【\[]?\s*(责任编辑|责编|本文编辑|编辑)\s*[：:／/]\s*\S{1,12}(\s\S{1,12})?\s*[）)】\]]?$`), "names the editor on duty"},
	{regexp.MustCompile(`^海量资讯、精准解读，尽在.{0,12}APP$`), "the slogan beside Sina's QR code"},
	{regexp.MustCompile(`^(长按|扫描|识别|扫一扫|扫码).{0,20}(二维码|关注).{0,20}$`), "an invitation to scan a QR code"},
	{regexp.MustCompile(`^(欢迎)?(关注|搜索).{0,16}(公众号|微信号|官方微博)[。！]?$`), "an invitation to follow"},
	{regexp.MustCompile(`^返回搜狐，查看更多$`), "leads back to Sohu"},
	{regexp.MustCompile(`^(广告声明|广告提示)[：:].*$`), "a notice about advertising links"},
	{regexp.MustCompile(`(?i)^share (this|this (article|post|story|page))\s*:?$`), "the heading of share buttons"},
	{regexp.MustCompile(`(?i)^follow us on (twitter|x|facebook|instagram|telegram|weibo|mastodon|bluesky)( and \w+)?\.?$`), "an invitation to follow"},
}

// CleanEdges drops what opens a body only to repeat the title, what ends it
// without being part of it, and rules that part nothing from nothing.
func CleanEdges(blocks []model.Block, title string) []model.Block {
	kept := dropTitle(blocks, measure.FoldTitle(title))
	for len(kept) > 0 && isEnding(kept[len(kept)-1]) {
		kept = kept[:len(kept)-1]
	}
	if len(kept) == 0 { // nothing else is there: it is the article
		kept = blocks
	}
	return tidyRules(kept)
}

// dropTitle drops the lines that repeat the title, given folded, from the
// opening of a body, where only pictures and short lines come before them.
func dropTitle(blocks []model.Block, title string) []model.Block {
	kept := make([]model.Block, 0, len(blocks))
	opening := title != ""
	for _, block := range blocks {
		rest, repeats := block, false
		if opening {
			rest, repeats = withoutTitle(block, title)
			opening = repeats || mayPrecedeTitle(block)
		}
		if rest != nil {
			kept = append(kept, rest)
		}
	}
	if !measure.HasText(kept) && measure.HasText(blocks) {
		return blocks // a short message whose title is all its text
	}
	return kept
}

// withoutTitle gives a heading or paragraph without its first line if that
// line repeats the title, which is nil if nothing else is in it, and says
// whether it did. A paragraph that is a link stays: the link is more than the
// title.
func withoutTitle(block model.Block, title string) (rest model.Block, repeats bool) {
	switch b := block.(type) {
	case model.Heading:
		if repeatsTitle(model.InlineText(b.Inlines), title) {
			return nil, true
		}
	case model.Paragraph:
		line := slices.Index(b.Inlines, model.Inline(model.LineBreak{}))
		if line < 0 {
			line = len(b.Inlines)
		}
		first := b.Inlines[:line]
		if !repeatsTitle(model.InlineText(first), title) || slices.ContainsFunc(first, isLink) {
			return block, false
		}
		if line == len(b.Inlines) {
			return nil, true
		}
		return model.Paragraph{Inlines: b.Inlines[line+1:]}, true
	}
	return block, false
}

func isLink(inline model.Inline) bool {
	_, linked := inline.(model.Link)
	return linked
}

func mayPrecedeTitle(block model.Block) bool {
	switch b := block.(type) {
	case model.Figure, model.Rule:
		return true
	case model.Heading:
		return utf8.RuneCountInString(model.InlineText(b.Inlines)) <= shortLine
	case model.Paragraph:
		return utf8.RuneCountInString(model.InlineText(b.Inlines)) <= shortLine
	}
	return false
}

func repeatsTitle(text, title string) bool {
	folded := measure.FoldTitle(text)
	return folded == title || strings.TrimPrefix(folded, "原标题") == title
}

func isEnding(block model.Block) bool {
	paragraph, isParagraph := block.(model.Paragraph)
	if !isParagraph {
		return false
	}
	text := gate.Clean(model.InlineText(paragraph.Inlines))
	if utf8.RuneCountInString(text) > maxEnding {
		return false
	}
	for _, ending := range endings {
		if ending.pattern.MatchString(text) {
			return true
		}
	}
	return false
}

// tidyRules drops rules at both ends and those that follow another.
func tidyRules(blocks []model.Block) []model.Block {
	kept := make([]model.Block, 0, len(blocks))
	parted := true
	for _, block := range blocks {
		_, isRule := block.(model.Rule)
		if !isRule || !parted {
			kept = append(kept, block)
		}
		parted = isRule
	}
	if parted && len(kept) > 0 {
		kept = kept[:len(kept)-1]
	}
	return kept
}
