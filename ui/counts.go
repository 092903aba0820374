package ui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/headlines"
)

// This file takes numbers before motions, as in 5j and 12G, and keys that are pressed
// twice, as in gg and zz. A single digit is the key of a category as well: it chooses
// that if no motion follows at once, or when enter is pressed. Nothing else waits.

// sequenceWait is how long a key may take to belong to the one before it.
const sequenceWait = 500 * time.Millisecond

// mostDigits are as many as a number has, and mostAhead the keys that wait for headlines.
const (
	mostDigits = 7
	mostAhead  = 32
)

// number is what is typed before a motion.
type number struct {
	digits string
	turn   int  // tells the waits of one number from those of another
	choice bool // it is a single digit, and the key of a category
}

// numbered says that a digit has had its time to be followed by a motion.
type numbered struct{ turn int }

// previousKey is the key before this one, for those that are pressed twice.
type previousKey struct {
	text    string
	at      time.Time
	counted bool // there was a number before it
}

// begins says whether a key is a digit of a number before a motion. Zero begins none.
func (n *number) begins(key tea.KeyPressMsg) bool {
	text := key.String()
	return len(text) == 1 && (text >= "1" && text <= "9" || text == "0" && n.digits != "")
}

// take is the number that was typed, which it forgets; 0: there was none.
func (n *number) take() int {
	times, err := strconv.Atoi(n.digits)
	if err != nil {
		return 0 // nothing was typed
	}
	n.drop()
	return times
}

func (n *number) drop() { n.digits, n.choice = "", false }

// pressNumber takes a digit, with the row that it stands for otherwise.
func (h *home) pressNumber(key tea.KeyPressMsg, row command.Command) tea.Cmd {
	n := &h.number
	n.turn++
	n.choice = n.digits == "" && strings.HasPrefix(row.Name, "category.")
	if len(n.digits) < mostDigits {
		n.digits += key.String()
	}
	if !n.choice {
		return nil
	}
	turn := n.turn
	return tea.Tick(sequenceWait, func(time.Time) tea.Msg { return numbered{turn: turn} })
}

// waited chooses the category of a digit that no motion has followed.
func (h *home) waited(message numbered) tea.Cmd {
	if message.turn != h.number.turn {
		return nil
	}
	return h.chooseNumber()
}

// chooseNumber chooses the category of a digit, if one was typed.
func (h *home) chooseNumber() tea.Cmd {
	if !h.number.choice {
		return nil
	}
	name := "category." + h.number.digits
	h.number.drop()
	return h.choose(name)
}

// pressHome takes a key of the home screen, with the row that it stands for.
func (h *home) pressHome(key tea.KeyPressMsg, row command.Command, found bool) (cmd tea.Cmd, taken bool) {
	if len(h.ahead) > 0 && len(h.ahead) < mostAhead && h.list.Waiting() {
		h.ahead = append(h.ahead, key)
		return nil, true
	}
	before := h.before
	h.before = previousKey{text: key.String(), at: h.app.now()}
	if h.number.begins(key) && (!found || strings.HasPrefix(row.Name, "category.") || h.number.digits != "") {
		return h.pressNumber(key, row), true
	}
	if h.number.digits != "" {
		return h.afterNumber(key, row)
	}
	if twice := before.text == key.String() && len(before.text) == 1 && h.app.now().Sub(before.at) < sequenceWait; twice {
		if cmd, taken = h.pressTwice(key, before.counted); taken {
			return cmd, true
		}
	}
	h.zoomedFrom = nil
	if row.Name == "article.zoom" && row.Off == "" {
		stands := h.standsNow()
		h.zoomedFrom = &stands
	}
	return nil, false
}

// afterNumber takes a key that follows a number.
func (h *home) afterNumber(key tea.KeyPressMsg, row command.Command) (cmd tea.Cmd, taken bool) {
	switch {
	case isMotion(row.Name) && row.Off != "":
		h.number.drop()
		return nil, false
	case isMotion(row.Name):
		h.before.counted = true
		return h.times(row.Name, h.number.take()), true
	case row.Name == "app.step_back":
		h.number.drop()
		return nil, true
	case h.number.choice && key.String() == "enter":
		return h.chooseNumber(), true
	case h.number.choice: // the key is for the headlines of the category
		chosen := h.chooseNumber()
		if !h.list.Waiting() {
			return chosen, false
		}
		h.ahead = append(h.ahead, key)
		return chosen, true
	}
	h.number.drop()
	return nil, false
}

