package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"broadsheet/articles"
	"broadsheet/library"
	"broadsheet/library/marks"
	"broadsheet/library/marks/sqlite"
	"broadsheet/model"
	"broadsheet/model/query"
)

// session is a library that is open for one reader.
type session struct {
	config  *config
	roots   []*articles.Root
	library *library.Library
	reader  *library.Reader
}

// localReader is the name of who reads at this machine.
const localReader = "local"

// openRoots opens what the command line names, else the configured libraries,
// else the sample edition.
func (c *call) openRoots(config *config, paths []string) ([]*articles.Root, error) {
	if len(paths) > 0 {
		return c.openNamed(config, paths)
	}
	if len(config.libraries) > 0 {
		return c.openConfigured(config)
	}
	return c.keep(articles.Sample()), nil
}

// openNamed opens what was named: a library of the config file by its name, or a
// path.
func (c *call) openNamed(config *config, paths []string) ([]*articles.Root, error) {
	var roots []*articles.Root
	for _, path := range paths {
		name := ""
		for _, library := range config.libraries {
			if library.name != "" && library.name == path {
				name, path = library.name, library.path
				break
			}
		}
		root, err := articles.OpenRoot(name, path)
		if err != nil {
			return nil, err
		}
		roots = append(roots, c.keep(root)...)
	}
	return distinct(roots), nil
}

// openConfigured opens the libraries of the config file. One that is not there
// now, as a disk that is not plugged in, does not keep the others closed.
func (c *call) openConfigured(config *config) ([]*articles.Root, error) {
	var roots []*articles.Root
	var failed []error
	for _, library := range config.libraries {
		root, err := articles.OpenRoot(library.name, library.path)
		if err != nil {
			failed = append(failed, fmt.Errorf("%w; it is one of the libraries in %s", err, config.path))
			continue
		}
		roots = append(roots, c.keep(root)...)
	}
	if len(roots) == 0 {
		return nil, failed[0]
	}
	for _, err := range failed {
		say(c.streams.Err, err.Error())
	}
	return distinct(roots), nil
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
		return usagef("there is no file, folder or command %q; did you mean `broadsheet %s`?", word, name)
	}
	return usagef("there is no file, folder or command %q; `broadsheet --help` lists the commands", word)
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

// open opens the library that a command works on. It returns at once; loading
// goes on.
func (c *call) open(ctx context.Context, paths []string) (*session, error) {
	if c.served != nil {
		return c.served.session(), nil
	}
	config, err := loadConfig(c.streams)
	if err != nil {
		return nil, err
	}
	roots, err := c.openRoots(config, paths)
	if err != nil {
		return nil, err
	}
	opened, err := library.Open(ctx, roots, library.Options{
		Location: config.timezone, Now: c.streams.Now, Articles: readingOptions(config, nil),
		Marks: openStore(marksPath(c.streams)), Cache: cachePath(c.streams), Watch: c.watch(config), Rebuild: c.rebuilds, Index: c.stays,
	})
	if err != nil {
		return nil, err
	}
	c.closers = append(c.closers, opened)
	reader := opened.Reader(localReader, library.ReaderOptions{Location: config.timezone})
	c.notices = reader.Notice
	return &session{config: config, roots: roots, library: opened, reader: reader}, nil
}

// watch is how the reader notices files that change. What only lists and ends
// need not.
func (c *call) watch(config *config) library.Watch {
	if !c.stays {
		return library.WatchOff
	}
	return config.watch
}

// openWhole is open, and waits until everything is listed.
func (c *call) openWhole(ctx context.Context) (*session, error) {
	s, err := c.open(ctx, c.roots)
	if err != nil {
		return nil, err
	}
	if err := s.library.Wait(ctx); err != nil {
		return nil, err
	}
	return s, nil
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
func openStore(path string) marks.Store {
	if path == "" {
		return nil
	}
	return sqlite.New(path)
}
