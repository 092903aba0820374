package discovery

import "strings"

// headerLink is one of a header field Link (RFC 8288 3).
type headerLink struct {
	target     string
	parameters map[string]string // by their names in lower case; the first of a name
}

const mostHeaderLinks = 100

// headerLinks reads lines of Link. What is wrong is passed over.
func headerLinks(lines []string) []headerLink {
	var links []headerLink
	rest := strings.Join(lines, ",")
	for len(links) < mostHeaderLinks {
		_, after, found := strings.Cut(rest, "<")
		target, after, closed := strings.Cut(after, ">")
		if !found || !closed {
			return links
		}
		link := headerLink{target: strings.TrimSpace(target), parameters: map[string]string{}}
		rest = link.readParameters(after)
		links = append(links, link)
	}
	return links
}

// readParameters reads what follows a target up to the next link, and gives the rest.
func (l *headerLink) readParameters(text string) (rest string) {
	for {
		text = strings.TrimLeft(text, " \t;")
		if text == "" || text[0] == ',' {
			return text
		}
		end := strings.IndexAny(text, "=;,")
		if end < 0 {
			end = len(text)
		}
		name, value := strings.ToLower(strings.TrimSpace(text[:end])), ""
		if strings.HasPrefix(text[end:], "=") {
			value, text = parameterValue(strings.TrimLeft(text[end+1:], " \t"))
		} else {
			text = text[end:]
		}
		if _, doubled := l.parameters[name]; !doubled {
			l.parameters[name] = value
		}
	}
}

// parameterValue reads a value, in quotes or not, and gives what follows it.
func parameterValue(text string) (value, rest string) {
	if !strings.HasPrefix(text, `"`) {
		end := strings.IndexAny(text, ";,")
		if end < 0 {
			end = len(text)
		}
		return strings.TrimSpace(text[:end]), text[end:]
	}
	var quoted strings.Builder
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text):
			i++
			quoted.WriteByte(text[i])
		case text[i] == '"':
			return quoted.String(), text[i+1:]
		default:
			quoted.WriteByte(text[i])
		}
	}
	return quoted.String(), ""
}
