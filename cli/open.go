package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"broadsheet/articles"
	"broadsheet/cli/config"
	"broadsheet/cli/feeding"
	"broadsheet/cli/usage"
	"broadsheet/library"
	"broadsheet/library/marks/sqlite"
	"broadsheet/library/marks/store"
	"broadsheet/model"
	"broadsheet/model/query"
)

// session is a library that is open for one reader.
type session struct {
	config  *config.Config
	roots   []*articles.Root
	library *library.Library
	reader  *library.Reader
	sample  bool // there is nothing but the sample edition
}

// localReader is the name of who reads at this machine.
const localReader = "local"

// openRoots opens what the command line names, else the configured libraries and the
// articles of feeds, else the sample edition: sample says that it is among the roots.
func (c *call) openRoots(conf *config.Config, paths []string) (roots []*articles.Root, sample bool, err error) {
	e := c.streams.environment()
	libraries := feeding.Libraries(conf, e)
	if len(libraries) == 0 && len(paths) == 0 {
		sample = true
		roots = c.keep(articles.Sample(conf.Language != "en"))
	}
	if feeds, _ := feeding.Root(conf); c.stays && (len(paths) == 0 || slices.Contains(paths, feeds.Name)) {
		libraries = feeding.LibrariesToRead(conf, e)
	}
	var opened []*articles.Root
	switch {
	case len(paths) > 0:
		opened, err = c.openNamed(libraries, paths)
	case len(libraries) > 0:
		opened, err = c.openConfigured(conf, libraries)
	}
	if err != nil {
		return nil, false, err
	}
	return append(roots, opened...), sample, nil
}

// hasFeeds says whether the articles of feeds are among what is read, so that feeds are
// followed and fetched: without paths they are, and of paths one has to name their
// folder, one that it is in, or the library that it is.
func (c *call) hasFeeds(conf *config.Config, paths []string) bool {
	feeds, _ := feeding.Root(conf)
	return len(paths) == 0 || slices.ContainsFunc(paths, func(path string) bool {
		for _, library := range append([]config.Library{feeds}, conf.Libraries...) {
			if library.Name != "" && library.Name == path {
				path = library.Path
				break
			}
		}
		return feeding.Holds(conf, path)
	})
}

// standIn is the key of the root that is listed until there is another article; empty:
// none is.
func standIn(sample bool) string {
	if !sample {
		return ""
	}
	return articles.Sample(false).Key()
}

// openNamed opens what was named: a library of the config file by its name, or a
// path.
func (c *call) openNamed(libraries []config.Library, paths []string) ([]*articles.Root, error) {
	var roots []*articles.Root
	var named []config.Library
	for _, path := range paths {
		if path == standardInput && c.input != nil {
			roots = append(roots, c.keep(c.input)...)
			continue
		}
		named = append(named, config.Library{Path: path})
		if at := slices.IndexFunc(libraries, func(l config.Library) bool { return l.Name != "" && l.Name == path }); at >= 0 {
			named[len(named)-1] = libraries[at]
		}
	}
	if len(named) == 0 {
		return distinct(roots), nil
	}
	others, err := c.openEach(named, func(_ config.Library, err error) error { return err })
	if err != nil {
		return nil, err
	}
	return distinct(append(roots, others...)), nil
}

// openConfigured opens the libraries of the config file.
func (c *call) openConfigured(conf *config.Config, libraries []config.Library) ([]*articles.Root, error) {
	return c.openEach(libraries, func(library config.Library, err error) error { return libraryError(conf, library, err) })
}

// openEach opens libraries. One that is not there now, as a disk that is not plugged in,
// does not keep the others closed: it is listed as soon as it comes. If there are no others
// the error says why, as explain puts it.
func (c *call) openEach(libraries []config.Library, explain func(library config.Library, err error) error) ([]*articles.Root, error) {
	var roots []*articles.Root
	var failed []error
	for _, library := range libraries {
		root, err := articles.OpenRoot(library.Name, library.Path)
		if err != nil {
			failed = append(failed, explain(library, err))
			root = articles.AwaitRoot(library.Name, library.Path, err, func(err error) error { return explain(library, err) })
		}
		roots = append(roots, c.keep(root)...)
	}
	if len(failed) == len(libraries) {
		return nil, failed[0]
	}
	return distinct(roots), nil
}

// libraryError says what to do about a library that cannot be opened.
func libraryError(conf *config.Config, library config.Library, err error) error {
	if library.Path == conf.Feeds.Folder {
		return fmt.Errorf("%w; the articles of feeds were kept there: if it is on a disk that was taken out, put that in again; if it was deleted, make it again, empty", err)
	}
	return fmt.Errorf("%w; it is one of the libraries in %s", err, conf.Path)
}

func (c *call) keep(root *articles.Root) []*articles.Root {
	c.closers = append(c.closers, root)
	return []*articles.Root{root}
}

// guess answers a word that is no file but may have been meant as a command.
func (c *call) guess(command *cobra.Command, word string) error {
	if looksLikePath(word) {
		return nil
	}
	if name := model.Nearest(word, commandWords(command.Root())); name != "" {
		return usage.Errorf("there is no file, folder or command %q; did you mean `broadsheet %s`?", word, name)
	}
	return usage.Errorf("there is no file, folder or command %q; `broadsheet --help` lists the commands", word)
}

