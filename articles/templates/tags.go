package templates

import (
	"html"
	"path"
	"strings"
)

// tag writes what a tag begins, or what it stands for.
func (e *expander) tag(p *piece, wasValue bool) {
	if wasValue || e.inAddress(p) {
		e.value = true
		if name := parseArguments(p.args).word(0); p.name == "asset_path" || p.name == "asset_link" {
			e.out.WriteString(html.EscapeString(name))
		}
		return
	}
	if p.kind == extension {
		return
	}
	a := parseArguments(p.args)
	switch what := meaningOf(p.name); what {
	case quote, folded, titled:
		e.container(p, what, a)
	case picture:
		e.picture(p, a)
	case link:
		e.link(p, a)
	case embed:
		e.embed(p, a)
	case words:
		if p.other == 0 {
			e.out.WriteString(asMarkdown(pieceOfText(a)))
		}
	case silent, code, formula, verbatim, hidden: // those that hold text are never closed
		if p.name == "tabs" {
			e.tabs++
		}
	default:
		e.unknown(p, a)
	}
}

// container begins what is set apart, with its title. One that is never closed has its
// content in its arguments.
func (e *expander) container(p *piece, what meaning, a arguments) {
	title := a.title()
	if p.other == 0 {
		if content := a.first("content", "text", "body"); content != "" {
			e.block(p, "<blockquote><p>"+html.EscapeString(content)+"</p></blockquote>")
		} else if title != "" {
			e.block(p, "<p>"+html.EscapeString(title)+"</p>")
		}
		return
	}
	switch {
	case what == folded:
		e.block(p, "<details><summary>"+html.EscapeString(title)+"</summary>")
	case what == titled:
		e.heading(p, title)
	case isCitation(p.name):
		e.block(p, "<blockquote>")
	default:
		e.block(p, "<blockquote>")
		if title == "" && p.kind == shortcode {
			title = kindTitle(p.name, a)
		}
		e.heading(p, title)
	}
}

// heading writes the title of what it begins.
func (e *expander) heading(p *piece, title string) {
	if title != "" {
		e.block(&piece{prefix: p.prefix, first: true}, "<p><strong>"+html.EscapeString(title)+"</strong></p>")
	}
}

// isCitation says that the words of a tag say whom it quotes.
func isCitation(name string) bool {
	switch name {
	case "blockquote", "quote", "pullquote", "centerquote", "cq", "epigraph", "poem":
		return true
	}
	return false
}

// kindTitle is what the themes of Hugo write above a note that has no title.
func kindTitle(name string, a arguments) string {
	for _, word := range append([]string{a.first("type", "kind", "level", "color")}, append(a.words, name)...) {
		if isCalloutKind(word) && !strings.EqualFold(word, "notice") && !strings.EqualFold(word, "alert") {
			return strings.ToUpper(word[:1]) + strings.ToLower(word[1:])
		}
	}
	return ""
}

// closes writes what a closing tag ends.
func (e *expander) closes(p *piece) {
	if p.name == "tabs" {
		e.tabs = max(0, e.tabs-1)
	}
	if p.other == 0 {
		return
	}
	switch what := meaningOf(p.name); {
	case what == folded:
		e.block(p, "</details>")
	case what == quote:
		if isCitation(p.name) {
			e.citation(p, e.pieces[p.other])
		}
		e.block(p, "</blockquote>")
	case what == link && e.pieces[p.other].kind == shortcode:
		e.out.WriteString("</a>")
	}
}

