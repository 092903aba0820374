package feeding

import (
	"context"
	"os"
	"reflect"
	"sync"
	"time"

	"broadsheet/cli/config"
	"broadsheet/feeds"
	"broadsheet/model"
)

// Screen tells screens of the feeds that are followed, from memory, and fetches their
// news in the background. Its methods may be called from any goroutine.
type Screen struct {
	config   *config.Config
	settings Settings
	path     string        // of the file of subscriptions
	opened   chan struct{} // closed when the service is there
	stirred  chan struct{} // has a token when there may be news for the screens
	ending   context.Context
	end      context.CancelFunc
	work     sync.WaitGroup

	said    string     // why the service could not be opened; of tell alone
	opening sync.Mutex // the service is opened once
	service *feeds.Service
	reading sync.Mutex // what is told is read by one at a time
	editing sync.Mutex // the file is changed by one at a time

	mu        sync.Mutex
	followed  []model.Subscription
	status    model.FeedStatus
	added     map[string]bool // keys of feeds that were followed just now, and not asked yet
	listeners map[*Listener]bool
}

// How often screens are told, and what may be told of late.
const (
	shortestTold = 300 * time.Millisecond
	longestTold  = time.Minute     // others may fetch too
	oftenLooked  = 5 * time.Second // whether the file has changed, which costs next to nothing
	patience     = 20              // as long as reading what is told takes, so often nothing is read after it
)

// NewScreen makes what tells of feeds. It works until the context ends, or Close.
func NewScreen(ctx context.Context, conf *config.Config, s Settings) (*Screen, error) {
	path, err := config.SubscriptionsPath(s.Environment)
	if err != nil {
		return nil, err
	}
	screen := &Screen{
		config: conf, settings: s, path: path, opened: make(chan struct{}), stirred: make(chan struct{}, 1),
		added: map[string]bool{}, listeners: map[*Listener]bool{},
	}
	screen.settings.list = &list{path: path}
	screen.ending, screen.end = context.WithCancel(ctx)
	return screen, nil
}

// Start begins to tell, and to fetch what is due. Begin is waited for, so that the first
// screen is not kept waiting; what was fetched before is told at once.
func (s *Screen) Start(begin func()) {
	s.work.Go(func() {
		begin()
		s.tell()
	})
	s.work.Go(func() {
		select {
		case <-s.opened:
			if s.config.Feeds.Every > 0 {
				s.service.Run(s.ending, s.progress, s.finish)
			}
		case <-s.ending.Done():
		}
	})
}

// Close ends all that goes on, and lets go of what is open.
func (s *Screen) Close() error {
	s.end()
	s.work.Wait()
	if s.service == nil {
		return nil
	}
	return s.service.Close()
}

// begin opens the service as soon as something is to be fetched, and has it look at
// once what is new in the file. It says once why it cannot.
func (s *Screen) begin() {
	if s.config.Feeds.Every == 0 || !s.follows() {
		return
	}
	service, err := s.open()
	said := ""
	if err == nil {
		service.Poke()
	} else if said = err.Error(); said != s.said && s.ending.Err() == nil {
		s.settings.Notify(said)
	}
	s.said = said
}

// open gives the service. It is not opened before it is needed: who follows nothing has
// no database.
func (s *Screen) open() (*feeds.Service, error) {
	s.opening.Lock()
	defer s.opening.Unlock()
	if s.service != nil {
		return s.service, nil
	}
	service, err := OpenService(s.ending, s.config, s.settings)
	if err != nil {
		return nil, err
	}
	s.service = service
	close(s.opened)
	return service, nil
}

// tell gives the screens tokens, not too often, until the end.
func (s *Screen) tell() {
	for anew := true; ; {
		if anew {
			s.begin()
		}
		took := s.refresh(s.ending)
		rest := time.NewTimer(max(shortestTold, patience*took))
		select {
		case <-rest.C:
		case <-s.ending.Done():
			return
		}
		if anew = s.await(); s.ending.Err() != nil {
			return
		}
	}
}

