package cli

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"broadsheet/articles"
	"broadsheet/cli/config"
	"broadsheet/cli/feeding"
	"broadsheet/cli/memory"
	"broadsheet/cli/served"
	"broadsheet/cli/usage"
	"broadsheet/library"
	"broadsheet/library/marks"
	"broadsheet/render"
	"broadsheet/server"
)

func (c *call) serveCommand() *cobra.Command {
	var listen string
	command := &cobra.Command{
		Use:   "serve",
		Short: "Serve the library to everyone with an SSH client",
		Long: "Serve the library over SSH: `ssh -p 2222 HOST` opens the reader, `ssh -p 2222 HOST list` prints what `broadsheet list` would. " +
			"Every key is an account of its own, which keeps its marks; without one you read as a guest. " +
			"Nothing runs on the server, and nothing but the library is read. Feeds are fetched if their articles are served: without -L, or with -L Feeds. The log, JSON lines, goes to standard error. " +
			"SIGTERM ends the server in good order, SIGHUP has it read its settings again.",
		Example: examples("broadsheet serve -L ~/news", "broadsheet serve -L ~/news --listen :22"),
		Args:    usage.Takes(0, 0, "no arguments; name the library with -L"),
		RunE: func(command *cobra.Command, _ []string) error {
			return c.serve(command.Context(), listen)
		},
	}
	command.Flags().StringVar(&listen, "listen", "", "the `ADDRESS` to listen at, as in 127.0.0.1:2222 or :22")
	return command
}

// service is a library that is served.
type service struct {
	call     *call // that serves
	config   *config.Config
	roots    []*articles.Root
	library  *library.Library
	renderer *render.Renderer // one for all: what one reader has drawn, others have drawn already
	shelf    *served.Shelf
	hide     *served.Concealer
	log      *slog.Logger
	feeds    *feeding.Screen // nil: none are told of
}

// serve answers SSH connections until it is told to stop.
func (c *call) serve(ctx context.Context, listen string) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	conf, err := config.Load(c.streams.environment())
	if err != nil {
		return err
	}
	if listen != "" {
		conf.Serve.Listen = listen
	}
	var settings net.ListenConfig
	listener, err := settings.Listen(ctx, "tcp", conf.Serve.Listen)
	if err != nil {
		return fmt.Errorf("nothing can be served at %s: %w", conf.Serve.Listen, err)
	}
	defer listener.Close() //nolint:errcheck // the server has closed it, or nothing was served
	v, err := c.openService(ctx, conf)
	if err != nil {
		return err
	}
	host, err := v.hostKey()
	if err != nil {
		return err
	}
	running, err := server.New(server.Options{
		HostKey: host, Settings: conf.Serve.Settings(),
		Start: v.start, Run: v.run, Opens: opensReader, Lines: inLines, Converse: v.converse, Known: v.library.Accounts().Known,
		Log: v.log, Now: c.streams.Now, Local: c.streams.Local,
	})
	if err != nil {
		return err
	}
	defer leaveRoom(running.Background())()
	go memory.Limit(ctx)
	v.log.Info("listening", "address", listener.Addr().String(), "host key", host.Fingerprint())
	done := make(chan struct{})
	go func() {
		defer close(done)
		v.obey(ctx, running)
	}()
	err = running.Serve(listener)
	stop()
	<-done
	return err
}

// obey does what the signals say, until the server has stopped.
func (v *service) obey(ctx context.Context, running *server.Server) {
	signals := make(chan os.Signal, 1)
	if v.call.streams.Signals != nil {
		defer v.call.streams.Signals(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)()
	}
	for {
		select {
		case <-ctx.Done():
			running.Drain(context.WithoutCancel(ctx))
			return
		case signal := <-signals:
			v.log.Info("signal", "name", signal.String())
			if signal != syscall.SIGHUP {
				running.Drain(context.WithoutCancel(ctx)) // which ends with serving, and that at once
				return
			}
			v.reload(running)
		}
	}
}

// leaveRoom lets the scheduler of the system, which knows who has waited, part the
// processors between what works in the background and the screens: with as many
// threads of Go's as processors, two busy commands made a key wait for 160 ms. It
// gives what puts things back.
func leaveRoom(background int) (restore func()) {
	threads := runtime.GOMAXPROCS(runtime.NumCPU() + background)
	return func() { runtime.GOMAXPROCS(threads) }
}

// reload takes over what has changed in the settings of the server. What cannot
// be read leaves all as it was.
func (v *service) reload(running *server.Server) {
	conf, err := config.Load(v.call.streams.environment())
	if err == nil {
		err = running.Reload(conf.Serve.Settings())
	}
	if err != nil {
		v.log.Error("the settings are as before", "error", err.Error())
		return
	}
	v.library.Accounts().SetRules(accountRules(&conf.Serve, v.log))
	v.log.Info("the settings were read")
}

const (
	// pageBytes is the memory for large pages that readers of a server have open.
	pageBytes = 48 << 20
	// pagePatience is how long a reader waits for the memory of a large page. The
	// pages of others may stay open for hours.
	pagePatience = 5 * time.Second
)

