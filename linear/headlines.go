package linear

import (
	"context"
	"slices"
	"strings"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
	"broadsheet/ui/words"
)

// selection is what is listed: a category or a view, and the filters on it.
type selection struct {
	name   string      // of the category or view, as it is said; empty: all
	query  query.Query // what that wants
	lasts  query.Query // the same on other days
	unread bool        // unread articles only
	text   string      // of the filter or of the search; empty: none
	filter query.Query // the filter's
	search bool        // the text is searched for, and not filtered by
	sort   query.Sort
	best   bool // the hits of a search are in the order of how good they are
}

// asked is all that an article has to be.
func (p selection) asked() query.Query {
	q := p.filter.AndQuery(p.query)
	if p.unread {
		q = q.And(query.Term{Field: query.FieldIs, State: query.IsUnread})
	}
	return q
}

// ask lists what is selected, from its first row on. It says what went wrong.
func (s *Session) ask(ctx context.Context) bool {
	list, err := s.listOf(ctx, s.place)
	if err != nil {
		s.fail(err.Error())
		return false
	}
	s.list, s.at, s.menu = list, 0, nil
	return true
}

func (s *Session) listOf(ctx context.Context, p selection) (model.Listing, error) {
	if !p.search {
		return s.o.Library.List(ctx, p.asked(), p.sort, nil)
	}
	o := model.SearchOptions{}
	if p.best {
		o.Order = model.BestHits
	}
	hits, err := s.o.Library.Search(ctx, p.asked(), o)
	if err == nil && hits.Unsearched > 0 {
		s.say(s.language.unsearched(hits.Unsearched))
	}
	return hits.Listing, err
}

// turnTo lists something else, and says its headlines. What cannot be listed leaves all
// as it was.
func (s *Session) turnTo(ctx context.Context, p selection) {
	before := s.place
	s.place = p
	if !s.ask(ctx) {
		s.place = before
		return
	}
	s.read = nil
	s.sayHeadlines()
}

// headlines lists anew what is selected, and says it.
func (s *Session) headlines(ctx context.Context) { s.turnTo(ctx, s.place) }

func (s *Session) sayHeadlines() {
	if s.list.Len() == 0 {
		s.menu = nil
		s.sayNothing()
		return
	}
	s.show(s.headlineMenu())
}

// sayNothing says that nothing is listed, and what to do.
func (s *Session) sayNothing() {
	if p := s.place; p.name == "" && p.text == "" && !p.unread {
		s.say(s.language.empty())
		return
	}
	s.say(s.language.nothingListed(s.listed()))
}

// headlineMenu has the headlines that are listed.
func (s *Session) headlineMenu() *menu {
	list := s.list
	return &menu{
		rows: list.Len(), page: headlinesPage,
		line:   func(i int) string { return s.headline(list.At(i)) },
		told:   func(from, to int) string { return s.language.rowsTold(from, to, list.Len(), s.listed()) },
		choose: func(ctx context.Context, i int) { s.openRow(ctx, i) },
	}
}

// headline is a row of the list: title, source, date, and what is special about it.
func (s *Session) headline(item *model.Item) string {
	source, _ := words.SourceOf(item)
	parts := []string{item.Title, source}
	if !item.Date.IsZero() {
		parts = append(parts, s.language.when(item.Date.In(s.zone), s.now(), item.DateInferred))
	}
	marks := s.o.Library.Marks(item.ID)
	if !marks.IsRead() {
		parts = append(parts, s.language.isUnread())
	}
	if marks.IsStarred() {
		parts = append(parts, s.language.isStarred())
	}
	return s.language.parts(slices.DeleteFunc(parts, func(part string) bool { return part == "" }))
}

// listed is what is listed, in words.
func (s *Session) listed() string {
	p := s.place
	name := p.name
	if name == "" {
		name = s.language.all()
	}
	parts := []string{name}
	if p.unread {
		parts = append(parts, s.words.ChipUnread())
	}
	switch {
	case p.search:
		parts = append(parts, s.words.SearchedFor(p.text))
	case p.text != "":
		parts = append(parts, s.words.Quoted(p.text))
	}
	if order := s.language.orderOf(p.sort, p.search && p.best); order != "" {
		parts = append(parts, order)
	}
	return s.language.parts(parts)
}

// open opens a headline by its number, or that which the reader is at.
func (s *Session) open(ctx context.Context, argument string) {
	switch {
	case argument != "":
		s.menu = s.headlineMenu()
		s.choose(ctx, argument)
	case s.list.Len() > 0:
		s.openRow(ctx, s.at)
	default:
		s.sayNothing()
	}
}

func (s *Session) openRow(ctx context.Context, row int) {
	s.at = row
	s.openArticle(ctx, s.list.At(row))
}