// citation writes whom a quote is of: {% blockquote [author[, source]] [link] [title] %}.
func (e *expander) citation(p *piece, opening piece) {
	a := parseArguments(opening.args)
	if opening.name == "pullquote" || opening.name == "poem" {
		return
	}
	var before, after []string
	address := ""
	for _, word := range strings.Fields(a.all) {
		switch {
		case strings.HasPrefix(word, "http://") || strings.HasPrefix(word, "https://"):
			address = word
		case address == "":
			before = append(before, word)
		default:
			after = append(after, word)
		}
	}
	who, source := strings.Join(before, " "), strings.Join(after, " ")
	if opening.kind == shortcode || len(a.named) > 0 {
		who, source, address = a.first("author", "cite", "by"), a.first("source", "title"), a.first("link", "url", "href")
		if who == "" {
			who = strings.Join(a.words, " ")
		}
	}
	var parts []string
	for _, part := range []string{linkedUnless(who, address, source), linkedUnless(source, address, "")} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 && address != "" {
		parts = append(parts, linked(html.EscapeString(address), address))
	}
	if len(parts) > 0 {
		e.block(p, "<p>— "+strings.Join(parts, ", ")+"</p>")
		p.first = true
	}
}

// linkedUnless gives a text as HTML, in a link unless there is a better one for that.
func linkedUnless(text, address, better string) string {
	text = html.EscapeString(strings.Trim(text, `"'`))
	if text == "" || better != "" {
		return text
	}
	return linked(text, address)
}

// picture writes a picture with what is said of it.
func (e *expander) picture(p *piece, a arguments) {
	source, caption, alt := a.address(), a.first("title", "caption"), a.first("alt", "description")
	var rest []string
	met := len(a.named) > 0 // what stands before the picture says how it looks
	for i, word := range a.words {
		switch {
		case word == source || source == "" && (hasPictureEnding(word) || strings.Contains(word, "/")):
			source, met = word, true
		case !met:
		case !a.quoted[i] && strings.Trim(word, "0123456789%px") == "": // its size
		default:
			rest = append(rest, word)
		}
	}
	if source == "" {
		source = a.word(0)
	}
	if alt == "" {
		alt = strings.Trim(strings.Join(rest, " "), `'"`)
	}
	if second := a.first("caption"); second != "" && second != caption {
		caption += " — " + second
	}
	if credit := a.first("attr", "credit"); credit != "" {
		caption = strings.TrimSpace(caption + " " + credit)
	}
	image := `<img src="` + html.EscapeString(source) + `" alt="` + html.EscapeString(alt) + `">`
	switch {
	case source == "" && alt == "" && caption == "":
	case caption == "" && !p.first:
		e.out.WriteString(image)
	case caption == "":
		e.block(p, "<p>"+linked(image, a.first("href"))+"</p>")
	default:
		if address := a.first("link", "attrlink"); address != source {
			caption = linked(html.EscapeString(caption), address)
		} else {
			caption = html.EscapeString(caption)
		}
		e.block(p, "<figure>"+image+"<figcaption>"+caption+"</figcaption></figure>")
	}
}

func hasPictureEnding(word string) bool {
	word, _, _ = strings.Cut(strings.ToLower(word), "?")
	switch path.Ext(word) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp":
		return true
	}
	return false
}

// link writes a link to another page: {% post_link name [title] %}, {% link text address %},
// {% btn address, text, icon %}, {{< button href="…" >}}text{{< /button >}}.
func (e *expander) link(p *piece, a arguments) {
	address := a.address()
	if p.other > 0 && p.kind == shortcode {
		e.out.WriteString(`<a href="` + html.EscapeString(address) + `">`)
		return
	}
	if p.name == "link" && len(a.words) == 1 && len(a.named) == 0 && address == "" {
		return // Jekyll's: an address, and nothing else
	}
	if p.name == "post_link" || p.name == "asset_link" {
		a.words = withoutLast(a.words, "true", "false")
		text := strings.Join(a.words[min(1, len(a.words)):], " ")
		if text == "" {
			text = baseName(a.word(0))
		}
		e.out.WriteString(asMarkdown(text))
		return
	}
	text := a.first("text", "title", "label", "name", "content")
	if text == "" {
		text = linkText(a, address)
	}
	if text == "" {
		text = address
	}
	e.out.WriteString(linked(asMarkdown(text), address))
}

