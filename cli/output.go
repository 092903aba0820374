package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"broadsheet/cli/visible"
)

// The styling of lists and of help. What a terminal cannot show, styledWriter takes out.
const (
	dim   = "\x1b[2m"
	undim = "\x1b[22m"
	lit   = "\x1b[1m"
	unlit = undim
)

// profile says which colours the output takes: none at all for a pipe, unless
// CLICOLOR_FORCE asks for some, and no colour but weight with NO_COLOR.
func (c *call) profile() colorprofile.Profile {
	if c.served != nil {
		return c.served.about.Profile
	}
	profile := colorprofile.Detect(c.streams.Out, c.streams.Env)
	// The NO_COLOR convention takes any value that is not empty; the library only
	// those that read as true.
	if c.streams.env("NO_COLOR") != "" && profile > colorprofile.ASCII {
		return colorprofile.ASCII
	}
	return profile
}

// onTerminal says whether a person sees the output.
func (c *call) onTerminal() bool {
	if c.served != nil {
		return c.served.about.Terminal
	}
	_, is := terminal(c.streams.Out)
	return is
}

// styledWriter writes to the output what it can show of styled text.
func (c *call) styledWriter() io.Writer {
	c.visible.Styled = c.profile() > colorprofile.NoTTY
	return &colorprofile.Writer{Forward: c.out, Profile: c.profile()}
}

// show writes text as long as an article: through the reader's PAGER on a
// terminal, if one is set, else straight to the output.
func (c *call) show(write func(io.Writer) error) error {
	file, onTerminal := terminal(c.streams.Out)
	words := strings.Fields(c.streams.env("PAGER"))
	if !onTerminal || len(words) == 0 || words[0] == "cat" {
		return write(c.out)
	}
	program, err := exec.LookPath(words[0])
	if err != nil {
		say(c.streams.Err, "the pager "+words[0]+" named by PAGER is not installed, so here is the text without it")
		return write(c.out)
	}
	var text bytes.Buffer
	visible := &visible.Writer{To: &text, Styled: c.visible.Styled}
	if err := errors.Join(write(visible), visible.Flush()); err != nil {
		return err
	}
	pager := exec.Command(program, words[1:]...) //nolint:noctx // the pager ends when its reader says so
	pager.Stdin = &text
	pager.Stdout, pager.Stderr = file, c.streams.Err
	if errs, ok := terminal(c.streams.Err); ok { // it shares the terminal with us
		pager.Stderr = errs
	}
	pager.Env = c.streams.Env
	if _, set := c.streams.lookup("LESS"); !set {
		// Colours as they are, and no paging of what fits on the screen.
		pager.Env = append(pager.Env[:len(pager.Env):len(pager.Env)], "LESS=FRX")
	}
	if err := pager.Run(); err != nil && !closedPipe(err) {
		return pagerError(words[0], err)
	}
	return nil
}

// pagerError words a pager's failure.
func pagerError(name string, err error) error {
	return fmt.Errorf("the pager %s named by PAGER failed: %w", name, err)
}
