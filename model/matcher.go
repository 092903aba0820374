package model

// Matcher finds what a reader types in titles and names: the folded text
// itself or, where that is not there, its pinyin.
type Matcher struct{ folded string }

// NewMatcher makes the matcher for what was typed.
func NewMatcher(typed string) Matcher { return Matcher{folded: Fold(typed)} }

// Match says whether the text matches, and which parts of it did, from left to
// right. An empty matcher matches every text and no part of it.
func (m Matcher) Match(text string) ([]Range, bool) {
	if m.folded == "" {
		return nil, true
	}
	found := FindFolded(text, m.folded)
	return found, len(found) > 0
}
