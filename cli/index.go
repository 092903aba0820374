package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/cobra"

	"broadsheet/cli/usage"
	"broadsheet/library/search"
)

func (c *call) indexCommand() *cobra.Command {
	var rebuild bool
	command := &cobra.Command{
		Use:   "index",
		Short: "Bring the full text up to date",
		Long: "Bring what is kept of the articles up to date, so that searching their text is fast: the program does so too while one reads, " +
			"but at less speed. It may be interrupted, and goes on there when it is called again. Small libraries need no index.",
		Example: examples("broadsheet index -L ~/news"),
		Args:    usage.Takes(0, 0, "no arguments"),
		RunE: func(command *cobra.Command, _ []string) error {
			return c.index(command.Context(), rebuild)
		},
	}
	command.Flags().BoolVar(&rebuild, "rebuild", false, "make all of it anew")
	return command
}

func (c *call) index(ctx context.Context, rebuild bool) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt) // what is done until then is kept
	defer stop()
	c.rebuilds = rebuild
	s, err := c.open(ctx, c.roots)
	if err != nil {
		return err
	}
	bar := newProgress(c)
	err = c.lacking(bar.list(ctx, s))
	if ctx.Err() != nil {
		return fmt.Errorf("stopped after %s: `broadsheet index` goes on there", plural(s.library.Status().Files, "file"))
	}
	if err != nil {
		return err
	}
	err = s.library.IndexTexts(ctx, rebuild, bar.show)
	bar.end()
	if ctx.Err() != nil {
		return fmt.Errorf("stopped with %d of %s indexed: `broadsheet index` goes on there", bar.last.Articles, plural(bar.last.OfArticles, "article"))
	}
	if err != nil {
		return err
	}
	articles := s.library.Status().Articles
	if bar.last.OfArticles == 0 {
		_, err = fmt.Fprintf(c.out, "%s: nothing to do.\n", plural(articles, "article"))
	} else {
		_, err = fmt.Fprintf(c.out, "%s: %d new or changed, indexed in %v.\n", plural(articles, "article"), bar.last.Articles, bar.taken().Round(time.Second/10))
	}
	return err
}

// progress shows how far a long task is: in one line that changes on a
// terminal, and else not at all.
type progress struct {
	terminal io.Writer // nil: none
	width    int
	now      func() time.Time
	begun    time.Time
	shown    time.Time
	last     search.Progress
}

func newProgress(c *call) *progress {
	p := &progress{width: c.streams.width(), now: c.streams.Now, begun: c.streams.Now()}
	if file, onTerminal := terminal(c.streams.Err); onTerminal && c.streams.env("TERM") != "dumb" {
		p.terminal = file // all that is written there is the program's own
	}
	return p
}

func (p *progress) taken() time.Duration { return p.now().Sub(p.begun) }

func (p *progress) show(now search.Progress) {
	const often = time.Second / 10
	p.last = now
	if p.terminal == nil || now.OfArticles == 0 || p.now().Sub(p.shown).Abs() < often {
		return
	}
	p.shown = p.now()
	_, _ = io.WriteString(p.terminal, "\r\x1b[K"+p.line()) // who cannot be told is not kept from the work
}

// list waits until the library is listed, and shows how far that is.
func (p *progress) list(ctx context.Context, s *session) error {
	listed := make(chan error, 1)
	go func() { listed <- s.library.Wait(ctx) }()
	for {
		select {
		case err := <-listed:
			p.begun = p.now()
			return err
		case <-s.reader.Changed():
		}
		if files, taken := s.library.Status().Files, p.taken().Seconds(); p.terminal != nil && files > 0 {
			p.shown = p.now()
			_, _ = fmt.Fprintf(p.terminal, "\r\x1b[K%s read · %.0f a second", plural(files, "file"), float64(files)/max(taken, 0.1))
		}
	}
}

// line is the bar, and beside it what is done, how fast, and how long it takes.
func (p *progress) line() string {
	done := float64(p.last.Articles) / float64(max(1, p.last.OfArticles))
	taken := p.taken().Seconds()
	text := fmt.Sprintf(" %d of %d", p.last.Articles, p.last.OfArticles)
	if taken > 1 && done > 0 {
		left := time.Duration(taken * (1 - done) / done * float64(time.Second)).Round(time.Second)
		text += fmt.Sprintf(" · %.1f MB/s · %v left", float64(p.last.Bytes)/1e6/taken, left)
	}
	return bar(p.width-1-len([]rune(text)), done) + text
}

// bar draws how much of something is done.
func bar(cells int, done float64) string {
	const least, most = 5, 40
	if cells < least {
		return ""
	}
	cells = min(cells, most)
	full := min(cells, int(done*float64(cells)+0.5))
	line := make([]rune, cells)
	for i := range line {
		line[i] = '─'
		if i < full {
			line[i] = '━'
		}
	}
	return string(line)
}

func (p *progress) end() {
	if p.terminal != nil && !p.shown.IsZero() {
		_, _ = io.WriteString(p.terminal, "\r\x1b[K")
	}
}
