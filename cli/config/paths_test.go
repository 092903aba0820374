package config

import (
	"path/filepath"
	"testing"
)

func TestStateFolder(t *testing.T) {
	root := t.TempDir() // absolute on every system
	for _, test := range []struct {
		system string
		env    []string
		want   string // below root; empty: none
	}{
		{"linux", []string{"HOME=" + root}, filepath.Join(".local", "state")},
		{"linux", []string{"HOME=" + root, "XDG_STATE_HOME=" + filepath.Join(root, "own")}, "own"},
		{"linux", []string{"HOME=" + root, "XDG_STATE_HOME=relative"}, filepath.Join(".local", "state")},
		{"darwin", []string{"HOME=" + root}, filepath.Join("Library", "Application Support")},
		{"windows", []string{"HOME=/elsewhere", "LocalAppData=" + filepath.Join(root, "Local")}, "Local"},
		{"windows", nil, ""},
		{"linux", []string{"HOME=here"}, ""},
	} {
		want := ""
		if test.want != "" {
			want = filepath.Join(root, test.want)
		}
		if got := (Environment{Variables: test.env}).folder(statePlace(), test.system); got != want {
			t.Errorf("%s with %q: %q, want %q", test.system, test.env, got, want)
		}
	}
	if got := MarksPath(Environment{}); got != "" {
		t.Errorf("without a home marks are kept in %q", got)
	}
}

func TestConfigFolder(t *testing.T) {
	root := t.TempDir() // absolute on every system
	for _, test := range []struct {
		system string
		env    []string
		want   string // below root; empty: none
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
		got := (Environment{Variables: test.env}).folder(configPlace(), test.system)
		if want := filepath.Join(root, test.want); test.want != "" && got != want {
			t.Errorf("%s with %q: %q, want %q", test.system, test.env, got, want)
		}
		if test.want == "" && got != "" {
			t.Errorf("%s with %q: %q", test.system, test.env, got)
		}
	}
}

// Variables without a value and later ones count as they do for other programs.
func TestEnvironment(t *testing.T) {
	e := Environment{Variables: []string{"A=1", "B=", "NOVALUE", "A=2=3"}}
	if got := e.Get("A"); got != "2=3" {
		t.Errorf("A is %q", got)
	}
	if value, ok := e.Lookup("B"); !ok || value != "" {
		t.Errorf("B is %q, %v", value, ok)
	}
	if _, ok := e.Lookup("NOVALUE"); ok {
		t.Error("a name without = is a variable")
	}
}
