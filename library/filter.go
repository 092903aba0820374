package library

import (
	"context"
	"time"

	"broadsheet/library/bitset"
	"broadsheet/model/fold"
	"broadsheet/model/query"
)

// filter answers queries with all that they are asked of: a snapshot, the marks of a
// reader, and what day it is where.
type filter struct {
	*snapshot
	read, starred bitset.Set // marks by number
	now           time.Time
	zone          *time.Location

	// texts gives for each term about texts the articles with it in their title or
	// text, by the term as it is written, whether it is negated or not.
	texts func(ctx context.Context, of *snapshot, terms []query.Term) (map[string]bitset.Set, error)
}

// answer gives the numbers of the articles that the query wants.
func (q *filter) answer(ctx context.Context, query query.Query) (bitset.Set, error) {
	if len(query.Any) == 0 {
		return q.all(), nil
	}
	wanted := bitset.New(q.len())
	// What terms mean: a query combined with another has each of them many times,
	// and texts are asked for all at once.
	known, err := q.texts(ctx, q.snapshot, textTerms(query))
	if err != nil {
		return nil, err
	}
	for _, all := range query.Any {
		hits := q.all()
		for _, term := range all {
			key := term.String()
			found, again := known[key]
			if !again {
				var err error
				if found, err = q.find(ctx, term); err != nil {
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
func (q *filter) find(ctx context.Context, term query.Term) (bitset.Set, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	folded := fold.String(term.Text)
	switch term.Field {
	case query.FieldWord:
		return q.findWord(ctx, newSearch(term.Matcher()))
	case query.FieldCategory:
		return q.inCategory(term), nil
	case query.FieldAuthor:
		return q.withValue(&q.authors, q.authors.texts().contain(folded)), nil
	case query.FieldTag:
		return q.inLists(&q.tags, q.tags.texts().contain(folded)), nil
	case query.FieldIs:
		return q.inState(term.State), nil
	case query.FieldAfter, query.FieldBefore:
		return q.onDays(term), nil
	case query.FieldLang:
		return q.inLanguage(term), nil
	default:
		found, err := q.texts(ctx, q.snapshot, []query.Term{term})
		return found[term.String()], err
	}
}

func (q *filter) findWord(ctx context.Context, s search) (bitset.Set, error) {
	titles := q.titleTexts()
	hits, err := titles.find(ctx, s, func(i int) string { return q.titles.at(uint32(i)) })
	if err != nil {
		return nil, err
	}
	authors, err := q.authors.texts().find(ctx, s, func(i int) string { return q.authors.names[i] })
	if err != nil {
		return nil, err
	}
	hits.Add(q.withValue(&q.authors, authors))
	names, err := q.nodeNames.texts().find(ctx, s, func(i int) string { return q.nodeNames.names[i] })
	if err != nil {
		return nil, err
	}
	for i, nodes := range q.nodeNames.rows {
		if names.Has(uint32(i)) {
			for _, at := range nodes {
				hits.AddAll(q.nodes[at].rows)
			}
		}
	}
	return hits, nil
}

func (q *filter) inCategory(term query.Term) bitset.Set {
	hits := bitset.New(q.len())
	inside := bitset.New(len(q.nodes))
	for at := range q.nodes {
		node := &q.nodes[at]
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
func (q *filter) withValue(column *values, wanted bitset.Set) bitset.Set {
	hits := bitset.New(q.len())
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

func (q *filter) inLists(l *lists, wanted bitset.Set) bitset.Set {
	hits := bitset.New(q.len())
	for i, rows := range l.rows {
		if wanted.Has(uint32(i)) {
			hits.AddAll(rows)
		}
	}
	return hits
}

func (q *filter) inState(state query.State) bitset.Set {
	hits := bitset.New(q.len())
	switch state {
	case query.IsRead:
		hits.Add(q.read)
	case query.IsStarred:
		hits.Add(q.starred)
	case query.IsLong:
		q.addLong(hits)
	default:
		hits = q.all()
		hits.Keep(q.read, true)
	}
	return hits
}

func (q *filter) onDays(term query.Term) bitset.Set {
	hits := bitset.New(q.len())
	start := term.Day.Start(q.now, q.zone).Unix()
	for number, seconds := range q.seconds {
		if (seconds >= start) == (term.Field == query.FieldAfter) {
			hits.Set(uint32(number))
		}
	}
	return hits
}

func (q *filter) inLanguage(term query.Term) bitset.Set {
	wanted := bitset.New(len(q.languages.names))
	for i, language := range q.languages.names {
		if term.MatchLanguage(language) {
			wanted.Set(uint32(i))
		}
	}
	return q.withValue(&q.languages, wanted)
}

// addLong adds the articles that take long to read.
func (q *filter) addLong(hits bitset.Set) {
	for number, minutes := range q.minutes {
		if minutes >= query.LongMinutes {
			hits.Set(uint32(number))
		}
	}
}
