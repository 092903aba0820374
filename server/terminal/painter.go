// Package terminal is what a server needs of a terminal at the far end of a
// connection: it paints a program's frames with as few bytes as it can, and makes
// events of the bytes that are typed. It knows no SSH, no session and no settings;
// bounds and turns are given to it.
package terminal

import (
	"context"
	"io"
	"reflect"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Painter draws the frames of a program, in place of Bubble Tea's renderer. That
// one sends every line with a wide character in it again for each frame, changed
// or not, which for Chinese is the whole screen; it keeps two screens of large
// cells for each session; and a key waits for its next tick. This one keeps the
// lines, and sends what has changed of them, at once if it has been quiet. So it is
// with Bubble Tea v2.1.1; each later one is a reason to look again.
//
// It is a tea.Model around the program's own, to come by the frames.
type Painter struct {
	tea.Model
	out     io.Writer
	profile colorprofile.Profile
	erases  bool          // what is erased has the background of the pen
	changed chan struct{} // there is another frame to draw
	sending chan struct{} // has something in it while a frame is sent
	session Worker
	pause   time.Duration // between frames, at least
	crashed bool          // the program has, and is not asked again

	mu            sync.Mutex
	frame         tea.View // the newest
	width, height int

	// What follows belongs to whoever paints.
	shown    shown
	begun    bool
	lines    []string // as they stand on the screen
	old, now []cell   // room for the cells of a line
	row, col int      // where the cursor is; row -1: somewhere
	pen      string
	link     string
}

// shown is how the terminal is set up.
type shown struct {
	width, height int
	title         string
	mouse         tea.MouseMode
	cursor        *tea.Cursor
}

// Worker has the painter work when it may.
type Worker interface {
	Work(do func()) // in its turn
	Rest() bool     // until it has had no more than its share; false: it has ended
	Catch()         // a fault; it is deferred
}

// Options are what a painter has to know of a terminal.
type Options struct {
	Width, Height   int                  // in cells
	Name            string               // as TERM has it
	Profile         colorprofile.Profile // the colours that it takes
	FramesPerSecond int                  // how often the screen may change
}

// NewPainter gives the painter of a program, which writes to the terminal and
// works when the Worker lets it.
func NewPainter(model tea.Model, out io.Writer, o Options, session Worker) *Painter {
	// All but one family of terminals have it so.
	erases := !strings.HasPrefix(o.Name, "screen")
	return &Painter{
		Model: model, out: out, profile: o.Profile, erases: erases, session: session,
		changed: make(chan struct{}, 1), sending: make(chan struct{}, 1),
		width: o.Width, height: o.Height, pause: time.Second / time.Duration(o.FramesPerSecond),
	}
}

// Init begins the program.
func (p *Painter) Init() (command tea.Cmd) {
	p.guard(func() { command = p.Model.Init() })
	return p.command(command)
}

// Update gives the message to the program.
func (p *Painter) Update(message tea.Msg) (_ tea.Model, command tea.Cmd) {
	if size, ok := message.(tea.WindowSizeMsg); ok {
		p.mu.Lock()
		p.width, p.height = size.Width, size.Height
		p.mu.Unlock()
	}
	p.session.Rest() // what it does of itself counts as well
	p.guard(func() { p.Model, command = p.Model.Update(message) })
	return p, p.command(command)
}

// View takes the program's frame, to be drawn when it is time.
func (p *Painter) View() tea.View {
	frame := p.frame // nobody else writes it
	p.guard(func() { frame = p.Model.View() })
	p.mu.Lock()
	p.frame = frame
	p.mu.Unlock()
	select {
	case p.changed <- struct{}{}:
	default:
	}
	return frame
}

// guard has the program do something in its session's turn. After a fault it does
// nothing more, and the session ends.
func (p *Painter) guard(do func()) {
	if p.crashed {
		return
	}
	whole := false
	defer func() { p.crashed = !whole }()
	defer p.session.Catch()
	p.session.Work(do)
	whole = true
}

// command is a command, and those that come of it, whose faults are caught.
// Bubble Tea would print them in the midst of the log.
func (p *Painter) command(do tea.Cmd) tea.Cmd {
	if do == nil {
		return nil
	}
	return func() (message tea.Msg) {
		defer p.session.Catch()
		message = do()
		// A sequence is of a type without a name to us, and a slice of commands like a
		// batch.
		if many := reflect.ValueOf(message); many.Kind() == reflect.Slice && many.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range many.Len() {
				many.Index(i).Set(reflect.ValueOf(p.command(many.Index(i).Interface().(tea.Cmd))))
			}
		}
		return message
	}
}

