package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"broadsheet/cli/config"
	"broadsheet/linear"
	"broadsheet/ui"
)

// linearPrompt says that it is the reader's turn.
const linearPrompt = "> "

// linearFrom is what has asked for lines in place of a screen, as it is written; empty:
// nobody has. An option goes before the config file, that before the environment, and a
// terminal that cannot place text has none but lines.
func (c *call) linearFrom(command *cobra.Command, conf *config.Config) string {
	switch {
	case command.Flags().Changed("linear"):
		if c.linear {
			return "--linear"
		}
		return ""
	case conf.Linear:
		return linearSource(conf)
	case c.streams.env("TERM") == "dumb" && conf.Sources["linear"] == "" && c.hasTerminal():
		return "TERM=dumb"
	}
	return ""
}

// linearOrTerminal is linearFrom; where nobody has asked for lines, there has to be a
// terminal for a screen.
func (c *call) linearOrTerminal(command *cobra.Command) (from string, err error) {
	conf, err := c.loadConfig()
	if err != nil {
		return "", err
	}
	if from = c.linearFrom(command, conf); from == "" {
		return "", c.needTerminal()
	}
	return from, nil
}

// linearSource is where a setting is from that asks for lines, as it is written there.
func linearSource(conf *config.Config) string {
	if source := conf.Sources["linear"]; slices.Contains(config.LinearVariables(), source) {
		return source
	}
	return "linear = true"
}

// linearOptions are what the linear reader is started with, by what the screens are.
func linearOptions(o ui.Options, from string) linear.Options {
	options := linear.Options{
		Library: o.Library, From: from, Language: o.Language, Commands: linearCommands(o.Keys), Views: o.Views, Query: o.Query, ArticleID: o.ArticleID,
		Now: o.Now, Location: o.Location, OpenLink: o.OpenLink, FullText: o.FullText, Sample: o.Sample, Guest: o.Guest,
	}
	if o.Feeds != nil {
		options.Feeds = o.Feeds
	}
	if o.FeedEditor != nil {
		options.Fetcher = o.FeedEditor
	}
	return options
}

// linearCommands are the commands of the screens, with the reader's own keys.
func linearCommands(keys map[string][]string) []linear.Command {
	var all []linear.Command
	for _, info := range ui.Commands() {
		own, changed := keys[info.Name]
		if !changed {
			own = info.Keys
		}
		all = append(all, linear.Command{Name: info.Name, Keys: own, Help: info.Help})
	}
	return all
}

// readLines holds a session in lines with whoever is at standard input, until its end, a
// signal or a word that leaves.
func (c *call) readLines(ctx context.Context, o ui.Options, from string) error {
	session, err := linear.New(linearOptions(o, from))
	if err != nil {
		return err
	}
	prompt := ""
	if _, onTerminal := terminal(c.streams.In); onTerminal {
		prompt = linearPrompt
	}
	interrupted := make(chan os.Signal, 1)
	if c.streams.Signals != nil {
		defer c.streams.Signals(interrupted, os.Interrupt)()
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	lines := typedLines(ctx, c.streams.In)
	text, over := session.Begin(ctx), false
	for {
		if over {
			prompt = ""
		}
		if err := c.speak(text + prompt); err != nil || over {
			return err
		}
		select {
		case line, more := <-lines:
			if !more {
				return c.speak(strings.Repeat("\n", min(len(prompt), 1)))
			}
			text, over = session.Answer(ctx, line)
		case <-interrupted:
			return c.speak("\n")
		case <-ctx.Done():
			return nil
		}
	}
}

// listedSoon is how long a session in lines waits for all articles to be listed: what it
// says first should be true, and who listens cannot see that more come.
const listedSoon = 2 * time.Second

// awaitListed waits until all articles are listed, but not for long.
func (s *session) awaitListed(ctx context.Context) {
	ctx, stop := context.WithTimeout(ctx, listedSoon)
	defer stop()
	_ = s.library.Wait(ctx) // what is not listed yet is told of
}

// speak writes at once.
func (c *call) speak(text string) error {
	_, err := io.WriteString(c.out, text)
	if err = errors.Join(err, c.flush()); err != nil {
		return fmt.Errorf("nothing more can be said: %w", err)
	}
	return nil
}

// typedLines gives the lines that are typed, until there are no more. What waits for one
// is left behind when the reader has left: the program ends.
func typedLines(ctx context.Context, in io.Reader) <-chan string {
	const longest = 4 << 10 // bytes
	lines := make(chan string)
	go func() {
		defer close(lines)
		reader := bufio.NewReaderSize(in, longest)
		for {
			line, cut, err := reader.ReadLine()
			if err != nil {
				return // there is nobody to read on
			}
			text := string(line)
			for cut && err == nil { // nobody means what is beyond
				_, cut, err = reader.ReadLine()
			}
			select {
			case lines <- text:
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}
