package articles

import "broadsheet/model"

// styleNames are the styles of a span as JSON has them.
func styleNames() []string {
	return []string{
		model.Emphasis: "emphasis", model.Strong: "strong", model.Strikethrough: "strikethrough", model.Underline: "underline",
		model.Highlight: "highlight", model.Superscript: "superscript", model.Subscript: "subscript", model.Keyboard: "keyboard",
	}
}

// alignmentNames are the alignments of a column as JSON has them.
func alignmentNames() []string {
	return []string{model.AlignDefault: "default", model.AlignLeft: "left", model.AlignCenter: "center", model.AlignRight: "right"}
}

// taskNames are the states of a list item's box as JSON has them.
func taskNames() []string {
	return []string{model.NoTask: "", model.OpenTask: "open", model.DoneTask: "done"}
}

// nameOfValue gives the name of one of a few values; that of the first for a
// value that is none of them.
func nameOfValue[V ~int](names []string, value V) string {
	if value < 0 || int(value) >= len(names) {
		return names[0]
	}
	return names[value]
}
