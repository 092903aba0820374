// Start measures how long a reader waits for the first headline: it starts the
// program on a pseudo-terminal of 120x40, again and again, and prints when the
// headline stood in what the program wrote.
package main

import (
	"context"
	"encoding/json"
	"errors"
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
	runs  = 15
	limit = 20 * time.Second // for one run
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: start PROGRAM [ROOT]")
		os.Exit(2)
	}
	if err := measure(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "start:", err)
		os.Exit(1)
	}
}

func measure(program string, roots []string) error {
	headline, err := firstHeadline(program, roots)
	if err != nil {
		return err
	}
	state, err := os.MkdirTemp("", "broadsheet-start")
	if err != nil {
		return err
	}
	defer os.RemoveAll(state) //nolint:errcheck // a few kilobytes in the temporary folder
	fmt.Printf("until %q stands on the screen, %d starts:\n", headline, runs)
	var times []time.Duration
	for range runs {
		took, err := start(program, roots, state, headline)
		if err != nil {
			return err
		}
		times = append(times, took)
	}
	slices.Sort(times)
	for _, row := range []struct {
		name string
		time time.Duration
	}{{"fastest", times[0]}, {"median", times[runs/2]}, {"slowest", times[runs-1]}} {
		fmt.Printf("  %-8s %6.1f ms\n", row.name, float64(row.time.Microseconds())/1000)
	}
	return nil
}

// firstHeadline asks the program for the beginning of the headline that stands
// first in its list: so short that no line break is in it.
func firstHeadline(program string, roots []string) (string, error) {
	args := []string{"list", "--json", "--limit", "1"}
	for _, root := range roots {
		args = append(args, "-L", root)
	}
	out, err := exec.CommandContext(context.Background(), program, args...).Output()
	if err != nil {
		return "", fmt.Errorf("%s list: %w", program, err)
	}
	var listed []struct{ Title string }
	if err := json.Unmarshal(out, &listed); err != nil || len(listed) == 0 {
		return "", errors.New("the library is empty")
	}
	title := []rune(listed[0].Title)
	return string(title[:min(5, len(title))]), nil
}

// start starts the program once and gives the time from just before the fork
// until the text was written.
func start(program string, args []string, state, text string) (time.Duration, error) {
	master, terminal, err := openTerminal(120, 40)
	if err != nil {
		return 0, err
	}
	defer master.Close() //nolint:errcheck // the terminal is thrown away
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	command := exec.CommandContext(ctx, program, args...)
	command.Stdin, command.Stdout, command.Stderr = terminal, terminal, terminal
	// Its own marks, in a folder of the measuring: not those of who measures.
	command.Env = append(os.Environ(), "XDG_STATE_HOME="+state, "TERM=xterm-256color", "COLORTERM=truecolor")
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	begun := time.Now()
	if err := command.Start(); err != nil {
		return 0, err
	}
	_ = terminal.Close() // the program has its own
	took, err := waitFor(master, text, begun)
	cancel()
	_ = command.Wait() // it was killed
	return took, err
}

// waitFor reads until the text is there, and answers what a terminal is asked.
func waitFor(master *os.File, text string, begun time.Time) (time.Duration, error) {
	var written strings.Builder
	answered := false
	for buffer := make([]byte, 64<<10); ; {
		n, err := master.Read(buffer)
		if err != nil {
			return 0, fmt.Errorf("the program ended before %q was there", text)
		}
		written.Write(buffer[:n])
		if strings.Contains(ansi.Strip(written.String()), text) {
			return time.Since(begun), nil
		}
		if !answered && strings.Contains(written.String(), "\x1b]11;?") {
			answered = true
			if _, err := master.WriteString("\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"); err != nil {
				return 0, err
			}
		}
	}
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
