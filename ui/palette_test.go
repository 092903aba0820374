package ui

import (
	"slices"
	"strings"
	"testing"

	"broadsheet/ui/popup"
)

// paletteOn opens the list of all commands in a program, and types into it.
func (s *session) paletteOn(typed string) *popup.Menu {
	s.t.Helper()
	s.press(":")
	s.write(typed)
	menu, ok := s.app.top().(*popup.Menu)
	if !ok {
		s.t.Fatalf("the list of commands is not there:\n%s", s.screen())
	}
	return menu
}

// TestPaletteFindsByOtherWords asks for commands as readers of other programs would, in
// both languages, whichever is that of the program.
func TestPaletteFindsByOtherWords(t *testing.T) {
	for typed, name := range map[string]string{
		"sort": "search.order", "排序": "search.order", "paixu": "search.order",
		"browser": "article.links", "浏览器": "article.links",
		"bookmark": "mark.star", "favourite": "mark.star", "Favorite": "mark.star", "收藏": "mark.star", "shoucang": "mark.star", "书签": "mark.star",
		"dark mode": "app.theme", "深色": "app.theme", "夜间模式": "app.theme",
		"font size": "article.wider", "字号": "article.wider",
		"quit": "app.quit", "exit": "app.quit", ":q": "app.quit", ":wq": "app.quit", "退出": "app.quit",
		"refresh": "feeds.fetch", "刷新": "feeds.fetch", "subscribe": "feeds.add", "订阅": "feeds.list",
		"clipboard": "article.copy", "toc": "article.outline", "目录": "article.outline", "full screen": "article.zoom", "全屏": "article.zoom",
		"shortcuts": "app.help", "快捷键": "app.help", "errors": "app.problems", "catch up": "mark.all_read",
	} {
		for _, language := range []string{"en", "zh"} {
			o := following(options(newMemory(now(), paper()...)))
			o.Language = language
			s := start(t, o, 120, 40)
			menu := s.paletteOn(typed)
			if found := menu.Names(); !slices.Contains(found[:min(3, len(found))], name) {
				t.Errorf("in %s %q finds %v first, not %s", language, typed, found, name)
			}
		}
	}
}

// TestPaletteSpeaksInVerbs reads what each command of each pane does.
func TestPaletteSpeaksInVerbs(t *testing.T) {
	verbs := strings.Fields("move go show read open list choose filter search sort find copy make mark star undo do ask follow quit fold unfold remove put end turn add fetch stop expand collapse discard keep complete")
	for _, keys := range [][]string{{}, {"h"}, {"enter"}, {"enter", "/", "书", "enter"}} {
		s := start(t, following(options(newMemory(now(), paper()...))), 120, 40)
		s.press(keys...)
		for _, e := range s.app.palette() {
			if verb, _, _ := strings.Cut(e.Text, " "); !slices.Contains(verbs, strings.TrimSuffix(verb, ",")) {
				t.Errorf("%s says %q, which begins with no verb", e.Value, e.Text)
			}
		}
	}
}

// TestPaletteOffersWhatCanBeDone holds that the cursor stands on what can be done, and
// that the rest comes after it, with the reason.
func TestPaletteOffersWhatCanBeDone(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 40)
	menu := s.paletteOn("")
	if chosen, ok := menu.Current(); !ok || chosen.Off != "" {
		t.Errorf("the cursor is on %+v", chosen)
	}
	off := false
	for _, e := range menu.Entries("") {
		if off && e.Off == "" {
			t.Errorf("%s can be done, and stands after what cannot", e.Value)
		}
		off = off || e.Off != ""
	}
	s.write("relevance")
	if chosen, ok := menu.Current(); ok {
		t.Errorf("the cursor is on %q, which cannot be done", chosen.Value)
	}
	s.shows("sort hits by how well they match, or by date · Only search results")
	s.press("enter")
	if s.app.top() != layer(menu) || s.app.notice == "" {
		t.Errorf("nothing is said of why that cannot be done:\n%s", s.screen())
	}
	s.press("down")
	if chosen, ok := menu.Current(); !ok || chosen.Value != "search.order" {
		t.Errorf("the cursor does not go to what cannot be done: %+v", chosen)
	}
}
