package linear

import (
	"context"
	"errors"
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
	"broadsheet/ui/words"
)

// choice is a category or a view that can be chosen.
type choice struct {
	name   string
	query  query.Query
	lasts  query.Query
	unread int
}

// categories says all categories, or lists the first one of a name.
func (s *Session) categories(ctx context.Context, name string) {
	tree, err := s.o.Library.Tree(ctx)
	if err != nil {
		s.fail(err.Error())
		return
	}
	all := categoriesOf(tree.Top)
	if name == "" {
		if len(all) == 0 {
			s.say(s.language.empty())
			return
		}
		s.showChoices(all, s.language.categoriesTold)
		return
	}
	if i := bestNamed(all, name); i >= 0 {
		s.chooseQuery(ctx, all[i].name, all[i].query, all[i].lasts)
		return
	}
	s.fail(s.words.NoCategory())
}

// categoriesOf are categories with all below them, from the top down.
func categoriesOf(nodes []*model.Category) []choice {
	var all []choice
	for _, node := range nodes {
		q := query.Query{}.And(query.Term{Field: query.FieldCategory, Path: node.Path, Anchored: true})
		all = append(all, choice{name: pathName(node.Path), query: q, lasts: q, unread: node.Unread})
		all = append(all, categoriesOf(node.Children)...)
	}
	return all
}

// bestNamed is which choice is meant by a name: the one that is called so, or whose last
// part is, or the first that has it in it, by pinyin too; -1: none.
func bestNamed(all []choice, name string) int {
	wanted := fold.String(name)
	matcher := fold.NewMatcher(name)
	begins, has := -1, -1
	for i, c := range all {
		last := fold.String(c.name[strings.LastIndex(c.name, words.PathArrow)+1:])
		last = strings.TrimLeft(last, "› ")
		switch {
		case last == wanted || fold.String(c.name) == wanted:
			return i
		case begins < 0 && strings.HasPrefix(last, wanted):
			begins = i
		case has < 0:
			if _, matches := matcher.Match(c.name); matches {
				has = i
			}
		}
	}
	if begins >= 0 {
		return begins
	}
	return has
}

// chooseTop lists the n-th category at the top.
func (s *Session) chooseTop(ctx context.Context, n int) {
	tree, err := s.o.Library.Tree(ctx)
	switch {
	case err != nil:
		s.fail(err.Error())
	case n > len(tree.Top):
		s.say(s.words.NoSuchCategory(n))
	default:
		chosen := categoriesOf(tree.Top[n-1 : n])[0]
		s.chooseQuery(ctx, chosen.name, chosen.query, chosen.lasts)
	}
}

func (s *Session) showChoices(all []choice, told func(from, to, of int) string) {
	s.show(&menu{
		rows: len(all), page: menuPage,
		line: func(i int) string { return s.language.choice(all[i].name, all[i].unread) },
		told: func(from, to int) string { return told(from, to, len(all)) },
		choose: func(ctx context.Context, i int) {
			s.chooseQuery(ctx, all[i].name, all[i].query, all[i].lasts)
		},
	})
}

// views says the views, or lists the first one of a name.
func (s *Session) views(ctx context.Context, name string) {
	all, wrong := s.allViews()
	queries := make([]query.Query, len(all))
	for i, c := range all {
		queries[i] = c.query
	}
	counts, err := s.o.Library.Counts(ctx, queries)
	if err != nil {
		s.fail(err.Error())
		return
	}
	for i, count := range counts {
		if all[i].unread = count.Unread; all[i].query.AsksForMarks() {
			all[i].unread = count.Count
		}
	}
	if len(wrong) > 0 {
		s.say(s.words.ViewsWrong(wrong))
	}
	if name == "" {
		s.showChoices(all, s.language.viewsTold)
		return
	}
	if i := bestNamed(all, name); i >= 0 {
		s.chooseQuery(ctx, all[i].name, all[i].query, all[i].lasts)
		return
	}
	s.fail(s.language.noView(name))
}

// allViews are the views that every reader has, and one's own. One whose query cannot be
// read is left out.
func (s *Session) allViews() (all []choice, wrong []string) {
	is := func(name string, state query.State) choice {
		q := query.Query{}.And(query.Term{Field: query.FieldIs, State: state})
		return choice{name: name, query: q, lasts: q}
	}
	all = []choice{
		{
			name:  s.words.Today(),
			query: query.Query{}.And(query.Term{Field: query.FieldAfter}, query.Term{Field: query.FieldBefore, Day: s.tomorrow()}),
			lasts: query.Query{}.And(query.Term{Field: query.FieldAfter}),
		},
		is(s.words.UnreadView(), query.IsUnread), is(s.words.Starred(), query.IsStarred), is(s.words.LongReads(), query.IsLong),
	}
	at := map[string]int{}
	for _, view := range append(s.o.Views[:len(s.o.Views):len(s.o.Views)], s.o.Library.Views()...) {
		parsed, err := query.Parse(view.Query)
		if err != nil {
			wrong = append(wrong, view.Name)
			continue
		}
		mine := choice{name: view.Name, query: parsed, lasts: parsed}
		if i, known := at[view.Name]; known { // what was saved goes before the config
			all[i] = mine
			continue
		}
		at[view.Name] = len(all)
		all = append(all, mine)
	}
	return all, wrong
}

// tomorrow is when today ends.
func (s *Session) tomorrow() query.Day {
	year, month, day := s.now().Date()
	next := time.Date(year, month, day+1, 0, 0, 0, 0, time.UTC)
	return query.Day{Year: next.Year(), Month: int(next.Month()), Day: next.Day()}
}

// saveView keeps what is listed under a name.
func (s *Session) saveView(_ context.Context, name string) {
	p := s.place
	p.query = p.lasts
	asked := p.asked()
	view := model.View{Name: name, Query: asked.String()}
	switch {
	case name == "":
		s.say(s.words.NameMissing())
	case len(asked.Any) == 0:
		s.say(s.words.OffNothingToSave())
	case !model.HasRoomFor(s.o.Library.Views(), view):
		s.say(s.words.ViewsFull())
	case s.isBuiltIn(name):
		s.fail(s.words.NameTaken(name))
	default:
		s.o.Library.SetView(view)
		s.say(s.words.ViewSaved(name))
	}
}

func (s *Session) isBuiltIn(name string) bool {
	for _, own := range []string{s.words.All(), s.words.Today(), s.words.UnreadView(), s.words.Starred(), s.words.LongReads()} {
		if strings.EqualFold(own, name) {
			return true
		}
	}
	return false
}

// forgetView forgets a view that the reader saved.
func (s *Session) forgetView(_ context.Context, name string) {
	for _, view := range s.o.Library.Views() {
		if view.Name == name {
			s.o.Library.SetView(model.View{Name: name})
			s.say(s.language.viewForgotten(name))
			return
		}
	}
	s.fail(s.language.noView(name))
}

func asQueryError(err error) (*query.Error, bool) { return errors.AsType[*query.Error](err) }
