package marks

import (
	"strings"

	"broadsheet/library/marks/store"
)

// This file keeps in which order a reader wants each category and view listed. Each is
// a setting of its own, so that those which two sessions set are both kept.

// orderSetting begins the name of such a setting in the database; what is listed
// follows.
const orderSetting = "order:"

// mostOrders is how many are kept. Of more those are forgotten that were set first.
const mostOrders = 200

// Order gives the name of the order in which the reader wants something listed: a category
// or a view, by the name that SetOrder was given. It is empty for the usual one.
func (s *Session) Order(of string) string {
	m := s.marks
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.settings.values[orderSetting+of].Text
}

// SetOrder keeps the name of the order in which the reader wants something listed; empty:
// the usual one.
func (s *Session) SetOrder(of, order string) {
	if order != "" && !s.allowed(false, none) {
		return
	}
	s.marks.setOrder(of, order, s.now())
	s.marked()
}

func (m *readerMarks) setOrder(of, order string, now store.Moment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.settings.change(orderSetting+of, order, now)
	for first := m.settings.tooManyOrders(); first != ""; first = m.settings.tooManyOrders() {
		m.settings.change(first, "", now)
	}
	m.settle()
}

// tooManyOrders is the name of the order that was set first, if there are more than are
// kept.
func (s *settings) tooManyOrders() string {
	set, first := 0, ""
	for name, value := range s.values {
		if !strings.HasPrefix(name, orderSetting) || value.Text == "" {
			continue
		}
		set++
		if earliest := s.values[first].Changed; first == "" || value.Changed < earliest || value.Changed == earliest && name < first {
			first = name
		}
	}
	if set <= mostOrders {
		return ""
	}
	return first
}

// change keeps a text under a name, if it is another one.
func (s *settings) change(name, text string, now store.Moment) {
	if old := s.values[name]; old.Text != text {
		s.put(name, store.Setting{Text: text, Changed: now.After(old.Changed)})
		s.wait(name)
	}
}
