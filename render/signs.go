package render

import (
	"strings"

	"broadsheet/render/themes"
)

// signs are the characters that are not the author's: what the layout puts
// around the text.
type signs struct {
	bullets    [3]string // by depth
	open, done string    // boxes of tasks
	quote      string    // before each line of a quote
	code       string    // before each line of code
	continued  string    // before the rest of a line of code
	folded     string    // before a summary
	hairline   string
	picture    string
	ditto      string // for what stands in the record above
}

func signsOf(t *themes.Theme) signs {
	if t.ASCII {
		return asciiSigns()
	}
	return unicodeSigns()
}

func unicodeSigns() signs {
	return signs{
		bullets: [3]string{"•", "◦", "▪"}, open: "☐", done: "☑",
		quote: "│", code: "▏", continued: "↳", folded: "▾", hairline: "─", picture: pictureSign, ditto: "″",
	}
}

func asciiSigns() signs {
	return signs{
		bullets: [3]string{"*", "-", "+"}, open: "[ ]", done: "[x]",
		quote: "|", code: "|", continued: ">", folded: "v", hairline: "-", picture: "#", ditto: `"`,
	}
}

// spaces returns n spaces.
func spaces(n int) string {
	const many = "                                                                                "
	if n <= len(many) {
		return many[:max(n, 0)]
	}
	return strings.Repeat(" ", n)
}
