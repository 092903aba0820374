package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"

	"broadsheet/articles"
	"broadsheet/cli/config"
	"broadsheet/cli/desktop"
	"broadsheet/cli/feeding"
	"broadsheet/cli/usage"
	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/render"
	"broadsheet/render/themes"
	"broadsheet/ui"
)

// framesPerSecond is how often the screen may change. A key waits for the next
// frame, so that twice Bubble Tea's own 60 halves what a reader feels; an idle
// program draws nothing at either rate.
const framesPerSecond = 120

// How much of its memory the program may waste before it tidies up, in percent
// of what it needs. At the start nothing is worth tidying. Then half of Go's own
// 100, since a library of a hundred thousand articles is some 25 MB that stay,
// and what else there is soon goes.
const (
	firstGCPercent = 800
	gcPercent      = 50
)

// firstScreenTime is how long after the first articles are known the first screen
// stands, all of it.
const firstScreenTime = 100 * time.Millisecond

// drawnTextBytes bounds the memory for text that is drawn already.
const drawnTextBytes = 16 << 20

func (c *call) readCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "broadsheet [ROOT...|-]",
		Short: "A newspaper in the terminal",
		Long: "Read folders of article files as a newspaper. A ROOT is a folder, a zip file or one article, and - is an article from standard input; " +
			"without any, broadsheet opens the libraries of its config file and the articles of your feeds, else its sample edition. " +
			"With a ROOT it opens that alone, and fetches no feeds, unless their folder is in it; -L Feeds names that.",
		Example: examples("broadsheet ~/news", "broadsheet -q \"is:unread cat:Programming\"", "curl -s https://example.org/post.html | broadsheet -", "broadsheet list -L ~/news --json"),
		Args:    cobra.ArbitraryArgs,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault // files and folders
		},
		RunE: func(command *cobra.Command, args []string) error {
			return c.read(command, append(c.roots, args...))
		},
	}
	c.addQuery(command)
	command.Flags().BoolVar(&c.linear, "linear", false, "read in lines in place of a screen, as screen readers want it")
	return command
}

// read opens the reader on the terminal.
func (c *call) read(command *cobra.Command, paths []string) error {
	if err := c.understand(command, paths); err != nil {
		return err
	}
	var inputID model.ID
	if slices.Contains(paths, standardInput) {
		var err error
		if inputID, err = c.takeInput(); err != nil {
			return err
		}
	}
	from, err := c.linearOrTerminal(command)
	if err != nil {
		return err
	}
	ctx := command.Context()
	debug.SetGCPercent(firstGCPercent)
	c.stays = true
	s, err := c.open(ctx, paths)
	if err != nil {
		return err
	}
	go func() {
		s.library.First(ctx)
		time.AfterFunc(firstScreenTime, func() { debug.SetGCPercent(gcPercent) })
	}()
	screen := c.feedsBehind(ctx, s, paths)
	id, err := articleToOpen(ctx, s)
	if err != nil {
		return err
	}
	options := c.readerOptions(ctx, s, cmp.Or(inputID, id))
	options.Resume = s.config.Resume && len(paths) == 0
	options.Editor, options.Command = editor(c, s), articleCommand(c, s)
	options.Clipboard = desktop.Clipboard(c.streams.environment())
	options.Look = func(ctx context.Context) (int, error) { return s.library.Look(ctx) }
	switch feeds, _ := feeding.Root(s.config); {
	case screen != nil:
		options.Feeds, options.FeedEditor, options.FullText = screen.Listen(), screen, fullText(s.config, screen)
	case !c.hasFeeds(s.config, paths):
		options.FeedsElsewhere = cmp.Or(feeds.Name, feeds.Path)
	}
	if from != "" {
		s.awaitListed(ctx)
		return c.readLines(ctx, options, from)
	}
	return c.readScreens(ctx, options)
}

// understand says what is wrong with what the reader was called with.
func (c *call) understand(command *cobra.Command, paths []string) error {
	piped := slices.Contains(paths, standardInput)
	if piped && len(paths) > 1 {
		return usage.Errorf("- is one article from standard input, and nothing else can be read beside it")
	}
	for _, path := range paths {
		if piped || slices.Contains(c.roots, path) { // nobody means a command by -L
			continue
		}
		if err := c.guess(command, path); err != nil {
			return err
		}
	}
	_, err := query.Parse(c.query)
	return err
}

// feedsBehind begins to fetch behind the reader, after the first screen; nil: there is
// nothing to fetch for.
func (c *call) feedsBehind(ctx context.Context, s *session, paths []string) *feeding.Screen {
	if !c.hasFeeds(s.config, paths) {
		return nil
	}
	return c.startFeeds(ctx, s.config, s.library, false, func() {
		s.library.First(ctx) // the first screen goes first
		select {
		case <-time.After(firstScreenTime):
		case <-ctx.Done():
		}
	}, c.sayAtEnd())
}

