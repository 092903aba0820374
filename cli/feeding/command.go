package feeding

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"broadsheet/cli/config"
)

// Bounds of a program that prints a feed or a password.
const (
	commandTime  = time.Minute
	commandGrace = 2 * time.Second // after it was told to end
	mostPrinted  = 20 << 20        // bytes
	mostSaid     = 300             // bytes of what it says on standard error, in a sentence
)

// runner runs commands as a shell does, with the reader's environment, and gives what
// they print.
func runner(e config.Environment) func(ctx context.Context, command string) ([]byte, error) {
	return func(ctx context.Context, command string) ([]byte, error) {
		ctx, cancel := context.WithTimeout(ctx, commandTime)
		defer cancel()
		shell := []string{"sh", "-c"}
		if runtime.GOOS == "windows" {
			shell = []string{"cmd", "/C"}
		}
		program := exec.CommandContext(ctx, shell[0], shell[1], command) //nolint:gosec // the reader's own file of subscriptions says what is run
		said, printed := bounded{most: mostSaid}, bounded{most: mostPrinted, stop: cancel}
		program.Stdout, program.Stderr, program.Env, program.WaitDelay = &printed, &said, e.Variables, commandGrace
		err := program.Run()
		switch {
		case printed.full:
			return nil, fmt.Errorf("it prints more than %d MB", mostPrinted>>20)
		case errors.Is(ctx.Err(), context.DeadlineExceeded):
			return nil, fmt.Errorf("it takes longer than %v", commandTime)
		case err != nil && len(said.kept) > 0:
			return nil, fmt.Errorf("%w: %s", err, strings.Join(strings.Fields(strings.ToValidUTF8(string(said.kept), "")), " "))
		case err != nil:
			return nil, err
		}
		return printed.kept, nil
	}
}

// bounded keeps so many bytes of what is written to it.
type bounded struct {
	kept []byte
	most int
	full bool
	stop func() // is called when there is more; nil: the rest is let go
}

// Write takes all, and keeps what there is room for.
func (b *bounded) Write(p []byte) (int, error) {
	room := b.most - len(b.kept)
	if len(p) > room {
		b.full = true
		if b.stop != nil {
			b.stop()
		}
	}
	b.kept = append(b.kept, p[:min(len(p), room)]...)
	return len(p), nil
}
