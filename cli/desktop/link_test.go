package desktop

import (
	"testing"

	"broadsheet/cli/config"
)

// A link is opened by a program that gets the address as one argument, and never
// at the far end of an SSH connection.
func TestLinkOpener(t *testing.T) {
	for _, variable := range []string{"SSH_TTY=/dev/pts/3", "SSH_CONNECTION=10.0.0.1 22 10.0.0.2 22"} {
		if LinkOpener(config.Environment{Variables: []string{"DISPLAY=:0", variable}}) != nil {
			t.Errorf("with %s links are opened", variable)
		}
	}
	name, arguments := openCommand("windows")
	if name != "rundll32" || len(arguments) != 1 {
		t.Errorf("Windows opens links with %s %q", name, arguments)
	}
	if name, _ := openCommand("darwin"); name != "open" {
		t.Errorf("macOS opens links with %s", name)
	}
	if name, _ := openCommand("freebsd"); name != "xdg-open" {
		t.Errorf("FreeBSD opens links with %s", name)
	}
}