// readScreens shows the program until the reader leaves it.
func (c *call) readScreens(ctx context.Context, options ui.Options) error {
	app, err := ui.New(ctx, options)
	if err != nil {
		return err
	}
	program := tea.NewProgram(app, tea.WithContext(ctx), tea.WithFPS(framesPerSecond), tea.WithInput(c.streams.In),
		tea.WithOutput(c.streams.Out), tea.WithEnvironment(c.streams.Env), tea.WithColorProfile(c.profile()))
	_, err = program.Run()
	if errors.Is(err, tea.ErrProgramPanic) { // where that was is no place to go back to
		return fmt.Errorf("the reader stopped: %w", err)
	}
	app.Leave()
	if err != nil && !errors.Is(err, tea.ErrInterrupted) {
		return fmt.Errorf("the reader stopped: %w", err)
	}
	return nil
}

// standardInput names an article that comes from standard input.
const standardInput = "-"

// takeInput reads the article that standard input is. From then on keys come from the
// terminal itself.
func (c *call) takeInput() (model.ID, error) {
	root, id, err := c.inputRoot()
	if err != nil {
		return "", err
	}
	c.input = root
	if c.streams.Keys == nil {
		return id, nil
	}
	keys, err := c.streams.Keys()
	if err != nil {
		return "", fmt.Errorf("the reader needs a terminal for its keys, for standard input is the article; `broadsheet cat -` works without one: %w", err)
	}
	c.closers = append(c.closers, keys)
	c.streams.In = keys
	return id, nil
}

// fullText gives what shows the full texts of the articles of feeds. Those of other
// libraries are never written to.
func fullText(conf *config.Config, screen *feeding.Screen) func(ctx context.Context, root, path string) (full bool, err error) {
	_, inner := feeding.Root(conf)
	return func(ctx context.Context, root, path string) (bool, error) {
		below, in := strings.CutPrefix(path, inner)
		if ours, err := feedsRootKey(conf); err != nil || root != ours || !in {
			return false, &model.FeedError{Kind: model.PageNotOfFeed}
		}
		return screen.FullText(ctx, below)
	}
}

// needTerminal says why the reader cannot be shown here, if it cannot.
func (c *call) needTerminal() error {
	const instead = "; `broadsheet --linear`, `broadsheet list` and `broadsheet cat` work without one"
	switch {
	case !c.hasTerminal():
		return errors.New("the reader needs a terminal for its input and output" + instead)
	case c.streams.env("TERM") == "dumb":
		return errors.New("this terminal says that it cannot place text (TERM=dumb), which the reader needs" + instead)
	}
	return nil
}

// hasTerminal says whether somebody sits at a terminal.
func (c *call) hasTerminal() bool {
	_, in := terminal(c.streams.In)
	_, out := terminal(c.streams.Out)
	return in && out
}

// articleToOpen gives the article to begin with: that of a root which is a file.
func articleToOpen(ctx context.Context, s *session) (model.ID, error) {
	if len(s.roots) != 1 || !s.roots[0].IsFile() {
		return "", nil
	}
	found, err := onlyFile(ctx, s.roots[0], articles.Options{Location: s.config.DateZone})
	if err != nil {
		return "", err
	}
	if found.Item == nil {
		return "", unreadable(s.roots[0].Name(), found)
	}
	return found.Item.ID, nil
}

func (c *call) readerOptions(ctx context.Context, s *session, id model.ID) ui.Options {
	settings := s.reader.Settings(ctx)
	if told := desktop.ToldBackground(c.streams.environment()); told != model.BackgroundUnknown {
		settings.Background = told
	}
	return ui.Options{
		Library: s.reader, Renderer: render.New(drawnTextBytes),
		Theme: s.config.Theme, Themes: themes.Names(), LoadTheme: config.LoadTheme,
		Language: s.config.Language, Keys: s.config.Keys, Measure: s.config.Measure, List: s.config.List, Days: s.config.Days, Mouse: s.config.Mouse, PlainLinks: !s.config.Hyperlinks,
		InScreen: inScreen(c.streams), Query: c.query, ArticleID: id, Now: c.streams.Now, Location: s.config.Timezone,
		Roots: rootNames(s.config, s.roots), Sample: s.sample, Views: s.config.Views, OpenLink: desktop.LinkOpener(c.streams.environment()), Settings: settings,
	}
}

// inScreen says whether the terminal may be GNU screen. With tmux, which may use
// the same name, what screen needs is of no effect.
func inScreen(s Streams) bool { return strings.HasPrefix(s.env("TERM"), "screen") }

// rootNames are what the reader names the roots by.
func rootNames(conf *config.Config, roots []*articles.Root) []ui.Root {
	named := make([]ui.Root, len(roots))
	fed, inner := feeding.Root(conf)
	for i, root := range roots {
		named[i] = ui.Root{Key: root.Key(), Name: root.Name(), Fed: inner == "" && fed.Name != "" && root.Name() == fed.Name}
	}
	return named
}
