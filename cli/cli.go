// Package cli is broadsheet's command line: one file a command, the config file,
// and the wiring of the other packages. It reads the process only through the
// Streams that it is given, so that many calls of Run can share a process, and it
// knows nothing of how articles are read, kept or drawn.
package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"broadsheet/articles"
	"broadsheet/cli/manual"
	"broadsheet/cli/shells"
	"broadsheet/cli/usage"
	"broadsheet/cli/visible"
)

// Run carries out one command line, without the program's name, and gives the
// exit status: 0 done, 1 failed, 2 called wrongly. What went wrong is one
// sentence on s.Err. A reader of s.Out that has gone is nothing wrong.
func Run(ctx context.Context, args []string, s Streams) int {
	log.SetOutput(io.Discard) // package net/http writes to it what odd servers send, onto the screen and among errors
	if len(args) == bashArguments && args[0] == shells.BashRequest {
		return completeForBash(ctx, args[1:], s)
	}
	c := newCall(s)
	root := c.newRoot()
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		if err := c.completeFlags(root); err != nil {
			return report(c.streams.Err, err)
		}
	}
	root.SetArgs(append([]string{}, args...)) // never nil: that would mean os.Args
	err := root.ExecuteContext(ctx)
	err = errors.Join(err, c.flush())
	status := report(c.streams.Err, err)
	if status == exitDone && c.lacks {
		status = exitFailed
	}
	c.close(err)
	return status
}

// newCall makes the call that writes to the streams of s: nothing gets there but
// through a visibleWriter.
func newCall(s Streams) *call {
	c := &call{streams: s, visible: &visible.Writer{To: s.Out}}
	c.streams.Err = &visible.Writer{To: s.Err}
	c.out = bufio.NewWriterSize(c.visible, 64<<10)
	return c
}

// flush writes what is left of the output.
func (c *call) flush() error {
	return errors.Join(c.out.Flush(), c.visible.Flush())
}

// call is one command line that is carried out: its streams, what its options
// say, and what has to be closed in the end.
type call struct {
	streams Streams
	out     *bufio.Writer   // of visible, flushed at the end
	visible *visible.Writer // of streams.Out
	roots   []string        // -L
	query   string          // -q
	linear  bool            // --linear
	stays   bool            // the command shows the library for a while, and not once

	lacks bool           // some of the library could not be read, so that the command did less than it should
	input *articles.Root // standard input, where that is read

	rebuilds bool // the command makes anew what is kept of the library
	closers  []io.Closer
	notices  func() string // what the library has to say, a sentence at a time; may be nil
	served   *guest        // whose command line it is, where that came over SSH; else nil
}

// close lets go of what the command opened, and says what could not be kept if
// that is not what was said already.
func (c *call) close(said error) {
	for i := len(c.closers) - 1; i >= 0; i-- {
		if err := c.closers[i].Close(); err != nil && (said == nil || err.Error() != said.Error()) {
			say(c.streams.Err, err.Error())
		}
	}
	if c.notices == nil {
		return
	}
	for text := c.notices(); text != ""; text = c.notices() {
		say(c.streams.Err, text)
	}
}

// sayAtEnd gives what keeps sentences until the call ends, for a screen stands over
// what is said before.
func (c *call) sayAtEnd() func(sentence string) {
	var mu sync.Mutex
	var kept []string
	c.closers = append(c.closers, closer(func() error {
		mu.Lock()
		defer mu.Unlock()
		for _, sentence := range kept {
			say(c.streams.Err, sentence)
		}
		return nil
	}))
	return func(sentence string) {
		mu.Lock()
		defer mu.Unlock()
		const most = 20
		if len(kept) < most {
			kept = append(kept, sentence)
		}
	}
}

// newRoot builds the commands.
func (c *call) newRoot() *cobra.Command {
	root := c.readCommand()
	root.SetIn(c.streams.In)
	root.SetOut(c.out)
	root.SetErr(c.streams.Err)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(usage.FlagError)
	root.SetHelpFunc(c.help)
	root.SetHelpCommand(c.helpCommand())
	root.AddCommand(manual.ReadsLibrary(c.listCommand(), c.categoriesCommand(), c.catCommand(), c.checkCommand(), c.searchCommand(), c.indexCommand(),
		c.serveCommand())...)
	root.AddCommand(c.feeds().Command(), c.marksCommand(), c.accountsCommand(), c.configCommand(), c.completionCommand(), c.manCommand(), c.licencesCommand(), c.versionCommand())
	if c.served != nil {
		restrict(root)
	} else {
		root.PersistentFlags().StringArrayVarP(&c.roots, "library", "L", nil,
			"a folder, zip file or article `ROOT` to read from, or the name of a library in the config file; may be repeated")
	}
	for _, command := range manual.Commands(root) {
		switch {
		case command.ValidArgsFunction != nil:
		case command.Name() == "search":
			command.ValidArgsFunction = c.completeQuery
		default:
			command.ValidArgsFunction = cobra.NoFileCompletions
		}
	}
	return root
}

// addQuery gives a command the -q option.
func (c *call) addQuery(command *cobra.Command) {
	command.Flags().StringVarP(&c.query, "query", "q", "", "only articles that match `QUERY`, as in \"cat:Programming is:unread\"")
}

// exists says whether path is there, or could not be looked at for another
// reason than not being there.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil || !errors.Is(err, os.ErrNotExist)
}

// looksLikePath says whether an argument can only be meant as a file.
func looksLikePath(argument string) bool {
	return filepath.Base(argument) != argument || exists(argument)
}
