package query

import (
	"testing"

	"broadsheet/model"
)

func TestLanguageIsGuessedFromTheTitle(t *testing.T) {
	tests := map[string]string{
		"Terminal news": "en", "数字 RMB": "zh", "漢字かな": "ja", "한국": "ko", "Überraschung": "", "12:30": "", "Über 金融": "zh",
	}
	for title, want := range tests {
		if got := (&model.Item{Title: title}).Language(); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	if got := (&model.Item{Title: "数字", Lang: "ja"}).Language(); got != "ja" {
		t.Errorf("the front matter's language became %q", got)
	}
}
