// Terminal measures programs on a pseudo-terminal of 120x40, as a reader feels
// them: how long until a text stands on the screen, and how long a key takes
// until something changes.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/sys/unix"
)

const (
	limit = 60 * time.Second       // for one run
	quiet = 150 * time.Millisecond // without any output: the program waits for a key
)

func main() {
	runs := flag.Int("runs", 15, "start the program so `often`")
	until := flag.String("until", "", "the `TEXT` that is waited for; without one the first letters of any kind")
	keys := flag.String("keys", "", "type these `KEYS` then, one after the other, and measure them; \\r and \\e are enter and escape")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: terminal [-runs N] [-until TEXT] [-keys KEYS] PROGRAM [ARGUMENT...]")
		os.Exit(2)
	}
	typed := strings.NewReplacer(`\r`, "\r", `\e`, "\x1b").Replace(*keys)
	if err := measure(*runs, *until, typed, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "terminal:", err)
		os.Exit(1)
	}
}

func measure(runs int, until, keys string, command []string) error {
	state, err := os.MkdirTemp("", "broadsheet-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(state) //nolint:errcheck // a few kilobytes in the temporary folder
	var starts, pressed []time.Duration
	memory := 0
	for range runs {
		r, err := start(command, state)
		if err != nil {
			return err
		}
		took, err := r.waitFor(until)
		if err == nil {
			starts = append(starts, took)
			pressed = append(pressed, r.press(keys)...)
			memory = max(memory, r.memory())
		}
		r.end()
		if err != nil {
			return err
		}
	}
	report("start", starts)
	report("key", pressed)
	fmt.Printf("%-6s %7.1f MB resident\n", "memory", float64(memory)/1024)
	return nil
}

func report(what string, times []time.Duration) {
	if len(times) == 0 {
		return
	}
	slices.Sort(times)
	at := func(part float64) float64 {
		return float64(times[min(int(part*float64(len(times))), len(times)-1)].Microseconds()) / 1000
	}
	fmt.Printf("%-6s %7.1f ms median %7.1f p95 %7.1f fastest %7.1f slowest (%d)\n", what, at(0.5), at(0.95), at(0), at(1), len(times))
}

// run is one start of a program.
type run struct {
	master  *os.File
	command *exec.Cmd
	begun   time.Time
	output  chan []byte // closed when the program has ended
	written strings.Builder
}

// start starts the program. What it keeps is kept in a folder of the measuring,
// and is not of who measures.
func start(arguments []string, state string) (*run, error) {
	master, terminal, err := openTerminal(120, 40)
	if err != nil {
		return nil, err
	}
	r := &run{master: master, output: make(chan []byte, 1024)}
	r.command = exec.CommandContext(context.Background(), arguments[0], arguments[1:]...)
	r.command.Stdin, r.command.Stdout, r.command.Stderr = terminal, terminal, terminal
	r.command.Env = append(os.Environ(), "XDG_STATE_HOME="+state, "TERM=xterm-256color", "COLORTERM=truecolor")
	r.command.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	r.begun = time.Now()
	if err := r.command.Start(); err != nil {
		return nil, errors.Join(err, master.Close(), terminal.Close())
	}
	_ = terminal.Close() // the program has its own
	go func() {
		defer close(r.output)
		reader := bufio.NewReaderSize(master, 64<<10)
		for buffer := make([]byte, 64<<10); ; {
			n, err := reader.Read(buffer)
			if err != nil {
				return
			}
			r.output <- slices.Clone(buffer[:n])
		}
	}()
	return r, nil
}

// waitFor gives the time from just before the fork until the text was written,
// and answers what a terminal is asked.
func (r *run) waitFor(text string) (time.Duration, error) {
	answered := false
	for deadline := time.After(limit); ; {
		select {
		case data, more := <-r.output:
			if !more {
				return 0, fmt.Errorf("the program ended before %q was there", text)
			}
			r.written.Write(data)
		case <-deadline:
			return 0, fmt.Errorf("%q was not there in %v", text, limit)
		}
		plain := ansi.Strip(r.written.String())
		if text == "" && strings.TrimSpace(plain) != "" || text != "" && strings.Contains(plain, text) {
			return time.Since(r.begun), nil
		}
		if !answered && strings.Contains(r.written.String(), "\x1b]11;?") {
			answered = true
			if _, err := r.master.WriteString("\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"); err != nil {
				return 0, err
			}
		}
	}
}

// press types keys, each when the program is quiet after the one before, and
// gives the times until the first output. A key that changes nothing is not
// counted.
func (r *run) press(keys string) []time.Duration {
	var times []time.Duration
	for _, key := range keys {
		r.quiet(quiet)
		pressed := time.Now()
		if _, err := r.master.WriteString(string(key)); err != nil {
			return times
		}
		if r.quiet(0) {
			times = append(times, time.Since(pressed))
		}
	}
	return times
}

// quiet waits until nothing was written for a while; with 0 until something is
// written, and says whether it was.
func (r *run) quiet(while time.Duration) bool {
	patience := while
	if while == 0 {
		patience = time.Second
	}
	for {
		select {
		case _, more := <-r.output:
			if while == 0 || !more {
				return more
			}
		case <-time.After(patience):
			return false
		}
	}
}

// memory is how much of the program is resident, in KB.
func (r *run) memory() int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", r.command.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	size := 0
	_, _ = fmt.Sscan(rest, &size) // a missing line is no memory
	return size
}

func (r *run) end() {
	_ = r.command.Process.Kill()
	_ = r.command.Wait() // it was killed
	_ = r.master.Close()
}

// openTerminal opens a pseudo-terminal of a size in cells.
func openTerminal(width, height uint16) (master, terminal *os.File, err error) {
	master, err = os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		return nil, nil, err
	}
	number, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		err = unix.IoctlSetWinsize(int(master.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Col: width, Row: height})
	}
	if err == nil {
		terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	}
	if err != nil {
		return nil, nil, errors.Join(err, master.Close())
	}
	return master, terminal, nil
}
