package desktop

import (
	"testing"

	"broadsheet/cli/config"
)

// TestClipboardCommands has the programs of each system.
func TestClipboardCommands(t *testing.T) {
	all := config.Environment{Variables: []string{"WAYLAND_DISPLAY=wayland-0", "DISPLAY=:0"}}
	for system, want := range map[string]string{"linux": "wl-copy", "freebsd": "wl-copy", "darwin": "pbcopy", "windows": "clip"} {
		if got := clipboardCommands(system, all); len(got) == 0 || got[0][0] != want {
			t.Errorf("%s copies by %q", system, got)
		}
	}
	if got := clipboardCommands("linux", config.Environment{Variables: []string{"TERMUX_VERSION=0.118"}}); len(got) != 1 || got[0][0] != "termux-clipboard-set" {
		t.Errorf("a telephone copies by %q", got)
	}
	if got := asUTF16("a书"); got != "\xff\xfea\x00\x66\x4e" {
		t.Errorf("as UTF-16 it is %q", got)
	}
	if usualEditors("windows")[0] != "notepad" || usualEditors("linux")[0] != "editor" {
		t.Error("the editors are others")
	}
}
