package library

import (
	"iter"

	"broadsheet/library/index"
	"broadsheet/library/marks"
	"broadsheet/model"
)

// listedArticles is a snapshot as marks see it.
type listedArticles struct{ of *index.Snapshot }

func (l *Library) listedArticles() marks.Articles { return listedArticles{l.current.Load()} }

// Len implements Articles.
func (a listedArticles) Len() int { return a.of.Len() }

// Key implements Articles.
func (a listedArticles) Key(number uint32) model.Key { return a.of.Key(number) }

// Content implements Articles.
func (a listedArticles) Content(k model.Key) int64 { return a.of.Hash(k) }

// Contents implements Articles.
func (a listedArticles) Contents() iter.Seq2[model.Key, int64] { return a.of.Contents() }

// Numbering implements Articles.
func (a listedArticles) Numbering() marks.Numbering { return articleNumbers{a.of.Numbering} }

// articleNumbers is a numbering as marks see it.
type articleNumbers struct{ *index.Numbering }

// Number implements Numbering.
func (n articleNumbers) Number(k model.Key) (uint32, bool) { return n.Of(k) }
