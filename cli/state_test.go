package cli

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
		if got := stateFolder(Streams{Env: test.env}, test.system); got != want {
			t.Errorf("%s with %q: %q, want %q", test.system, test.env, got, want)
		}
	}
	if got := marksPath(Streams{}); got != "" {
		t.Errorf("without a home marks are kept in %q", got)
	}
}
