package ui

import (
	"testing"

	"broadsheet/model"
)

// TestUncategorised names in the reader's language where articles without a category are.
func TestUncategorised(t *testing.T) {
	for language, want := range map[string]string{"en": "Uncategorised", "zh": "未分类", "zh-Hant": "未分類"} {
		o := options(newMemory(now(), piece(model.Item{Title: "One", Date: now(), Categories: [][]string{{model.Uncategorised}}}, "One.")))
		o.Language = language
		s := start(t, o, 120, 24)
		s.shows("1   " + want)
		s.shows(want + " · ")
		s.press("c")
		for _, letter := range map[string][]string{"en": {"u", "n", "c"}, "zh": {"w", "f"}, "zh-Hant": {"w", "f"}}[language] {
			s.press(letter)
		}
		s.press("enter")
		s.shows(" " + want + " · ")
		s.press("T")
		s.shows(map[string]string{"en": "▌auto", "zh": "▌自动", "zh-Hant": "▌自動"}[language])
	}
}
