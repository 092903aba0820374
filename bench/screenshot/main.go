// Screenshot takes the README's picture of the running program: it starts it on
// the sample edition, presses keys, and writes the screen as an SVG file.
//
//	go run ./bench/screenshot -out docs/screenshot.svg
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/articles"
	"broadsheet/library"
	"broadsheet/render"
	"broadsheet/render/themes"
	"broadsheet/ui"
)

// shot is what the picture is of.
type shot struct {
	width, height   int
	theme, language string
	steps           []string // keys, or texts in quotes to wait for
}

func main() {
	out := flag.String("out", "docs/screenshot.svg", "the `file` to write")
	size := flag.String("size", "120x36", "columns and rows")
	theme := flag.String("theme", "dark", "the theme")
	language := flag.String("language", "en", "en or zh")
	keys := flag.String("keys", "'Eighty' j", "keys to press, and 'texts' to wait for, with spaces between them")
	flag.Parse()
	s := shot{theme: *theme, language: *language, steps: strings.Fields(*keys)}
	if _, err := fmt.Sscanf(*size, "%dx%d", &s.width, &s.height); err != nil {
		fail(fmt.Errorf("the size %q is not like 120x36", *size))
	}
	screen, look, err := s.take()
	if err != nil {
		fail(err)
	}
	if err := os.WriteFile(*out, []byte(draw(screen, s.width, s.height, look)), 0o644); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "screenshot:", err)
	os.Exit(1)
}

// take runs the program and gives its last screen, with the colours of a
// terminal that suits the theme.
func (s shot) take() (string, terminalColours, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	theme, err := themes.Load(s.theme, true)
	if err != nil {
		return "", terminalColours{}, err
	}
	now := func() time.Time { return time.Date(2026, 3, 21, 8, 0, 0, 0, time.UTC) }
	opened, err := library.Open(ctx, []*articles.Root{articles.Sample(false)}, library.Options{Location: time.UTC, Now: now})
	if err != nil {
		return "", terminalColours{}, err
	}
	defer opened.Close() //nolint:errcheck // it was only read
	if err := opened.Wait(ctx); err != nil {
		return "", terminalColours{}, err
	}
	app, err := ui.New(ctx, ui.Options{
		Library: opened.Reader("screenshot", library.ReaderOptions{Location: time.UTC}), Renderer: render.New(1 << 20),
		Theme: s.theme, Themes: themes.Names(), Language: s.language, Now: now, Location: time.UTC,
		LoadTheme: themes.Load,
	})
	if err != nil {
		return "", terminalColours{}, err
	}
	watched := &watched{model: app, screens: make(chan string, 1)}
	program := tea.NewProgram(watched, tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(io.Discard),
		tea.WithWindowSize(s.width, s.height), tea.WithEnvironment([]string{"TERM=xterm-256color", "COLORTERM=truecolor"}))
	var screen string
	var failed error
	var done sync.WaitGroup
	done.Go(func() {
		screen, failed = s.press(ctx, program, watched.screens)
		program.Quit()
	})
	if _, err := program.Run(); err != nil {
		return "", terminalColours{}, err
	}
	done.Wait()
	return screen, coloursFor(theme.Dark), failed
}

// press carries out the steps, and then waits until the screen stands still.
func (s shot) press(ctx context.Context, program *tea.Program, screens <-chan string) (string, error) {
	screen := ""
	for _, step := range s.steps {
		text, isText := strings.CutPrefix(step, "'")
		if !isText {
			program.Send(keyPress(step))
			continue
		}
		text = strings.TrimSuffix(text, "'")
		for !strings.Contains(screen, text) {
			select {
			case screen = <-screens:
			case <-ctx.Done():
				return "", fmt.Errorf("%q never stood on the screen", text)
			}
		}
	}
	for {
		select {
		case screen = <-screens:
		case <-time.After(500 * time.Millisecond):
			return screen, nil
		}
	}
}

// keyPress is the message of a key, by the name that Bubble Tea has for it.
func keyPress(name string) tea.KeyPressMsg {
	named := map[string]rune{
		"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	}
	if code, ok := named[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	key := tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
	return key
}

// watched is the program's model, and passes on what it shows.
type watched struct {
	model   tea.Model
	screens chan string // the last screen that nobody has seen yet
}

func (w *watched) Init() tea.Cmd { return w.model.Init() }

func (w *watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	model, command := w.model.Update(msg)
	w.model = model
	return w, command
}

func (w *watched) View() tea.View {
	view := w.model.View()
	select {
	case <-w.screens:
	default:
	}
	w.screens <- view.Content
	return view
}
