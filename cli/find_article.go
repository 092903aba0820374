package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing/fstest"

	"broadsheet/articles"
	"broadsheet/cli/config"
	"broadsheet/cli/memory"
	"broadsheet/cli/usage"
	"broadsheet/model"
	"broadsheet/model/query"
)

// article finds the article that an argument names: - is standard input, what
// exists or has a slash is a file, and all else is an id. Whole asks for all of a page
// of a site.
func (c *call) article(ctx context.Context, conf *config.Config, argument string, whole bool) (*model.Article, error) {
	switch {
	case c.served != nil: // never a file of the server's
		return c.articleByID(ctx, argument, whole)
	case argument == standardInput:
		return c.standardInput(conf, whole)
	case looksLikePath(argument):
		return c.articleFile(ctx, conf, argument, whole)
	default:
		return c.articleByID(ctx, argument, whole)
	}
}

// inputLimit is how much of standard input is read, in bytes. Of a longer text
// package articles shows the beginning and says so.
const inputLimit = 8<<20 + 1

func (c *call) standardInput(conf *config.Config, whole bool) (*model.Article, error) {
	data, err := c.readInput()
	if err != nil {
		return nil, err
	}
	o := readingOptions(conf, nil)
	o.Whole = whole
	return articles.Parse(o, "-", inputName, c.streams.Now(), data), nil
}

// inputName is what an article from standard input is called that has no title.
const inputName = "standard input"

func (c *call) readInput() ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(c.streams.In, inputLimit))
	if err != nil {
		return nil, fmt.Errorf("standard input cannot be read: %w", err)
	}
	return data, nil
}

// inputRoot is standard input as a root, for the reader, and the article in it. Its key
// is what was read, so that the marks of one text are not those of another.
func (c *call) inputRoot() (*articles.Root, model.ID, error) {
	data, err := c.readInput()
	if err != nil {
		return nil, "", err
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, "", errors.New("standard input is empty, so there is nothing to read; pipe an article into `broadsheet -`")
	}
	const name = inputName + ".md"
	sum := sha256.Sum256(data)
	files := fstest.MapFS{name: {Data: data, Mode: 0o444, ModTime: c.streams.Now()}} // a file system in memory, and nothing else of that package
	root := articles.NewRoot("- "+hex.EncodeToString(sum[:]), inputName, files)
	return root, model.NewID(root.Key(), name), nil
}

// articleFile reads a file, drafts too.
func (c *call) articleFile(ctx context.Context, conf *config.Config, path string, whole bool) (*model.Article, error) {
	root, err := articles.OpenRoot("", path)
	if err != nil {
		return nil, err
	}
	c.keep(root)
	if !root.IsFile() {
		return nil, usage.Errorf("%s is no single article; `broadsheet list -L %[1]s` lists what is in it", path)
	}
	o := readingOptions(conf, nil)
	o.Whole = whole
	found, err := onlyFile(ctx, root, o)
	if err != nil {
		return nil, err
	}
	if found.Item == nil {
		return nil, unreadable(path, found)
	}
	return root.Read(ctx, o, found.Item.Path)
}

// readingBytes is the memory for articles that are being read in the process, by
// whomever: one of the largest at a time.
const readingBytes = 48 << 20

// readingOptions say how articles are read, and within which memory. Who is told
// of a file that the program fails on may be nil.
func readingOptions(conf *config.Config, failed func(*articles.Failure)) articles.Options {
	return articles.Options{Location: conf.DateZone, LineBreaks: conf.LineBreaks, Reserve: memory.New(readingBytes, 0).Reserve, Failed: failed}
}

// onlyFile gives the one file of a root that is a file.
func onlyFile(ctx context.Context, root *articles.Root, o articles.Options) (articles.Found, error) {
	var only articles.Found
	err := root.Walk(ctx, o, func(found []articles.Found) {
		for _, f := range found {
			only = f
		}
	})
	return only, err
}

// unreadable says why nothing of a file can be shown.
func unreadable(path string, found articles.Found) error {
	return fmt.Errorf("%s cannot be read: %s", path, problemText(found.Problems))
}

func problemText(problems []model.Problem) string {
	if len(problems) == 0 {
		return "the reason is not known."
	}
	return problems[len(problems)-1].Text
}

// articleByID finds an article by its id or the beginning of it.
func (c *call) articleByID(ctx context.Context, argument string, whole bool) (*model.Article, error) {
	prefix := strings.ToLower(argument)
	switch is := regexp.MustCompile(`^[0-9a-f]{4,12}$`).MatchString(prefix); {
	case is:
	case c.served != nil:
		return nil, usage.Errorf("%q is no id, which is 4 to 12 of the digits 0-9 and a-f; `list` shows them", argument)
	default:
		return nil, usage.Errorf("%q is neither a file nor an id, which is 4 to 12 of the digits 0-9 and a-f; `broadsheet list` shows them", argument)
	}
	s, err := c.openWhole(ctx)
	if err != nil {
		return nil, err
	}
	matching, err := s.reader.WithPrefix(ctx, prefix)
	if err != nil {
		return nil, err
	}
	switch matching.Len() {
	case 1:
		if whole {
			return s.reader.WholeArticle(ctx, matching.At(0).ID)
		}
		return s.reader.Article(ctx, matching.At(0).ID)
	case 0:
		return nil, c.unknownID(ctx, s, prefix)
	default:
		return nil, ambiguousID(prefix, matching)
	}
}

// nearestAmong is how many of the newest articles are compared with an id that
// none of all has.
const nearestAmong = 2000

func (c *call) unknownID(ctx context.Context, s *session, prefix string) error {
	items, err := s.reader.List(ctx, query.Query{}, query.NewestFirst, nil)
	if err != nil {
		return err
	}
	list := "`broadsheet list`"
	if c.served != nil {
		list = "`list`"
	}
	shortened := make([]string, min(items.Len(), nearestAmong))
	for i := range shortened {
		id := items.At(i).ID
		shortened[i] = string(id[:min(len(prefix), len(id))])
	}
	if near := slices.Index(shortened, model.Nearest(prefix, shortened)); near >= 0 {
		item := items.At(near)
		return fmt.Errorf("no article has the id %s; the nearest is %s, %s; %s shows them all", prefix, item.ID, item.Title, list)
	}
	return fmt.Errorf("no article has the id %s; %s shows the ids", prefix, list)
}

func ambiguousID(prefix string, matching model.Listing) error {
	const shown = 10
	var b strings.Builder
	fmt.Fprintf(&b, "%d articles have an id that begins with %s; give more digits of it:", matching.Len(), prefix)
	for i := range matching.Len() {
		if i == shown {
			fmt.Fprintf(&b, "\n  and %d more", matching.Len()-shown)
			break
		}
		item := matching.At(i)
		fmt.Fprintf(&b, "\n  %s  %s", item.ID, item.Title)
	}
	return errors.New(b.String())
}
