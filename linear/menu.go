package linear

import "context"

// menu is a numbered list, of which a number chooses. It is said in pages.
type menu struct {
	rows      int                       // how many there are
	page      int                       // how many are said at once
	line      func(i int) string        // the i-th row, without its number
	told      func(from, to int) string // what is said after a page, whose rows count from 1
	choose    func(ctx context.Context, i int)
	inArticle bool // it is of what is in the article that is open
	next      int  // the row that is said next
	from      int  // the first one that was said last
}

// Rows of a page: more would be listened to by nobody, and fewer are a key too many.
const (
	headlinesPage = 10
	menuPage      = 20
)

// show says the first page of a menu, and has numbers mean its rows from now on.
func (s *Session) show(m *menu) {
	s.menu = m
	s.page(0)
}

// page says the rows of the menu from one on.
func (s *Session) page(from int) {
	m := s.menu
	to := min(from+m.page, m.rows)
	for i := from; i < to; i++ {
		s.say(s.language.numbered(i+1, m.line(i)))
	}
	m.from, m.next = from, to
	s.say(m.told(from+1, to))
}

// more says the next page of the menu, if there is one.
func (s *Session) more() bool {
	if s.menu == nil || s.menu.next >= s.menu.rows {
		return false
	}
	s.page(s.menu.next)
	return true
}

// choose takes a number.
func (s *Session) choose(ctx context.Context, text string) {
	n := number(text)
	if s.menu == nil {
		s.menu = s.headlineMenu()
	}
	if n < 1 || n > s.menu.rows {
		s.fail(s.language.noNumber(text, s.menu.rows))
		return
	}
	s.menu.choose(ctx, n-1)
}
