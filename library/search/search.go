package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"broadsheet/library/bitset"
	"broadsheet/library/index"
	"broadsheet/model"
	"broadsheet/model/query"
)

const (
	// maximumScanned is how many texts a search looks through that are not in an
	// index yet.
	maximumScanned = 5000
	// maximumRanked is how many of the newest hits are put in order, the best
	// first.
	maximumRanked = 2000
	// maximumRankedTerms is how many words and phrases make some hits better than
	// others. The index counts each of them in all texts first.
	maximumRankedTerms = 32
)

// Search finds articles among those of a filter by their titles and texts: words and
// text: terms mean both, all other terms what they mean in a list. The error is the
// context's, or says what the query asks too much.
func (s *Searcher) Search(ctx context.Context, asked *index.Filter, q query.Query, o model.SearchOptions) (model.Hits, error) {
	limit := o.Limit
	if o.Order == model.BestHits && limit > 0 {
		limit = max(limit, maximumRanked)
	}
	found := outcome{hits: bitset.New(asked.Len())}
	requests, err := s.requests(ctx, asked, q, limit)
	if err != nil {
		return model.Hits{}, err
	}
	var ofTexts []request
	for _, request := range requests {
		if request.isEmpty() {
			found.hits.Add(request.wanted)
			continue
		}
		ofTexts = append(ofTexts, request)
	}
	all, err := s.find(ctx, asked.Snapshot, ofTexts)
	if err != nil {
		return model.Hits{}, err
	}
	for _, some := range all {
		found.hits.Add(some.hits)
		found.stopped = found.stopped || some.stopped
		found.unsearched = max(found.unsearched, some.unsearched)
	}
	list := asked.List(found.hits, query.NewestFirst)
	if o.Order == model.BestHits {
		if err := s.rank(ctx, list, requests); err != nil {
			return model.Hits{}, err
		}
	}
	complete := !found.stopped
	if o.Limit > 0 && len(list.Rows) > o.Limit {
		list.Rows, complete = list.Rows[:o.Limit], false
	}
	return model.Hits{Listing: list, Complete: complete && found.unsearched == 0, Unsearched: found.unsearched}, nil
}

// maximumRequests is how many times the indexes are asked for one search. Most
// searches ask once; so many come about only where all kinds of alternatives are
// multiplied with each other.
const maximumRequests = 64

// requests says what the alternatives of a query want: of texts, and in the
// articles that all other terms hold for. In a search words are about texts.
// Alternatives that want different texts of the same articles are one request,
// as far as the indexes can be asked for them at once.
func (s *Searcher) requests(ctx context.Context, f *index.Filter, asked query.Query, limit int) ([]request, error) {
	if err := checkBroad(termsAboutText(asked, true)); err != nil {
		return nil, err
	}
	wants := asked.Any
	if len(wants) == 0 {
		wants = [][]query.Term{nil}
	}
	var requests []request
	open := map[string]int{} // the request that may have more alternatives, by the other terms
	wanted := map[string]bitset.Set{}
	for _, all := range wants {
		others := othersOf(all)
		key := query.Query{Any: [][]query.Term{others}}.String()
		if wanted[key] == nil {
			var err error
			if wanted[key], err = f.Answer(ctx, query.Query{Any: [][]query.Term{others}}); err != nil {
				return nil, err
			}
		}
		texts := textTermsOf(all, true)
		if at, ok := open[key]; ok && requests[at].admit(texts) {
			continue
		}
		open[key] = len(requests)
		if len(requests) == maximumRequests {
			return nil, errTooManyAlternatives
		}
		requests = append(requests, request{alternatives: alternatives{texts}, wanted: wanted[key], limit: limit, most: maximumScanned})
	}
	return requests, nil
}

// errTooManyAlternatives refuses a query that would have the indexes asked
// without end.
var errTooManyAlternatives = errors.New("the query and what it is combined with have too many alternatives: use fewer ORs")

