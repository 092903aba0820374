package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"broadsheet/model"
	"broadsheet/model/query"
)

// The exit statuses of the program.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError is an error in how the program was called, not in what it did.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}

// errSilent ends a command with status 1 that has already said why.
var errSilent = errors.New("the command has said what is wrong")

// report prints err, if there is anything to say, and gives the exit status.
func report(w io.Writer, err error) int {
	var (
		usage *usageError
		query *query.Error
	)
	switch {
	case err == nil || closedPipe(err):
		return exitDone
	case errors.Is(err, errSilent):
		return exitFailed
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		say(w, "this was stopped before it was done")
		return exitStopped
	case errors.As(err, &query):
		say(w, err.Error()+"\n"+query.Caret())
		return exitUsage
	case errors.As(err, &usage):
		say(w, err.Error())
		return exitUsage
	default:
		say(w, err.Error())
		return exitFailed
	}
}

// say prints a sentence for the person at the terminal. Where even that fails
// there is nobody left to tell.
func say(w io.Writer, sentence string) {
	_, _ = fmt.Fprintln(w, "broadsheet: "+strings.TrimSuffix(sentence, "\n"))
}

// tell writes what there is of the output, and then a sentence about it, if there
// is one.
func (c *call) tell(sentence string) error {
	if sentence == "" {
		return nil
	}
	if err := c.flush(); err != nil {
		return err
	}
	say(c.streams.Err, sentence)
	return nil
}

// closedPipe says whether err is a write to a reader that has gone, as after
// `broadsheet list | head -1`.
func closedPipe(err error) bool {
	const (
		windowsBrokenPipe = syscall.Errno(109) // ERROR_BROKEN_PIPE
		windowsNoData     = syscall.Errno(232) // ERROR_NO_DATA
	)
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return true
	}
	return onWindows && (errors.Is(err, windowsBrokenPipe) || errors.Is(err, windowsNoData))
}

// flagError words what is wrong with a flag.
func flagError(command *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		bounds  *boundsError
	)
	help := "`" + command.CommandPath() + " --help` lists the options"
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return usagef("there is no option %s; %s", shortened(name), help)
	case errors.As(err, &missing):
		return usagef("the option --%s needs a value; %s", missing.GetFlag().Name, help)
	case errors.As(err, &bounds) && errors.As(err, &invalid):
		return usagef("--%s takes %w, and not %q; %s", invalid.GetFlag().Name, bounds, shortened(invalid.GetValue()), help)
	case errors.As(err, &invalid):
		return usagef("--%s does not take %q; %s", invalid.GetFlag().Name, shortened(invalid.GetValue()), help)
	default:
		return usagef("%w; %s", err, help)
	}
}

// takes says how many arguments a command takes: from least to most, or without
// an end if most is negative.
func takes(least, most int, what string) cobra.PositionalArgs {
	return func(command *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usagef("`%s` needs %s; see `%[1]s --help`", command.CommandPath(), what)
		case most == 0 && len(args) > 0:
			return usagef("`%s` takes no arguments, but got %q; see `%[1]s --help`", command.CommandPath(), args[0])
		case most >= 0 && len(args) > most:
			return usagef("`%s` takes %s, and %q is one too many; see `%[1]s --help`", command.CommandPath(), what, args[most])
		}
		return nil
	}
}

// didYouMean is the clause that names the nearest candidate, or "".
func didYouMean(word string, candidates []string) string {
	if name := model.Nearest(word, candidates); name != "" {
		return " (did you mean `" + name + "`?)"
	}
	return ""
}
