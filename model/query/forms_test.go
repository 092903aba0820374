package query

import (
	"slices"
	"strings"
	"testing"
)

// Every field and every state is explained, and what is explained is understood.
func TestForms(t *testing.T) {
	var forms []string
	for _, explained := range Forms() {
		for _, form := range explained.Examples {
			if _, err := Parse(form); err != nil {
				t.Errorf("%s is explained, and not understood: %v", form, err)
			}
			forms = append(forms, form)
		}
	}
	for _, field := range fields() {
		for _, name := range field.names() {
			begins := func(form string) bool { return strings.HasPrefix(form, name+":") }
			if !slices.ContainsFunc(forms, begins) {
				t.Errorf("no term explains %s:", name)
			}
		}
	}
	for _, word := range dayWords() {
		if !slices.Contains(forms, "date:"+word) {
			t.Errorf("no term explains date:%s", word)
		}
	}
	for _, state := range stateNames() {
		if !slices.Contains(forms, "is:"+state) {
			t.Errorf("no term explains is:%s", state)
		}
	}
}
