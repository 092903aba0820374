package licences

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The list of the works is that of the modules which are linked in on any of the
// systems that the program is built for.
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
	want := []string{"broadsheet", "the Go standard library"}
	for _, system := range []string{"linux/amd64", "linux/arm64", "darwin/arm64", "windows/amd64"} {
		name, processor, _ := strings.Cut(system, "/")
		command := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", "broadsheet")
		command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+name, "GOARCH="+processor)
		out, err := command.Output()
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		for line := range strings.Lines(string(out)) {
			if work := strings.TrimSpace(line); work != "" && !slices.Contains(want, work) {
				want = append(want, work)
			}
		}
	}
	slices.Sort(has)
	slices.Sort(want)
	if !slices.Equal(has, want) {
		t.Errorf("the licences are those of\n%s\nand the program is made of\n%s\nrun `go generate ./cli/licences`", strings.Join(has, "\n"), strings.Join(want, "\n"))
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
