package cli

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"broadsheet/articles"
	"broadsheet/cli/config"
	"broadsheet/cli/usage"
	"broadsheet/library"
	"broadsheet/model"
)

func (c *call) checkCommand() *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use:   "check",
		Short: "Say what could not be understood",
		Long: "Read every article whole and say what could not be understood, by file and line. " +
			"What is odd can be read all the same; the exit status is 1 only if a file could not be read at all. " +
			"It also says what is damaged of the catalogue and the full text, which `broadsheet index` makes anew.",
		Example: examples("broadsheet check -L ~/news"),
		Args:    usage.Takes(0, 0, "no arguments"),
		RunE: func(command *cobra.Command, _ []string) error {
			report, err := c.check(command.Context())
			if err != nil {
				return err
			}
			if asJSON {
				err = report.writeJSON(command.Context(), c.out)
			} else {
				err = report.writeText(c.out)
			}
			if err == nil && report.unreadable > 0 {
				err = errSilent
			}
			return err
		},
	}
	command.Flags().BoolVar(&asJSON, "json", false, "write one JSON array of objects: root, path, problem, line")
	return command
}

// checkReport is what was found wrong in a library, in the order of the roots
// and then of the paths and lines.
type checkReport struct {
	problems   []model.Problem
	files      int // looked at
	odd        int // that have problems, but can be read
	unreadable int
	caches     []model.Problem   // of what is kept of the files; they are no files of the library
	names      map[string]string // of the roots, by their keys
}

func (c *call) check(ctx context.Context) (*checkReport, error) {
	conf, err := config.Load(c.streams.environment())
	if err != nil {
		return nil, err
	}
	roots, _, err := c.openRoots(conf, c.roots)
	if err != nil {
		return nil, err
	}
	options := readingOptions(conf, nil)
	report := &checkReport{names: map[string]string{}}
	for _, root := range roots {
		report.names[root.Key()] = root.Name()
		if missing := root.Missing(); missing != nil {
			report.add([]model.Problem{{Root: root.Key(), Text: missing.Error(), Unreadable: true}})
			continue
		}
		files, err := checkRoot(ctx, root, options)
		if err != nil {
			return nil, err
		}
		for _, problems := range files {
			report.add(problems)
		}
	}
	report.caches, err = library.CheckCaches(ctx, roots, library.Options{Articles: options, Cache: config.CachePath(c.streams.environment())})
	return report, err
}

// checkRoot gives the problems of each file of a root, by their paths.
func checkRoot(ctx context.Context, root *articles.Root, o articles.Options) ([][]model.Problem, error) {
	var found []articles.Found
	if err := root.Walk(ctx, o, func(batch []articles.Found) { found = append(found, batch...) }); err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b articles.Found) int { return strings.Compare(pathOf(a), pathOf(b)) })
	files := make([][]model.Problem, len(found))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range found {
		group.Go(func() error {
			files[i] = f.Problems
			if f.Item == nil {
				return nil
			}
			article, err := root.Read(ctx, o, f.Item.Path)
			if err != nil {
				files[i] = append(files[i], model.Problem{Root: root.Key(), Path: articles.Clean(f.Item.Path), Text: err.Error(), Unreadable: true})
				return ctx.Err()
			}
			files[i] = together(f.Problems, article.Problems)
			if article.Draft {
				files[i] = append(files[i], articles.DraftProblem(&article.Item))
			}
			return nil
		})
	}
	return files, group.Wait()
}

// together gives what only the walk saw of a file, its name and place, and then
// all that reading it whole found.
func together(walked, read []model.Problem) []model.Problem {
	var all []model.Problem
	for _, problem := range walked {
		if !slices.Contains(read, problem) {
			all = append(all, problem)
		}
	}
	return append(all, read...)
}

func pathOf(f articles.Found) string {
	if f.Item != nil {
		return f.Item.Path
	}
	if len(f.Problems) > 0 {
		return f.Problems[0].Path
	}
	return ""
}

func (r *checkReport) add(problems []model.Problem) {
	r.files++
	if len(problems) == 0 {
		return
	}
	if slices.ContainsFunc(problems, func(p model.Problem) bool { return p.Unreadable }) {
		r.unreadable++
	} else {
		r.odd++
	}
	r.problems = append(r.problems, problems...)
}

// listedProblem is a problem in `check --json`. The order of the fields is part
// of the format.
type listedProblem struct {
	Root    string `json:"root"`
	Path    string `json:"path"`
	Problem string `json:"problem"`
	Line    int    `json:"line"`
}

func (r *checkReport) writeJSON(ctx context.Context, w *bufio.Writer) error {
	problems := slices.Concat(r.problems, r.caches)
	return writeJSONArray(ctx, w, len(problems), func(i int) any {
		p := problems[i]
		return listedProblem{Root: p.Root, Path: p.Path, Problem: p.Text, Line: p.Line}
	})
}

// writeText writes the unreadable files first, then the odd ones, each with its
// problems under it, then the caches that are damaged, and a summary.
func (r *checkReport) writeText(w *bufio.Writer) error {
	unreadable := map[string]bool{}
	for _, p := range r.problems {
		if p.Unreadable {
			unreadable[p.Root+"\x00"+p.Path] = true
		}
	}
	var bad, odd []model.Problem
	for _, p := range r.problems {
		if unreadable[p.Root+"\x00"+p.Path] {
			bad = append(bad, p)
		} else {
			odd = append(odd, p)
		}
	}
	for _, part := range []struct {
		title    string
		problems []model.Problem
	}{{"Cannot be read", bad}, {"Can be read, but something is odd", odd}, {"Kept of the articles, and damaged", r.caches}} {
		if err := r.writePart(w, part.title, part.problems); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%s looked at: %s without a problem, %d odd, %d unreadable.\n",
		plural(r.files, "file"), plural(r.files-r.odd-r.unreadable, "file"), r.odd, r.unreadable)
	return err
}

func (r *checkReport) writePart(w *bufio.Writer, title string, problems []model.Problem) error {
	var b strings.Builder
	root, path := "", ""
	for _, p := range problems {
		if b.Len() == 0 {
			b.WriteString(title + "\n")
		}
		if len(r.names) > 1 && p.Root != root {
			b.WriteString("\n" + r.names[p.Root] + "\n")
			path = ""
		}
		if p.Root != root || p.Path != path {
			b.WriteString("\n  " + cmp.Or(p.Path, r.names[p.Root]) + "\n")
		}
		root, path = p.Root, p.Path
		if p.Line > 0 {
			fmt.Fprintf(&b, "    line %d: ", p.Line)
		} else {
			b.WriteString("    ")
		}
		b.WriteString(p.Text + "\n")
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	_, err := w.WriteString(b.String())
	return err
}

// plural counts things in words: 1 file, 2 files.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
