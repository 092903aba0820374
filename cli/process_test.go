package cli

import (
	"os"
	"runtime/debug"
	"strings"
	"testing"
)

// A link is opened by a program that gets the address as one argument, and never
// at the far end of an SSH connection.
func TestLinkOpener(t *testing.T) {
	for _, variable := range []string{"SSH_TTY=/dev/pts/3", "SSH_CONNECTION=10.0.0.1 22 10.0.0.2 22"} {
		if linkOpener(Streams{Env: []string{"DISPLAY=:0", variable}}) != nil {
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

func TestDescribeVersion(t *testing.T) {
	info := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.modified", Value: "true"},
	}}
	if got := describeVersion(info); !strings.HasPrefix(got, "broadsheet v1.2.3 0123456789ab (changed), go") {
		t.Errorf("the version is %q", got)
	}
	if got := describeVersion(nil); !strings.HasPrefix(got, "broadsheet (devel), go") {
		t.Errorf("without a record of the build the version is %q", got)
	}
}

func TestTerminal(t *testing.T) {
	if _, ok := terminal(os.NewFile(^uintptr(0), "none")); ok {
		t.Error("a closed file is a terminal")
	}
}
