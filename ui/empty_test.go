package ui

import (
	"strings"
	"testing"

	"broadsheet/model"
)

// twoRoots are options with roots to name.
func twoRoots(library *memory) Options {
	o := options(library)
	o.Roots = []Root{{Key: "/srv/morning", Name: "Morning"}, {Key: "/srv/evening", Name: "晚报"}}
	return o
}

// TestUnreadableLibrary has files, none of which can be read.
func TestUnreadableLibrary(t *testing.T) {
	for language, says := range map[string][]string{
		"en": {"None of the files could be read", "3 files could not be read. Press P", "P problems", "q quit"},
		"zh": {"所有文件都无法读取", "共 3 个文件无法读取。按 P 查看", "P 问题", "q 退出"},
	} {
		library := newMemory(now())
		library.status.Unreadable = 3
		o := twoRoots(library)
		o.Language = language
		for _, width := range []int{40, 80, 120} {
			s := start(t, o, width, 24)
			for _, text := range says {
				if width > 40 || !strings.Contains(text, ".") && !strings.Contains(text, "。") {
					s.shows(text)
				}
			}
			for _, text := range []string{"Nothing to read", "还没有可读", " / ", "r "} {
				if strings.Contains(s.statusLine(), text) {
					t.Errorf("the last line has %q: %s", text, s.statusLine())
				}
			}
		}
	}
}

// TestEmptyLibrary names the folders, in the whole width.
func TestEmptyLibrary(t *testing.T) {
	s := start(t, twoRoots(newMemory(now())), 80, 24)
	s.shows("files in “Morning”,")
	s.shows("“晚报”")
	s.shows("q quit")
	s.lacks("unread only")
	s.lacks("filter")
	s.lacks("│")
	s.press("h")
	s.shows("│")
	s.press("h", "esc")
	s.lacks("│")
	s.library.add(paper()...)
	s.send(changed{})
	s.shows("1 of 7")
	s.shows("│")
}

// TestEmptyFeeds invites nobody to put files where feeds alone write.
func TestEmptyFeeds(t *testing.T) {
	o := beginning(options(newMemory(now())))
	o.Roots = []Root{{Key: "Feeds", Name: "Feeds", Fed: true}}
	s := start(t, o, 80, 24)
	s.shows("Follow a feed")
	s.lacks("“Feeds”")
	s.lacks(".html")
	o.Roots = append(o.Roots, Root{Key: "/srv/morning", Name: "Morning"})
	s = start(t, o, 80, 24)
	s.shows("files in “Morning” appear")
	s.lacks("“Feeds”")
}

// TestEmptyInLittleRoom ends in an ellipsis what there is no room for.
func TestEmptyInLittleRoom(t *testing.T) {
	o := beginning(options(newMemory(now())))
	o.Roots = []Root{{Key: "/srv/morning", Name: "Morning"}}
	for height := 11; height < 24; height++ {
		s := start(t, o, 40, height)
		rows := strings.Split(strings.TrimRight(s.flat(), "\n"), "\n")
		body := strings.TrimSpace(strings.Join(rows[:len(rows)-1], "\n"))
		last := strings.TrimSpace(body[strings.LastIndex(body, "\n")+1:])
		if !strings.HasSuffix(last, ".") && !strings.HasSuffix(last, "…") && !strings.Contains("1  BBC News: World, 2  The Conversation, 3  LWN.net", last) {
			t.Errorf("in %d lines it ends with %q:\n%s", height, last, body)
		}
	}
}

// TestProblemsByRoot tells files of the same path in two roots apart.
func TestProblemsByRoot(t *testing.T) {
	library := newMemory(now(), paper()...)
	for _, root := range []string{"/srv/morning", "/srv/evening"} {
		for _, text := range []string{"The date is on no calendar.", "The title is empty."} {
			library.problems = append(library.problems, model.Problem{Root: root, Path: "a/x.md", Line: 2, Text: text})
		}
	}
	s := start(t, twoRoots(library), 80, 40)
	s.press("P")
	screen := s.screen()
	rows := 0
	for _, line := range strings.Split(screen, "\n") {
		if !strings.Contains(line, "a/x.md:2") {
			continue
		}
		if rows++; !strings.Contains(line, "Morning") && !strings.Contains(line, "晚报 ") {
			t.Errorf("the root is not named beside %q", line)
		}
	}
	if rows != 4 || strings.Count(screen, "Morning") != 2 {
		t.Errorf("%d files are named:\n%s", rows, screen)
	}

	o := options(library)
	o.Roots = []Root{{Key: "/srv/morning", Name: "Morning"}}
	s = start(t, o, 80, 40)
	s.press("P")
	s.lacks("Morning")
}

// TestHeadingsHaveTextUnderThem scrolls through the problems: neither the name
// of a root nor that of a file ends what is in sight.
func TestHeadingsHaveTextUnderThem(t *testing.T) {
	library := newMemory(now(), paper()...)
	for _, root := range []string{"/srv/morning", "/srv/evening"} {
		for range 5 {
			library.problems = append(library.problems, model.Problem{Root: root, Path: "a/x.md", Line: 2, Text: "The date is on no calendar."})
		}
	}
	s := start(t, twoRoots(library), 80, 20)
	s.press("P")
	for range 30 {
		last := ""
		for _, line := range strings.Split(s.screen(), "\n") {
			if text, ok := strings.CutPrefix(line, "│"); ok && strings.Trim(text, "│ ") != "" {
				last = strings.Trim(text, "│ ")
			}
		}
		if last == "a/x.md:2" || last == "Morning" {
			t.Fatalf("%q stands alone at the foot:\n%s", last, s.screen())
		}
		s.press("j")
	}
}

// statusLine is the last line of the window.
func (s *session) statusLine() string {
	lines := strings.Split(strings.TrimSuffix(s.screen(), "\n"), "\n")
	return lines[len(lines)-1]
}
