package library

import (
	"iter"

	"broadsheet/library/marks"
	"broadsheet/model"
)

// listedArticles is a snapshot as marks see it.
type listedArticles struct{ of *snapshot }

func (l *Library) listedArticles() marks.Articles { return listedArticles{l.current.Load()} }

// Len implements Articles.
func (a listedArticles) Len() int { return a.of.len() }

// Key implements Articles.
func (a listedArticles) Key(number uint32) model.Key { return a.of.keys[number] }

// Content implements Articles.
func (a listedArticles) Content(k model.Key) int64 { return a.of.hash(k) }

// Contents implements Articles.
func (a listedArticles) Contents() iter.Seq2[model.Key, int64] { return a.of.contents() }

// Numbering implements Articles.
func (a listedArticles) Numbering() marks.Numbering { return articleNumbers{a.of.numbering} }

// articleNumbers is a numbering as marks see it.
type articleNumbers struct{ *numbering }

// Number implements Numbering.
func (n articleNumbers) Number(k model.Key) (uint32, bool) { return n.of(k) }
