package search

import (
	"context"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
)

const (
	// snippetCells is how wide a snippet is at most.
	snippetCells = 120
	// snippetBefore is how much of it may stand before the first match.
	snippetBefore = 24
)

// Snippet gives a piece of an article's text around what the query looks for
// there; see Reader.Snippet. The error is the context's.
func Snippet(ctx context.Context, article *model.Article, q query.Query) (model.Snippet, error) {
	texts := model.Texts(&article.Document)
	wanted, matches := wantedOf(q, plainOf(article.Title, texts))
	if !matches {
		return model.Snippet{}, nil
	}
	return snippet(ctx, texts, wanted)
}

// wantedOf gives what the query looks for in texts, of all alternatives, and
// whether one of these matches.
func wantedOf(q query.Query, text []byte) (wanted []textTerm, matches bool) {
	matches = len(q.Any) == 0
	for _, all := range q.Any {
		t := textTermsOf(all, true)
		matches = matches || t.in(text)
		wanted = append(wanted, t.with...)
	}
	return wanted, matches
}

// snippet makes the snippet that shows most of what is looked for.
func snippet(ctx context.Context, texts []string, wanted []textTerm) (model.Snippet, error) {
	var best model.Snippet
	most := -1
	for _, whole := range texts {
		for text := range piecesOf(whole) {
			if err := ctx.Err(); err != nil {
				return model.Snippet{}, err
			}
			places := findAll(text, wanted)
			if len(places) == 0 && most >= 0 {
				continue
			}
			piece, shown := cutAround(text, places)
			if shown > most {
				best, most = piece, shown
			}
			if most == len(wanted) {
				return best, nil
			}
		}
	}
	return best, nil
}

// A paragraph is looked through in pieces, for what is noted of a piece takes
// many times its size. They overlap, so that few phrases are cut in two.
const (
	pieceBytes   = 32 << 10
	pieceOverlap = 512
)

// piecesOf gives a text in pieces, cut between characters.
func piecesOf(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for len(text) > pieceBytes {
			end, next := pieceBytes, pieceBytes-pieceOverlap
			for !utf8.RuneStart(text[end]) {
				end--
			}
			for !utf8.RuneStart(text[next]) {
				next--
			}
			if !yield(text[:end]) {
				return
			}
			text = text[next:]
		}
		yield(text)
	}
}

// placed is where something that is looked for stands in a text.
type placed struct {
	fold.Range
	term int // its place among those that are looked for
}

// findAll gives all places of the terms in a text, from left to right.
func findAll(text string, wanted []textTerm) []placed {
	p := plain{keep: true}
	p.reset()
	p.add(text)
	p.origins = append(p.origins, int32(len(text))) //nolint:gosec // 8 MB of a file are read
	var places []placed
	for i, term := range wanted {
		for at := range term.places(p.text) {
			start, end := at, at+len(term.text)
			if p.text[start] == ' ' {
				start++
			}
			if p.text[end-1] == ' ' {
				end--
			}
			places = append(places, placed{fold.Range{Start: int(p.origins[start]), End: int(p.origins[end])}, i})
		}
	}
	slices.SortFunc(places, func(a, b placed) int { return a.Start - b.Start })
	return places
}

// cluster is what a reader takes for one character.
type cluster struct{ start, end, cells int }

func clustersOf(text string) []cluster {
	var clusters []cluster
	state, start := -1, 0
	for rest := text; rest != ""; {
		var one string
		var cells int
		one, rest, cells, state = uniseg.FirstGraphemeClusterInString(rest, state)
		clusters = append(clusters, cluster{start, start + len(one), cells})
		start += len(one)
	}
	return clusters
}

// cutAround cuts out the piece with the most different terms in it, and says
// how many these are.
func cutAround(text string, places []placed) (model.Snippet, int) {
	clusters := clustersOf(text)
	from, shown := 0, 0
	for i, first := range places {
		start := startBefore(clusters, first.Start, snippetBefore)
		end := endAfter(clusters, start, snippetCells)
		if different := differentIn(places[i:], end); different > shown {
			from, shown = start, different
		}
		if i > 200 {
			break // of as many the best are good enough
		}
	}
	from = min(from, startBefore(clusters, len(text), snippetCells)) // no shorter than need be
	to := endAfter(clusters, from, snippetCells)
	return oneLine(text, from, to, places), shown
}

// startBefore gives where a piece begins that shows so many cells before a
// place.
func startBefore(clusters []cluster, at, cells int) int {
	i, _ := slices.BinarySearchFunc(clusters, at, func(c cluster, at int) int { return c.end - 1 - at })
	for used := 0; i > 0 && used+clusters[i-1].cells <= cells; i-- {
		used += clusters[i-1].cells
	}
	if i == len(clusters) {
		return 0
	}
	return clusters[i].start
}

// endAfter gives where a piece ends that is so many cells wide.
func endAfter(clusters []cluster, start, cells int) int {
	i, _ := slices.BinarySearchFunc(clusters, start, func(c cluster, at int) int { return c.start - at })
	end := start
	for used := 0; i < len(clusters) && used+clusters[i].cells <= cells; i++ {
		used += clusters[i].cells
		end = clusters[i].end
	}
	return end
}

func differentIn(places []placed, end int) int {
	seen := map[int]bool{}
	for _, p := range places {
		if p.Start >= end {
			break
		}
		if p.End <= end {
			seen[p.term] = true
		}
	}
	return len(seen)
}

// oneLine gives a part of a text in one line, with marks where it was cut, and
// the places in it.
func oneLine(text string, from, to int, places []placed) model.Snippet {
	const cut = "…"
	var s model.Snippet
	var line strings.Builder
	if from > 0 {
		line.WriteString(cut)
	}
	shift := line.Len() - from
	line.WriteString(strings.ReplaceAll(text[from:to], "\n", " "))
	if to < len(text) {
		line.WriteString(cut)
	}
	s.Text = line.String()
	for _, p := range places {
		start, end := max(p.Start, from), min(p.End, to)
		if start >= end {
			continue
		}
		if n := len(s.Matches); n > 0 && start+shift <= s.Matches[n-1].End { // they overlap or touch
			s.Matches[n-1].End = max(s.Matches[n-1].End, end+shift)
			continue
		}
		s.Matches = append(s.Matches, fold.Range{Start: start + shift, End: end + shift})
	}
	return s
}
