// Package manual writes the manual page, from the commands, keys, settings and
// query terms of the very program that prints it.
package manual

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"broadsheet/cli/config"
	"broadsheet/model/query"
	"broadsheet/ui"
	"broadsheet/ui/command"
)

// libraryKey is the annotation of commands that -L means something to.
const libraryKey = "library"

// ReadsLibrary notes that -L, which all commands take, means something to these.
func ReadsLibrary(commands ...*cobra.Command) []*cobra.Command {
	for _, command := range commands {
		command.Annotations = map[string]string{libraryKey: "read"}
	}
	return commands
}

// Page writes the manual page in the man macros of roff.
func Page(root *cobra.Command) string {
	var m roff
	m.line(".TH BROADSHEET 1 \"\" broadsheet \"User Commands\"")
	m.section("Name")
	m.text("broadsheet - a newspaper in the terminal")
	m.section("Synopsis")
	for _, command := range append([]*cobra.Command{root}, Commands(root)...) {
		m.line(".br")
		m.line(synopsis(command))
	}
	m.section("Description")
	m.text(root.Long)
	m.options(root.LocalFlags())
	m.section("Commands")
	for _, command := range Commands(root) {
		m.command(command)
	}
	m.queries()
	m.keys()
	m.settings()
	m.ends()
	return m.String()
}

// Commands gives the commands that a person calls, and those under them.
func Commands(command *cobra.Command) []*cobra.Command {
	var commands []*cobra.Command
	for _, child := range command.Commands() {
		if !child.IsAvailableCommand() || child.Name() == "help" {
			continue
		}
		if below := Commands(child); len(below) > 0 {
			commands = append(commands, below...)
		} else {
			commands = append(commands, child)
		}
	}
	return commands
}

// calledAs is a command's line in the synopsis.
func calledAs(command *cobra.Command) string {
	line := command.CommandPath()
	if _, arguments, ok := strings.Cut(command.Use, " "); ok {
		line += " " + arguments
	}
	return line
}

// synopsis is a command with all of its options, in roff.
func synopsis(command *cobra.Command) string {
	line := bold(command.CommandPath())
	command.LocalNonPersistentFlags().VisitAll(func(flag *pflag.Flag) {
		if flag.Name == "help" || flag.Hidden {
			return
		}
		option := bold("--" + flag.Name)
		if flag.Shorthand != "" {
			option = bold("-" + flag.Shorthand)
		}
		if value, _ := pflag.UnquoteUsage(flag); value != "" {
			option += " " + italic(value)
		}
		line += " [" + option + "]"
	})
	if command.Annotations[libraryKey] != "" {
		line += " [" + bold("-L") + " " + italic("ROOT") + "]..."
	}
	if _, arguments, ok := strings.Cut(command.Use, " "); ok {
		line += " " + italic(arguments)
	}
	return line
}

// roff collects a manual page.
type roff struct{ strings.Builder }

func (m *roff) line(text string) { m.WriteString(text + "\n") }

func (m *roff) section(title string) { m.line(".SH " + strings.ToUpper(title)) }

// text writes running text; no line of it can be taken for a macro.
func (m *roff) text(text string) {
	for line := range strings.Lines(text) {
		m.line(escape(strings.TrimSuffix(line, "\n")))
	}
}

// entry writes a term with its explanation.
func (m *roff) entry(term, text string) {
	m.line(".TP")
	m.line(term)
	m.text(text)
}

func (m *roff) command(command *cobra.Command) {
	m.line(".SS " + escape(calledAs(command)))
	text := command.Long
	if text == "" {
		text = command.Short + "."
	}
	m.text(text)
	m.options(command.LocalNonPersistentFlags())
	if command.Example == "" {
		return
	}
	m.line(".PP\n.nf")
	for line := range strings.Lines(command.Example) {
		m.line(".RS 4\n" + escape(strings.TrimSpace(line)) + "\n.RE")
	}
	m.line(".fi")
}

func (m *roff) options(flags *pflag.FlagSet) {
	flags.VisitAll(func(flag *pflag.Flag) {
		if flag.Hidden || flag.Name == "help" {
			return
		}
		value, text := pflag.UnquoteUsage(flag)
		term := bold("--" + flag.Name)
		if flag.Shorthand != "" {
			term = bold("-"+flag.Shorthand) + ", " + term
		}
		if value != "" {
			term += " " + italic(value)
		}
		m.entry(term, text)
	})
}

func (m *roff) queries() {
	m.section("Queries")
	m.text("The same everywhere: after -q, in search, in the program's filter and search lines, in views, and in what a feed keeps (only, drop). " +
		"Upper and lower case, wide and narrow letters, accents, and simplified and traditional characters are the same. " +
		"Any other word with a colon behind it is an error that names the nearest field; in quotation marks it is looked for. " +
		"Addresses and times are words. A query has 4096 bytes and 100 terms at most.")
	for _, form := range query.Forms() {
		m.entry(bold(strings.Join(form.Examples, ", ")), strings.ReplaceAll(form.Means, "`", ""))
	}
}