// distinct drops roots that are named twice.
func distinct(roots []*articles.Root) []*articles.Root {
	seen := map[string]bool{}
	var kept []*articles.Root
	for _, root := range roots {
		if !seen[root.Key()] {
			seen[root.Key()] = true
			kept = append(kept, root)
		}
	}
	return kept
}

// loadConfig gives what holds for this call.
func (c *call) loadConfig() (*config.Config, error) {
	if c.served != nil {
		return c.served.config, nil
	}
	return config.Load(c.streams.environment())
}

// open opens the library that a command works on. It returns at once; loading
// goes on.
func (c *call) open(ctx context.Context, paths []string) (*session, error) {
	if c.served != nil {
		return c.served.session(), nil
	}
	conf, err := config.Load(c.streams.environment())
	if err != nil {
		return nil, err
	}
	roots, sample, err := c.openRoots(conf, paths)
	if err != nil {
		return nil, err
	}
	opened, err := library.Open(ctx, roots, library.Options{
		Location: conf.Timezone, Now: c.streams.Now, Articles: readingOptions(conf, nil),
		Marks: openStore(config.MarksPath(c.streams.environment())), Cache: config.CachePath(c.streams.environment()), Watch: c.watch(conf), Rebuild: c.rebuilds, Index: c.stays,
		StandIn: standIn(sample),
	})
	if err != nil {
		return nil, err
	}
	c.closers = append(c.closers, opened)
	reader := opened.Reader(localReader, library.ReaderOptions{Location: conf.Timezone})
	c.notices = reader.Notice
	return &session{config: conf, roots: roots, library: opened, reader: reader, sample: sample}, nil
}

// watch is how the reader notices files that change. What only lists and ends
// need not.
func (c *call) watch(conf *config.Config) library.Watch {
	if !c.stays {
		return library.WatchOff
	}
	return conf.Watch
}

// openWhole is open, and waits until everything is listed.
func (c *call) openWhole(ctx context.Context) (*session, error) {
	s, err := c.open(ctx, c.roots)
	if err != nil {
		return nil, err
	}
	if err := c.lacking(s.library.Wait(ctx)); err != nil {
		return nil, err
	}
	return s, nil
}

// lacking takes an error of waiting for a library: if some of its roots could not be listed
// and others could, the command does what it can without them. It has failed in the end, as
// of several files given to `cat` one that is not there makes it fail.
func (c *call) lacking(err error) error {
	var unlisted *library.UnlistedError
	if !errors.As(err, &unlisted) || unlisted.All {
		return err
	}
	c.lacks = true
	if c.served != nil { // else the library's notices tell
		say(c.streams.Err, unlisted.Error())
	}
	return nil
}

// list gives the articles that the -q option asks for.
func (c *call) list(ctx context.Context, s *session, by query.Sort) (model.Listing, error) {
	query, err := query.Parse(c.query)
	if err != nil {
		return nil, err
	}
	return s.reader.List(ctx, query, by, nil)
}

// openStore gives the store of readers' marks; without a path none, so that they are
// forgotten.
func openStore(path string) store.Store {
	if path == "" {
		return nil
	}
	return sqlite.New(path)
}

// feeds gives the commands of feeds what they need of this call.
func (c *call) feeds() *feeding.Call {
	_, asks := terminal(c.streams.In)
	call := &feeding.Call{
		In: c.streams.In, Out: c.out, Flush: c.flush, Styled: c.styledWriter, Say: func(sentence string) { say(c.streams.Err, sentence) },
		Terminal: c.onTerminal(), Asks: asks && c.onTerminal(), Width: c.streams.width(), Environment: c.streams.environment(), Now: c.streams.Now, Pause: c.streams.Pause,
		Silent: errSilent, WriteWhole: writeWhole, Starred: c.starred, Version: version(), Keep: func(closer io.Closer) { c.closers = append(c.closers, closer) },
	}
	if file, onTerminal := terminal(c.streams.Err); onTerminal && c.streams.env("TERM") != "dumb" {
		call.Changing = file // all that is written there is the program's own
	}
	return call
}

// startFeeds makes what tells screens of the feeds, and fetches their news in the
// background, from when begin returns until the call ends. Where guests read, no private
// address is asked. What goes wrong is told; without a place for the list of feeds there
// is none to tell of.
func (c *call) startFeeds(ctx context.Context, conf *config.Config, opened *library.Library, guests bool, begin func(), tell func(sentence string)) *feeding.Screen {
	e := c.streams.environment()
	screen, err := feeding.NewScreen(ctx, conf, feeding.Settings{
		Environment: e, Client: feeding.NewClient(conf, e, version(), c.streams.Now, c.streams.Pause, guests), Guests: guests,
		Starred: c.starred(ctx, conf), Notify: tell, Fetched: lookAfter(conf, opened, tell), Now: c.streams.Now,
	})
	if err != nil {
		tell(err.Error())
		return nil
	}
	screen.Start(begin)
	c.closers = append(c.closers, screen)
	return screen
}

// lookAfter gives what looks at the articles of feeds after a fetch, where the system
// does not tell of what changes.
func lookAfter(conf *config.Config, opened *library.Library, tell func(sentence string)) func(context.Context) {
	if conf.Watch == library.WatchAuto {
		return nil
	}
	return func(ctx context.Context) {
		if _, err := opened.Look(ctx); err != nil && ctx.Err() == nil {
			tell(err.Error())
		}
	}
}

// closer is what is done when a call ends.
type closer func() error

// Close does it.
func (f closer) Close() error { return f() }
