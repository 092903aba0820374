package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"broadsheet/model"
)

// usageError is an error in how the program was called, not in what it did.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
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

// shortened is so much of a value from outside as a sentence has room for.
func shortened(text string) string {
	const longest = 60 // characters
	count := 0
	for at := range text {
		if count++; count > longest {
			return text[:at] + "…"
		}
	}
	return text
}