// linkText gives the words of a link's tag that are no address and no icon: the first of
// the parts that commas set apart.
func linkText(a arguments, address string) string {
	for part := range strings.SplitSeq(a.all, ",") {
		var texts []string
		for i, word := range parseArguments(part).words {
			if word == address || !strings.Contains(word, "://") && (i > 0 || !strings.Contains(word, "/")) && !isLook(word) && word != "external" {
				texts = append(texts, strings.TrimSuffix(word, address))
			}
		}
		if text := strings.TrimSpace(strings.Join(texts, " ")); text != "" {
			return text
		}
	}
	return ""
}

func withoutLast(words []string, some ...string) []string {
	if len(words) == 0 {
		return words
	}
	for _, word := range some {
		if words[len(words)-1] == word {
			return words[:len(words)-1]
		}
	}
	return words
}

// embed writes a link to what another site would show.
func (e *expander) embed(p *piece, a arguments) {
	address := a.address()
	if !strings.Contains(address, "//") {
		id := a.first("id", "video")
		if id == "" && p.name == "gist" && len(a.words) > 1 && !strings.Contains(a.word(0), "/") {
			id = a.word(0) + "/" + a.word(1)
		}
		if id == "" {
			id = strings.TrimSuffix(a.word(0), ",")
		}
		if known := embedAddress(p.name, id); known != "" {
			address = known
		}
	}
	name := a.first("title", "caption", "alt")
	if name == "" {
		name = siteName(p.name)
	}
	switch {
	case address == "" && p.other == 0:
		e.unknown(p, a)
	case strings.Contains(address, "//"):
		e.block(p, `<iframe title="`+html.EscapeString(name)+`" src="`+html.EscapeString(address)+`"></iframe>`)
	}
}

// pieceOfText gives the text that a tag is about: what follows how it looks, set apart by
// a comma or an @.
func pieceOfText(a arguments) string {
	if text := a.first("text", "content", "title"); text != "" {
		return text
	}
	if before, text, found := strings.Cut(a.all, "@"); found && !strings.Contains(strings.TrimSpace(before), " ") {
		return strings.TrimSpace(text)
	}
	if before, text, found := strings.Cut(a.all, ","); found && len(before) < 40 && isAllASCII(before) {
		return strings.TrimSpace(text)
	}
	return strings.Trim(a.all, ` "'`)
}

func isAllASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > 0x7F }) < 0
}

// unknown writes what the arguments of a tag say that nobody knows here.
func (e *expander) unknown(p *piece, a arguments) {
	if p.name == "include" {
		e.include(p, a)
		return
	}
	if source := a.address(); p.other == 0 && hasPictureEnding(source) {
		e.picture(p, a)
		return
	}
	text := a.spoken()
	switch address := a.address(); {
	case text == "" && strings.Contains(address, "://"):
		e.out.WriteString(linked(asMarkdown(address), address))
	case text == "":
	case p.first:
		e.block(p, "<p>"+linked(html.EscapeString(text), address)+"</p>")
	default:
		e.out.WriteString(linked(asMarkdown(text), address))
	}
}

// include writes what an include of Jekyll's would show, by what it is given: a picture, a
// film, or a text.
func (e *expander) include(p *piece, a arguments) {
	file := a.word(0)
	a.words = a.words[min(1, len(a.words)):]
	a.quoted = a.quoted[min(1, len(a.quoted)):]
	switch name, source := strings.TrimSuffix(path.Base(file), ".html"), a.address(); {
	case source != "" && (hasPictureEnding(source) || meaningOf(name) == picture):
		e.picture(p, a)
	case meaningOf(name) == embed || name == "video":
		provider := *p
		if provider.name = name; name == "video" {
			provider.name = strings.ToLower(a.first("provider"))
		}
		e.embed(&provider, a)
	case meaningOf(name) == quote:
		e.container(p, quote, a)
	default:
		if text := a.spoken(); text != "" {
			e.block(p, "<p>"+html.EscapeString(text)+"</p>")
		}
	}
}
