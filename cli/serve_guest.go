package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"broadsheet/cli/config"
	"broadsheet/cli/served"
	"broadsheet/cli/usage"
	"broadsheet/library"
	"broadsheet/model"
	"broadsheet/render/themes"
	"broadsheet/server"
	"broadsheet/ui"
	"broadsheet/ui/words"
)

// exitRefused is the exit status of what is not done for somebody else:
// EX_USAGE of sysexits.h. A 2 would look like one of ssh's own.
const exitRefused = 64

// exitStopped is the exit status of what was stopped before its end: EX_TEMPFAIL.
const exitStopped = 75

// guest is who asks for something over SSH, with an account or without one.
type guest struct {
	service *service
	about   server.Session
	config  *config.Config // the server's, but for what the client says of its reader
	reader  *library.Reader
}

// welcome opens the library for a session.
func (v *service) welcome(about server.Session) *guest {
	conf := *v.config
	own := config.Defaults(config.Environment{Variables: about.Env, Local: conf.Timezone})
	if own.Sources["language"] != "" {
		conf.Language = own.Language
	}
	if own.Sources["timezone"] == "TZ" {
		conf.Timezone = own.Timezone
	}
	if config.IsStyleFile(conf.Theme) { // readers walk through the themes by name
		conf.Theme = "auto"
	}
	reader := v.library.Reader(about.Account, library.ReaderOptions{Location: conf.Timezone, Forget: about.Account == ""})
	return &guest{service: v, about: about, config: &conf, reader: reader}
}

// session is the library as open gives it.
func (g *guest) session() *session {
	return &session{config: g.config, roots: g.service.roots, library: g.service.library, reader: g.reader}
}

// servedCommands are what may be run over SSH.
func servedCommands() []string {
	return []string{"list", "categories", "cat", "search", "version", "help"}
}

// restrict takes out of the command line what may not be run over SSH, and says in
// its help what is true there.
func restrict(root *cobra.Command) {
	for _, command := range root.Commands() {
		if !slices.Contains(servedCommands(), command.Name()) {
			root.RemoveCommand(command)
		}
	}
	root.RunE = func(*cobra.Command, []string) error { return refused(root) }
	root.Use = "broadsheet [-q QUERY]"
	root.Long = "Read the articles of this server. With a terminal and without a command, as in `ssh -t HOST`, you read. " +
		"With one of the commands below, as in `ssh HOST list`, articles are listed, found and printed, for you or for a program. " +
		"Nothing else runs here. ssh sends a command as one line, so what has blanks or quotation marks in it is quoted twice: once for your own shell, once for this one. " +
		"A status of 64 says that a command was called wrongly or does not run here, 75 that it was stopped or has to wait."
	root.Example = examples("ssh -t HOST -- -q is:unread", "ssh HOST list --json --limit 10", "ssh HOST \"list -q 'is:unread after:7d'\"", "ssh HOST cat 3f9a")
	for _, command := range root.Commands() {
		command.Example = overSSH(command.Example)
	}
}

// overSSH is the example of a command as it is called over SSH. The reader's own shell
// takes one pair of quotation marks away, so what has some is put into another.
func overSSH(example string) string {
	var lines []string
	for line := range strings.Lines(example) {
		if strings.Contains(line, " -L ") { // libraries are not chosen here
			continue
		}
		command := strings.TrimPrefix(strings.TrimSpace(line), "broadsheet ")
		if strings.ContainsAny(command, `'"`) {
			command = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(command) + `"`
		}
		lines = append(lines, "  ssh HOST "+command)
	}
	return strings.Join(lines, "\n")
}

// refused says that a command cannot be run over SSH, and which can.
func refused(root *cobra.Command) error {
	return usage.Errorf("only these commands can be run here: %s; without one, and with a terminal, you read", strings.Join(commandWords(root), ", "))
}

// opensReader says whether a command line opens the reader where there is a
// terminal: one that begins with an option, and does not ask for help.
func opensReader(args []string) bool {
	return strings.HasPrefix(args[0], "-") && !slices.ContainsFunc(args, asksForHelp)
}

func asksForHelp(argument string) bool { return argument == "-h" || argument == "--help" }

// run carries out a command line that came over SSH.
func (v *service) run(ctx context.Context, about server.Session, streams server.Streams) int {
	if err := v.refuses(ctx, about); err != nil {
		_, _ = fmt.Fprintln(streams.Err, err) // who has gone need not be told
		return exitRefused
	}
	guest := v.welcome(about)
	defer guest.reader.Close()
	c := newCall(Streams{
		In: strings.NewReader(""), Out: streams.Out, Err: streams.Err,
		Env: about.Env, Now: v.call.streams.Now, Local: guest.config.Timezone,
		Size: func() (int, int, bool) { return about.Width, about.Height, about.Terminal },
	})
	c.served = guest
	c.streams.Err = v.hide.Writer(c.streams.Err)
	root := c.newRoot()
	args := about.Args
	if slices.ContainsFunc(args[:1], asksForHelp) {
		args = []string{"help"}
	}
	root.InitDefaultHelpCmd() // else only Execute adds it
	var err error
	if slices.ContainsFunc(root.Commands(), func(command *cobra.Command) bool { return command.Name() == args[0] }) {
		root.SetArgs(args)
		err = root.ExecuteContext(ctx)
	} else {
		err = refused(root)
	}
	if ctx.Err() != nil {
		return exitStopped // by the server, which tells why if anybody is there to be told
	}
	switch status := report(c.streams.Err, v.hide.Error(errors.Join(err, c.flush()))); {
	case status == exitDone && c.lacks:
		return exitFailed
	case status != exitUsage:
		return status
	}
	return exitRefused
}

