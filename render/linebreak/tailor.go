package linebreak

import "strings"

// This file is where the breaker knows more than UAX #14: what Chinese,
// Japanese, Korean and South-East Asian readers expect.

// resolve gives the characters their class that have another one here,
// whatever stands around them.
func (c *cluster) resolve() {
	switch c.first {
	case classJL, classJV, classJT, classH2, classH3:
		// Korean is set in words: lines end at spaces.
		c.first, c.last, c.wide = classAL, classAL, false
	case classID:
		if c.char < 0xFF00 || c.char > 0xFF5E {
			return
		}
		switch {
		case c.char == '～' || c.char == '／' || c.char == '＋' || c.char == '－':
			c.first, c.last = classNS, classNS
		case c.char >= '０' && c.char <= '９':
			c.first, c.last = classNU, classNU
		}
	case classBA:
		if c.char == 0x3000 { // A space that would take two cells at the end of a line.
			c.first, c.last = classSP, classSP
		}
	default:
	}
}

// adapt gives characters the class that they have where they stand. Next to East
// Asian text a quotation mark is a bracket, since it opens or closes there, and
// a middle dot starts no line. A dash right after a word starts none anywhere.
func (b *breaker) adapt(c *cluster) {
	near := func() bool {
		if b.lastWide && !b.spaces {
			return true
		}
		following, ok := b.following(c)
		return ok && following.wide
	}
	switch {
	case c.first == classQI && near() && !b.followedBy(c, hardBreaks|1<<classSP, true):
		c.first, c.last, c.wide = classOP, classOP, true
	case c.first == classQF && near():
		if following, ok := b.following(c); ok && c.char == '’' && following.char >= 'a' && following.char <= 'z' {
			return // An apostrophe.
		}
		c.first, c.last, c.wide = classCL, classCL, true
	case (c.char == '·' || c.char == '‧') && (near() || b.spaces && b.followedBy(c, 1<<classSP, false)):
		c.first, c.last = classNS, classNS
	case c.first == classBA && b.last == classOP && c.isSpace():
		c.first, c.last = classSP, classSP // It hangs, and the bracket would end the line.
	case c.first == classB2 && b.started && !b.spaces:
		c.first, c.last, c.wide = classNS, classNS, b.lastWide
	}
}

// neverBegins tells of marks that begin no line, not even after a space.
func (b *breaker) neverBegins(c *cluster) bool {
	switch c.char {
	case '：', '；', '～', '／', '％':
		return true
	case '·':
		return c.first == classNS
	}
	return b.spaces && c.first == classIN
}

// isUnit tells whether a number stays on the line of the unit that follows it.
func isUnit(r rune) bool {
	switch r {
	case '年', '月', '日', '号', '號', '时', '時', '分', '秒', '点', '點', '度', '岁', '歲', '个', '個', '倍':
		return true
	}
	return takesUnit(r) || followsUnit(r)
}

// takesUnit tells of the units of counting that others follow: 6000万元.
func takesUnit(r rune) bool {
	switch r {
	case '百', '千', '万', '萬', '亿', '億':
		return true
	}
	return false
}

// followsUnit tells what stays with a number and its unit of counting.
func followsUnit(r rune) bool {
	switch r {
	case '元', '円', '圆', '人', '个', '個':
		return true
	}
	return takesUnit(r)
}

// joinsNumbers tells of the signs in ranges such as 3～5.
func joinsNumbers(r rune) bool {
	switch r {
	case '～', '－', '—', '〜':
		return true
	}
	return false
}

// wordFlags are the flags inside words of scripts that do not write spaces
// between them: Thai, Lao, Khmer, Burmese. Without a dictionary a line may end
// there at a syllable's edge at best: after no vowel that is written before its
// consonant, before none that is written behind, and before no closed syllable's
// last letter.
func (b *breaker) wordFlags(c *cluster, text string) Flags {
	if c.first != classSA {
		return 0
	}
	var flags Flags
	switch r := c.char; {
	case r >= 'เ' && r <= 'ไ', r >= 'ເ' && r <= 'ໄ', strings.HasSuffix(text, "\u1039"), strings.HasSuffix(text, "\u17d2"):
		flags = NoEnd
	case r == 'ะ', r == 'า', r == 'ๅ', r == 'ๆ', r == 'ฯ', r == 'ະ', r == 'າ', r == 'ຽ', r == 'ໆ', r == 'ຯ':
		flags = NoStart
	case r >= 0x1000 && r <= 0x109F && strings.Contains(text, "\u103a"):
		flags = NoStart
	}
	if flags&NoStart == 0 && b.last == classSA && !b.spaces {
		flags |= Split
	}
	return flags
}
