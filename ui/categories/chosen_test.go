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

// TestResume chooses what an earlier session had: what is still there, also if it comes
// only while the library is loaded; what is gone is all articles, without a word.
func TestResume(t *testing.T) {
	for name, title := range map[string]string{
		"": "All", "starred": "Starred", "view:Night": "Night", "view:gone": "All", "cat:/金融": "金融", "cat:/gone": "All", "nonsense:": "All",
	} {
		p := show(t, model.View{Name: "Night", Query: "night"})
		p.TakeViews()
		p.Resume(name)
		p.ask()
		p.on(title)
		if p.said != "" {
			t.Errorf("%q: is said %q", name, p.said)
		}
	}
	p := show(t)
	whole := p.library.tree
	p.library.tree, p.library.loading = &model.Tree{}, true
	p.Resume("cat:/金融")
	p.ask()
	if p.Chosen() != "cat:/金融" {
		t.Errorf("%q is chosen while the library is loaded", p.Chosen())
	}
	p.library.tree, p.library.loading = whole, false
	p.ask()
	p.on("金融")
}