// Run draws frames until the context ends, and never too many of them: the more
// it takes to draw one, the fewer there are.
func (p *Painter) Run(ctx context.Context) {
	for {
		select {
		case <-p.changed:
		case <-ctx.Done():
			return
		}
		if !p.session.Rest() || p.draw() != nil {
			return // nobody is there to see it
		}
		pause := time.NewTimer(p.pause)
		select {
		case <-pause.C:
		case <-ctx.Done():
			pause.Stop()
			return
		}
	}
}

// Ready waits until the program may be given another key: who does not take what
// is drawn, has no use for more.
func (p *Painter) Ready(ctx context.Context) {
	select {
	case p.sending <- struct{}{}:
		<-p.sending
	case <-ctx.Done():
	}
}

// draw sends what differs between the newest frame and the screen.
func (p *Painter) draw() error {
	var text string
	p.session.Work(func() { text = p.coloured(p.difference()) })
	return p.send(text)
}

// coloured is text in the colours that the terminal has.
func (p *Painter) coloured(text string) string {
	if text == "" || p.profile >= colorprofile.TrueColor {
		return text
	}
	var b strings.Builder
	_, _ = (&colorprofile.Writer{Forward: &b, Profile: p.profile}).WriteString(text) // to memory: it cannot fail
	return b.String()
}

// send sends text. Meanwhile the program is given no keys.
func (p *Painter) send(text string) error {
	if text == "" {
		return nil
	}
	p.sending <- struct{}{}
	defer func() { <-p.sending }()
	_, err := io.WriteString(p.out, text)
	return err
}

// setUp brings the terminal into the state that a frame asks for.
func (p *Painter) setUp(b *strings.Builder, frame tea.View, width, height int) {
	if !p.begun {
		p.begun = true
		// Lines are never longer than the screen, but for terminals that take a
		// character for wider than it is: there the rest is better cut off.
		b.WriteString(ansi.SetModeAltScreenSaveCursor + ansi.ResetModeAutoWrap + ansi.SetModeBracketedPaste +
			ansi.SetModifyOtherKeys2 + ansi.PushKittyKeyboard(ansi.KittyDisambiguateEscapeCodes) + ansi.HideCursor)
	}
	if width != p.shown.width || height != p.shown.height {
		b.WriteString(ansi.EraseEntireScreen)
		p.lines = make([]string, height)
		p.shown.width, p.shown.height = width, height
	}
	if frame.WindowTitle != p.shown.title {
		b.WriteString(ansi.SetWindowTitle(frame.WindowTitle))
		p.shown.title = frame.WindowTitle
	}
	if frame.MouseMode != p.shown.mouse {
		if frame.MouseMode == tea.MouseModeNone {
			b.WriteString(ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr)
		} else {
			b.WriteString(ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr)
		}
		p.shown.mouse = frame.MouseMode
	}
}

// putCursor shows the cursor where a frame has it.
func (p *Painter) putCursor(b *strings.Builder, cursor *tea.Cursor, hidden bool) {
	if cursor != nil {
		if p.shown.cursor == nil || cursor.Shape != p.shown.cursor.Shape || cursor.Blink != p.shown.cursor.Blink {
			b.WriteString(ansi.SetCursorStyle(cursorStyle(cursor)))
		}
		b.WriteString(ansi.CursorPosition(cursor.X+1, cursor.Y+1))
		if hidden || p.shown.cursor == nil {
			b.WriteString(ansi.ShowCursor)
		}
	}
	p.shown.cursor = cursor
}

// cursorStyle is the number of a cursor's looks (DECSCUSR).
func cursorStyle(cursor *tea.Cursor) int {
	style := int(cursor.Shape)*2 + 1
	if !cursor.Blink {
		style++
	}
	return style
}

// Finish draws the frame that is not drawn yet, for a program that has ended in
// good order, and gives the terminal back as it was.
func (p *Painter) Finish(orderly bool) {
	select {
	case <-p.changed:
		if orderly && p.draw() != nil {
			return // nobody is there to see it
		}
	default:
	}
	if !p.begun {
		return
	}
	text := ansi.ResetModifyOtherKeys + ansi.PopKittyKeyboard(1) + ansi.ResetModeBracketedPaste + ansi.SetModeAutoWrap
	if p.shown.mouse != tea.MouseModeNone {
		text += ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr
	}
	if p.shown.title != "" {
		text += ansi.SetWindowTitle("")
	}
	if p.shown.cursor != nil {
		text += ansi.SetCursorStyle(0)
	}
	_ = p.send(p.coloured(text + ansi.ResetModeAltScreenSaveCursor + ansi.ShowCursor)) // nobody is left to be told
}
