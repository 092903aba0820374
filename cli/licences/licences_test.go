package licences

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Every module that is linked in here is among the works, and every work is a
// module of go.mod in its version. .ci/run looks at the other systems too.
func TestNothingIsMissing(t *testing.T) {
	text, err := Text()
	if err != nil {
		t.Fatal(err)
	}
	list, _, _ := strings.Cut(text, "\n----")
	var has []string
	for line := range strings.Lines(list) {
		if work, found := strings.CutPrefix(line, "  "); found {
			has = append(has, strings.TrimSpace(work))
		}
	}
	const again = "run `go generate ./cli/licences`"
	for _, work := range run(t, "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", "broadsheet") {
		if work != "" && !slices.Contains(has, work) {
			t.Errorf("%s is linked in, and has no licence here: %s", work, again)
		}
	}
	mod := run(t, "go", "mod", "edit", "-print", "../../go.mod")
	for _, work := range has[2:] {
		if !slices.ContainsFunc(mod, func(line string) bool { return strings.HasPrefix(strings.TrimPrefix(line, "require "), work) }) {
			t.Errorf("%s is not in go.mod: %s", work, again)
		}
	}
	if has[0] != "broadsheet" || has[1] != "the Go standard library" {
		t.Errorf("the first works are %q", has[:2])
	}
	for _, work := range has {
		name, _, _ := strings.Cut(work, " v")
		if !strings.Contains(text, "\n"+name+": ") {
			t.Errorf("%s has no licence", work)
		}
	}
	for _, words := range []string{"Permission is hereby granted", "Redistribution and use in source and binary forms", "Apache License"} {
		if !strings.Contains(text, words) {
			t.Errorf("nobody says %q", words)
		}
	}
}

// run gives what a program prints, in lines without blanks at their ends.
func run(t *testing.T, name string, arguments ...string) []string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, arguments...).Output()
	if err != nil {
		t.Fatalf("%s %s: %v", name, arguments[0], err)
	}
	var lines []string
	for line := range strings.Lines(string(out)) {
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines
}
