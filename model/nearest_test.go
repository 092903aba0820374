package model

import "testing"

func TestNearest(t *testing.T) {
	words := []string{"list", "categories", "cat", "check", "config"}
	for word, want := range map[string]string{
		"lsit": "list", "lis": "list", "LIST": "list", "categroies": "categories", "chekc": "check",
		"cta": "cat", "serve": "", "x": "", "": "", "configuration": "",
	} {
		if got := Nearest(word, words); got != want {
			t.Errorf("the nearest to %q is %q, want %q", word, got, want)
		}
	}
}
