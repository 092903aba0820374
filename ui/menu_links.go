package ui

import (
	"context"
	"net/url"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/command"
	"broadsheet/ui/popup"
	"broadsheet/ui/words"
)

// startLinks shows the links of the article, to open or to copy: to its own page, to
// what comes with it, and those of the text.
func (h *home) startLinks() tea.Cmd {
	a := h.app
	var all []popup.Entry
	for _, link := range popup.FirstRows(a.popupOptions(), h.article.Links()) {
		host := words.Host(link.URL)
		text := strings.TrimSuffix(link.Text, " · "+host) // which stands beside it
		e := popup.Entry{Text: text, Right: host, Value: link.URL, Run: func() tea.Cmd { return a.openURL(link.URL) }}
		if text, picture := strings.CutPrefix(link.Text, pictureSign); picture || link.Image {
			e.Before, e.Text = pictureSign+" ", strings.TrimSpace(text)
		}
		if e.Text == "" || e.Text == link.URL {
			e.Text, e.Path = pathOf(link.URL), true
		}
		all = append(all, e)
	}
	return a.openMenu(&popup.Menu{
		Options: a.popupOptions(),
		Title:   a.words.TitleLinks(),
		Entries: func(string) []popup.Entry { return all },
		More:    a.linkRows,
	})
}

// pictureSign stands before what is a picture, as in the text.
const pictureSign = "▣"

// linkRows are the rows of the links popup besides the common ones.
func (a *App) linkRows(m *popup.Menu) []command.Command {
	return []command.Command{
		{Name: "links.open", Run: m.Choose},
		{Name: "links.copy", Run: func() tea.Cmd { return a.copyChosen(m) }},
	}
}

// copyChosen closes the popup and copies the address under its cursor.
func (a *App) copyChosen(m *popup.Menu) tea.Cmd {
	chosen, ok := m.Current()
	if !ok {
		return nil
	}
	a.pop()
	return a.copyLink(chosen.Value)
}

// copyAddress puts the article's address on the reader's clipboard.
func (h *home) copyAddress() tea.Cmd { return h.withAddress(h.app.copyLink) }

// withAddress does something with the article's address, which may have to be asked for
// first.
func (h *home) withAddress(do func(address string) tea.Cmd) tea.Cmd {
	item := h.target()
	if !item.Partial {
		return do(item.Link)
	}
	library, language := h.app.library, h.app.words
	return h.app.opened.Ask(h.app.ctx, func(ctx context.Context) tea.Msg {
		switch whole, err := library.Details(ctx, item.ID); {
		case err != nil:
			return saying{text: err.Error()}
		case whole.Link == "":
			return saying{text: language.OffNoAddress()}
		default:
			return addressed{address: whole.Link, do: do}
		}
	})
}

// addressed is an address that something is to be done with.
type addressed struct {
	address string
	do      func(address string) tea.Cmd
}

// copyLink copies an address, and shows it as a link.
func (a *App) copyLink(address string) tea.Cmd { return a.copyAs(address, a.words.Copied(address)) }

// copyAs copies an address, and shows a sentence as a link to it.
func (a *App) copyAs(address, said string) tea.Cmd {
	copied := a.copyText(address, said)
	if !a.plainLinks && isAddress(address) {
		a.leads = address
	}
	return copied
}

// openURL opens an address in the reader's browser, or copies it where there
// is none.
func (a *App) openURL(address string) tea.Cmd {
	if a.openLink == nil {
		return a.copyAs(address, a.words.CopiedNoBrowser(address))
	}
	ctx, open, language := a.ctx, a.openLink, a.words
	return a.opened.Ask(ctx, func(ctx context.Context) tea.Msg {
		if err := open(ctx, address); err != nil {
			return saying{text: language.LinkFailed(err.Error())}
		}
		return saying{text: language.LinkOpened(words.Host(address))}
	})
}

// pathOf is what tells an address from others of its host.
func pathOf(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" {
		return address
	}
	name := strings.TrimPrefix(parsed.RequestURI(), "/")
	if parsed.Fragment != "" {
		name += "#" + parsed.Fragment
	}
	if name == "" {
		return words.Host(address)
	}
	if plain, err := url.PathUnescape(name); err == nil && words.IsPlain(plain) {
		return plain
	}
	return name
}
