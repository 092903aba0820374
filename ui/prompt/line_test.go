package prompt

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model/query"
	"broadsheet/render/themes"
	"broadsheet/ui/ask"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// line drives a Line as a program would, and is what it is for.
type line struct {
	*Line
	t       *testing.T
	window  *canvas.Window
	found   []string // what completes a term
	failure error
	typed   []string // all texts that something was to be done with
	refusal string
	said    string
	holding bool
	held    []tea.Cmd
}

func (l *line) Commands() []command.Command {
	return []command.Command{{Name: "filter.keep"}, {Name: "filter.drop"}}
}
func (l *line) Hints() []command.Hint { return []command.Hint{{"filter.keep"}, {"filter.drop"}} }
func (l *line) Refusal() string       { return l.refusal }
func (l *line) Found() string         { return "5 articles" }

func (l *line) PutOutcome(c *canvas.Line) { c.Put(canvas.Paint{}, "outcome of "+l.Text()) }

func (l *line) Typed() tea.Cmd {
	l.typed = append(l.typed, l.Text())
	return nil
}

func open(t *testing.T, text string, completed bool) *line {
	t.Helper()
	theme, err := themes.Load("auto", true)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := command.NewKeymap(words.For("en"), nil)
	if err != nil {
		t.Fatal(err)
	}
	l := &line{t: t, window: &canvas.Window{Width: 60, Height: 10}}
	l.window.SetTheme(theme, theme.Dark)
	o := Options{
		Context: t.Context(), Window: l.window, Keys: keys, Words: words.For("en"), Sign: "/", Text: text,
		Say: func(text string) { l.said = text },
	}
	if completed {
		o.Library = library{l}
	}
	l.Line = New(o, l)
	return l
}

// library completes what the test has found.
type library struct{ of *line }

func (l library) Complete(context.Context, query.Partial, int) ([]string, error) {
	return l.of.found, l.of.failure
}

func (l *line) run(cmd tea.Cmd) {
	switch {
	case cmd == nil:
		return
	case l.holding:
		l.held = append(l.held, cmd)
		return
	}
	if answer, wanted := cmd().(ask.Answer).Open(); wanted {
		l.run(l.Receive(answer.(Offered)))
	}
}

func (l *line) write(text string) {
	for _, r := range text {
		l.run(l.Letters(tea.KeyPressMsg{Code: r, Text: string(r)}))
	}
}

// tab completes, on or back.
func (l *line) tab(step int) { l.run(l.Complete(step)) }

// rows are the two last lines of the window.
func (l *line) rows() (typed, outcome string) {
	c := canvas.New(l.window.Width, l.window.Height)
	l.Draw(c)
	all := strings.Split(ansi.Strip(c.String()), "\n")
	for _, row := range all {
		if ansi.StringWidth(row) > l.window.Width {
			l.t.Errorf("a line is too wide: %q", row)
		}
	}
	return all[len(all)-2], all[len(all)-1]
}

// TestLineIsTypedInto types, pastes and takes back, and draws what came of it.
func TestLineIsTypedInto(t *testing.T) {
	l := open(t, "a", false)
	l.write("b")
	l.run(l.Paste("c\nd"))
	l.run(l.Letters(tea.KeyPressMsg{Code: tea.KeyBackspace}))
	l.run(l.Letters(tea.KeyPressMsg{Code: tea.KeyLeft})) // changes nothing
	if got := strings.Join(l.typed, ","); got != "ab,abc d,abc " {
		t.Errorf("something was done with %q", got)
	}
	typed, outcome := l.rows()
	if !strings.HasPrefix(typed, " / abc ") || !strings.Contains(typed, "enter") || !strings.HasPrefix(outcome, "   outcome of abc") {
		t.Errorf("the lines are\n%s\n%s", typed, outcome)
	}
}

// TestRefusalInOneLine says why nothing was kept where the line stands alone, in place
// of its hints.
func TestRefusalInOneLine(t *testing.T) {
	l := open(t, "a", false)
	l.refusal = "Not kept."
	l.window.Height = 5
	if _, typed := l.rows(); l.Height() != 1 || !strings.Contains(typed, "Not kept.") || strings.Contains(typed, "enter") {
		t.Errorf("in %d lines it is %q", l.Height(), typed)
	}
}

// TestComplete goes through what a term could become, on and back; the text behind the
// cursor stays.
func TestComplete(t *testing.T) {
	l := open(t, "", true)
	l.found = []string{"author:Wang", "author:Wu"}
	l.write("x author:W")
	if _, outcome := l.rows(); !strings.Contains(outcome, "5 articles · Wang  Wu") {
		t.Errorf("offered is %q", outcome)
	}
	for _, step := range []struct {
		by   int
		want string
	}{{1, "x author:Wang"}, {1, "x author:Wu"}, {1, "x author:Wang"}, {-1, "x author:Wu"}} {
		l.tab(step.by)
		if l.Text() != step.want || l.typed[len(l.typed)-1] != step.want {
			t.Errorf("the line is %q, want %q; done was something with %q", l.Text(), step.want, l.typed[len(l.typed)-1])
		}
	}
	l.found = nil
	l.write(" author:zz")
	l.tab(1)
	if l.said != words.For("en").NothingToComplete() {
		t.Errorf("said is %q", l.said)
	}
	l.failure = errors.New("the disk has been pulled out")
	l.write("z")
	if l.said != l.failure.Error() {
		t.Errorf("said is %q", l.said)
	}
}

// TestCompleteBeforeTheAnswer completes as soon as it is known how.
func TestCompleteBeforeTheAnswer(t *testing.T) {
	l := open(t, "", true)
	l.found = []string{"author:Wang"}
	l.write("author:")
	l.holding = true
	l.write("W")
	l.tab(1)
	l.holding = false
	for _, cmd := range l.held {
		l.run(cmd)
	}
	if l.Text() != "author:Wang" {
		t.Errorf("the line is %q", l.Text())
	}
}

// TestFieldsAreOfferedToWhoAsks completes the name of a field, and goes on to its values.
func TestFieldsAreOfferedToWhoAsks(t *testing.T) {
	l := open(t, "", true)
	l.found = []string{"author:Wang", "author:Wu"}
	l.write("aut")
	if _, outcome := l.rows(); !strings.HasPrefix(outcome, "   outcome of aut") {
		t.Errorf("offered is %q", outcome)
	}
	l.tab(1)
	if _, outcome := l.rows(); l.Text() != "author:" || !strings.Contains(outcome, "Wang  Wu") {
		t.Errorf("the line is %q, offered is %q", l.Text(), outcome)
	}
}

// TestNothingIsCompleted in lines without a library.
func TestNothingIsCompleted(t *testing.T) {
	l := open(t, "", false)
	l.write("author:W")
	if _, outcome := l.rows(); !strings.HasPrefix(outcome, "   outcome of author:W") {
		t.Errorf("offered is %q", outcome)
	}
}
