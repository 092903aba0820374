package cli_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// Whoever runs the server sees its accounts while it runs, can keep one of them
// out or small, and can delete it; over SSH nobody can.
func TestServeAccounts(t *testing.T) {
	w := newWorld(t)
	folder := filepath.Join(w.home, "news")
	for i := range 3 {
		write(t, folder, map[string]string{fmt.Sprintf("%d.md", i): fmt.Sprintf("---\ntitle: Article %d\ndate: 2021-06-1%d\n---\nThe text of %d.\n", i, i, i)})
	}
	s := w.serve("-L", folder)
	ann := newKey(t)
	name := ssh.FingerprintSHA256(ann.PublicKey())
	r := s.read(s.login(ann), "")
	r.sees("Article 2")
	r.typeKeys("*")
	r.typeKeys("y")
	r.leaves()
	type listed struct {
		Account string `json:"account"`
		Marks   int    `json:"marks"`
		Blocked bool   `json:"blocked"`
		Quota   int    `json:"quota"`
	}
	accounts := func() (all []listed) {
		t.Helper()
		if err := json.Unmarshal([]byte(w.done("accounts", "list", "--json")), &all); err != nil {
			t.Fatal(err)
		}
		return all
	}
	all := accounts()
	for len(all) == 0 { // the marks are written a moment after the session
		all = accounts()
	}
	if all[0].Account != name || all[0].Marks != 1 {
		t.Errorf("the accounts are %+v", all)
	}
	if got := s.run(s.login(ann), "accounts list"); got.status == 0 || got.out != "" {
		t.Errorf("over SSH one gets %+v", got)
	}

	w.done("accounts", "limit", name, "--blocked")
	if got := s.run(s.login(ann), "list"); got.status == 0 || !strings.Contains(got.err, "this account is blocked") {
		t.Errorf("who is blocked gets %+v", got)
	}
	if got := s.run(s.login(nil), "list"); got.status != 0 {
		t.Errorf("a guest gets %+v", got)
	}
	if out := w.done("accounts", "limit", name, "--blocked=false", "--quota", "1"); !strings.Contains(out, "at most 1 mark") {
		t.Errorf("limit says %q", out)
	}
	if all := accounts(); all[0].Blocked || all[0].Quota != 1 {
		t.Errorf("the account is %+v", all[0])
	}
	r = s.read(s.login(ann), "")
	r.sees("Article 2")
	r.typeKeys("j*")
	r.sees("this one is not kept")
	r.leaves()

	if out := w.done("accounts", "delete", name); !strings.Contains(out, "is deleted") {
		t.Errorf("delete says %q", out)
	}
	if all := accounts(); len(all) > 0 {
		t.Errorf("after deleting there is %+v", all)
	}
	starred := s.run(s.login(ann), "list -q is:starred")
	for ended := time.Now().Add(10 * time.Second); starred.out != "" && time.Now().Before(ended); { // where a session stopped is written a moment after it
		starred = s.run(s.login(ann), "list -q is:starred")
	}
	if starred.out != "" {
		t.Errorf("who was deleted has starred %q", starred.out)
	}
}
