package ui

import (
	"cmp"
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/render/themes"
	"broadsheet/ui/ask"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/outside"
	"broadsheet/ui/popup"
	"broadsheet/ui/subscriptions"
	"broadsheet/ui/words"
)

// The cells to a line of an article: as long as the reader wants no others, and
// the fewest and the most that may be wanted.
const (
	DefaultMeasure = 76
	LeastMeasure   = 20
	MostMeasure    = 200
)

// The smallest window that anything is shown in.
const (
	leastWidth  = 20
	leastHeight = 5
)

// The largest window that is drawn. A terminal may claim a larger one, of which
// the rest stays blank.
const (
	mostWidth  = 1000
	mostHeight = 1000
)

// App is the program: it owns the window, the layers above the home screen, the
// theme and the status line, and routes what comes in. It is a tea.Model.
type App struct {
	ctx        context.Context
	library    Library
	renderer   *render.Renderer
	words      words.Language
	keys       *command.Keymap
	now        func() time.Time
	zone       *time.Location
	title      string
	mouse      bool
	plainLinks bool
	inScreen   bool
	measure    int
	list       string // how headlines are set
	days       bool   // with headings between the days
	choices    choices
	openLink   func(ctx context.Context, url string) error
	sample     bool // the library began as the sample edition
	loadTheme  func(name string, dark bool) (*themes.Theme, error)
	themes     []string
	roots      []Root
	configured []model.View
	fullText   func(ctx context.Context, root, path string) (full bool, err error)
	resumes    bool // the session goes on where the last one ended
	clipboard  func(ctx context.Context, text string) error

	window    *canvas.Window
	themeName string
	dark      bool
	waiting   bool // nothing is drawn until the terminal has told its background
	themed    ask.Question
	opened    ask.Question
	copied    ask.Question
	notice    string
	leads     string // the address that the notice leads to; empty: none
	answers   answers

	home   *home
	feeds  *subscriptions.View
	desk   *outside.Desk
	layers []layer // above home, the topmost last
}

// layer is what can have the focus: the home screen, a line that is typed
// into, or a popup.
type layer interface {
	Commands() []command.Command
	Hints() []command.Hint               // which commands the footer names
	Letters(key tea.KeyPressMsg) tea.Cmd // a key that is no command's
	Paste(text string) tea.Cmd
	Draw(c *canvas.Canvas) // over what is there
	Click(x, y int) tea.Cmd
	Wheel(x, y, lines int) tea.Cmd
}

// New makes the program. It refuses keys for commands that do not exist and
// two commands on one key, a query that is wrong and a theme that is not there.
func New(ctx context.Context, o Options) (*App, error) {
	if o.Ask != nil {
		ctx = ask.WithTurns(ctx, o.Ask)
	}
	a := &App{
		ctx:        ctx,
		library:    o.Library,
		renderer:   o.Renderer,
		words:      words.For(o.Language),
		window:     &canvas.Window{},
		now:        o.Now,
		zone:       cmp.Or(o.Location, time.UTC),
		title:      cmp.Or(o.Title, "broadsheet"),
		mouse:      o.Mouse,
		plainLinks: o.PlainLinks,
		inScreen:   o.InScreen,
		choices:    newChoices(o),
		openLink:   o.OpenLink,
		sample:     o.Sample,
		loadTheme:  o.LoadTheme,
		themes:     o.Themes,
		roots:      o.Roots,
		configured: o.Views,
		fullText:   o.FullText,
		resumes:    o.Resume && o.Query == "" && o.ArticleID == "",
		clipboard:  o.Clipboard,
		dark:       o.Settings.Background != model.BackgroundLight,
	}
	var err error
	if a.keys, err = command.NewKeymap(a.words, o.Keys); err != nil {
		return nil, err
	}
	a.themeName = cmp.Or(o.Settings.Theme, a.choices.theme)
	a.measure = boundMeasure(cmp.Or(o.Settings.Measure, a.choices.measure))
	a.feeds = a.newFeeds(o)
	a.desk = a.newDesk(o)
	a.home = newHome(a)
	a.days = o.Days
	a.setList(cmp.Or(o.Settings.List, a.choices.list), a.days)
	a.home.tree.SetBroken(a.feeds.Broken())
	if err := a.home.start(o.Query, o.ArticleID); err != nil {
		return nil, err
	}
	if a.resumes {
		a.home.resume(o.Settings.Session)
	}
	if wrong := a.home.tree.WrongViews(); len(wrong) > 0 {
		a.say(a.words.ViewsWrong(wrong))
	}
	theme, err := a.firstTheme()
	if err != nil {
		return nil, err
	}
	a.window.SetTheme(theme, a.dark)
	a.greet(o)
	if o.Settings.Background == model.BackgroundUnknown {
		light, err := a.loadTheme(a.themeName, false)
		a.waiting = err == nil && light.Palette != theme.Palette
	}
	return a, nil
}

