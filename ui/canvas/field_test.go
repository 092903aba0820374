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

// TestLineTakesAnyQuery: a line takes any query that there can be.
func TestLineTakesAnyQuery(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("长长的查询 ", 250))
	f := NewField(long)
	if f.String() != long || f.full {
		t.Errorf("of %d bytes the line takes %d", len(long), len(f.String()))
	}
}
