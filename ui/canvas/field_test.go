package canvas

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestField(t *testing.T) {
	f := NewField("新闻 é")
	for _, key := range []tea.Key{
		{Code: tea.KeyLeft},
		{Code: tea.KeyBackspace},
		{Code: tea.KeyHome},
		{Code: 'x', Text: "x"},
		{Code: tea.KeyRight},
		{Code: tea.KeyDelete},
		{Code: tea.KeyEnd},
		{Code: tea.KeySpace, Text: " "},
		{Code: '!', Text: "!"},
		{Code: 'w', Mod: tea.ModCtrl},
	} {
		f.Press(tea.KeyPressMsg(key))
	}
	if got := f.String(); got != "x新é " {
		t.Errorf("the field holds %q", got)
	}
	if text, cursor := NewField("一二三四五").View(5); text != "四五" || cursor != 4 {
		t.Errorf("the end of the field is %q with the cursor at %d", text, cursor)
	}
}

// TestSelectedTextGivesWay: what is typed or pasted takes its place, what deletes takes
// all of it, and what moves keeps it.
func TestSelectedTextGivesWay(t *testing.T) {
	press := func(f *Field, key tea.Key) { f.Press(tea.KeyPressMsg(key)) }
	letter := tea.Key{Code: 'x', Text: "x"}
	for _, test := range []struct {
		what string
		do   func(*Field)
		want string
	}{
		{"a letter", func(f *Field) { press(f, letter); press(f, letter) }, "xx"},
		{"a paste", func(f *Field) { f.Insert("新的") }, "新的"},
		{"backspace", func(f *Field) { press(f, tea.Key{Code: tea.KeyBackspace}) }, ""},
		{"a word deleted", func(f *Field) { press(f, tea.Key{Code: 'w', Mod: tea.ModCtrl}) }, ""},
		{"right", func(f *Field) { press(f, tea.Key{Code: tea.KeyRight}); press(f, letter) }, "旧的 namex"},
		{"left", func(f *Field) { press(f, tea.Key{Code: tea.KeyLeft}); press(f, letter) }, "x旧的 name"},
		{"a key that edits nothing", func(f *Field) { press(f, tea.Key{Code: tea.KeyF5}); press(f, letter) }, "x"},
	} {
		f := NewField("旧的 name")
		f.SelectAll()
		if test.do(f); f.String() != test.want || f.Selected() {
			t.Errorf("after %s the field holds %q, selected %v; want %q", test.what, f.String(), f.Selected(), test.want)
		}
	}
}

// TestLineTakesAnyQuery: a line takes any query that there can be.
func TestLineTakesAnyQuery(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("长长的查询 ", 250))
	f := NewField(long)
	if f.String() != long || f.full {
		t.Errorf("of %d bytes the line takes %d", len(long), len(f.String()))
	}
}
