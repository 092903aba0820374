package linebreak

import "unicode/utf8"

// run takes the cells of what most text is made of and needs no rule: Han after
// Han, where a line may end anywhere, and ASCII letters after letters, where it
// may not. It returns them and the offset of the first cluster that needs rules.
func (b *breaker) run(cells []Cell, offset int) ([]Cell, int) {
	if b.spaces || b.joiner || b.number != noNumber || offset < b.url && !isASCIILetter(b.text[offset-1]) {
		return cells, offset
	}
	already := len(cells)
	switch b.last {
	case classAL:
		for offset+1 < len(b.text) && isASCIILetter(b.text[offset]) && b.text[offset+1] < utf8.RuneSelf {
			cells = append(cells, Cell{Offset: int32(offset), Width: 1})
			offset++
		}
	case classID:
		for isHan(b.text, offset) && (isHan(b.text, offset+3) || offset+3 < len(b.text) && b.text[offset+3] < utf8.RuneSelf) {
			cells = append(cells, Cell{Offset: int32(offset), Width: 2, Break: Allowed})
			offset += 3
		}
	default:
	}
	if added := len(cells) - already; added > 0 {
		wide := b.last == classID
		b.before, b.beforeWide = b.last, b.lastWide && added == 1 || wide && added > 1
		b.lastWide, b.lastChar = wide, 0 // No rule asks for which letter it was.
	}
	return cells, offset
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// isHan tells of U+4E00 to U+9FFF, by their bytes.
func isHan(text string, offset int) bool {
	if offset+2 >= len(text) {
		return false
	}
	lead := text[offset]
	return lead >= 0xE5 && lead <= 0xE9 && isTail(text[offset+1]) && isTail(text[offset+2]) ||
		lead == 0xE4 && text[offset+1] >= 0xB8 && isTail(text[offset+1]) && isTail(text[offset+2])
}

func isTail(c byte) bool { return c&0xC0 == 0x80 }
