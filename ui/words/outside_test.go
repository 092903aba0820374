package words

import (
	"errors"
	"strings"
	"testing"

	"broadsheet/model"
)

// TestOutsideTrouble says what went wrong with another program, in each language in words
// of its own.
func TestOutsideTrouble(t *testing.T) {
	kinds := []model.OutsideKind{
		model.NoEditor, model.NoProgram, model.NoCommand, model.QuoteOpen, model.ShellSign, model.ProgramFailed, model.ProgramStopped,
		model.NotAFile, model.FileVanished, model.NoClipboard, model.UnknownProblem,
	}
	for _, code := range []string{"en", "zh"} {
		said := map[string]bool{}
		for _, kind := range kinds {
			text := For(code).OutsideTrouble(&model.OutsideError{Kind: kind, What: "NAME", Err: errors.New("the reason")})
			if kind != model.ProgramStopped && said[text] || text == "" || strings.Contains(text, "%!") {
				t.Errorf("%s: of %q is said %q", code, kind, text)
			}
			said[text] = true
			switch kind {
			case model.NoProgram, model.ShellSign, model.ProgramFailed, model.NotAFile, model.NoClipboard:
				if !strings.Contains(text, "NAME") {
					t.Errorf("%s: %q does not say of what", code, text)
				}
			default:
			}
		}
	}
	if got := For("en").OutsideTrouble(model.AsOutsideError(errors.New("the disk is full"))); got != "That could not be done: the disk is full" {
		t.Errorf("of an unknown error is said %q", got)
	}
}

// TestTagLine has the tags that say more than the categories, as many as there is room
// for.
func TestTagLine(t *testing.T) {
	item := &model.Item{Tags: []string{"tides", "#Moon", "Sea", "TIDES", "", "数字 人民币"}, Categories: [][]string{{"Nature", "sea"}}}
	for width, want := range map[int]string{
		0:  "#tides · #Moon · #数字 人民币",
		80: "#tides · #Moon · #数字 人民币",
		24: "#tides · #Moon · +1",
		18: "#tides · +2",
		3:  "#tides · +2",
	} {
		if got := TagLine(item, width); got != want {
			t.Errorf("in %d cells the tags are %q, want %q", width, got, want)
		}
	}
	if got := TagLine(&model.Item{}, 0); got != "" {
		t.Errorf("of no tags is said %q", got)
	}
}
