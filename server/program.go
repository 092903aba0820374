package server

import (
	"errors"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"broadsheet/server/terminal"
)

// framesPerSecond is how often a screen may change.
const framesPerSecond = 30

// A size holds for a pause at least, however many others come. While they come
// without a rest the pause grows: what a window that is being dragged shows
// meanwhile is looked at by nobody for long, and an article is set anew for each.
const (
	resizePause     = 50 * time.Millisecond
	resizePauseMost = 400 * time.Millisecond
)

// open runs the program on the session's terminal.
func (s *session) open(args []string) int {
	about := s.describe(args)
	about.Ask = s.ask
	started, err := s.server.options.Start(s.ctx, about)
	if err != nil {
		s.say("%v", err)
		return statusUsage
	}
	defer started.Close()
	out := s.output()
	painter := terminal.NewPainter(started.Model, out, terminal.Options{
		Width: about.Width, Height: about.Height, Name: lookup(about.Env, "TERM"), Profile: about.Profile, FramesPerSecond: framesPerSecond,
	}, s)
	program := tea.NewProgram(painter, tea.WithContext(s.ctx), tea.WithInput(strings.NewReader("")), tea.WithOutput(out),
		tea.WithEnvironment(about.Env), tea.WithColorProfile(about.Profile), tea.WithoutRenderer(),
		tea.WithWindowSize(about.Width, about.Height), tea.WithFPS(framesPerSecond),
		tea.WithoutSignalHandler(), tea.WithFilter(s.filter))

	typed, stop := s.timers()
	defer stop()
	if !s.begin(program) {
		return statusLater
	}
	var helpers sync.WaitGroup
	help := func(f func()) {
		helpers.Go(func() {
			defer s.Catch()
			f()
		})
	}
	help(func() { s.watch(program, started) })
	help(func() { s.read(program, painter, typed) })
	help(func() { painter.Run(s.ctx) })
	_, err = program.Run()
	s.cancel()
	helpers.Wait()
	painter.Finish(err == nil)
	return s.conclude(started, err)
}

// begin notes the program that runs, unless the session was ended meanwhile.
func (s *session) begin(program *tea.Program) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.program = program
	return s.ended == 0
}

// conclude tells the reader what has ended the program, if it did not end
// itself.
func (s *session) conclude(started *Program, err error) int {
	s.mu.Lock()
	why := s.ended
	s.program = nil
	s.mu.Unlock()
	status := 0
	switch {
	case errors.Is(err, tea.ErrProgramPanic): // in Bubble Tea itself, which has printed where
		s.server.panicked(err, "account", s.account())
		why, status = Crashed, statusCrashed
	case why == Crashed:
		status = statusCrashed
	case why == Stopping:
		status = statusLater
	}
	if why != 0 {
		_, _ = s.output().Write([]byte(started.Sentence(why) + "\n"))
	}
	return status
}

// watch passes on to the program what it does not see itself: the size of its
// window, and what happens to the server.
func (s *session) watch(program *tea.Program, started *Program) {
	var told time.Time // when the program was last told of a size
	pause := resizePause
	for {
		select {
		case <-s.resized:
			if now := s.server.options.Now(); now.Sub(told) < 2*pause {
				pause = min(2*pause, resizePauseMost)
			} else {
				pause = resizePause
			}
			program.Send(s.currentSize())
			told = s.server.options.Now()
			select {
			case <-time.After(pause):
			case <-s.ctx.Done():
				return
			}
		case event := <-s.events:
			program.Send(started.Message(event))
		case <-s.ctx.Done():
			return
		}
	}
}

// read gives the program what its reader types. A client that has closed its
// side will type no more: there is nobody to read on.
func (s *session) read(program *tea.Program, painter *terminal.Painter, typed func()) {
	err := terminal.NewInput(s.ctx, mostPasteBytes).Run(s.typed, typed, func(event uv.Event) {
		painter.Ready(s.ctx)
		program.Send(event)
	})
	switch {
	case errors.Is(err, terminal.ErrPaste):
		s.end(PasteTooLong)
	case s.ctx.Err() == nil:
		program.Quit()
	}
}

// Catch ends the session after a fault in its program. It is deferred.
func (s *session) Catch() {
	if fault := recover(); fault != nil {
		s.crashed(fault)
		s.end(Crashed)
	}
}

// Work does something of the session when it is its turn, and has it count. When
// the session ends before, it is not done: else all that end at once would do it at
// once, for nobody.
func (s *session) Work(do func()) {
	now := s.server.options.Now
	if s.server.turns.take(s.ctx, s.used.left(now())) != nil {
		return
	}
	defer s.server.turns.give()
	begun := now()
	defer func() { s.used.charge(now(), min(now().Sub(begun), mostCharged)) }()
	do()
}

// mostCharged is how much of the processor one piece of work counts at most: on a
// machine that is busy with something else it may have taken long through no
// fault of its own.
const mostCharged = 250 * time.Millisecond

// Rest waits until the session has no more of the processor than its share. It
// says whether the session goes on.
func (s *session) Rest() bool { return s.rested(s.ctx, s.used) }

// filter keeps from the program what would touch the server's own process, and
// sizes that are not those that the client has asked for: a terminal can type
// them too.
func (s *session) filter(_ tea.Model, message tea.Msg) tea.Msg {
	switch message := message.(type) {
	case tea.SuspendMsg:
		return nil
	case tea.WindowSizeMsg:
		return s.currentSize()
	default:
		return message
	}
}
