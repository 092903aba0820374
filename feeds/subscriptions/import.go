package subscriptions

import (
	"fmt"
	"strings"
)

// Imported is what a list of another program says.
type Imported struct {
	Subscriptions []Subscription
	Problems      []Problem // what could not be taken over
}

// Import reads a list of feeds as other programs write it: OPML, newsboat's file
// urls, or an address on each line. An error whose kind is Damaged says from where on
// it could not be read; what came before is given with it.
func Import(data []byte) (Imported, error) {
	text := textOf(data)
	if strings.HasPrefix(strings.TrimLeft(text, "\ufeff \t\r\n"), "<") {
		d := parse(text)
		imported := Imported{Subscriptions: d.subscriptions(), Problems: d.problems}
		if d.damage != nil {
			return imported, d.damage
		}
		return imported, nil
	}
	return importLines(strings.TrimPrefix(text, "\ufeff")), nil
}

// importLines reads newsboat's urls, to which a plain list of addresses is one
// without tags.
func importLines(text string) Imported {
	var imported Imported
	number := 0
	for line := range strings.Lines(text) {
		number++
		words := splitWords(line)
		if len(words) == 0 {
			continue
		}
		s, err := readLine(words)
		if err == nil {
			imported.Subscriptions = append(imported.Subscriptions, s)
		} else if len(imported.Problems) < mostProblems {
			imported.Problems = append(imported.Problems, Problem{number, fmt.Sprintf("%s was not taken: %v", cut(cleanName(words[0])), err)})
		}
	}
	return imported
}

// splitWords splits a line of newsboat's into words, in quotation marks where they
// have spaces. What follows a # at the beginning of a word is a comment.
func splitWords(line string) []string {
	var words []string
	for {
		line = strings.TrimLeft(line, " \t\r\n\u3000")
		if line == "" || line[0] == '#' {
			return words
		}
		if line[0] != '"' {
			end := strings.IndexAny(line, " \t\r\n")
			if end < 0 {
				end = len(line)
			}
			words, line = append(words, line[:end]), line[end:]
			continue
		}
		var word strings.Builder
		at := 1
		for at < len(line) && line[at] != '"' {
			if line[at] == '\\' && at+1 < len(line) {
				at++
			}
			word.WriteByte(line[at])
			at++
		}
		words, line = append(words, strings.TrimRight(word.String(), "\r\n")), line[min(at+1, len(line)):]
	}
}

// readLine makes a subscription of the words of a line: what is followed, and tags, of
// which "~name" names it, and one that begins with ! hides it. The first of the others
// becomes its category, and what follows further ones.
func readLine(words []string) (s Subscription, err error) {
	what := words[0]
	switch kind, rest, _ := strings.Cut(what, ":"); kind {
	case "query":
		return s, fmt.Errorf("feeds that are queries are views here, which the key / and then ctrl+s make")
	case "exec":
		s.Command = strings.TrimSpace(rest)
	case "filter":
		program, address, found := strings.Cut(rest, ":http")
		if !found {
			return s, fmt.Errorf("it names no address behind the program")
		}
		if address, err = Address("http" + address); err != nil {
			return s, err
		}
		s.Command = "curl -fsSL " + shellQuoted(address) + " | " + program
	default:
		if s.URL, err = Address(what); err != nil {
			return s, err
		}
	}
	for _, tag := range words[1:] {
		switch {
		case strings.HasPrefix(tag, "~"):
			s.Name = cleanName(tag[1:])
		case strings.HasPrefix(tag, "!"): // there are no hidden feeds here
		case s.Category == nil && cleanName(tag) != "":
			s.Category = []string{cleanName(tag)}
		case cleanName(tag) != "":
			s.Also = append(s.Also, []string{cleanName(tag)})
		}
	}
	return s.cleaned()
}

func shellQuoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
