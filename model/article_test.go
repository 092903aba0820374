package model

import "testing"

func TestNewID(t *testing.T) {
	// printf 'sample\0a/b.md' | sha256sum | cut -c1-12
	if got := NewID("sample", "a/b.md"); got != "5a3da5b7b478" {
		t.Errorf("the id is %s", got)
	}
	if NewID("a", "b/c") == NewID("a/b", "c") || NewID("a", "x") == NewID("b", "x") {
		t.Error("different articles have the same id")
	}
}

func TestReadingMinutes(t *testing.T) {
	tests := []struct{ han, words, want int }{
		{0, 0, 1}, {10, 0, 1}, {590, 0, 1}, {600, 0, 2}, {4000, 0, 10}, {0, 2200, 10}, {400, 220, 2},
	}
	for _, test := range tests {
		if got := ReadingMinutes(test.han, test.words); got != test.want {
			t.Errorf("%d Han characters and %d words take %d minutes, want %d", test.han, test.words, got, test.want)
		}
	}
}

func TestTreeFind(t *testing.T) {
	inner := &Category{Name: "國內"}
	tree := Tree{Top: []*Category{{Name: "國內"}, {Name: "金融", Children: []*Category{inner}}}}
	if got := tree.Find([]string{"金融", "國內"}); got != inner {
		t.Errorf("found %+v", got)
	}
	for _, path := range [][]string{nil, {"金"}, {"國內", "金融"}, {"金融", "國內", "國內"}} {
		if got := tree.Find(path); got != nil {
			t.Errorf("%q: found %+v", path, got)
		}
	}
	if CategoryKey([]string{"a", "b"}) == CategoryKey([]string{"a b"}) {
		t.Error("different paths have the same key")
	}
}
