//go:build unix

package desktop

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/cli/config"
	"broadsheet/model"
)

// program writes a script that can be run, and gives its path.
func program(t *testing.T, name, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// run runs a program on a terminal that is a file of keys, and gives what it wrote.
func run(t *testing.T, p *Program, keys string) (written string, err error) {
	t.Helper()
	var out strings.Builder
	p.SetStdin(strings.NewReader(keys))
	p.SetStdout(&out)
	p.SetStderr(&out)
	err = p.Run()
	return out.String(), err
}

// kindOf is the kind of an error of another program.
func kindOf(err error) model.OutsideKind {
	if known, ok := errors.AsType[*model.OutsideError](err); ok {
		return known.Kind
	}
	return ""
}

// TestEditor opens a file in the editor of VISUAL, else of EDITOR, with its options; the
// file's name is one word, whatever is in it.
func TestEditor(t *testing.T) {
	shows := program(t, "my editor", `for word; do echo "[$word]"; done`)
	const file = "/tmp/a b; $(touch x) '\"\n.md"
	for _, variables := range [][]string{
		{"VISUAL='" + shows + "' -f \"two words\"", "EDITOR=none"},
		{"VISUAL= ", "EDITOR='" + shows + "' -f 'two words'"},
	} {
		p, err := Editor(t.Context(), config.Environment{Variables: variables}, file)
		if err != nil {
			t.Fatal(err)
		}
		if written, err := run(t, p, ""); err != nil || written != "[-f]\n[two words]\n["+file+"]\n" {
			t.Errorf("the editor gets %q, %v", written, err)
		}
	}
	for line, want := range map[string]model.OutsideKind{"no-such-editor -f": model.NoProgram, "vi 'x": model.QuoteOpen} {
		if _, err := Editor(t.Context(), config.Environment{Variables: []string{"EDITOR=" + line}}, file); kindOf(err) != want {
			t.Errorf("%s: the error is %v", line, err)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Editor(t.Context(), config.Environment{}, file); kindOf(err) != model.NoEditor {
		t.Errorf("without any editor the error is %v", err)
	}
}

// TestEditorReads gives the editor the terminal's input, and does not wait after it.
func TestEditorReads(t *testing.T) {
	p, err := Editor(t.Context(), config.Environment{Variables: []string{"EDITOR=" + program(t, "reads", `read line; echo "read $line"; exit 3`)}}, "x.md")
	if err != nil {
		t.Fatal(err)
	}
	written, err := run(t, p, "a key\nanother\n")
	if written != "read a key\n" || kindOf(err) != model.ProgramFailed {
		t.Errorf("written is %q, the error %v", written, err)
	}
}

// TestCommand gives a command a text to read. What looks like a command in the text, or
// in a word of the line, is none: there is no shell.
func TestCommand(t *testing.T) {
	const text = "$(echo broken) `echo broken`; echo broken\n'quoted\" 中文\n"
	p, err := Command(t.Context(), config.Environment{Variables: os.Environ()}, `sh -c 'cat; echo "[$1]"' name '$(echo broken)'`, text, "Press enter.")
	if err != nil {
		t.Fatal(err)
	}
	if written, err := run(t, p, "x\nleft"); err != nil || written != text+"[$(echo broken)]\n\nPress enter. " {
		t.Errorf("written is %q, the error %v", written, err)
	}
	for line, want := range map[string]model.OutsideKind{
		"":                       model.NoCommand,
		"  ":                     model.NoCommand,
		`""`:                     model.NoCommand,
		"wc 'x":                  model.QuoteOpen,
		`wc \`:                   model.QuoteOpen,
		"wc -w > words":          model.ShellSign,
		"sort | head":            model.ShellSign,
		"no-such-program --help": model.NoProgram,
	} {
		if _, err := Command(t.Context(), config.Environment{}, line, text, "back"); kindOf(err) != want {
			t.Errorf("%q: the error is %v, want that of kind %q", line, err, want)
		}
	}
}

// TestCommandEnds says how a command ended, and that one which does not read all of a
// text did well.
func TestCommandEnds(t *testing.T) {
	long := strings.Repeat("a line of a very long article\n", 100_000)
	for line, want := range map[string]model.OutsideKind{"true": "", "head -n 1": "", "false": model.ProgramFailed, "sh -c 'kill -9 $$'": model.ProgramStopped} {
		p, err := Command(t.Context(), config.Environment{Variables: os.Environ()}, line, long, "Press enter.")
		if err != nil {
			t.Fatal(err)
		}
		if written, err := run(t, p, ""); kindOf(err) != want || !strings.HasSuffix(written, "Press enter. ") {
			t.Errorf("%s wrote %q and ended with %v", line, written, err)
		}
	}
}

// TestClipboard copies by the first program that there is, and by none at the far end of
// an SSH connection.
func TestClipboard(t *testing.T) {
	folder := t.TempDir()
	script := "#!/bin/sh\necho \"$@\" > \"$HELD\"\ncat >> \"$HELD\"\n[ -z \"$FAILS\" ]\n"
	if err := os.WriteFile(filepath.Join(folder, "xclip"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+":"+os.Getenv("PATH"))
	held := filepath.Join(folder, "held")
	variables := []string{"DISPLAY=:0", "HELD=" + held, "PATH=" + os.Getenv("PATH")}
	copies := Clipboard(config.Environment{Variables: variables})
	if copies == nil {
		t.Fatal("there is nothing that copies")
	}
	const text = "两行\n$(not run)"
	err := copies(t.Context(), text)
	got, readErr := os.ReadFile(held)
	if err != nil || readErr != nil || string(got) != "-selection clipboard -in\n"+text {
		t.Errorf("copied is %q, the errors %v and %v", got, err, readErr)
	}
	if err := Clipboard(config.Environment{Variables: append(variables, "FAILS=1")})(t.Context(), text); kindOf(err) != model.NoClipboard {
		t.Errorf("the error is %v", err)
	}
	for _, others := range [][]string{{"DISPLAY=:0", "SSH_TTY=/dev/pts/3"}, {"DISPLAY=:0", "SSH_CONNECTION=10.0.0.1 22 10.0.0.2 22"}, {}} {
		if Clipboard(config.Environment{Variables: others}) != nil {
			t.Errorf("with %q something is copied", others)
		}
	}
}
