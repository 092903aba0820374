// Package usage says what is wrong with a command line, in sentences that say what
// to do: unknown options and words, numbers out of bounds, arguments too many. It
// knows no command.
package usage

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"broadsheet/model"
)

// Error is an error in how the program was called, not in what it did.
type Error struct{ err error }

func (e *Error) Error() string { return e.err.Error() }
func (e *Error) Unwrap() error { return e.err }

// Errorf words an Error as fmt.Errorf does.
func Errorf(format string, args ...any) error {
	return &Error{fmt.Errorf(format, args...)}
}

// FlagError words what is wrong with a flag.
func FlagError(command *cobra.Command, err error) error {
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
		return Errorf("there is no option %s; %s", Shortened(name), help)
	case errors.As(err, &missing):
		return Errorf("the option --%s needs a value; %s", missing.GetFlag().Name, help)
	case errors.As(err, &bounds) && errors.As(err, &invalid):
		return Errorf("--%s takes %w, and not %q; %s", invalid.GetFlag().Name, bounds, Shortened(invalid.GetValue()), help)
	case errors.As(err, &invalid):
		return Errorf("--%s does not take %q; %s", invalid.GetFlag().Name, Shortened(invalid.GetValue()), help)
	default:
		return Errorf("%w; %s", err, help)
	}
}

// Takes says how many arguments a command takes: from least to most, or without
// an end if most is negative.
func Takes(least, most int, what string) cobra.PositionalArgs {
	return func(command *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return Errorf("`%s` needs %s; see `%[1]s --help`", command.CommandPath(), what)
		case most == 0 && len(args) > 0:
			return Errorf("`%s` takes no arguments, but got %q; see `%[1]s --help`", command.CommandPath(), args[0])
		case most >= 0 && len(args) > most:
			return Errorf("`%s` takes %s, and %q is one too many; see `%[1]s --help`", command.CommandPath(), what, args[most])
		}
		return nil
	}
}

// DidYouMean is the clause that names the nearest candidate, or "".
func DidYouMean(word string, candidates []string) string {
	if name := model.Nearest(word, candidates); name != "" {
		return " (did you mean `" + name + "`?)"
	}
	return ""
}

// Shortened is so much of a value from outside as a sentence has room for.
func Shortened(text string) string {
	const longest = 60 // characters
	count := 0
	for at := range text {
		if count++; count > longest {
			return text[:at] + "…"
		}
	}
	return text
}