// unread opens the next unread article, or the one before.
func (s *Session) unread(ctx context.Context, step int) {
	if s.list.Len() == 0 && !s.ask(ctx) {
		return
	}
	row, wrapped, found := 0, false, false
	if s.read == nil && s.list.Len() > 0 && !s.o.Library.Marks(s.list.At(s.at).ID).IsRead() {
		row, found = s.at, true
	} else if s.list.Len() > 0 {
		row, wrapped, found = s.o.Library.NextUnread(s.list, s.at, step)
	}
	if !found {
		s.say(s.words.NoUnread())
		return
	}
	if wrapped {
		s.say(s.language.wrapped(step))
	}
	s.openRow(ctx, row)
}

// step opens the next article of the list, or the one before.
func (s *Session) step(ctx context.Context, by int) {
	row := s.at + by
	if s.read == nil {
		row = s.at
	}
	switch {
	case s.list.Len() == 0:
		s.sayNothing()
	case row < 0:
		s.say(s.words.FirstArticle())
	case row >= s.list.Len():
		s.say(s.words.LastArticle())
	default:
		s.openRow(ctx, row)
	}
}

func (s *Session) toggleUnread(ctx context.Context) {
	p := s.place
	p.unread = !p.unread
	s.turnTo(ctx, p)
}

// filter lists the headlines with what a query says; without one all again.
func (s *Session) filter(ctx context.Context, text string) { s.narrowTo(ctx, text, false) }

// search looks for words in the texts.
func (s *Session) search(ctx context.Context, text string) {
	if text == "" && !s.place.search {
		s.say(s.language.searchWhat())
		return
	}
	s.narrowTo(ctx, text, true)
}

func (s *Session) narrowTo(ctx context.Context, text string, search bool) {
	parsed, err := query.Parse(text)
	if err != nil {
		s.fail(s.wrongQuery(err))
		return
	}
	p := s.place
	p.text, p.filter, p.search = text, parsed, search && len(parsed.Any) > 0
	s.turnTo(ctx, p)
}

// order sets the order of the list; without an argument it says how.
func (s *Session) order(ctx context.Context, argument string) {
	p := s.place
	switch fold.String(argument) {
	case "newest", fold.String("新的"):
		p.sort, p.best = query.NewestFirst, false
	case "oldest", fold.String("旧的"):
		p.sort, p.best = query.OldestFirst, false
	case "title", fold.String("标题"):
		p.sort, p.best = query.ByTitle, false
	case "best", fold.String("相关"):
		if !p.search {
			s.say(s.language.onlyHits())
			return
		}
		p.best = true
	default:
		s.say(s.language.orders())
		return
	}
	s.turnTo(ctx, p)
}

// turnOrder has the best hits of a search come first, or the newest.
func (s *Session) turnOrder(ctx context.Context) {
	if !s.place.search {
		s.say(s.language.onlyHits())
		return
	}
	p := s.place
	p.best = !p.best
	s.turnTo(ctx, p)
}

// newest lists all articles, without any filter.
func (s *Session) newest(ctx context.Context) { s.turnTo(ctx, selection{}) }

// chooseAll lists all categories, with the filters that there are.
func (s *Session) chooseAll(ctx context.Context) {
	s.chooseQuery(ctx, "", query.Query{}, query.Query{})
}

func (s *Session) chooseQuery(ctx context.Context, name string, q, lasts query.Query) {
	p := s.place
	p.name, p.query, p.lasts = name, q, lasts
	s.turnTo(ctx, p)
}

// stepBack leaves the article, or drops the last filter.
func (s *Session) stepBack(ctx context.Context) {
	p := s.place
	switch {
	case s.read != nil && len(s.read.matches) > 0:
		s.endFind()
		return
	case s.read != nil:
		s.back()
		return
	case p.text != "":
		p.text, p.filter, p.search = "", query.Query{}, false
	case p.unread:
		p.unread = false
	case p.name != "":
		p.name, p.query, p.lasts = "", query.Query{}, query.Query{}
	default:
		s.say(s.language.atTheTop())
		return
	}
	s.turnTo(ctx, p)
}

// back leaves the article; from the headlines it leaves the program.
func (s *Session) back() {
	if s.read == nil || s.o.ArticleID != "" && s.list.Len() == 0 {
		s.leave()
		return
	}
	s.read = nil
	s.menu = s.headlineMenu()
	s.menu.next = s.at / headlinesPage * headlinesPage
	s.say(s.language.backTo(s.listed(), s.at+1, s.list.Len()))
}

func (s *Session) leave() {
	s.over = true
	s.say(s.language.goodbye())
}

// wrongQuery says what is wrong with a query, and where.
func (s *Session) wrongQuery(err error) string {
	wrong, ok := asQueryError(err)
	if !ok {
		return err.Error()
	}
	return s.language.inQuery(s.words.QueryWrong(wrong), wrong.Position)
}

// pathName is the name of a category, as it is said.
func pathName(path []string) string { return strings.Join(path, words.PathArrow) }
