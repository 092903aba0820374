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
	for field := FieldCategory; field <= FieldText; field++ {
		begins := func(form string) bool { return strings.HasPrefix(form, fieldName(field)+":") }
		if !slices.ContainsFunc(forms, begins) {
			t.Errorf("no term explains %s:", fieldName(field))
		}
	}
	for _, state := range stateNames() {
		if !slices.Contains(forms, "is:"+state) {
			t.Errorf("no term explains is:%s", state)
		}
	}
}
