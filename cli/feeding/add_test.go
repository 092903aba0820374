package feeding

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"broadsheet/feeds/discovery"
	"broadsheet/render/linebreak"
)

// To a person each candidate has a line that fits, with its date whole, and its address
// whole beneath it.
func TestCandidatesOnATerminal(t *testing.T) {
	var out bytes.Buffer
	c := &Call{Out: &out, Styled: func() io.Writer { return &out }, Terminal: true, Asks: true, Width: 80}
	address := "https://example.org/" + strings.Repeat("path/", 20) + "feed.xml"
	candidates := []discovery.Candidate{
		{URL: address, Title: strings.Repeat("Terminal Notes ", 10), Format: "Atom 1.0", Entries: 1, Newest: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)},
		{URL: "https://example.org/2"},
	}
	if err := c.writeCandidates(candidates); err != nil {
		t.Fatal(err)
	}
	plain := strings.NewReplacer(dim, "", undim, "", lit, "").Replace(out.String())
	lines := strings.Split(strings.TrimSuffix(plain, "\n"), "\n")
	if len(lines) != 4 || linebreak.Width(lines[0]) > 80 || !strings.HasPrefix(lines[0], "  1  Terminal Notes") ||
		!strings.HasSuffix(lines[0], " · Atom 1.0 · 1 article · newest 2026-11-30") || lines[1] != "     "+address ||
		lines[2] != "  2  no title · could not be read now" || lines[3] != "     https://example.org/2" {
		t.Errorf("a person is shown\n%s", plain)
	}
}
