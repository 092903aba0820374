package model

import (
	"strings"
	"unicode/utf8"
)

// Nearest gives the candidate that a mistyped word was most likely meant to be,
// or "" where none is near: one change in three letters, and never more than
// three.
func Nearest(word string, candidates []string) string {
	best, bestDistance := "", min(3, max(1, len(word)/3))+1
	letters := utf8.RuneCountInString(word)
	for _, candidate := range candidates {
		if apart := utf8.RuneCountInString(candidate) - letters; max(apart, -apart) >= bestDistance {
			continue // as many changes at least, and a word may be long
		}
		if d := editDistance(strings.ToLower(word), strings.ToLower(candidate)); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	return best
}

// editDistance counts the letters that must be inserted, dropped, replaced or
// swapped with their neighbour to make b of a (optimal string alignment).
func editDistance(a, b string) int {
	from, to := []rune(a), []rune(b)
	beforeLast := make([]int, len(to)+1)
	last := make([]int, len(to)+1)
	for j := range last {
		last[j] = j
	}
	for i := range from {
		row := make([]int, len(to)+1)
		row[0] = i + 1
		for j := range to {
			cost := 1
			if from[i] == to[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
				row[j+1] = min(row[j+1], beforeLast[j-1]+1)
			}
		}
		beforeLast, last = last, row
	}
	return last[len(to)]
}
