package articles

import (
	"path"
	"strings"

	"broadsheet/model"
)

// bodyKind is what an article's body is written in.
type bodyKind int

const (
	bodyHTML bodyKind = iota
	bodyMarkdown // with HTML in it allowed
	bodyText
)

// bodyStats is what the head of an article may want to know of its body.
type bodyStats struct {
	han           int      // Han characters
	words         int      // words of other scripts
	firstHeading  string   // the first heading's text, or ""
	firstSentence string   // the first sentence, cut to a title's length, or ""
	images        []string // the addresses of all pictures, in reading order, each once
}

// sniffBody says what the body of the file at name is written in: by the
// file's ending, and HTML whatever the ending if the body is one block-level
// element.
func sniffBody(name, body string) bodyKind {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return bodyHTML
	}
	trimmed := strings.TrimSpace(body)
	if strings.HasPrefix(trimmed, "<div") && strings.HasSuffix(trimmed, "</div>") {
		return bodyHTML
	}
	if strings.EqualFold(path.Ext(name), ".txt") {
		return bodyText
	}
	return bodyMarkdown
}

// parseBody reads a body of any kind. It never fails: what cannot be
// understood is shown as text, and the problems say what was odd. The title is
// the article's: an opening that repeats it is dropped. The image is the lead
// image of the article's head, or "": the document shows it once, at the top
// unless the body has it elsewhere.
func parseBody(kind bodyKind, body, title, image string) (model.Document, bodyStats, []model.Problem) {
	var document model.Document
	var stats bodyStats
	for _, part := range strings.Split(cleanText(body), "\n\n") {
		if line := cleanLine(part); line != "" {
			document.Blocks = append(document.Blocks, model.Paragraph{Inlines: []model.Inline{model.Text{Text: line}}})
			stats.words += len(strings.Fields(line))
			if stats.firstSentence == "" {
				stats.firstSentence = line
			}
		}
	}
	return document, stats, nil
}