func (m *roff) keys() {
	m.section("Keys")
	m.text("What the config file calls a command stands in brackets.")
	commands := ui.Commands()
	var screens []string
	for _, c := range commands {
		if !slices.Contains(screens, c.Screen) {
			screens = append(screens, c.Screen)
		}
	}
	for _, screen := range screens {
		m.line(".SS " + escape(strings.ToUpper(screen[:1])+screen[1:]))
		m.screenKeys(slices.DeleteFunc(slices.Clone(commands), func(c command.Info) bool { return c.Screen != screen }))
	}
}

// screenKeys writes the commands of a screen. Neighbours that do the same, each with a
// key of its own, as the nine of the categories do, are one entry.
func (m *roff) screenKeys(commands []command.Info) {
	for i := 0; i < len(commands); {
		first := commands[i]
		last := i
		for last+1 < len(commands) && len(first.Keys) == 1 && len(commands[last+1].Keys) == 1 && commands[last+1].Help["en"] == first.Help["en"] {
			last++
		}
		keys, name := strings.Join(first.Keys, " "), first.Name
		if last > i {
			keys += "..." + commands[last].Keys[0]
			name += " ... " + commands[last].Keys[0]
		}
		m.entry(bold(keys), first.Help["en"]+" ["+name+"]")
		i = last + 1
	}
}

func (m *roff) settings() {
	m.section("Configuration")
	m.text("`broadsheet config init` writes a config file in which these settings are explained. The program only reads it.")
	for _, row := range config.Settings() {
		m.entry(bold(row.Name), row.Help)
		m.line(".RS\n.PP\n.nf")
		for _, line := range row.Example {
			m.text(line)
		}
		m.line(".fi\n.RE")
	}
}

// ends writes the sections that close the page.
func (m *roff) ends() {
	m.section("Files")
	m.entry(italic("$XDG_CONFIG_HOME/broadsheet/config.toml"), "The config file; `broadsheet config path` says where it is on this machine.")
	m.entry(italic("$XDG_CONFIG_HOME/broadsheet/feeds.opml"), "The feeds that you follow, as OPML. You may edit it, and so may other programs; what broadsheet does not know in it stays.")
	m.entry(italic("$XDG_DATA_HOME/broadsheet/feeds"), "The articles of feeds, each a file with front matter, if the config file names no other folder. One that the key F has read the linked page of has both texts.")
	m.entry(italic("$XDG_STATE_HOME/broadsheet/feeds.db"), "What was fetched when. If it is deleted, it is learned again from the articles.")
	m.entry(italic("$XDG_STATE_HOME/broadsheet/marks.db"), "What you have read and starred, where you stopped, and what you changed while reading. "+
		"One that is damaged is mended, and kept beside it as marks.db.broken and the date.")
	m.entry(italic("$XDG_STATE_HOME/broadsheet/backups"), "Copies of that of the last seven days on which the program ran. What cannot be read of a damaged one comes from here.")
	m.section("Environment")
	environment := []struct{ term, text string }{
		{"COLUMNS", "How many cells a line of output has, 1000 at most."},
		{"CLICOLOR_FORCE", "If it is 1, colours are written to a pipe too."},
		{"LC_ALL, LC_MESSAGES, LANG", "The language of the program, if the config file names none."},
		{"NO_COLOR", "If it is set, there are no colours; weight and underlining stay."},
		{"BROADSHEET_LINEAR, ACCESSIBLE", "If one is set, and neither 0 nor false, you read in lines in place of a screen, as with --linear."},
		{"PAGER", "The program that shows a long article on a terminal for cat."},
		{"XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "Where the config file, the articles of feeds and the marks are, if not below ~/.config, ~/.local/share and ~/.local/state."},
		{"TZ", "The zone that dates are shown in, if the config file names none."},
	}
	for _, row := range environment {
		m.entry(bold(row.term), row.text)
	}
	m.section("Exit status")
	m.text("0 if all is done, 1 if something failed, 2 if the program was called wrongly. " +
		"That the reader of its output has gone is no failure.")
}

// escape makes text safe for roff: its backslashes and hyphens are shown as they
// are, and no line is a macro.
func escape(text string) string {
	text = strings.NewReplacer(`\`, `\e`, `-`, `\-`, "`", `\(ga`, `'`, `\(aq`, `^`, `\(ha`, `~`, `\(ti`).Replace(text)
	if strings.HasPrefix(text, ".") {
		return `\&` + text
	}
	return text
}

func bold(text string) string { return `\fB` + escape(text) + `\fR` }

func italic(text string) string { return `\fI` + escape(text) + `\fR` }
