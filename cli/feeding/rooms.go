package feeding

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"slices"
	"sync"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/cli/config"
	"broadsheet/feeds"
	"broadsheet/feeds/discovery"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
	"broadsheet/model"
	"broadsheet/model/query"
)

// NewClient makes what asks servers. Where strangers read what comes, only public
// addresses are asked, and those that the config file allows: nothing else may lead them
// into the network of the server. Pause is that of web.Options.
func NewClient(conf *config.Config, e config.Environment, version string, now func() time.Time, pause time.Duration, public bool) *web.Client {
	return web.New(web.Options{
		UserAgent: "broadsheet/" + version, Public: public, Pause: pause, Allowed: conf.Feeds.AllowAddresses, Hostnames: conf.Feeds.AllowHosts, Getenv: e.Get, Now: now,
	})
}

// Settings are what fetching depends on besides the config file.
type Settings struct {
	Environment config.Environment
	Client      *web.Client
	Urgent      bool                   // a person waits for it
	Guests      bool                   // strangers are told of it
	Starred     func(path string) bool // whether a reader keeps the article at a path below the feeds' folder; nil: none
	Notify      func(sentence string)  // of what happened in the background

	// Fetched is called when a fetch has changed something in the folder of the articles,
	// so that it is looked at where nobody watches it; nil: somebody does.
	Fetched func(ctx context.Context)
	Now     func() time.Time

	list *list // of what is followed; nil: it has yet to be read
}

// OpenService opens what fetches feeds: their articles go to the folder that the config
// file names.
func OpenService(ctx context.Context, conf *config.Config, s Settings) (*feeds.Service, error) {
	state := config.FeedsStatePath(s.Environment)
	path, err := config.SubscriptionsPath(s.Environment)
	switch {
	case err != nil:
		return nil, err
	case state == "":
		return nil, errors.New("there is no place for the database of feeds: set HOME or XDG_STATE_HOME")
	case conf.Feeds.Folder == "":
		return nil, noFolder()
	}
	if s.list == nil {
		s.list = &list{path: path}
	}
	return feeds.Open(ctx, feeds.Options{
		Folder: conf.Feeds.Folder, State: state, Every: conf.Feeds.Every,
		Subscriptions: s.list.followed, Titled: s.list.title,
		Get: func(ctx context.Context, request web.Request) (*web.Response, error) {
			request.Urgent = s.Urgent
			return s.Client.Get(ctx, request)
		},
		Fresh: web.Fresh, Fault: fault,
		Read: func(document []byte, o feed.Options) (*feed.Feed, error) {
			o.Zone = conf.DateZone
			return feed.Read(document, o)
		},
		Run:     runner(s.Environment),
		Want:    wants(s.Now, conf.Timezone),
		Starred: s.Starred, Notify: s.Notify, Now: s.Now,
	})
}

func noFolder() error {
	return errors.New("there is no place for the articles of feeds: set HOME or XDG_DATA_HOME, or `folder` below [feeds] in the config file")
}

// list is a file of subscriptions as it is at the time: it is read again when it has
// changed. It may be used from several goroutines at once.
type list struct {
	path string
	mu   sync.Mutex
	file *subscriptions.File
	all  []subscriptions.Subscription
}

// followed gives what the file says. Of a damaged one it is what could be read: those
// feeds are fetched nevertheless, and the commands say what is wrong with the file.
// Nobody changes what was given.
func (l *list) followed(context.Context) ([]subscriptions.Subscription, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil || l.file.Changed() {
		now, err := subscriptions.Open(l.path)
		if now == nil {
			return nil, err
		}
		l.file, l.all = now, now.All()
	}
	return l.all, nil
}

// title gives feeds that nobody has named the names that they have for themselves.
func (l *list) title(ctx context.Context, titles map[string]string) error {
	file, err := subscriptions.Open(l.path)
	if err != nil {
		return err
	}
	if err := file.Name(titles); err != nil {
		return err
	}
	return file.Save(ctx)
}

// changed says whether the file is another one than was read last.
func (l *list) changed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file == nil || l.file.Changed()
}

// fault says to the one who decides when to ask again what an error of the network's
// means.
func fault(err error) feeds.Fault {
	var e *web.Error
	if !errors.As(err, &e) {
		return feeds.Fault{Kind: feeds.KindOther}
	}
	host := e.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return feeds.Fault{Kind: feeds.Kind(e.Kind), Host: host, RetryAfter: e.RetryAfter}
}

// wants says whether the queries of a subscription want an entry: those that an article
// answers in a list, without marks and without its text.
func wants(now func() time.Time, zone *time.Location) func(*subscriptions.Subscription, *feed.Entry) (bool, error) {
	return func(s *subscriptions.Subscription, e *feed.Entry) (bool, error) {
		if s.Only == "" && s.Drop == "" {
			return true, nil
		}
		only, err := query.Parse(s.Only)
		if err != nil {
			return true, fmt.Errorf("the query %q of %s, which says what alone is taken, is wrong: %w", s.Only, s.Name, err)
		}
		drop, err := query.Parse(s.Drop)
		if err != nil {
			return true, fmt.Errorf("the query %q of %s, which says what is not taken, is wrong: %w", s.Drop, s.Name, err)
		}
		item := &model.Item{
			Title: e.Title, Date: e.Published, Updated: e.Updated, Categories: [][]string{append(slices.Clone(s.Category), s.Name)}, Tags: e.Categories, Link: e.Link, Lang: e.Language,
		}
		if len(e.Authors) > 0 {
			item.Author = e.Authors[0]
		}
		matches := func(q query.Query) bool { return q.Match(item, model.Marks{}, now(), zone) }
		return matches(only) && (s.Drop == "" || !matches(drop)), nil
	}
}

// client gives what asks servers, as the person at this machine may: private addresses
// too.
func (c *Call) client() *web.Client {
	if c.asking == nil {
		c.asking = NewClient(&config.Config{}, c.Environment, c.Version, c.Now, c.Pause, false)
	}
	return c.asking
}

// service opens what fetches, until the call ends. It is urgent where a person waits for
// one feed, and not for all.
func (c *Call) service(ctx context.Context, urgent bool) (*feeds.Service, error) {
	if c.fetching != nil {
		return c.fetching, nil
	}
	conf, err := config.Load(c.Environment)
	if err != nil {
		return nil, err
	}
	settings := Settings{Environment: c.Environment, Client: c.client(), Urgent: urgent, Starred: c.Starred(ctx, conf), Notify: c.Say, Now: c.Now}
	if c.fetching, err = OpenService(ctx, conf, settings); err != nil {
		return nil, err
	}
	c.Keep(c.fetching)
	return c.fetching, nil
}

// statuses says how all feeds are, in the order of the file. Where nothing was ever
// fetched, nothing is opened for it.
func (c *Call) statuses(ctx context.Context, file *subscriptions.File) ([]feeds.Status, error) {
	if _, err := os.Stat(config.FeedsStatePath(c.Environment)); errors.Is(err, fs.ErrNotExist) || len(file.All()) == 0 {
		return unasked(file.All()), nil
	}
	service, err := c.service(ctx, false)
	if err != nil {
		return nil, err
	}
	return service.Status(ctx)
}

// find looks for feeds at an address.
func (c *Call) find(ctx context.Context, address string) ([]discovery.Candidate, error) {
	return discovery.Find(ctx, c.client(), feed.Read, address)
}
