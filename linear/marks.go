package linear

import (
	"context"

	"broadsheet/model"
)

func (s *Session) toggleRead() {
	item := s.target()
	if item == nil {
		return
	}
	read := !s.o.Library.Marks(item.ID).IsRead()
	s.o.Library.SetRead([]model.ID{item.ID}, read)
	said := s.words.MarkedUnread()
	if read {
		said = s.words.MarkedRead()
	}
	s.say(s.language.marked(said, s.titleUnlessOpen(item)))
}

func (s *Session) toggleStar() {
	item := s.target()
	if item == nil {
		return
	}
	star := !s.o.Library.Marks(item.ID).IsStarred()
	s.o.Library.SetStarred([]model.ID{item.ID}, star)
	said := s.words.StarRemoved()
	if star {
		said = s.words.StarAdded()
	}
	s.say(s.language.marked(said, s.titleUnlessOpen(item)))
}

// titleUnlessOpen is the title of an article, nothing for the one that is open: who reads
// it knows.
func (s *Session) titleUnlessOpen(item *model.Item) string {
	if s.read != nil {
		return ""
	}
	return item.Title
}

// allRead marks all that is listed read. It asks nothing, since it can be undone.
func (s *Session) allRead() {
	marked := 0
	if s.list.Len() > 0 {
		marked = s.o.Library.SetAllRead(s.list)
	}
	if marked == 0 {
		s.say(s.words.AllReadAlready())
		return
	}
	s.say(s.words.MarkedAll(marked, "u"))
}

// undo takes back the last mark.
func (s *Session) undo(ctx context.Context) {
	change, ok := s.o.Library.Undo()
	if !ok {
		s.say(s.words.NothingToUndo())
		return
	}
	title := ""
	if change.Count == 1 {
		if item, err := s.o.Library.Details(ctx, change.ID); err == nil { // without a title it is told all the same
			title = item.Title
		}
	}
	s.say(s.words.Undone(change.Kind, change.Count, title))
}