// refuses says why an account is not let in, though its key is good.
func (v *service) refuses(ctx context.Context, about server.Session) error {
	if about.Account == "" {
		return nil
	}
	found, _, err := v.library.Accounts().Find(ctx, about.Account)
	switch {
	case err != nil:
		v.log.Warn("accounts", "notice", "the limits of an account could not be read", "error", err.Error())
	case found.Blocked:
		return errors.New("broadsheet: this account is blocked; ask whoever runs the server")
	case found.Sessions > 0 && v.library.Accounts().Sessions(about.Account) >= found.Sessions:
		return fmt.Errorf("broadsheet: this account may have %s at a time, and has them", plural(found.Sessions, "session"))
	}
	return nil
}

// start makes the program for a session with a terminal.
func (v *service) start(ctx context.Context, about server.Session) (*server.Program, error) {
	options, end, err := v.seat(ctx, about)
	if err != nil {
		return nil, err
	}
	app, err := ui.New(ctx, options)
	if err != nil {
		end()
		return nil, notStarted("%w", v.hide.Error(err))
	}
	leave := func() {
		app.Leave()
		end()
	}
	language := options.Language
	return &server.Program{
		Model:    app,
		Message:  func(event server.Event) tea.Msg { return alertOf(event) },
		Sentence: func(event server.Event) string { return alertOf(event).Sentence(language) },
		Close:    leave,
	}, nil
}

// seat prepares a reader's sitting, on a screen or in lines, and gives what ends it.
func (v *service) seat(ctx context.Context, about server.Session) (options ui.Options, end func(), err error) {
	const takes = "the options of the reader here are -q QUERY and --linear"
	flags := pflag.NewFlagSet("broadsheet", pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	query := flags.StringP("query", "q", "", "")
	flags.Bool("linear", false, "") // the server has asked for it already
	if err := flags.Parse(about.Args); err != nil {
		return ui.Options{}, nil, notStarted("%w; "+takes, err)
	}
	if flags.NArg() > 0 {
		return ui.Options{}, nil, notStarted("the reader here takes no %q; "+takes, usage.Shortened(flags.Arg(0)))
	}
	if err := v.refuses(ctx, about); err != nil {
		return ui.Options{}, nil, err
	}
	guest := v.welcome(about)
	options, end = guest.options(ctx, *query), guest.reader.Close
	if v.feeds != nil { // without an editor: guests follow nothing here
		listener := v.feeds.Listen()
		options.Feeds = listener
		end = func() {
			listener.Close()
			guest.reader.Close()
		}
	}
	return options, end, nil
}

// notStarted says why the program does not start, to whoever the server will tell
// it: it is written to a terminal as it is.
func notStarted(format string, arguments ...any) error {
	return errors.New("broadsheet: " + model.Visible(fmt.Errorf(format, arguments...).Error()))
}

func alertOf(event server.Event) words.Alert {
	switch event {
	case server.IdleSoon:
		return words.AlertIdleSoon
	case server.Idle:
		return words.AlertIdle
	case server.OldSoon:
		return words.AlertOldSoon
	case server.Old:
		return words.AlertOld
	case server.Stopping:
		return words.AlertStopping
	case server.PasteTooLong:
		return words.AlertPasteTooLong
	default:
		return words.AlertCrashed
	}
}

// options are what the program is started with over SSH: there is nothing in
// them that reaches beyond the library.
func (g *guest) options(ctx context.Context, query string) ui.Options {
	settings := g.reader.Settings(ctx)
	if config.IsStyleFile(settings.Theme) {
		settings.Theme = ""
	}
	return ui.Options{
		Library:  served.New(g.reader, g.service.shelf, g.service.hide, settings),
		Renderer: g.service.renderer,
		Theme:    g.config.Theme, Themes: themes.Names(), LoadTheme: themes.Load,
		Language: g.config.Language, Keys: g.config.Keys, Measure: g.config.Measure, List: g.config.List, Days: g.config.Days, Mouse: g.config.Mouse, PlainLinks: !g.config.Hyperlinks,
		InScreen: inScreen(Streams{Env: g.about.Env}),
		Views:    g.config.Views, Query: query, Now: g.service.call.streams.Now, Location: g.config.Timezone,
		Roots: rootNames(g.config, g.service.roots), Settings: settings, Guest: g.about.Account == "",
		Resume: g.config.Resume && g.about.Account != "",
		Ask:    g.about.Ask,
	}
}
