package ui

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// surfaces are ways to every screen and popup.
func surfaces() map[string]func(*session) {
	return map[string]func(*session){
		"list":    func(*session) {},
		"tree":    func(s *session) { s.press("h", "j", "j", "j", "j", "j", "l", "j", "l") },
		"article": func(s *session) { s.press("j", "enter", "space") },
		"alone":   func(s *session) { s.press("z") },
		"filter":  func(s *session) { s.press("/"); s.write(`排版 after:20x1`) },
		"search":  func(s *session) { s.press("s"); s.write(`排版 is:unread`) },
		"search kept": func(s *session) {
			s.library.unsearched = 1234567
			s.press("s")
			s.write("the night train of a very long search")
			s.press("enter", "r", "ctrl+o", "enter", "n")
		},
		"offer": func(s *session) { s.press("/"); s.write("cat:"); s.press("tab", "tab") },
		"naming": func(s *session) {
			s.press("/")
			s.write(`cat:"a category with a very long name, as they are" OR 排版`)
			s.press("ctrl+s", "ctrl+u", "enter")
		},
		"views": func(s *session) {
			for i := range 9 {
				s.library.SetView(model.View{Name: fmt.Sprint("一个名字长得放不下的视图，长到窗口外面去了 ", i), Query: "排版"})
			}
			s.library.status.Arrived, s.library.status.ToIndex = 1234567, 3
			s.send(changed{})
			s.press("h", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "x")
		},
		"find":      func(s *session) { s.press("enter", "/"); s.write("书") },
		"find kept": func(s *session) { s.press("enter", "/"); s.write("书"); s.press("enter", "n") },
		"no match":  func(s *session) { s.press("/"); s.write("没有这样的文章吧"); s.press("enter", "r") },
		"chooser":   func(s *session) { s.press("c"); s.write("排") },
		"chooser none": func(s *session) {
			s.press("c")
			s.write("这个分类名字长得任何窗口都放不下，所以要横着滚动")
		},
		"outline":  func(s *session) { s.press("n", "enter", "O"); s.write("card") },
		"footnote": func(s *session) { s.press("enter", "O", "down", "enter", "enter", "enter") },
		"palette":  func(s *session) { s.press(":") },
		"links":    func(s *session) { s.press("enter", "o") },
		"help":     func(s *session) { s.press("?", "space") },
		"problems": func(s *session) { s.press("P") },
		"notice":   func(s *session) { s.press("y") },
		"undo":     func(s *session) { s.press("m", "u") },
		"gone": func(s *session) {
			s.press("enter")
			s.library.remove(func(a *model.Article) bool { return a.Author == "晚报" })
			s.send(changed{})
			s.press("+")
		},
		"vanished": func(s *session) { s.press("G", "enter") },
		"fetching": func(s *session) {
			s.feeds().status = model.FeedStatus{Fetching: true, Done: 123456, Total: 1234567, New: 7654321}
			s.send(feedsChanged{})
		},
		"broken feed":  func(s *session) { s.press("h", "j", "j", "j", "j", "j", "l", "j", "l", "j", "l") },
		"broken below": func(s *session) { s.press("h", "j", "j", "j", "j", "j") },
		"feeds":        func(s *session) { s.press("f", "j") },
		"many feeds": func(s *session) {
			s.feeds().subs = manyFeeds(300)
			s.send(feedsChanged{})
			s.press("f", "G", "k")
		},
		"feed failed": func(s *session) {
			s.feeds().failure = newFailure("damaged")
			s.press("f", "j", "p")
		},
		"feed removed": func(s *session) { s.press("f", "j", "x") },
		"feed named":   func(s *session) { s.press("f", "G", "e") },
		"feed moved": func(s *session) {
			s.press("f", "j", "m")
			s.write("一个/很长很长的/分类/whose name is as long as they come")
		},
		"address":       func(s *session) { s.press("a"); s.write("https://example.org/a/very/long/address/that/goes/on/and/on") },
		"address wrong": func(s *session) { s.press("a"); s.write("nowhere.example.org"); s.press("enter") },
		"several feeds": func(s *session) { s.press("a"); s.write("night.example.org"); s.press("enter") },
		"bare feeds":    func(s *session) { s.press("a"); s.write("bare.example.org"); s.press("enter") },
		"first feed": func(s *session) {
			s.library.remove(func(*model.Article) bool { return true })
			s.feeds().subs = nil
			s.send(changed{})
			s.send(feedsChanged{})
		},
		"first feeds": func(s *session) {
			s.feeds().subs = nil
			s.send(feedsChanged{})
			s.press("f")
		},
		"no news": func(s *session) {
			s.library.remove(func(*model.Article) bool { return true })
			s.send(changed{})
		},
	}
}

// sizes are windows of every kind, from a single cell on.
func sizes() [][2]int {
	all := [][2]int{{500, 200}}
	for _, width := range []int{0, 1, 12, 19, 20, 21, 40, 79, 80, 119, 120, 200} {
		for _, height := range []int{0, 1, 4, 5, 7, 8, 19, 20, 31, 32} {
			all = append(all, [2]int{width, height})
		}
	}
	return all
}

// TestFits shows every surface in windows of every size: none is ever wider or
// taller than its window, and all are as tall.
func TestFits(t *testing.T) {
	for name, reach := range surfaces() {
		for _, language := range []string{"en", "zh"} {
			t.Run(name+" "+language, func(t *testing.T) {
				library := newMemory(now(), paper()...)
				library.problems = []model.Problem{{Path: "一个/很长很长的/路径/" + fmt.Sprint(now()) + ".md", Text: "标题的引号没有配对，按一行读取。"}}
				library.vanished[library.items[len(library.items)-1].ID] = fmt.Errorf("open it: the file is gone")
				o := following(options(library))
				o.Language = language
				s := start(t, o, 100, 30)
				reach(s)
				for _, size := range sizes() {
					s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
					s.fits()
				}
			})
		}
	}
}

// TestFitsFromTheStart opens windows of every size, without one before.
func TestFitsFromTheStart(t *testing.T) {
	for _, size := range sizes() {
		for _, keys := range [][]string{{}, {"enter"}, {"h"}, {"?"}, {"/"}, {"c"}, {"f"}, {"a"}} {
			s := start(t, following(options(newMemory(now(), paper()...))), size[0], size[1])
			s.press(keys...)
			s.fits()
		}
	}
}
