package popup

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestCutPath cuts paths at all widths, also between wide characters.
func TestCutPath(t *testing.T) {
	for _, path := range []string{"a/b", "新闻/二〇二一年/六月/第三家夜间书店.jpg", "news/2021/06/11/新闻a新闻b新闻c.jpg"} {
		for width := range 60 {
			if got := ansi.StringWidth(cutPath(path, width)); width > 0 && got > width {
				t.Errorf("%s is %d cells wide for %d", path, got, width)
			}
		}
		if got := cutPath(path, 60); got != path {
			t.Errorf("%s is cut to %s where there is room", path, got)
		}
	}
	if got, want := cutPath("newsapp/0/2021/06/11/641.jpg", 16), "news…/11/641.jpg"; got != want {
		t.Errorf("the path is cut to %q, want %q", got, want)
	}
}