// openService opens the library that is served.
func (c *call) openService(ctx context.Context, conf *config.Config) (*service, error) {
	kept := config.MarksPath(c.streams.environment())
	if kept == "" {
		return nil, errors.New("there is no place for marks: set HOME or XDG_STATE_HOME")
	}
	hide := conceals(c.streams.environment(), conf)
	c.stays = true
	roots, sample, err := c.servedRoots(conf, hide)
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.NewJSONHandler(c.streams.Err, nil))
	opened, err := library.Open(ctx, roots, library.Options{
		Location: conf.Timezone, Now: c.streams.Now, Articles: readingOptions(conf, logFailure(log)),
		Marks: openStore(kept), Cache: config.CachePath(c.streams.environment()), Watch: conf.Watch, Index: true, Accounts: accountRules(&conf.Serve, log),
		StandIn: standIn(sample),
	})
	if err != nil {
		return nil, err
	}
	c.closers = append(c.closers, opened)
	v := &service{
		call: c, config: conf, roots: roots, library: opened, shelf: served.NewShelf(), hide: hide, log: log,
		renderer: render.NewWithin(drawnTextBytes, memory.New(pageBytes, pagePatience).Reserve),
	}
	go v.logNotices(ctx)
	if c.hasFeeds(conf, c.roots) {
		v.feeds = c.startFeeds(ctx, conf, opened, true, func() { opened.First(ctx) }, func(sentence string) { log.Warn("feeds", "problem", sentence) })
	}
	return v, nil
}

// accountRules are the rules of the served library.
func accountRules(s *config.Serve, log *slog.Logger) marks.Rules {
	return marks.Rules{
		Quota: s.Quota, ForgetAfter: time.Duration(s.ForgetDays) * 24 * time.Hour, Keep: []string{localReader}, WatchDisk: true,
		Log: func(sentence string) { log.Info("accounts", "notice", sentence) },
	}
}

// logFailure logs each file that the program failed on, as one line. A file that
// is tried again and again is logged once.
func logFailure(log *slog.Logger) func(*articles.Failure) {
	const most = 1000 // files that are told apart
	var mu sync.Mutex
	told := map[string]bool{}
	return func(f *articles.Failure) {
		mu.Lock()
		again := told[f.Path]
		if len(told) < most {
			told[f.Path] = true
		}
		mu.Unlock()
		if !again {
			log.Error("the program failed on a file", "path", f.Path, "cause", fmt.Sprint(f.Cause), "stack", string(f.Stack))
		}
	}
}

// logNotices logs what the library has to say, for whoever runs the server.
func (v *service) logNotices(ctx context.Context) {
	reader := v.library.Reader("", library.ReaderOptions{Forget: true})
	defer reader.Close()
	for {
		for notice := reader.Notice(); notice != ""; notice = reader.Notice() {
			v.log.Warn("library", "notice", notice)
		}
		select {
		case <-reader.Changed():
		case <-ctx.Done():
			return
		}
	}
}

// conceals gives what conceals the server's own paths, and the libraries of its
// config file behind their names.
func conceals(e config.Environment, conf *config.Config) *served.Concealer {
	hide := &served.Concealer{}
	feeds, _ := feeding.Root(conf)
	for _, library := range append([]config.Library{feeds}, conf.Libraries...) {
		hide.Add(library.Path, cmp.Or(library.Name, filepath.Base(library.Path)))
	}
	kept := config.MarksPath(e)
	for _, path := range []string{kept, filepath.Dir(kept), config.CachePath(e), conf.Path, filepath.Dir(conf.Path), e.Get("HOME")} {
		hide.Add(path, "")
	}
	return hide
}

// servedRoots opens the roots, each under a name: without one a root would be
// known by its path, which is nobody's business.
func (c *call) servedRoots(conf *config.Config, hide *served.Concealer) (roots []*articles.Root, sample bool, err error) {
	opened, sample, err := c.openRoots(conf, c.roots)
	if err != nil {
		return nil, false, err
	}
	names := map[string]string{} // of the configured libraries, by their paths
	for _, library := range conf.Libraries {
		if root, err := articles.OpenRoot("", library.Path); err == nil {
			names[root.Key()] = library.Name
			c.keep(root)
		}
	}
	taken := map[string]bool{}
	for _, root := range opened {
		path := root.Key()
		if !filepath.IsAbs(path) { // it has a name
			taken[path] = true
			roots = append(roots, root)
			continue
		}
		name := firstFree(taken, cmp.Or(names[path], root.Name()))
		named, err := articles.OpenRoot(name, path)
		if err != nil {
			named = articles.AwaitRoot(name, path, err, nil)
		}
		hide.Add(path, name)
		roots = append(roots, c.keep(named)...)
	}
	return roots, sample, nil
}

// firstFree gives a name that no other root has, and takes it.
func firstFree(taken map[string]bool, name string) string {
	free := name
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s %d", name, n)
	}
	taken[free] = true
	return free
}

// hostKey reads the server's key, or makes one the first time.
func (v *service) hostKey() (server.HostKey, error) {
	path := v.config.Serve.HostKey
	if path == "" {
		path = filepath.Join(filepath.Dir(config.MarksPath(v.call.streams.environment())), "ssh_host_ed25519_key")
	}
	key, made, err := server.LoadHostKey(path, rand.Reader)
	if made {
		v.log.Info("a host key was made", "file", path, "fingerprint", key.Fingerprint())
	}
	return key, err
}
