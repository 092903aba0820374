package library

import "broadsheet/model"

// listedArticles is a snapshot as marks see it.
type listedArticles struct{ of *snapshot }

func (l *Library) listedArticles() Articles { return listedArticles{l.current.Load()} }

// Len implements Articles.
func (a listedArticles) Len() int { return a.of.len() }

// Key implements Articles.
func (a listedArticles) Key(number uint32) model.Key { return a.of.keys[number] }

// ContentHash implements Articles.
func (a listedArticles) ContentHash(number uint32) int64 { return a.of.hashes[number] }

// IsListed implements Articles.
func (a listedArticles) IsListed(number uint32) bool { return a.of.live.Has(number) }

// Numbering implements Articles.
func (a listedArticles) Numbering() Numbering { return articleNumbers{a.of.numbering} }

// articleNumbers is a numbering as marks see it.
type articleNumbers struct{ *numbering }

// Number implements Numbering.
func (n articleNumbers) Number(k model.Key) (uint32, bool) { return n.of(k) }
