package authorizedkeys

import (
	"net"
	"strings"
	"testing"
	"time"
)

// However broken a list of keys is, reading it ends.
func FuzzAuthorizedKeys(f *testing.F) {
	const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJr2ZkkW1tbVYq0nCqUVZcmwO+LhXkq3a7m8pVQkOEzS"
	for _, seed := range []string{key, "from=\"10.*,!10.1.*\",expiry-time=\"20300101\" " + key, "restrict,command=\"a \\\"b\\\"\" " + key, "# \n\n" + key + "\n" + key, "no-pty"} {
		f.Add(seed, "10.0.0.1")
	}
	f.Fuzz(func(t *testing.T, text, address string) {
		list, wrong := Parse([]byte(text), time.UTC)
		if lines := strings.Count(text, "\n") + 1; list.Len()+len(wrong) > lines {
			t.Errorf("%d keys and %d mistakes in %d lines", list.Len(), len(wrong), lines)
		}
		for _, entries := range list.entries {
			_ = entries[0].admits(&net.TCPAddr{IP: net.ParseIP(address), Port: 1}, time.Unix(0, 0))
		}
	})
}
