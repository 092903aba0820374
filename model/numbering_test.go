package model_test

import (
	"strings"
	"testing"

	"broadsheet/model"
)

// An ordered list counts as its author said: down, with gaps, in letters.
func TestLabels(t *testing.T) {
	items := func(skips ...int) (items []model.ListItem) {
		for _, skip := range skips {
			items = append(items, model.ListItem{Skip: skip})
		}
		return items
	}
	for want, list := range map[string]model.List{
		"1 2 3":               {Start: 1, Items: items(0, 0, 0)},
		"3 2 1":               {Start: 3, Reversed: true, Items: items(0, 0, 0)},
		"1 10 11":             {Start: 1, Items: items(0, 8, 0)},
		"1 1":                 {Start: 1, Items: items(0, -1)},
		"y z aa":              {Start: 25, Numbering: model.LowerAlpha, Items: items(0, 0, 0)},
		"A B":                 {Start: 1, Numbering: model.UpperAlpha, Items: items(0, 0)},
		"iii iv":              {Start: 3, Numbering: model.LowerRoman, Items: items(0, 0)},
		"MCMXCIX MM":          {Start: 1999, Numbering: model.UpperRoman, Items: items(0, 0)},
		"MMMCMXCIX 4000 -1 0": {Start: 3999, Numbering: model.UpperRoman, Items: items(0, 0, -4002, 0)},
		"zz aaa":              {Start: 702, Numbering: model.LowerAlpha, Items: items(0, 0)},
		"":                    {Start: 5},
	} {
		if got := strings.Join(list.Labels(), " "); got != want {
			t.Errorf("the labels are %q, want %q", got, want)
		}
	}
	if got := (model.List{Start: 9, Items: items(0, 0)}).LabelWidth(); got != 2 {
		t.Errorf("the labels are %d wide, want 2", got)
	}
}
