package terminal

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// glass is a terminal that knows what the painter uses, and nothing else: the
// test fails on all that it does not know.
type glass struct {
	t             *testing.T
	width, height int
	cells         [][]cell
	x, y          int
	top, bottom   int
	pen, link     string
}

func newGlass(t *testing.T, width, height int) *glass {
	g := &glass{t: t, width: width, height: height, bottom: height - 1}
	for range height {
		g.cells = append(g.cells, g.blankLine())
	}
	return g
}

func (g *glass) blankLine() []cell {
	line := make([]cell, g.width)
	for x := range line {
		line[x] = blank
	}
	return line
}

func (g *glass) WriteString(text string) (int, error) { return g.Write([]byte(text)) }

func (g *glass) Write(p []byte) (int, error) {
	var state byte
	for text := string(p); text != ""; {
		sequence, width, n, next := ansi.DecodeSequence(text, state, nil)
		state, text = next, text[n:]
		switch {
		case width > 0:
			g.put(sequence, width)
		case sequence == "\n": // with the carriage return that a terminal needs
			g.x = 0
			if g.y == g.bottom {
				g.scroll(1)
			} else {
				g.y++
			}
		case sequence == "\x1bM":
			if g.y == g.top {
				g.scroll(-1)
			} else {
				g.y--
			}
		case strings.HasPrefix(sequence, "\x1b]8;"):
			if g.link = sequence; sequence == ansi.ResetHyperlink() {
				g.link = ""
			}
		case strings.HasPrefix(sequence, "\x1b]"), strings.HasPrefix(sequence, "\x1b[?"), strings.HasPrefix(sequence, "\x1b[>"), strings.HasPrefix(sequence, "\x1b[<"):
		case strings.HasPrefix(sequence, "\x1b["):
			g.control(sequence[2:len(sequence)-1], sequence[len(sequence)-1])
		default:
			g.t.Fatalf("the painter sends %q", sequence)
		}
	}
	return len(p), nil
}

func (g *glass) control(parameters string, final byte) {
	var numbers []int
	for _, text := range strings.Split(parameters, ";") {
		n, _ := strconv.Atoi(text)
		numbers = append(numbers, n)
	}
	numbers = append(numbers, 0)
	switch final {
	case 'm':
		g.pen += "\x1b[" + parameters + "m"
		if parameters == "" || parameters == "0" {
			g.pen = ""
		}
	case 'H':
		g.y, g.x = max(numbers[0]-1, 0), max(numbers[1]-1, 0)
	case 'G':
		g.x = max(numbers[0]-1, 0)
	case 'K':
		g.erase(g.y, g.x)
	case 'X':
		for range numbers[0] {
			g.put(" ", 1)
			g.cells[g.y][g.x-1].link = ""
		}
		g.x -= numbers[0]
	case 'J':
		for y := range g.cells {
			g.erase(y, 0)
		}
	case 'r':
		g.top, g.bottom = 0, g.height-1
		if numbers[0] > 0 {
			g.top, g.bottom = numbers[0]-1, numbers[1]-1
		}
		g.x, g.y = 0, 0
	case 'q':
	default:
		g.t.Fatalf("the painter sends %q", "\x1b["+parameters+string(final))
	}
}

func (g *glass) erase(y, from int) {
	for x := from; x < g.width; x++ {
		g.cells[y][x] = cell{" ", 1, g.pen, ""}
	}
}

func (g *glass) scroll(by int) {
	if g.pen != "" {
		g.t.Error("the screen is scrolled with a pen")
	}
	region := g.cells[g.top : g.bottom+1]
	if by > 0 {
		copy(region, region[1:])
		region[len(region)-1] = g.blankLine()
	} else {
		copy(region[1:], region)
		region[0] = g.blankLine()
	}
}

func (g *glass) put(text string, width int) {
	if g.x+width > g.width {
		g.t.Fatalf("%q does not fit at %d,%d", text, g.x, g.y)
	}
	line := g.cells[g.y]
	if line[g.x].width == 0 { // the right half of a wide one goes, and so does its left half
		line[g.x-1] = blank
	}
	if end := g.x + width; end < g.width && line[end].width == 0 {
		line[end] = blank
	}
	line[g.x] = cell{text, width, g.pen, g.link}
	if width == 2 {
		line[g.x+1] = cell{}
	}
	g.x += width
}

