package desktop

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"path/filepath"

	"broadsheet/cli/config"
	"broadsheet/model"
)

// Program is a program that is given the terminal for as long as it runs.
type Program struct {
	command  *exec.Cmd
	back     string // what is said when it has ended, before anything else is shown; empty: nothing
	terminal io.Reader
	out      io.Writer
}

// newProgram makes a program of a command line of at least one word. It gets its words
// as they are: no shell reads them. What it runs ends by itself, and not with the
// reader that has begun it.
func newProgram(ctx context.Context, e config.Environment, words []string) (*Program, error) {
	found, err := exec.LookPath(words[0])
	if err != nil {
		return nil, &model.OutsideError{Kind: model.NoProgram, What: words[0], Err: err}
	}
	command := exec.CommandContext(context.WithoutCancel(ctx), found, words[1:]...)
	command.Env = e.Variables
	return &Program{command: command}, nil
}

// SetStdin gives the program the terminal's input, unless it has another.
func (p *Program) SetStdin(in io.Reader) {
	p.terminal = in
	if p.command.Stdin == nil {
		p.command.Stdin = in
	}
}

// SetStdout gives the program the terminal's output.
func (p *Program) SetStdout(out io.Writer) { p.command.Stdout, p.out = out, out }

// SetStderr gives the program the terminal for its errors.
func (p *Program) SetStderr(out io.Writer) { p.command.Stderr = out }

// Run runs the program to its end. The error is a *model.OutsideError.
func (p *Program) Run() error {
	err := p.failure(p.command.Run())
	if p.back == "" {
		return err
	}
	return errors.Join(err, p.waitForEnter())
}

// failure says how the program ended, if that was not well.
func (p *Program) failure(err error) error {
	if err == nil {
		return nil
	}
	kind := model.ProgramStopped
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.Exited() {
		kind = model.ProgramFailed
	}
	return &model.OutsideError{Kind: kind, What: filepath.Base(p.command.Path), Err: err}
}

// waitForEnter leaves the reader time to read what the program has written.
func (p *Program) waitForEnter() error {
	if _, err := io.WriteString(p.out, "\n"+p.back+" "); err != nil {
		return err
	}
	for one := make([]byte, 1); ; {
		n, err := p.terminal.Read(one)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case n > 0 && (one[0] == '\n' || one[0] == '\r'):
			return nil
		}
	}
}
