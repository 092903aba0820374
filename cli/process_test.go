package cli

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

func TestConfigFolder(t *testing.T) {
	root := t.TempDir() // absolute on every system
	for _, test := range []struct {
		system string
		env    []string
		want   string // below root; empty: an error
	}{
		{"linux", []string{"HOME=" + root}, ".config"},
		{"linux", []string{"HOME=" + root, "XDG_CONFIG_HOME="}, ".config"},
		{"linux", []string{"HOME=" + root, "XDG_CONFIG_HOME=" + filepath.Join(root, "own")}, "own"},
		{"linux", []string{"HOME=" + root, "XDG_CONFIG_HOME=relative"}, ".config"},
		{"linux", []string{"HOME=/elsewhere", "HOME=" + root}, ".config"},
		{"darwin", []string{"HOME=" + root}, filepath.Join("Library", "Application Support")},
		{"darwin", []string{"HOME=" + root, "XDG_CONFIG_HOME=" + filepath.Join(root, "own")}, "own"},
		{"windows", []string{"AppData=" + filepath.Join(root, "Roaming")}, "Roaming"},
		{"windows", nil, ""},
		{"linux", nil, ""},
	} {
		got, err := configFolder(Streams{Env: test.env}, test.system)
		if want := filepath.Join(root, test.want); test.want != "" && got != want {
			t.Errorf("%s with %q: %q (%v), want %q", test.system, test.env, got, err, want)
		}
		if test.want == "" && err == nil {
			t.Errorf("%s with %q: %q", test.system, test.env, got)
		}
	}
}

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

// Variables without a value and later ones count as they do for other programs.
func TestStreamsLookup(t *testing.T) {
	s := Streams{Env: []string{"A=1", "B=", "NOVALUE", "A=2=3"}}
	if got := s.env("A"); got != "2=3" {
		t.Errorf("A is %q", got)
	}
	if value, ok := s.lookup("B"); !ok || value != "" {
		t.Errorf("B is %q, %v", value, ok)
	}
	if _, ok := s.lookup("NOVALUE"); ok {
		t.Error("a name without = is a variable")
	}
	if _, ok := terminal(os.NewFile(^uintptr(0), "none")); ok {
		t.Error("a closed file is a terminal")
	}
}