// greet tells a reader who comes what is to be known of what is here.
func (a *App) greet(o Options) {
	switch {
	case o.Guest:
		a.say(a.words.Guest())
	case o.Sample && a.notice == "" && len(a.feeds.Suggestions()) > 0:
		a.say(a.words.SampleOnly(a.keys.KeyOf("feeds.add"), a.keys.KeyOf("feeds.list")))
	}
}

// Init asks for all that the first screen needs.
func (a *App) Init() tea.Cmd {
	background := tea.RequestBackgroundColor
	if a.waiting {
		background = a.awaitBackground()
	}
	return tea.Batch(a.home.open(), a.awaitChange(), a.awaitFeeds(), background)
}

// backgroundWait is how long the first window waits for the terminal to tell
// its background, so that a light one is not drawn on in dark colours first.
// Most terminals answer in a few milliseconds.
const backgroundWait = 50 * time.Millisecond

// unanswered says that the terminal has had its time to tell its background.
type unanswered struct{}

// awaitBackground asks for the background, and then what the terminal is (DA1).
// Nearly all answer the second question, so that those which do not know the
// first one are not waited for.
func (a *App) awaitBackground() tea.Cmd {
	return tea.Batch(
		tea.Sequence(tea.RequestBackgroundColor, tea.Raw(ansi.RequestPrimaryDeviceAttributes)),
		tea.Tick(backgroundWait, func(time.Time) tea.Msg { return unanswered{} }),
	)
}

// changed says that the library has something new.
type changed struct{}

func (a *App) awaitChange() tea.Cmd {
	return func() tea.Msg {
		select {
		case <-a.library.Changed():
			return changed{}
		case <-a.ctx.Done():
			return nil
		}
	}
}

// Update takes what came in, and asks for what is needed to show its outcome.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := a.take(msg)
	settled := a.home.settle()
	a.keepSession()
	return a, tea.Batch(cmd, settled)
}

func (a *App) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.window.Width, a.window.Height = min(max(msg.Width, 0), mostWidth), min(max(msg.Height, 0), mostHeight)
	case tea.KeyPressMsg:
		defer a.sayFull()
		return a.press(msg)
	case tea.PasteMsg:
		defer a.sayFull()
		return a.top().Paste(msg.Content)
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft && a.inWindow(msg.X, msg.Y) {
			a.home.number.drop()
			return a.click(msg.X, msg.Y)
		}
	case tea.MouseWheelMsg:
		return a.roll(msg)
	case tea.BackgroundColorMsg:
		if dark := msg.IsDark(); dark != a.dark {
			a.dark = dark
			a.keepBackground()
			return a.askTheme(a.themeName, false)
		}
		a.keepBackground()
		a.waiting = false
	case unanswered:
		a.waiting = false
	case words.Alert:
		a.say(a.words.Alert(msg))
	case uv.PrimaryDeviceAttributesEvent:
		a.waiting = a.waiting && a.themed.Waiting() // the theme for the answer is on its way
	case numbered:
		return a.home.waited(msg)
	case changed:
		a.sayNotices()
		return tea.Batch(a.awaitChange(), a.home.refresh())
	case outside.Ended:
		a.home.cameBack(msg)
	case feedsChanged:
		a.feeds.Refresh()
		a.home.tree.SetBroken(a.feeds.Broken())
		return a.awaitFeeds()
	case ask.Answer:
		if message, wanted := msg.Open(); wanted {
			return tea.Batch(a.receive(message), a.home.catchUp())
		}
	}
	return nil
}

// inWindow says whether a terminal tells of a place that there is: nobody else
// looks at what it says.
func (a *App) inWindow(x, y int) bool {
	return x >= 0 && x < a.window.Width && y >= 0 && y < a.window.Height
}

