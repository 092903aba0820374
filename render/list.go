package render

import (
	"fmt"

	"broadsheet/model"
	"broadsheet/render/linebreak"
	"broadsheet/render/themes"
)

// list lays out a list: bullets by depth, numbers that end in one column,
// boxes for tasks, and text that hangs beside them.
func (l *layouter) list(b *box, list model.List) {
	var labels []string
	width := 0
	if list.Ordered {
		labels, width = list.Labels(), list.LabelWidth() // they end in one column
	}
	for i, item := range list.Items {
		if l.full() {
			return
		}
		if i > 0 && !list.Tight {
			l.gap(b)
		}
		marker := l.signs.bullets[min(b.bullets, len(l.signs.bullets)-1)] + " "
		if list.Ordered {
			marker = fmt.Sprintf("%*s. ", width, labels[i])
		}
		first, rest := l.marker(marker, list.Ordered, item.Task)
		box := l.inside(b, first, rest)
		if !list.Ordered {
			box.bullets++
		}
		l.blocks(box, item.Blocks, list.Tight)
		l.finish(box)
	}
}

// marker gives what stands before the first line of an item, and before the
// others.
func (l *layouter) marker(marker string, ordered bool, task model.Task) (first, rest piece) {
	box := ""
	switch task {
	case model.OpenTask:
		box = l.signs.open + " "
	case model.DoneTask:
		box = l.signs.done + " "
	default:
	}
	switch {
	case box != "" && ordered:
		marker += box
	case box != "":
		marker = box
	}
	return sign(marker, l.theme.Dim), sign(spaces(linebreak.Width(marker)), themes.Ink{})
}
