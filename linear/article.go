package linear

import (
	"context"
	"slices"
	"strings"

	"broadsheet/model"
	"broadsheet/ui/words"
)

// This file holds what is asked of the article that is open, besides its text.

// link is something that an article leads to.
type link struct{ text, address string }

// linksOf are the article's own page, what comes with it, and the links of its text,
// each address once.
func (s *Session) linksOf(a *model.Article) []link {
	var all []link
	add := func(l link) {
		if l.address != "" && !slices.ContainsFunc(all, func(known link) bool { return known.address == l.address }) {
			all = append(all, l)
		}
	}
	add(link{s.words.OwnPage(), a.Link})
	for _, file := range words.Attached(a, s.words, len(a.Enclosures)) {
		add(link{s.dotless(file.Name + file.Details), file.URL})
	}
	inner := parter{words: s.language}
	model.Walk(&a.Document, func(block model.Block) {
		if figure, is := block.(model.Figure); is {
			for _, image := range figure.Images {
				add(link{inner.pictureOf(image), image.URL})
			}
		}
	}, func(inline model.Inline) {
		switch i := inline.(type) {
		case model.Link:
			add(link{inner.text(i.Inlines), i.URL})
		case model.Image:
			add(link{inner.pictureOf(i), i.URL})
		}
	})
	return all
}

// links says the links of the article. A number opens one, or says its address where no
// browser can be opened.
func (s *Session) links(context.Context) {
	if !s.opened() {
		return
	}
	all := s.linksOf(s.read.article)
	if len(all) == 0 {
		s.say(s.words.OffNoLinks())
		return
	}
	s.show(&menu{
		rows: len(all), page: menuPage, inArticle: true,
		line: func(i int) string {
			host := words.Host(all[i].address)
			if all[i].text == "" || strings.Contains(all[i].text, host) {
				return s.language.parts(append(nonEmpty(all[i].text), s.afterText(all[i])...))
			}
			return s.language.parts([]string{all[i].text, host})
		},
		told:   func(from, to int) string { return s.language.linksTold(from, to, len(all), s.o.OpenLink != nil) },
		choose: func(ctx context.Context, i int) { s.follow(ctx, all[i]) },
	})
}

// afterText is what is said of a link that has no text: its address.
func (s *Session) afterText(l link) []string {
	if l.text == "" {
		return []string{l.address}
	}
	return nil
}

// follow opens a link in the reader's browser, or says where it leads.
func (s *Session) follow(ctx context.Context, l link) {
	if s.o.OpenLink == nil {
		s.say(s.language.addressIs(l.address))
		return
	}
	if err := s.o.OpenLink(ctx, l.address); err != nil {
		s.fail(s.words.LinkFailed(err.Error()))
		s.say(s.language.addressIs(l.address))
		return
	}
	s.say(s.words.LinkOpened(words.Host(l.address)))
}

// address says the article's own address.
func (s *Session) address(ctx context.Context) {
	item := s.target()
	if item == nil {
		return
	}
	if item.Partial {
		whole, err := s.o.Library.Details(ctx, item.ID)
		if err != nil {
			s.fail(err.Error())
			return
		}
		item = whole
	}
	if item.Link == "" {
		s.say(s.words.OffNoAddress())
		return
	}
	s.say(s.language.addressIs(item.Link))
}

// target is the article that is open, or the headline that the reader is at; nil, and
// that is said, where there is none.
func (s *Session) target() *model.Item {
	switch {
	case s.read != nil:
		return &s.read.article.Item
	case s.at < s.list.Len():
		return s.list.At(s.at)
	}
	s.say(s.words.OffNoArticle())
	return nil
}

// note says a footnote.
func (s *Session) note(_ context.Context, label string) {
	if !s.opened() {
		return
	}
	notes := s.read.article.Document.Footnotes
	if len(notes) == 0 {
		s.say(s.words.OffNoFootnotes())
		return
	}
	for _, note := range notes {
		if note.Label == narrow(label) || label == "" {
			p := parter{words: s.language}
			p.blocks(note.Blocks)
			s.say(s.language.note(note.Label, joined(p.pieces)))
			if label != "" {
				return
			}
		}
	}
	if label != "" {
		s.fail(s.language.noNote(label))
	}
}

// whole says all of a page of a site, or its article alone again.
func (s *Session) whole(ctx context.Context) {
	if !s.opened() {
		return
	}
	r := s.read
	if !r.whole && !r.article.Reduced {
		s.say(s.words.OffNotReduced())
		return
	}
	read := s.o.Library.WholeArticle
	if r.whole {
		read = s.o.Library.Article
	}
	s.reread(ctx, read, !r.whole)
}

// reread takes another text of the article that is open.
func (s *Session) reread(ctx context.Context, read func(context.Context, model.ID) (*model.Article, error), whole bool) {
	article, err := read(ctx, s.read.article.ID)
	if err != nil {
		s.fail(s.notReadable(&s.read.article.Item, err))
		return
	}
	s.read = &reading{article: article, pieces: piecesOf(&article.Document, s.language), at: -1, whole: whole}
	s.say(s.language.textNow(len(s.read.pieces)))
}

// fullText shows the page that the article of a feed links to, or the feed's text again.
func (s *Session) fullText(ctx context.Context) {
	if s.o.FullText == nil {
		s.say(s.language.notHere())
		return
	}
	item := s.target()
	if item == nil {
		return
	}
	whole, err := s.o.Library.Details(ctx, item.ID)
	if err == nil {
		var full bool
		if full, err = s.o.FullText(ctx, whole.Root, whole.Path); err == nil {
			s.say(s.words.TextTurned(full, "full"))
			if s.read != nil {
				s.reread(ctx, s.o.Library.Article, false)
			}
			return
		}
	}
	s.fail(s.words.PageTrouble(model.AsFeedError(err), "address"))
}
