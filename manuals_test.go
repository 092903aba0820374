package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"broadsheet/ui"
)

// TestManualsHaveEveryKey holds that the tables of the sample edition's two manuals have
// every command of the screens by one of its keys, and no key that does nothing.
func TestManualsHaveEveryKey(t *testing.T) {
	row, kbd := regexp.MustCompile(`(?m)^<tr><td>.*$`), regexp.MustCompile(`<kbd>([^<]+)</kbd>`)
	for _, manual := range []string{"articles/sample/how-to-read.md", "articles/sample/zenyang-dubao.md"} {
		text, err := os.ReadFile(manual)
		if err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, found := range kbd.FindAllStringSubmatch(strings.Join(row.FindAllString(string(text), -1), "\n"), -1) {
			told = append(told, found[1])
		}
		isTold := func(key string) bool {
			return slices.Contains(told, key) || key > "1" && key < "9" // "1 … 9"
		}
		var known []string
		for _, c := range ui.Commands() {
			known = append(known, c.Keys...)
			onScreen := slices.Contains([]string{"everywhere", "tree", "list", "article", "find"}, c.Screen)
			if onScreen && len(c.Keys) > 0 && !slices.ContainsFunc(c.Keys, isTold) {
				t.Errorf("%s does not tell of %v (%s)", manual, c.Keys, c.Name)
			}
		}
		for _, key := range told {
			if !slices.Contains(known, key) {
				t.Errorf("%s tells of %s, which does nothing", manual, key)
			}
		}
	}
}
