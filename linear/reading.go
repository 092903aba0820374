package linear

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/ui/words"
)

// mostFiles is how many of the files that come with an article its head names.
const mostFiles = 5

// reading is an article that is open.
type reading struct {
	article *model.Article
	pieces  []piece
	at      int   // the piece that was said last; -1: none yet
	matches []int // of a find: the pieces that have it
	whole   bool  // it is all of a page, and not the article alone
}

// openArticle opens an article, and marks it read.
func (s *Session) openArticle(ctx context.Context, item *model.Item) {
	article, err := s.o.Library.Article(ctx, item.ID)
	if err != nil {
		s.fail(s.notReadable(item, err))
		return
	}
	s.read = &reading{article: article, pieces: piecesOf(&article.Document, s.language), at: -1}
	marks := s.o.Library.Marks(item.ID)
	if !marks.IsRead() {
		s.o.Library.SetRead([]model.ID{item.ID}, true)
	}
	s.sayHead(marks)
	s.resume(marks.Place)
}

func (s *Session) notReadable(item *model.Item, err error) string {
	title := item.Title
	if errors.Is(err, fs.ErrNotExist) {
		headline, text := s.words.Vanished()
		return s.language.ofArticle(title, headline, text)
	}
	headline, text := s.words.Unreadable()
	return s.language.ofArticle(title, headline, text+" "+err.Error())
}

// sayHead says what an article is, before its text.
func (s *Session) sayHead(marks model.Marks) {
	r := s.read
	a := r.article
	s.say(a.Title)
	source, kind := words.SourceOf(&a.Item)
	parts := nonEmpty(source)
	if !a.Date.IsZero() {
		parts = append(parts, s.language.when(a.Date.In(s.zone), s.now(), a.DateInferred))
	}
	parts = append(parts, s.language.length(a.Minutes, len(r.pieces)))
	if kind != words.FromCategory && len(a.Categories) > 0 {
		parts = append(parts, pathName(a.Categories[0]))
	}
	if marks.IsStarred() {
		parts = append(parts, s.language.isStarred())
	}
	if a.FullText {
		parts = append(parts, s.words.FullText())
	}
	s.say(s.language.sentence(parts))
	for _, file := range words.Attached(a, s.words, mostFiles) {
		s.say(s.language.attached(s.dotless(file.Name + file.Details)))
	}
}

// resume goes to where the reader stopped the last time.
func (s *Session) resume(p model.Place) {
	r := s.read
	if p == (model.Place{}) || len(r.pieces) == 0 {
		return
	}
	at := 0
	for i, piece := range r.pieces {
		if piece.place.Block < p.Block || piece.place.Block == p.Block && piece.place.Offset <= p.Offset {
			at = i
		}
	}
	if at > 0 {
		r.at = at - 1
		s.say(s.language.stoppedAt(at+1, len(r.pieces)))
	}
}

// readOn says what comes next: the rest of a list, the next paragraph, after the last
// one the next unread article.
func (s *Session) readOn(ctx context.Context) {
	switch r := s.read; {
	case s.menu != nil && (r == nil || s.menu.inArticle) && s.more():
	case r == nil && s.menu != nil:
		s.say(s.language.noMoreRows())
	case r == nil:
		s.sayHeadlines()
	case r.at+1 < len(r.pieces):
		s.sayPiece(r.at + 1)
	default:
		s.unread(ctx, 1)
	}
}

// readBack says the paragraph before, or the page of the list before.
func (s *Session) readBack(context.Context) {
	switch r := s.read; {
	case r != nil && r.at > 0:
		s.sayPiece(r.at - 1)
	case r != nil:
		s.say(s.language.atBeginning())
	case s.menu == nil:
		s.sayHeadlines()
	case s.menu.from == 0:
		s.say(s.language.atBeginning())
	default:
		s.page(max(0, s.menu.from-s.menu.page))
	}
}

// sayPiece says a piece of the article, and which of how many it is. With the last one
// the article is read.
func (s *Session) sayPiece(i int) {
	r := s.read
	r.at = i
	if s.menu != nil && s.menu.inArticle {
		s.menu.next = s.menu.rows // enter reads on
	}
	s.say(r.pieces[i].text)
	last := i == len(r.pieces)-1
	s.say(s.language.paragraph(i+1, len(r.pieces), last))
	place := r.pieces[i].place
	if last {
		place = model.Place{} // the next time it begins at its beginning
		if !s.o.Library.Marks(r.article.ID).IsRead() {
			s.o.Library.SetRead([]model.ID{r.article.ID}, true)
		}
	}
	s.o.Library.SetPlace(r.article.ID, place)
}