// show is the screen in lines that say how each cell looks.
func (g *glass) show() string {
	var b strings.Builder
	for _, line := range g.cells {
		for _, c := range line {
			if c.width > 0 {
				fmt.Fprintf(&b, "%q%q%q ", c.text, c.pen, c.link)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// drawnAnew is what a screen shows that a frame was drawn on for the first time.
func drawnAnew(t *testing.T, frame string, width, height int) string {
	g := newGlass(t, width, height)
	newTestPainter(g, frame, width, height)
	return g.show()
}

// still is a program that shows one frame.
type still struct{ frame string }

func (s *still) Init() tea.Cmd                       { return nil }
func (s *still) Update(tea.Msg) (tea.Model, tea.Cmd) { return s, nil }
func (s *still) View() tea.View                      { return tea.NewView(s.frame) }

func newTestPainter(g *glass, frame string, width, height int) (*Painter, *still) {
	program := &still{frame}
	p := NewPainter(program, g, Options{Profile: colorprofile.TrueColor, Width: width, Height: height, FramesPerSecond: 30}, alone{})
	p.View()
	if err := p.draw(); err != nil {
		g.t.Fatal(err)
	}
	return p, program
}

// words are what the frames of the test are made of.
func words() []string {
	return []string{
		"a", "word", "金融", "，", "「新浪财经」", "● ", "│", "é", "   ", "          ",
		"\x1b[1m粗\x1b[m", "\x1b[38;5;174;1mbroadsheet\x1b[m", "\x1b[48;5;237m  选 \x1b[m", "\x1b[48;5;237m                    \x1b[m", "\x1b[4;48;5;7m                    \x1b[m", "\x1b[2mdim \x1b[38;2;1;2;3mcolour\x1b[m",
		"\x1b]8;id=1;https://example.org/\x1b\\link 链\x1b]8;;\x1b\\", "😀", "👩‍👩‍👧", "é", "①",
	}
}

func randomLine(random *rand.Rand, width int) string { return lineOf(random, words(), width) }

func lineOf(random *rand.Rand, words []string, width int) string {
	line, used := "", 0
	for random.IntN(12) > 0 {
		word := words[random.IntN(len(words))]
		if used += ansi.StringWidth(word); used > width {
			break
		}
		line += word
	}
	return line
}

// change makes another frame of lines.
func change(random *rand.Rand, lines []string, width int) {
	height := len(lines)
	switch random.IntN(5) {
	case 0: // scrolls
		n := 1 + random.IntN(3)
		if random.IntN(2) == 0 {
			copy(lines[1:], lines[1+n:])
		} else {
			copy(lines[1+n:], lines[1:])
		}
		lines[random.IntN(height)] = randomLine(random, width)
	case 1: // a pane beside others changes
		for y := range lines {
			lines[y] = ansi.Truncate(lines[y], width/2, "") + "\x1b[m\x1b]8;;\x1b\\"
			lines[y] += strings.Repeat(" ", width/2-ansi.StringWidth(lines[y])) + randomLine(random, width-width/2)
		}
	default:
		lines[random.IntN(height)] = randomLine(random, width)
	}
}

// However a frame follows another, the screen is as if it alone had been drawn:
// lines that stay, change in part, move up and down, and windows of other sizes.
func TestPainterLeavesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		width, height := 20+random.IntN(60), 5+random.IntN(20)
		lines := make([]string, height)
		for y := range lines {
			lines[y] = randomLine(random, width)
		}
		g := newGlass(t, width, height)
		p, program := newTestPainter(g, strings.Join(lines, "\n"), width, height)
		for range 20 {
			change(random, lines, width)
			program.frame = strings.Join(lines, "\n")
			p.View()
			if err := p.draw(); err != nil {
				t.Fatal(err)
			}
			if got, want := g.show(), drawnAnew(t, program.frame, width, height); got != want {
				t.Fatalf("round %d: the screen is\n%s, want\n%s", round, got, want)
			}
		}
	}
}

// What stays is not sent again: neither lines nor panes, and what moves is moved.
func TestPainterSendsLittle(t *testing.T) {
	article := make([]string, 60)
	for i := range article {
		article[i] = fmt.Sprintf("   第%d行：北京、上海、长沙等城市陆续展开第二轮数字人民币试点活动，合计超六千", i)
	}
	random := rand.New(rand.NewPCG(3, 4))
	beside := make([]string, 24)
	for i := range beside {
		beside[i] = lineOf(random, words()[:14], 30) // of which all terminals know how wide they are
		beside[i] += strings.Repeat(" ", 30-ansi.StringWidth(beside[i])) + "│"
	}
	join := func(top int) string { return "头\n" + strings.Join(article[top:top+22], "\n") + "\n尾" }
	for _, test := range []struct {
		name     string
		from, to string
		most     int
	}{
		{"the same", join(0), join(0), 0},
		{"one line down", join(0), join(1), 150},
		{"one line up", join(1), join(0), 150},
		{"three lines down", join(0), join(3), 400},
		{"a word", strings.Join(beside, "\n"), strings.Join(beside, "word\n"), 24 * 12},
		{"blank", join(0), "", 24 * 8},
	} {
		g := newGlass(t, 80, 24)
		p, program := newTestPainter(g, test.from, 80, 24)
		var sent strings.Builder
		p.out = &sent
		program.frame = test.to
		p.View()
		if err := p.draw(); err != nil {
			t.Fatal(err)
		}
		if sent.Len() > test.most {
			t.Errorf("%s takes %d bytes, more than %d: %q", test.name, sent.Len(), test.most, sent.String())
		}
	}
}

// A frame is drawn in the colours that the terminal has.
func TestPainterColours(t *testing.T) {
	for profile, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: "\x1b[38;2;255;0;0;1mx\x1b[m",
		colorprofile.ANSI256:   "\x1b[38;5;196;1mx\x1b[m",
		colorprofile.ANSI:      "\x1b[91;1mx\x1b[m",
		colorprofile.ASCII:     "\x1b[1mx\x1b[m",
	} {
		var sent strings.Builder
		p := NewPainter(&still{"\x1b[38;2;255;0;0;1mx\x1b[m"}, &sent, Options{Profile: profile, Width: 20, Height: 5, FramesPerSecond: 30}, alone{})
		p.View()
		if err := p.draw(); err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(sent.String(), want) {
			t.Errorf("with profile %v a frame is %q, want %q at its end", profile, sent.String(), want)
		}
	}
}

// What is found out quickly of a character is what the library says.
func TestPlainCharacters(t *testing.T) {
	for r := rune(1); r < 0x20000; r++ {
		for _, after := range []string{"", "a", "中", "\u0301", "\ufe0f", "\u200d👩", "\x1b[m", "ก"} {
			text := string(r) + after
			n, width := plain(text)
			if n == 0 {
				continue
			}
			sequence, want, _, _ := ansi.DecodeSequence(text, 0, nil)
			if text[:n] != sequence || width != want {
				t.Fatalf("%q begins with %q of %d, not with %q of %d", text, sequence, want, text[:n], width)
			}
		}
	}
}

// Blanks are erased only where that looks the same.
func TestLined(t *testing.T) {
	for pen, want := range map[string]bool{
		"": false, "\x1b[1;38;5;4m": false, "\x1b[48;2;4;7;9m": false, "\x1b[1m\x1b[38;2;1;2;3m": false,
		"\x1b[4m": true, "\x1b[4:3m": true, "\x1b[38;5;1;7m": true, "\x1b[1m\x1b[48;2;1;2;3;9m": true,
	} {
		if got := lined(pen); got != want {
			t.Errorf("%q draws lines: %v", pen, got)
		}
	}
}

// alone works without waiting for anybody.
type alone struct{}

func (alone) Work(do func()) { do() }
func (alone) Rest() bool     { return true }
func (alone) Catch()         {}
