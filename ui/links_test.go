package ui

import "testing"

// TestPathOf names addresses that have no text of their own.
func TestPathOf(t *testing.T) {
	for address, want := range map[string]string{
		"https://img.example.com/2021/06/map.png":    "2021/06/map.png",
		"https://www.example.com/":                   "example.com",
		"https://example.com/a?b=c#d":                "a?b=c#d",
		"https://example.com/%E4%B9%A6%E5%BA%97":     "书店",
		"https://example.com/%1b%5b31m":              "%1b%5b31m",
		"https://example.com/%e2%80%ae%ff":           "%e2%80%ae%ff",
		"mailto:editor@example.com":                  "mailto:editor@example.com",
		"notes/today.md":                             "notes/today.md",
		"https://example.com/a%cc%81%cc%81%cc%81":    "a%cc%81%cc%81%cc%81",
		"https://example.com/%e2%80%aegnp.exe":       "%e2%80%aegnp.exe",
		"https://example.com/" + "\u200b" + "hidden": "%E2%80%8Bhidden",
	} {
		if got := pathOf(address); got != want {
			t.Errorf("%s is named %q, want %q", address, got, want)
		}
	}
}
