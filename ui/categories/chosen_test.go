package categories

import (
	"reflect"
	"testing"

	"broadsheet/model"
)

// TestChosenIsNamed names whatever can be chosen so that the name means that again.
func TestChosenIsNamed(t *testing.T) {
	p := show(t, model.View{Name: "today", Query: "night"}, model.View{Name: "cat:/金融", Query: "night"})
	names := map[string]bool{}
	for _, choice := range p.Choices() {
		p.Choose(choice)
		name := p.Chosen()
		if names[name] {
			t.Errorf("two choices are called %q", name)
		}
		names[name] = true
		if again := selectionNamed(name); !reflect.DeepEqual(again, p.selected) {
			t.Errorf("%q stands for %+v, and was %+v", name, again, p.selected)
		}
	}
	for _, path := range [][]string{{`a/b`, `c "d" e`}, {"OR"}, {"-x", `\`}, {"金融", "is:unread"}} {
		p.choose(selection{kind: selectCategory, path: path})
		if again := selectionNamed(p.Chosen()); !reflect.DeepEqual(again, p.selected) {
			t.Errorf("%q stands for %+v, and was %+v", p.Chosen(), again, p.selected)
		}
	}
	for _, wrong := range []string{"is:unread", "cat:金融", `cat:"`, "yesterday", "-cat:/金融", "cat:/a OR cat:/b"} {
		if got := selectionNamed(wrong); !reflect.DeepEqual(got, selection{}) {
			t.Errorf("%q stands for %+v", wrong, got)
		}
	}
}