// pressTwice takes a key that was pressed twice at once, if a command has both for its
// key. After a number its first press has done it already, as in 12gg.
func (h *home) pressTwice(key tea.KeyPressMsg, counted bool) (cmd tea.Cmd, taken bool) {
	twice := key.String() + key.String()
	for _, row := range h.app.keys.Bind(h.Commands()) {
		switch {
		case !slices.Contains(row.Keys, twice):
		case counted:
			return nil, true
		case row.Off != "":
			h.app.say(row.Off)
			return nil, true
		default:
			h.before = previousKey{}
			return row.Run(), true
		}
	}
	return nil, false
}

// isMotion says whether a number before a command says how often, or where to.
func isMotion(name string) bool {
	switch name {
	case "next.unread", "previous.unread", "next.article", "previous.article", "find.next", "find.previous":
		return true
	}
	return strings.HasPrefix(name, "move.")
}

// times does a motion so many times. To the top and to the end it goes to the row, or
// the line, of that number.
func (h *home) times(name string, n int) tea.Cmd {
	finding := h.focus == articlePane && h.article.Finding() && strings.HasPrefix(name, "find.")
	switch moves := strings.HasPrefix(name, "move."); {
	case h.focus == articlePane && (moves || finding):
		h.article.DoTimes(name, n)
	case h.focus == treePane && moves:
		if h.tree.DoTimes(name, n) {
			h.sayBroken()
			return h.ask(headlines.KeepNothing)
		}
	case h.list.DoTimes(name, n):
		return h.showCurrent()
	}
	return nil
}

// catchUp takes the keys that were typed ahead of the headlines which they are for.
func (h *home) catchUp() tea.Cmd {
	var all []tea.Cmd
	for len(h.ahead) > 0 && !h.list.Waiting() {
		key := h.ahead[0]
		h.ahead = h.ahead[1:]
		all = append(all, h.app.press(key), h.settle())
	}
	return tea.Batch(all...)
}

// putNumber puts what is typed before a motion into the status line.
func (h *home) putNumber(l *canvas.Line) {
	if digits := h.number.digits; digits != "" && len(digits)+2 <= l.Room() {
		l.Skip(h.app.window.Styles.Text, 2).Put(h.app.window.Styles.Accent, digits)
	}
}

// standing is how the screen was before the article was shown alone.
type standing struct {
	focus           pane
	zoomed, reading bool
	unread          model.ID // the article, if it was not read
}

// standsNow is how the screen is.
func (h *home) standsNow() standing {
	s := standing{focus: h.focus, zoomed: h.zoomed, reading: h.reading}
	if item := h.target(); item != nil && !h.app.library.Marks(item.ID).IsRead() {
		s.unread = item.ID
	}
	return s
}

// center puts the row under the cursor in the middle, or the match or heading in the
// text that the reader has gone to. Its key is that of showing the article alone,
// twice: that was not waited for, and is taken back.
func (h *home) center() tea.Cmd {
	var counted tea.Cmd
	if h.zoomedFrom != nil {
		s := *h.zoomedFrom
		h.focus, h.zoomed, h.reading, h.opening, h.zoomedFrom = s.focus, s.zoomed, s.reading, "", nil
		if s.unread != "" && h.app.library.Marks(s.unread).IsRead() {
			h.app.library.Undo()
			counted = h.tree.Ask(h.app.ctx)
		}
	}
	settled := h.settle() // the panes have their sizes again
	switch h.focus {
	case treePane:
		h.tree.Center()
	case listPane:
		h.list.Center()
	case articlePane:
		if !h.article.Center() {
			h.app.say(h.app.words.NothingToCenter())
		}
	}
	return tea.Batch(counted, settled)
}

// filtered says whether the headlines are those that have what was typed, read or not.
func (h *home) filtered() bool {
	return !h.unreadOnly() && slices.ContainsFunc(h.filters, func(f filter) bool { return !f.unread })
}

// matchRows go through the headlines that a filter or a search has found, as after a
// find.
func (h *home) matchRows() []command.Command {
	if !h.filtered() {
		return nil
	}
	var rows []command.Command
	for _, name := range []string{"find.next", "find.previous"} {
		rows = append(rows, command.Command{Name: name, Off: h.offNoItem(), Run: func() tea.Cmd { return h.goTo(name) }})
	}
	return rows
}

// onwardHint is what n does: it goes to the next unread article, or through what a
// filter has found.
func (h *home) onwardHint() command.Hint {
	if h.filtered() {
		return command.Hint{"find.next", "find.previous"}
	}
	return command.Hint{"next.unread"}
}
