package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"syscall"

	"broadsheet/cli/usage"
	"broadsheet/model/query"
)

// The exit statuses of the program.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// errSilent ends a command with status 1 that has already said why.
var errSilent = errors.New("the command has said what is wrong")

// report prints err, if there is anything to say, and gives the exit status.
func report(w io.Writer, err error) int {
	var (
		wrong *usage.Error
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
	case errors.As(err, &wrong):
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

const onWindows = runtime.GOOS == "windows"

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
