package model

import (
	"strings"
)

// Category is a node of the tree that the articles' front matter builds.
type Category struct {
	Name     string
	Path     []string // from the top down to this node
	Count    int      // articles here and below, each once
	Unread   int      // those of them that the reader has not read
	Children []*Category
}

// Tree is all categories, with the totals that stand above them.
type Tree struct {
	Count  int // all articles
	Unread int
	Top    []*Category // in the order that the reader shows
}

// Find gives the node at path, or nil.
func (t *Tree) Find(path []string) *Category {
	nodes := t.Top
	var found *Category
	for _, name := range path {
		found = nil
		for _, node := range nodes {
			if node.Name == name {
				found, nodes = node, node.Children
				break
			}
		}
		if found == nil {
			return nil
		}
	}
	return found
}

// CategoryKey joins a path to one string that no other path gives: the gate
// keeps control characters out of names.
func CategoryKey(path []string) string { return strings.Join(path, "\x1f") }

// Uncategorised is where articles are that say nothing of their place.
const Uncategorised = "Uncategorised"