// again says what was said last of what is read or listed.
func (s *Session) again(context.Context) {
	switch r := s.read; {
	case r != nil && r.at >= 0:
		s.sayPiece(r.at)
	case r != nil:
		s.sayHead(s.o.Library.Marks(r.article.ID))
	case s.menu != nil:
		s.page(s.menu.from)
	default:
		s.sayHeadlines()
	}
}

// where says where the reader is.
func (s *Session) where(context.Context) {
	r := s.read
	if r == nil {
		s.say(s.language.inList(s.listed(), s.list.Len()))
		return
	}
	s.say(s.language.inArticle(r.article.Title, r.at+1, len(r.pieces)))
	for i := min(r.at, len(r.pieces)-1); i >= 0; i-- {
		if r.pieces[i].heading > 0 {
			s.say(s.language.under(r.pieces[i].text))
			return
		}
	}
}

// opened says whether an article is open, and tells the reader where none is.
func (s *Session) opened() bool {
	if s.read == nil {
		s.say(s.language.openFirst())
		return false
	}
	return true
}

func (s *Session) goTo(_ context.Context, argument string) {
	if !s.opened() {
		return
	}
	n := number(argument)
	if n < 1 || n > len(s.read.pieces) {
		s.fail(s.language.noParagraph(argument, len(s.read.pieces)))
		return
	}
	s.sayPiece(n - 1)
}

func (s *Session) first(context.Context) {
	switch {
	case s.read == nil:
		s.sayHeadlines()
	case len(s.read.pieces) == 0:
		s.say(s.language.noText())
	default:
		s.sayPiece(0)
	}
}

func (s *Session) last(context.Context) {
	switch {
	case s.read != nil && len(s.read.pieces) > 0:
		s.sayPiece(len(s.read.pieces) - 1)
	case s.read != nil:
		s.say(s.language.noText())
	case s.list.Len() > 0:
		if s.menu == nil {
			s.menu = s.headlineMenu()
		}
		s.page((s.menu.rows - 1) / s.menu.page * s.menu.page)
	default:
		s.sayHeadlines()
	}
}

func (s *Session) nextHeading(context.Context)     { s.toHeading(1) }
func (s *Session) previousHeading(context.Context) { s.toHeading(-1) }

func (s *Session) toHeading(step int) {
	if !s.opened() {
		return
	}
	for i := s.read.at + step; i >= 0 && i < len(s.read.pieces); i += step {
		if s.read.pieces[i].heading > 0 {
			s.sayPiece(i)
			return
		}
	}
	s.say(s.language.noHeadingThere(step))
}

// outline says the headings of the article.
func (s *Session) outline(context.Context) {
	if !s.opened() {
		return
	}
	pieces := s.read.pieces
	var all []int
	for i, piece := range pieces {
		if piece.heading > 0 {
			all = append(all, i)
		}
	}
	if len(all) == 0 {
		s.say(s.words.OffNoHeadings())
		return
	}
	s.show(&menu{
		rows: len(all), page: menuPage, inArticle: true,
		line:   func(i int) string { return pieces[all[i]].text },
		told:   func(from, to int) string { return s.language.headingsTold(from, to, len(all)) },
		choose: func(_ context.Context, i int) { s.sayPiece(all[i]) },
	})
}

// find looks for a text in the article, and says the first paragraph that has it, from
// where the reader is.
func (s *Session) find(_ context.Context, text string) {
	if !s.opened() {
		return
	}
	wanted := fold.String(strings.TrimSpace(text))
	if wanted == "" {
		s.endFind()
		return
	}
	r := s.read
	r.matches = nil
	for i, piece := range r.pieces {
		if len(fold.Find(piece.text, wanted)) > 0 {
			r.matches = append(r.matches, i)
		}
	}
	if len(r.matches) == 0 {
		s.say(s.words.NotFound(text))
		return
	}
	s.say(s.language.found(len(r.matches)))
	at, known := slices.BinarySearch(r.matches, max(r.at, 0))
	if !known && at == len(r.matches) {
		at = 0
	}
	s.sayPiece(r.matches[at])
}

// match goes to the next paragraph that has what was looked for, or the one before.
func (s *Session) match(step int) {
	if s.read == nil || len(s.read.matches) == 0 {
		s.say(s.language.findFirst())
		return
	}
	r := s.read
	at, known := slices.BinarySearch(r.matches, r.at)
	n := len(r.matches)
	switch {
	case step > 0 && known:
		at++
	case step < 0:
		at--
	}
	if at < 0 || at >= n {
		s.say(s.language.wrapped(step))
		at = (at + n) % n
	}
	s.sayPiece(r.matches[at])
}

func (s *Session) endFind() {
	if s.read == nil || len(s.read.matches) == 0 {
		s.say(s.language.findFirst())
		return
	}
	s.read.matches = nil
	s.say(s.language.findEnded())
}
