package desktop

import (
	"context"
	"os/exec"
	"runtime"
	"strings"

	"github.com/anmitsu/go-shlex"

	"broadsheet/cli/config"
	"broadsheet/model"
)

// Editor gives the program that edits a file in the reader's editor: that of VISUAL or
// EDITOR, which may have options, else one that the machine has. The error is a
// *model.OutsideError.
func Editor(ctx context.Context, e config.Environment, file string) (*Program, error) {
	for _, variable := range []string{"VISUAL", "EDITOR"} {
		if line := strings.TrimSpace(e.Get(variable)); line != "" {
			words, err := split(line)
			if err != nil {
				return nil, err
			}
			return newProgram(ctx, e, append(words, file))
		}
	}
	for _, name := range usualEditors(runtime.GOOS) {
		if _, err := exec.LookPath(name); err == nil {
			return newProgram(ctx, e, []string{name, file})
		}
	}
	return nil, &model.OutsideError{Kind: model.NoEditor}
}

// usualEditors are tried where the reader has named none: what the system has chosen,
// then the one that says itself how it is left.
func usualEditors(system string) []string {
	if system == "windows" {
		return []string{"notepad"}
	}
	return []string{"editor", "nano", "vim", "vi"}
}

// Command gives the program that a command line names, with a text to read on its
// standard input. The line is split in words as a shell does, but no shell runs: the
// text is never a part of a command. back is what is said when it has ended. The error
// is a *model.OutsideError.
func Command(ctx context.Context, e config.Environment, line, text, back string) (*Program, error) {
	words, err := split(line)
	if err != nil {
		return nil, err
	}
	for _, word := range words {
		switch word {
		case "|", "||", "&", "&&", ";", "<", ">", ">>", "<<", "2>", "2>&1":
			return nil, &model.OutsideError{Kind: model.ShellSign, What: word}
		}
	}
	program, err := newProgram(ctx, e, words)
	if err != nil {
		return nil, err
	}
	program.command.Stdin, program.back = strings.NewReader(text), back
	return program, nil
}

// split cuts a command line in words, at least one.
func split(line string) ([]string, error) {
	words, err := shlex.Split(line, true)
	switch {
	case err != nil:
		return nil, &model.OutsideError{Kind: model.QuoteOpen, Err: err}
	case len(words) == 0 || words[0] == "":
		return nil, &model.OutsideError{Kind: model.NoCommand}
	}
	return words, nil
}