// termsAboutText gives the terms of a query that are about texts. In a search, words are.
func termsAboutText(asked query.Query, words bool) []query.Term {
	var terms []query.Term
	for _, all := range asked.Any {
		for _, term := range all {
			if isAboutText(term, words) {
				terms = append(terms, term)
			}
		}
	}
	return terms
}

// othersOf gives the terms that are not about texts in a search.
func othersOf(all []query.Term) []query.Term {
	others := make([]query.Term, 0, len(all))
	for _, term := range all {
		if !isAboutText(term, true) {
			others = append(others, term)
		}
	}
	return others
}

// FindTexts gives for each term the numbers of the articles with it in their title
// or text, whether it is negated or not, by the term as it is written. Those that
// are not in an index yet are all looked through, unless they soon will be.
func (s *Searcher) FindTexts(ctx context.Context, now *index.Snapshot, terms []query.Term) (map[string]bitset.Set, error) {
	if err := checkBroad(terms); err != nil {
		return nil, err
	}
	generation := s.generation()
	found := map[string]bitset.Set{}
	var keys []string
	var requests []request
	for _, term := range terms {
		wanted, key := newTextTerm(term), term.String()
		if _, again := found[key]; again {
			continue
		}
		if wanted.isEmpty() { // it says nothing, and holds as it stands
			found[key] = now.All()
			if term.Not {
				found[key] = bitset.New(now.Len())
			}
			continue
		}
		hits, known := s.answer(now, generation, string(wanted.text))
		if found[key] = hits; known {
			continue
		}
		r := request{alternatives: alternatives{{with: []textTerm{wanted}}}, wanted: now.All()}
		if s.indexing.Load() {
			r.most = maximumScanned
		}
		keys, requests = append(keys, key), append(requests, r)
	}
	outcomes, err := s.find(ctx, now, requests)
	if err != nil {
		return nil, err
	}
	for i, some := range outcomes {
		found[keys[i]] = some.hits
		if some.unsearched == 0 {
			s.keepAnswer(now, generation, string(requests[i].alternatives[0].with[0].text), some.hits)
		}
	}
	return found, nil
}

// maximumBroad is how many terms of one query may ask for texts by a single
// character: the index has to put together all that begins with it, a tenth of a
// second for a hundred thousand articles.
const maximumBroad = 8

// checkBroad refuses too many of them.
func checkBroad(terms []query.Term) error {
	broad := map[string]bool{}
	for _, term := range terms {
		if t := newTextTerm(term); t.broad {
			broad[t.match] = true
		}
	}
	if len(broad) > maximumBroad {
		return errTooBroad
	}
	return nil
}

// errTooBroad refuses a query that would have the indexes put together much.
var errTooBroad = fmt.Errorf("the query looks for more than %d single characters in texts: use fewer, or longer words", maximumBroad)

// keptAnswers are those to text: terms, for a list, its tree and the counts of views
// ask the same. They hold for one state of everything.
type keptAnswers struct {
	snapshot   *index.Snapshot
	generation int // of the indexes
	hits       map[string]bitset.Set
}

// maximumAnswers is how many answers are kept.
const maximumAnswers = 32

// generation counts the changes of all indexes.
func (s *Searcher) generation() int {
	sum := 0
	for _, index := range s.indexes {
		sum += index.held().generation
	}
	return sum
}

// answer gives the answer that is known already, if there is one.
func (s *Searcher) answer(now *index.Snapshot, generation int, text string) (bitset.Set, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.answers.snapshot != now || s.answers.generation != generation {
		return nil, false
	}
	hits, known := s.answers.hits[text]
	return slices.Clone(hits), known
}

func (s *Searcher) keepAnswer(now *index.Snapshot, generation int, text string, hits bitset.Set) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.answers.snapshot != now || s.answers.generation != generation || len(s.answers.hits) == maximumAnswers {
		s.answers = keptAnswers{now, generation, map[string]bitset.Set{}}
	}
	s.answers.hits[text] = slices.Clone(hits)
}

