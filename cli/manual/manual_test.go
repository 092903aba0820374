package manual

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// program is a command line that has everything that a manual page may meet.
func program() *cobra.Command {
	run := func(*cobra.Command, []string) {}
	root := &cobra.Command{Use: "paper [ROOT...]", Long: "Reads.\n.TH is a macro, and so is\n'this.", Run: run}
	root.PersistentFlags().StringSliceP("library", "L", nil, "the `ROOT` to read")
	list := &cobra.Command{
		Use: "list [NAME]", Short: "Lists what is there", Example: "  paper list a-b\n  .paper", Run: run,
	}
	list.Flags().IntP("limit", "n", 0, "at most `N` of them")
	list.Flags().Bool("secret", false, "for tests")
	if err := list.Flags().MarkHidden("secret"); err != nil {
		panic(err)
	}
	marks := &cobra.Command{Use: "marks", Short: "Marks"}
	marks.AddCommand(&cobra.Command{Use: "export", Short: "Writes them", Run: run})
	hidden := &cobra.Command{Use: "hidden", Hidden: true, Run: run}
	root.AddCommand(list, marks, hidden)
	ReadsLibrary(list)
	return root
}

// Only what a person calls is in the manual: the commands that do something.
func TestCommands(t *testing.T) {
	var names []string
	for _, command := range Commands(program()) {
		names = append(names, command.CommandPath())
	}
	if want := []string{"paper list", "paper marks export"}; !slices.Equal(names, want) {
		t.Errorf("the commands are %q, want %q", names, want)
	}
}

func TestPage(t *testing.T) {
	page := Page(program())
	for _, want := range []string{
		".TH BROADSHEET 1", ".SH SYNOPSIS",
		`\fBpaper list\fR [\fB\-n\fR \fIN\fR] [\fB\-L\fR \fIROOT\fR]... \fI[NAME]\fR`,
		"\n\\fBpaper marks export\\fR\n", // no -L: it does not read a library
		".SS paper list", `\fB\-n\fR, \fB\-\-limit\fR \fIN\fR`, "at most N of them", "Lists what is there.", `paper list a\-b`,
		".SH QUERIES", "cat:金融", ".SH KEYS", "[list.open]", ".SH CONFIGURATION", `\fBmeasure\fR`, ".SH ENVIRONMENT", ".SH EXIT STATUS",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the manual does not contain %q", want)
		}
	}
	for _, leaked := range []string{"secret", "paper hidden", "completion"} {
		if strings.Contains(page, leaked) {
			t.Errorf("the manual tells of %q", leaked)
		}
	}
}

// No line of a text can be taken for a macro of roff.
func TestTextsAreNoMacros(t *testing.T) {
	macros := map[string]bool{".TH": true, ".SH": true, ".SS": true, ".TP": true, ".PP": true, ".br": true, ".nf": true, ".fi": true, ".RS": true, ".RE": true}
	titles := 0
	for line := range strings.Lines(Page(program())) {
		macro, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if (strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'")) && !macros[macro] {
			t.Errorf("a line of the manual is taken for a macro: %q", line)
		}
		if macro == ".TH" {
			titles++
		}
	}
	if titles != 1 {
		t.Errorf("there are %d title lines", titles)
	}
}
