package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// FuzzKeys presses random keys in windows of random sizes. Nothing may panic,
// and every window must be filled exactly.
func FuzzKeys(f *testing.F) {
	f.Add([]byte("jjl hhc/x\x01\x02"), true)
	f.Add([]byte{0xff, 10, 3, 'c', 0xfe, 'j', 0xfd, 30, 30, 'o', '?'}, false)
	f.Add([]byte("r/\x03m*AuznpJKGg+-T:\x01"), true)
	f.Add([]byte("s\x13\x03 OR cat:\x03\x03\x04\x00B\x00nN\x01\x01"), true)
	f.Add([]byte("/is:unread\x14abc\x00\x08x u\x01hx"), false)
	f.Add([]byte("s 0"), false)
	f.Add([]byte("jO\x06\x00\x00\x01\x02/e\x00nN\x01z\x00O1"), true)
	f.Add([]byte("fjmabc/d\x00xux\x01uGe!\x00pf\x05\x05rR\x16"), true)
	f.Add([]byte("a one.example.org\x00"), false)
	f.Add([]byte("1f2\x01a\x00x\x01\x16xxxxuuuu"), true)
	f.Fuzz(func(t *testing.T, keys []byte, chinese bool) {
		if len(keys) > 200 {
			return
		}
		o := following(options(newMemory(now(), paper()...)))
		if len(keys)%3 == 0 {
			o = beginning(options(newMemory(now())))
		}
		if chinese {
			o.Language = "zh"
		}
		s := start(t, o, 100, 30)
		named := []string{"enter", "esc", "space", "tab", "shift+tab", "up", "down", "left", "right", "pgup", "pgdown", "home", "end", "ctrl+d", "ctrl+u", "ctrl+w", "backspace", "delete", "f1", "文", "ctrl+s", "ctrl+o", "ctrl+r"}
		for i := 0; i < len(keys); i++ {
			switch key := keys[i]; {
			case int(key) < len(named):
				s.press(named[key])
			case key >= ' ' && key < 0x7f:
				s.press(string(rune(key)))
			case key >= 0xf0 && i+2 < len(keys):
				event(s, key, int(keys[i+1]), int(keys[i+2]))
				i += 2
			}
			s.fits()
		}
	})
}

// event sends what is no key, at a place or of a size.
func event(s *session, kind byte, x, y int) {
	switch kind % 4 {
	case 0:
		s.send(tea.WindowSizeMsg{Width: x, Height: y})
	case 1:
		s.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	case 2:
		s.send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown})
	default:
		s.send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelUp})
	}
}