// rank puts the newest hits in order, the best first: those with all words in
// the title, then by what the words say about the text.
func (s *Searcher) rank(ctx context.Context, list *index.Listing, requests []request) error {
	rows := list.Rows[:min(len(list.Rows), maximumRanked)]
	ranked := bitset.New(list.Snapshot.Len())
	ranked.AddAll(rows)
	scores := map[uint32]float64{}
	terms := 0
	for _, request := range requests {
		if terms += len(request.with()); terms > maximumRankedTerms {
			break
		}
		if len(request.with()) == 0 {
			continue
		}
		kept := bitset.New(list.Snapshot.Len())
		kept.Add(request.wanted)
		kept.Keep(ranked, false)
		request.wanted = kept
		if err := s.score(ctx, list.Snapshot, request, scores); err != nil {
			return err
		}
	}
	titled := map[uint32]bool{}
	for i, number := range rows {
		if i%scanPart == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		title := plainOf(list.Title(number), nil)
		titled[number] = slices.ContainsFunc(requests, func(r request) bool { return len(r.with()) > 0 && r.in(title) })
	}
	place := func(number uint32) int {
		if titled[number] {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(rows, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(scores[a], scores[b]))
	})
	return nil
}

// score gives articles scores by BM25, the less the better: by how often what
// is looked for is in the text, for its length, and how rare it is.
func (s *Searcher) score(ctx context.Context, now *index.Snapshot, r request, scores map[uint32]float64) error {
	_, mappings := s.see(ctx, now)
	rest := bitset.New(now.Len())
	rest.Add(r.wanted)
	for origin, m := range mappings {
		wanted := bitset.New(now.Len())
		wanted.Add(r.wanted)
		wanted.Keep(m.indexed, false)
		least, most, some := m.bounds(wanted)
		if !some {
			continue
		}
		match, negated, _ := r.ftsQuery()
		if negated {
			continue
		}
		at := 0
		err := s.indexes[origin].scores(ctx, match, least, most, func(row uint32, score float64) {
			for at < len(m.rows) && m.rows[at] < row {
				at++
			}
			if at < len(m.rows) && m.rows[at] == row && m.numbers[at] != absent && wanted.Has(m.numbers[at]) {
				number := m.numbers[at]
				scores[number] = min(scores[number], score)
			}
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			s.failed(origin, err)
			continue
		}
		rest.Keep(m.indexed, true)
	}
	return s.scoreScanned(ctx, now, rest, r, scores)
}

// scoreScanned does the same for texts that are in no index.
func (s *Searcher) scoreScanned(ctx context.Context, now *index.Snapshot, rest bitset.Set, r request, scores map[uint32]float64) error {
	const k1, b = 1.2, 0.75 // as FTS5 has them
	type counted struct {
		number uint32
		length float64
		counts []int
	}
	var all []counted
	with := r.with()
	holding := make([]int, len(with))
	total := 0.0
	numbers := make([]uint32, 0, rest.Count())
	for number := range uint32(now.Len()) { //nolint:gosec // there are fewer articles than that
		if rest.Has(number) {
			numbers = append(numbers, number)
		}
	}
	for part := range slices.Chunk(numbers, scanPart) {
		texts, err := s.plainTexts(ctx, now, part)
		if err != nil {
			return err
		}
		for i, text := range texts {
			c := counted{number: part[i], length: float64(len(text)), counts: make([]int, len(with))}
			for i, term := range with {
				if c.counts[i] = term.count(text); c.counts[i] > 0 {
					holding[i]++
				}
			}
			total += c.length
			all = append(all, c)
		}
	}
	articles := float64(now.Count())
	for _, c := range all {
		score := 0.0
		for i, count := range c.counts {
			rarity := max(1e-6, math.Log((articles-float64(holding[i])+0.5)/(float64(holding[i])+0.5)))
			often := float64(count)
			score -= rarity * often * (k1 + 1) / (often + k1*(1-b+b*c.length*float64(len(all))/total))
		}
		scores[c.number] = min(scores[c.number], score)
	}
	return nil
}
