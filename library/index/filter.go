package index

import (
	"context"
	"math"
	"time"

	"broadsheet/library/bitset"
	"broadsheet/model/fold"
	"broadsheet/model/query"
)

// Filter answers queries with all that they are asked of: a snapshot, the marks of a
// reader, and what day it is where.
type Filter struct {
	*Snapshot
	Read, Starred bitset.Set // marks by number
	Now           time.Time
	Zone          *time.Location

	// Texts gives for each term about texts the articles with it in their title or
	// text, by the term as it is written, whether it is negated or not.
	Texts func(ctx context.Context, of *Snapshot, terms []query.Term) (map[string]bitset.Set, error)
}

// Answer gives the numbers of the articles that the query wants.
func (f *Filter) Answer(ctx context.Context, query query.Query) (bitset.Set, error) {
	if len(query.Any) == 0 {
		return f.All(), nil
	}
	wanted := bitset.New(f.Len())
	// What terms mean: a query combined with another has each of them many times,
	// and texts are asked for all at once.
	known, err := f.Texts(ctx, f.Snapshot, textTerms(query))
	if err != nil {
		return nil, err
	}
	for _, all := range query.Any {
		hits := f.All()
		for _, term := range all {
			key := term.String()
			found, again := known[key]
			if !again {
				var err error
				if found, err = f.find(ctx, term); err != nil {
					return nil, err
				}
				if len(query.Any) > 1 {
					known[key] = found
				}
			}
			hits.Keep(found, term.Not)
		}
		wanted.Add(hits)
	}
	return wanted, ctx.Err()
}

// textTerms gives the text: terms of a query.
func textTerms(asked query.Query) []query.Term {
	var terms []query.Term
	for _, all := range asked.Any {
		for _, term := range all {
			if term.Field == query.FieldText {
				terms = append(terms, term)
			}
		}
	}
	return terms
}

// find gives the numbers of the articles that the term means, whether it is
// negated or not.
func (f *Filter) find(ctx context.Context, term query.Term) (bitset.Set, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	folded := fold.String(term.Text)
	switch term.Field {
	case query.FieldWord:
		return f.findWord(ctx, newSearch(term.Matcher()))
	case query.FieldTitle:
		return f.titleTexts().find(ctx, newSearch(term.Matcher()), f.title)
	case query.FieldCategory:
		return f.inCategory(term), nil
	case query.FieldAuthor:
		return f.withValue(&f.authors, f.authors.texts().contain(folded)), nil
	case query.FieldTag:
		return f.inLists(&f.tags, f.tags.texts().contain(folded)), nil
	case query.FieldIs:
		return f.inState(term.State), nil
	case query.FieldDate, query.FieldAfter, query.FieldBefore:
		return f.onDays(term), nil
	case query.FieldLang:
		return f.inLanguage(term), nil
	default:
		found, err := f.Texts(ctx, f.Snapshot, []query.Term{term})
		return found[term.String()], err
	}
}

func (f *Filter) findWord(ctx context.Context, s search) (bitset.Set, error) {
	hits, err := f.titleTexts().find(ctx, s, f.title)
	if err != nil {
		return nil, err
	}
	authors, err := f.authors.texts().find(ctx, s, func(i int) string { return f.authors.names[i] })
	if err != nil {
		return nil, err
	}
	hits.Add(f.withValue(&f.authors, authors))
	names, err := f.nodeNames.texts().find(ctx, s, func(i int) string { return f.nodeNames.names[i] })
	if err != nil {
		return nil, err
	}
	for i, nodes := range f.nodeNames.rows {
		if names.Has(uint32(i)) {
			for _, at := range nodes {
				hits.AddAll(f.nodes[at].rows)
			}
		}
	}
	return hits, nil
}

func (f *Filter) title(number int) string { return f.titles.at(uint32(number)) }

func (f *Filter) inCategory(term query.Term) bitset.Set {
	hits := bitset.New(f.Len())
	inside := bitset.New(len(f.nodes))
	for at := range f.nodes {
		node := &f.nodes[at]
		switch {
		case node.parent >= 0 && inside.Has(uint32(node.parent)):
			inside.Set(uint32(at)) // its articles are among those of the parent
		case term.MatchPath(node.path):
			inside.Set(uint32(at))
			hits.AddAll(node.rows)
		}
	}
	return hits
}

// withValue gives the articles whose value in the column is one of those
// wanted.
func (f *Filter) withValue(column *values, wanted bitset.Set) bitset.Set {
	hits := bitset.New(f.Len())
	if wanted.Count() == 0 {
		return hits
	}
	for number, value := range column.of {
		if wanted.Has(value) {
			hits.Set(uint32(number))
		}
	}
	return hits
}

func (f *Filter) inLists(l *lists, wanted bitset.Set) bitset.Set {
	hits := bitset.New(f.Len())
	for i, rows := range l.rows {
		if wanted.Has(uint32(i)) {
			hits.AddAll(rows)
		}
	}
	return hits
}

func (f *Filter) inState(state query.State) bitset.Set {
	hits := bitset.New(f.Len())
	switch state {
	case query.IsRead:
		hits.Add(f.Read)
	case query.IsStarred:
		hits.Add(f.Starred)
	case query.IsLong:
		f.addLong(hits)
	default:
		hits = f.All()
		hits.Keep(f.Read, true)
	}
	return hits
}

func (f *Filter) onDays(term query.Term) bitset.Set {
	hits := bitset.New(f.Len())
	start, end := int64(math.MinInt64), int64(math.MaxInt64)
	if term.Field != query.FieldBefore {
		start = term.Day.Start(f.Now, f.Zone).Unix()
	}
	switch term.Field {
	case query.FieldBefore:
		end = term.Day.Start(f.Now, f.Zone).Unix()
	case query.FieldDate:
		end = term.Day.End(f.Now, f.Zone).Unix()
	default:
	}
	for number, seconds := range f.seconds {
		if start <= seconds && seconds < end {
			hits.Set(uint32(number))
		}
	}
	return hits
}

func (f *Filter) inLanguage(term query.Term) bitset.Set {
	wanted := bitset.New(len(f.languages.names))
	for i, language := range f.languages.names {
		if term.MatchLanguage(language) {
			wanted.Set(uint32(i))
		}
	}
	return f.withValue(&f.languages, wanted)
}

// addLong adds the articles that take long to read.
func (f *Filter) addLong(hits bitset.Set) {
	for number, minutes := range f.minutes {
		if minutes >= query.LongMinutes {
			hits.Set(uint32(number))
		}
	}
}