// await waits until there may be something to tell, and says whether the file is another
// one: by an editor, or another broadsheet.
func (s *Screen) await() (anew bool) {
	ticks := time.NewTicker(oftenLooked)
	defer ticks.Stop()
	for range longestTold / oftenLooked {
		select {
		case <-s.stirred:
			return false
		case <-ticks.C:
			if s.settings.list.changed() {
				return true
			}
		case <-s.ending.Done():
			return false
		}
	}
	return false
}

// stir says that there may be something to tell.
func (s *Screen) stir() {
	select {
	case s.stirred <- struct{}{}:
	default:
	}
}

// refresh reads how the feeds are, and gives each screen a token. It says how long that
// took.
func (s *Screen) refresh(ctx context.Context) time.Duration {
	began := s.settings.Now()
	s.reading.Lock()
	defer s.reading.Unlock()
	all, err := s.statuses(ctx)
	if err != nil {
		return s.settings.Now().Sub(began) // the next fetch tells it
	}
	told := make([]model.Subscription, len(all))
	var next time.Time
	now := s.settings.Now()
	for i := range all {
		told[i] = toldOf(&all[i], now, s.settings.Guests)
		if due := told[i].Due; !due.IsZero() && (next.IsZero() || due.Before(next)) {
			next = due
		}
	}
	if s.config.Feeds.Every == 0 {
		next = time.Time{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !reflect.DeepEqual(told, s.followed) && len(told)+len(s.followed) > 0 {
		s.followed = told
	}
	s.status.Next = next
	for listener := range s.listeners {
		listener.token()
	}
	return s.settings.Now().Sub(began)
}

// statuses asks the service, or the file alone where nothing was ever fetched.
func (s *Screen) statuses(ctx context.Context) ([]feeds.Status, error) {
	_, err := os.Stat(config.FeedsStatePath(s.settings.Environment))
	if err == nil && s.follows() {
		service, err := s.open()
		if err != nil {
			return nil, err
		}
		return service.Status(ctx)
	}
	all, err := s.settings.list.followed(ctx)
	return unasked(all), err
}

// follows says whether any feed is followed.
func (s *Screen) follows() bool {
	all, _ := s.settings.list.followed(s.ending) // what is wrong with it, is said when it is changed
	return len(all) > 0
}

// progress takes over how far a fetch is.
func (s *Screen) progress(p feeds.Progress) {
	if p.Total+p.TotalPages == 0 {
		return
	}
	s.mu.Lock()
	s.status.Fetching = true
	s.status.Done, s.status.Total, s.status.New, s.status.Failed, s.status.Bytes = p.Done, p.Total, p.New, p.Failed, p.Bytes
	s.status.Pages, s.status.TotalPages = p.Pages, p.TotalPages
	s.mu.Unlock()
	s.stir()
}

// finish says that a fetch is at its end, when what it brought is listed.
func (s *Screen) finish(f feeds.Summary) {
	if look := s.settings.Fetched; look != nil && len(f.New)+f.Updated+f.Removed+f.Pages > 0 {
		look(s.ending)
	}
	s.mu.Lock()
	if s.status.Fetching {
		s.status.Fetching = false
		s.status.Finished++
	}
	s.mu.Unlock()
	s.stir()
}

// Listener tells one screen of the feeds. It implements the program's ui.Feeds.
type Listener struct {
	screen  *Screen
	changes chan struct{}
}

// Listen gives what tells one more screen, until it is closed.
func (s *Screen) Listen() *Listener {
	listener := &Listener{screen: s, changes: make(chan struct{}, 1)}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listeners[listener] = true
	return listener
}

// Close ends it.
func (l *Listener) Close() {
	l.screen.mu.Lock()
	defer l.screen.mu.Unlock()
	delete(l.screen.listeners, l)
}

func (l *Listener) token() {
	select {
	case l.changes <- struct{}{}:
	default:
	}
}

// Status says what is being fetched.
func (l *Listener) Status() model.FeedStatus {
	l.screen.mu.Lock()
	defer l.screen.mu.Unlock()
	return l.screen.status
}

// Subscriptions gives all that are followed: the same list until something changes.
func (l *Listener) Subscriptions() []model.Subscription {
	l.screen.mu.Lock()
	defer l.screen.mu.Unlock()
	return l.screen.followed
}

// Changed gives a token whenever there is something new to tell.
func (l *Listener) Changed() <-chan struct{} { return l.changes }
