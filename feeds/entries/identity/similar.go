package identity

import (
	"strings"
	"unicode"
)

const (
	// fewWords is below how many words two texts cannot be compared: it takes the
	// same link then to be the same entry.
	fewWords = 48
	// Alike is how much of what two texts say, by runs of three words, both must
	// have to be versions of one.
	Alike     = 0.7
	mostWords = 5000 // of a text that are compared
)

// Similar says whether two texts, HTML, are versions of one. Enough is false where one
// is too short to say.
func Similar(a, b string) (same, enough bool) {
	first, second := wordsOf(a), wordsOf(b)
	if len(first) < fewWords || len(second) < fewWords {
		return false, false
	}
	return shared(first, second) >= Alike, true
}

// Likeness says how much of what two texts say, HTML, both have: from 0 to 1.
func Likeness(a, b string) float64 { return shared(wordsOf(a), wordsOf(b)) }

// Says says whether a text, HTML, has in it most of what another says.
func Says(text, other string) bool {
	first, second := wordsOf(text), wordsOf(other)
	if len(second) < 3 {
		return strings.Contains(" "+strings.Join(first, " ")+" ", " "+strings.Join(second, " ")+" ")
	}
	runs, others := runsOf(first), runsOf(second)
	both := 0
	for run := range others {
		if runs[run] {
			both++
		}
	}
	return float64(both) >= Alike*float64(len(others))
}

// shared says how many of the runs that two texts have both have.
func shared(first, second []string) float64 {
	runs := runsOf(first)
	others := runsOf(second)
	both := 0
	for run := range others {
		if runs[run] {
			both++
		}
	}
	if all := len(runs) + len(others) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 1 // they have no words
}

func runsOf(words []string) map[string]bool {
	length := min(3, len(words))
	runs := make(map[string]bool, len(words))
	for i := range len(words) - length + 1 {
		runs[strings.Join(words[i:i+length], " ")] = true
	}
	return runs
}

// wordsOf gives the first words of a text without its tags; a Han character is one.
func wordsOf(html string) []string {
	var words []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	inTag := false
	for _, r := range html {
		switch {
		case len(words) >= mostWords:
			return words
		case inTag:
			inTag = r != '>'
		case r == '<':
			inTag = true
			end()
		case unicode.Is(unicode.Han, r):
			end()
			words = append(words, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word.WriteRune(unicode.ToLower(r))
		default:
			end()
		}
	}
	end()
	return words
}

// Length gives how many characters of a text are seen, more or less.
func Length(html string) int {
	n, inTag := 0, false
	for _, r := range html {
		switch {
		case inTag:
			inTag = r != '>'
		case r == '<':
			inTag = true
		case r > ' ':
			n++
		}
	}
	return n
}
