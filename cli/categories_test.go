package cli_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

type category struct {
	Name          string
	Path          []string
	Count, Unread int
	Children      []category
}

// outline writes a tree as name=count(children).
func outline(nodes []category) string {
	var parts []string
	for _, node := range nodes {
		part := fmt.Sprintf("%s=%d", node.Path[len(node.Path)-1], node.Count)
		if len(node.Children) > 0 {
			part += "(" + outline(node.Children) + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

func TestCategories(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	for _, test := range []struct{ query, want string }{
		{"", "Town=2(Streets=1) 交通=2(水路=1)"},
		{"lamps", "Town=1(Streets=1) 交通=1"},
		{"author:港口", "交通=1(水路=1)"},
		{"nothing-at-all", ""},
	} {
		out := w.done("categories", "--json", "-L", folder, "-q", test.query)
		var nodes []category
		if err := json.Unmarshal([]byte(out), &nodes); err != nil {
			t.Fatalf("%v in %s", err, out)
		}
		parts := strings.Fields(outline(nodes))
		if len(parts) > 1 && strings.HasPrefix(parts[0], "交通") {
			parts = append(parts[1:], parts[0]) // which of two equal counts comes first is the tree's
		}
		if got := strings.Join(parts, " "); got != test.want {
			t.Errorf("-q %q gives %q, want %q", test.query, got, test.want)
		}
	}
	text := w.done("categories", "-L", folder)
	if !strings.Contains(text, "\n  水路 ") || !strings.Contains(text, "Town") {
		t.Errorf("the tree is\n%s", text)
	}
}

func TestCheck(t *testing.T) {
	w := newWorld(t)
	folder := write(t, t.TempDir(), map[string]string{
		"good.md": "---\ntitle: Good\ndate: 2024-01-02\ncategories: A\n---\n\nAll is well.\n",
		"odd.md":  "---\ntitle: Odd\ndate: sometime in spring\n---\n\nText.\n",
	})
	out := w.done("check", "-L", folder)
	if !strings.Contains(out, "odd.md\n") || strings.Contains(out, "good.md") || !strings.Contains(out, "line 3: ") {
		t.Errorf("check says\n%s", out)
	}
	if !strings.HasSuffix(out, "2 files looked at: 1 file without a problem, 1 odd, 0 unreadable.\n") {
		t.Errorf("check ends with\n%s", out)
	}
	var problems []struct {
		Root, Path, Problem string
		Line                int
	}
	if err := json.Unmarshal([]byte(w.done("check", "--json", "-L", folder)), &problems); err != nil {
		t.Fatal(err)
	}
	if len(problems) != 1 || problems[0].Path != "odd.md" || problems[0].Line != 3 || problems[0].Problem == "" || problems[0].Root == "" {
		t.Errorf("the problems are %+v", problems)
	}
}
