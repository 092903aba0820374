package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"broadsheet/library"
	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/server"
	"broadsheet/ui"
)

// exitRefused is the exit status of what is not done for somebody else:
// EX_USAGE of sysexits.h. A 2 would look like one of ssh's own.
const exitRefused = 64

// guest is who asks for something over SSH, with an account or without one.
type guest struct {
	service *service
	about   server.Session
	config  *config // the server's, but for what the client says of its reader
	reader  *library.Reader
}

// welcome opens the library for a session.
func (v *service) welcome(about server.Session) *guest {
	config := *v.config
	own := defaults(Streams{Env: about.Env, Local: config.timezone})
	if own.sources["language"] != "" {
		config.language = own.language
	}
	if own.sources["timezone"] == "TZ" {
		config.timezone = own.timezone
	}
	if isStyleFile(config.theme) { // readers walk through the themes by name
		config.theme = "auto"
	}
	reader := v.library.Reader(about.Account, library.ReaderOptions{Location: config.timezone, Forget: about.Account == ""})
	return &guest{service: v, about: about, config: &config, reader: reader}
}

// session is the library as open gives it.
func (g *guest) session() *session {
	return &session{config: g.config, roots: g.service.roots, library: g.service.library, reader: g.reader}
}

// servedCommands are what may be run over SSH.
func servedCommands() []string {
	return []string{"list", "categories", "cat", "search", "version", "help"}
}

// restrict takes out of the command line what may not be run over SSH.
func restrict(root *cobra.Command) {
	for _, command := range root.Commands() {
		if !slices.Contains(servedCommands(), command.Name()) {
			root.RemoveCommand(command)
		}
	}
	root.RunE = func(*cobra.Command, []string) error { return refused(root) }
}

func refused(root *cobra.Command) error {
	return usagef("only these commands can be run here: %s; without one, and with a terminal, you read", strings.Join(commandWords(root), ", "))
}

// opensReader says whether a command line opens the reader where there is a
// terminal: one that begins with an option, and does not ask for help.
func opensReader(args []string) bool {
	return strings.HasPrefix(args[0], "-") && !slices.ContainsFunc(args, asksForHelp)
}

func asksForHelp(argument string) bool { return argument == "-h" || argument == "--help" }

// run carries out a command line that came over SSH.
func (v *service) run(ctx context.Context, about server.Session, streams server.Streams) int {
	guest := v.welcome(about)
	defer guest.reader.Close()
	c := newCall(Streams{
		In: strings.NewReader(""), Out: streams.Out, Err: streams.Err,
		Env: about.Env, Now: v.call.streams.Now, Local: guest.config.timezone,
		Size: func() (int, int, bool) { return about.Width, about.Height, about.Terminal },
	})
	c.served = guest
	c.streams.Err = concealedWriter{c.streams.Err, v.hide}
	root := c.newRoot()
	args := about.Args
	if slices.ContainsFunc(args[:1], asksForHelp) {
		args = []string{"help"}
	}
	root.InitDefaultHelpCmd() // else only Execute adds it
	var err error
	if slices.ContainsFunc(root.Commands(), func(command *cobra.Command) bool { return command.Name() == args[0] }) {
		root.SetArgs(args)
		err = root.ExecuteContext(ctx)
	} else {
		err = refused(root)
	}
	if ctx.Err() != nil {
		err = nil // nobody is there to be told
	}
	if status := report(c.streams.Err, errors.Join(err, c.flush())); status != exitUsage {
		return status
	}
	return exitRefused
}

