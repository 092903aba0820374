package usage

import (
	"errors"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// called gives what is wrong with a command line of a command with one number.
func called(args ...string) error {
	width := 80
	command := &cobra.Command{
		Use: "print", Args: Takes(0, 1, "one file"), SilenceErrors: true, SilenceUsage: true,
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	command.Flags().Var(Number{Value: &width, Least: 1, Most: 100, Of: "cells"}, "width", "")
	command.SetFlagErrorFunc(FlagError)
	command.SetArgs(args)
	return command.Execute()
}

// What is wrong with a command line is a sentence that says what to do.
func TestSentences(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string // empty: nothing is wrong
	}{
		{[]string{"--width", "100", "a"}, ""},
		{[]string{"--width", "101"}, `--width takes a number of cells from 1 to 100, and not "101"; ` + "`print --help` lists the options"},
		{[]string{"--width"}, "the option --width needs a value; `print --help` lists the options"},
		{[]string{"--wdith=3"}, "there is no option --wdith; `print --help` lists the options"},
		{[]string{"a", "b"}, "`print` takes one file, and \"b\" is one too many; see `print --help`"},
	} {
		err := called(test.args...)
		var wrong *Error
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%q is wrong: %v", test.args, err)
		case test.want != "" && (!errors.As(err, &wrong) || err.Error() != test.want):
			t.Errorf("%q: %v, and not: %s", test.args, err, test.want)
		}
	}
}

func TestNearestWord(t *testing.T) {
	if got := DidYouMean("lst", []string{"cat", "list"}); got != " (did you mean `list`?)" {
		t.Errorf("lst: %q", got)
	}
	if got := DidYouMean("quite another", []string{"cat", "list"}); got != "" {
		t.Errorf("what is like nothing: %q", got)
	}
	if got := Shortened(strings.Repeat("文", 61)); got != strings.Repeat("文", 60)+"…" {
		t.Errorf("a long value becomes %q", got)
	}
}
