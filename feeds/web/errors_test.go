package web

import (
	"strings"
	"testing"
)

// Who asks need not follow what they ask for.
func TestNobodyIsToldToRemoveWhatTheyDoNotHave(t *testing.T) {
	e := &Error{Kind: KindGone, URL: "https://example.org/feed", Status: 410}
	if text := e.Error(); strings.Contains(text, "remove") || !strings.Contains(text, "look for a new address") {
		t.Error(text)
	}
}