// start makes the program for a session with a terminal.
func (v *service) start(ctx context.Context, about server.Session) (*server.Program, error) {
	flags := pflag.NewFlagSet("broadsheet", pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	query := flags.StringP("query", "q", "", "")
	if err := flags.Parse(about.Args); err != nil {
		return nil, fmt.Errorf("broadsheet: %w; the only option of the reader here is -q QUERY", err)
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("broadsheet: the reader here takes no %q; its only option is -q QUERY", flags.Arg(0))
	}
	guest := v.welcome(about)
	app, err := ui.New(ctx, guest.options(ctx, *query))
	if err != nil {
		guest.reader.Close()
		return nil, fmt.Errorf("broadsheet: %w", v.hide.error(err))
	}
	language := guest.config.language
	return &server.Program{
		Model:    app,
		Message:  func(event server.Event) tea.Msg { return alertOf(event) },
		Sentence: func(event server.Event) string { return alertOf(event).Sentence(language) },
		Close:    guest.reader.Close,
	}, nil
}

func alertOf(event server.Event) ui.Alert {
	switch event {
	case server.IdleSoon:
		return ui.AlertIdleSoon
	case server.Idle:
		return ui.AlertIdle
	case server.OldSoon:
		return ui.AlertOldSoon
	case server.Old:
		return ui.AlertOld
	case server.Stopping:
		return ui.AlertStopping
	case server.PasteTooLong:
		return ui.AlertPasteTooLong
	default:
		return ui.AlertCrashed
	}
}

// options are what the program is started with over SSH: there is nothing in
// them that reaches beyond the library.
func (g *guest) options(ctx context.Context, query string) ui.Options {
	settings := g.reader.Settings(ctx)
	if isStyleFile(settings.Theme) {
		settings.Theme = ""
	}
	return ui.Options{
		Library:  &servedLibrary{Reader: g.reader, shelf: g.service.shelf, hide: g.service.hide, settings: settings},
		Renderer: g.service.renderer,
		Theme:    g.config.theme, Themes: render.ThemeNames(), LoadTheme: render.LoadTheme,
		Language: g.config.language, Keys: g.config.keys, Measure: g.config.measure, Mouse: g.config.mouse, PlainLinks: !g.config.hyperlinks,
		InScreen: inScreen(Streams{Env: g.about.Env}),
		Views:    g.config.views, Query: query, Now: g.service.call.streams.Now, Location: g.config.timezone,
		Roots: rootNames(g.service.roots), Settings: settings, Guest: g.about.Account == "",
	}
}

// servedLibrary is the library as a session sees it: without paths of the
// server, and without leaving a trace of who only looks.
type servedLibrary struct {
	*library.Reader
	shelf    *shelf
	hide     *concealer
	settings model.Settings  // that are kept
	later    *model.Settings // that are kept as soon as something else is
}

// Article hides the server's paths in what went wrong.
func (l *servedLibrary) Article(ctx context.Context, id model.ID) (*model.Article, error) {
	article, err := l.shelf.article(ctx, id, l.Reader)
	return article, l.hide.error(err)
}

// List hides the server's paths in what went wrong.
func (l *servedLibrary) List(ctx context.Context, q model.Query, by model.Sort, older model.Listing) (model.Listing, error) {
	items, err := l.Reader.List(ctx, q, by, older)
	return items, l.hide.error(err)
}

// Details hides the server's paths in what went wrong.
func (l *servedLibrary) Details(ctx context.Context, id model.ID) (*model.Item, error) {
	item, err := l.Reader.Details(ctx, id)
	return item, l.hide.error(err)
}

// Search hides the server's paths in what went wrong.
func (l *servedLibrary) Search(ctx context.Context, q model.Query, o model.SearchOptions) (model.Hits, error) {
	hits, err := l.Reader.Search(ctx, q, o)
	return hits, l.hide.error(err)
}

// Snippet hides the server's paths in what went wrong.
func (l *servedLibrary) Snippet(ctx context.Context, id model.ID, q model.Query) (model.Snippet, error) {
	snippet, err := l.Reader.Snippet(ctx, id, q)
	return snippet, l.hide.error(err)
}

// Notice hides the server's paths in what the library says.
func (l *servedLibrary) Notice() string { return l.hide.text(l.Reader.Notice()) }

// Problems hides the server's paths in what could not be understood.
func (l *servedLibrary) Problems() []model.Problem {
	problems := l.Reader.Problems()
	for i := range problems {
		problems[i].Text = l.hide.text(problems[i].Text)
	}
	return problems
}

// SetSettings keeps what the reader changed. That the terminal has told its
// background is no such change: it makes no account.
func (l *servedLibrary) SetSettings(s model.Settings) {
	alone := l.settings
	alone.Background = s.Background
	if l.settings == (model.Settings{}) && s == alone {
		l.later = &s
		return
	}
	l.later, l.settings = nil, s
	l.Reader.SetSettings(s)
}

// SetRead marks articles, and keeps what waited for that.
func (l *servedLibrary) SetRead(ids []model.ID, read bool) {
	l.Reader.SetRead(ids, read)
	l.marked()
}

// SetStarred stars articles, and keeps what waited for that.
func (l *servedLibrary) SetStarred(ids []model.ID, starred bool) {
	l.Reader.SetStarred(ids, starred)
	l.marked()
}

// SetAllRead marks a list, and keeps what waited for that.
func (l *servedLibrary) SetAllRead(list model.Listing) int {
	n := l.Reader.SetAllRead(list)
	l.marked()
	return n
}

// marked keeps the settings that waited. Update calls all of these, one after
// the other.
func (l *servedLibrary) marked() {
	if l.later != nil {
		l.settings = *l.later
		l.Reader.SetSettings(*l.later)
		l.later = nil
	}
}