// roll scrolls what is under the pointer.
func (a *App) roll(msg tea.MouseWheelMsg) tea.Cmd {
	if !a.inWindow(msg.X, msg.Y) {
		return nil
	}
	switch msg.Button {
	case tea.MouseWheelUp:
		return a.top().Wheel(msg.X, msg.Y, -canvas.WheelLines)
	case tea.MouseWheelDown:
		return a.top().Wheel(msg.X, msg.Y, canvas.WheelLines)
	default:
		return nil
	}
}

// receive takes an answer that was waited for.
func (a *App) receive(message tea.Msg) tea.Cmd {
	switch message := message.(type) {
	case themed:
		a.waiting = false
		if message.err != nil {
			a.say(a.words.ThemeFailed(message.err.Error()))
			return nil
		}
		a.themeName = message.name
		a.window.SetTheme(message.theme, message.dark)
		if message.chosen {
			a.keep(func(s *model.Settings) { s.Theme = message.name })
			a.say(a.words.ThemeNow(message.name))
		}
		return nil
	case saying:
		a.say(message.text)
		return nil
	case addressed:
		return message.do(message.address)
	case nil:
		return nil
	}
	if next, mine := a.desk.Receive(message); mine {
		return next
	}
	if next, mine := a.feeds.Receive(message); mine {
		return next
	}
	return a.home.receive(message)
}

// saying is an answer that is only told.
type saying struct{ text string }

// press gives a key to the topmost layer: its rows first.
func (a *App) press(key tea.KeyPressMsg) tea.Cmd {
	if a.answers.take(key) {
		return nil
	}
	a.notice = ""
	a.home.pressed()
	top := a.top()
	row, found := command.Pressed(a.keys.Bind(a.quitRows()), key)
	if !found {
		row, found = command.Pressed(a.keys.Bind(top.Commands()), key)
		if top == layer(a.home) {
			if cmd, taken := a.home.pressHome(key, row, found); taken {
				return cmd
			}
		}
	}
	if !found {
		return top.Letters(key)
	}
	return a.do(row)
}

// sayFull tells the reader that something typed or pasted found no room.
func (a *App) sayFull() {
	typing, ok := a.top().(interface{ TypedInto() *canvas.Field })
	if !ok {
		return
	}
	if f := typing.TypedInto(); f != nil && f.Overflowed() {
		a.say(a.words.LineFull())
	}
}

// top is the layer that has the focus.
func (a *App) top() layer {
	if n := len(a.layers); n > 0 {
		return a.layers[n-1]
	}
	return a.home
}

func (a *App) push(l layer) { a.layers = append(a.layers, l) }

// popupOptions are what every popup of the program is made with.
func (a *App) popupOptions() popup.Options {
	return popup.Options{Window: a.window, Words: a.words, Keys: a.keys, Close: a.pop, Say: a.say}
}

// openMenu shows a menu.
func (a *App) openMenu(m *popup.Menu) tea.Cmd {
	m.Open()
	a.push(m)
	return nil
}

// pop takes the topmost layer away.
func (a *App) pop() {
	if n := len(a.layers); n > 0 {
		a.layers = a.layers[:n-1]
	}
}

// say puts a sentence into the status line until the next key.
func (a *App) say(text string) { a.notice, a.leads = text, "" }

// View draws the window: home, then the layers above it.
func (a *App) View() tea.View {
	c := canvas.New(a.window.Width, a.window.Height)
	switch {
	case a.waiting:
	case a.window.Width < leastWidth || a.window.Height < leastHeight:
		a.drawTooSmall(c)
	default:
		a.home.Draw(c)
		for _, l := range a.layers {
			l.Draw(c)
		}
	}
	view := tea.NewView(c.String())
	if !a.waiting {
		view = tea.NewView(a.window.OnPaper(c.String()))
	}
	view.AltScreen = true
	// Not the article's title: some terminals take the byte 9C that many Chinese
	// characters have in UTF-8 for the end of the window's title, and print the
	// rest of it across the screen.
	view.WindowTitle = a.title
	if a.mouse {
		view.MouseMode = tea.MouseModeCellMotion
	}
	if x, y, shown := c.CursorAt(); shown {
		view.Cursor = tea.NewCursor(x, y)
		view.Cursor.Blink = false
		view.Cursor.Shape = tea.CursorBar
	}
	return view
}
