package cli

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"

	"broadsheet/cli/config"
	"broadsheet/cli/visible"
)

// Streams is the world that a command runs in. Nothing in this package looks
// past it at the process, so many can run in one process.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Env      []string                            // "NAME=value", as os.Environ gives it
	Size     func() (width, height int, ok bool) // of the terminal, in cells; nil where there is none
	Now      func() time.Time                    // the clock
	Local    *time.Location                      // the zone of the machine
	Pause    time.Duration                       // between two requests to a host; 0: as long as is polite; negative: none, for a server of one's own

	// Keys opens the terminal of the process for the keys of a reader, where In is what is
	// read; nil where there is none.
	Keys func() (io.ReadCloser, error)

	// Signals has the signals of the process sent to a channel until the function
	// that it gives is called; nil where there are none.
	Signals func(to chan<- os.Signal, which ...os.Signal) (stop func())
}

// ProcessStreams gives the streams of this process: its standard input, output
// and error, its environment, its clock. From then on a closed pipe is an error
// of the write and no longer ends the process.
func ProcessStreams() Streams {
	// A signal that is caught is reset in programs that we start, one that is
	// ignored is not: so it is caught, and nobody looks.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	return Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Env: os.Environ(),
		Size: func() (int, int, bool) {
			width, height, err := term.GetSize(os.Stdout.Fd())
			return width, height, err == nil && width > 0 && height > 0
		},
		Now: time.Now, Local: time.Local,
		Keys: func() (io.ReadCloser, error) {
			name := "/dev/tty"
			if onWindows {
				name = "CONIN$"
			}
			return os.OpenFile(name, os.O_RDWR, 0)
		},
		Signals: func(to chan<- os.Signal, which ...os.Signal) func() {
			signal.Notify(to, which...)
			return func() { signal.Stop(to) }
		},
	}
}

// environment is what settings depend on.
func (s Streams) environment() config.Environment {
	return config.Environment{Variables: s.Env, Local: s.Local}
}

// lookup finds an environment variable.
func (s Streams) lookup(name string) (string, bool) { return s.environment().Lookup(name) }

// env is lookup for those who take an empty variable for an unset one.
func (s Streams) env(name string) string { return s.environment().Get(name) }

// terminal gives the file behind a stream if it is a terminal, else nil.
func terminal(stream any) (*os.File, bool) {
	if w, ok := stream.(*visible.Writer); ok {
		stream = w.To
	}
	file, ok := stream.(*os.File)
	if !ok || !term.IsTerminal(file.Fd()) {
		return nil, false
	}
	return file, true
}

// width gives the number of cells of an output line: COLUMNS, else the
// terminal's width, else 80. Nobody sees lines of more than mostWidth, so that
// whoever says more has those.
func (s Streams) width() int {
	switch n, err := strconv.Atoi(s.env("COLUMNS")); {
	case err == nil && n > 0, errors.Is(err, strconv.ErrRange) && n > 0:
		return min(n, mostWidth)
	}
	if s.Size != nil {
		if width, _, ok := s.Size(); ok && width > 0 {
			return min(width, mostWidth)
		}
	}
	return 80
}
