package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
)

func TestCatPlain(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	out := w.done("cat", filepath.Join(folder, "lamps.md"), "--width", "40")
	for _, want := range []string{
		"The lamps on the quay\n", "Harbour Notes · 2024-05-03 09:00\n", "Town › Streets\n", "交通\n",
		"The new lamps are lit at dusk.", "[1] the plan\n    https://example.org/plan\n", "[2] the vote\n    https://example.org/vote\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Errorf("there are escape sequences in a pipe: %q", out)
	}
	body := w.done("cat", filepath.Join(folder, "lamps.md"), "--body", "--width", "40")
	if strings.Contains(body, "Harbour Notes") || strings.Contains(body, "https://") || !strings.HasPrefix(body, "The new lamps") {
		t.Errorf("the body alone is\n%s", body)
	}
}

func TestCatWidth(t *testing.T) {
	w := newWorld(t)
	w.input = strings.Repeat("数字与文字 words and numbers，", 30) + "\n"
	widest := func(out string) int {
		widest := 0
		for line := range strings.Lines(out) {
			widest = max(widest, ansi.StringWidth(strings.TrimSuffix(line, "\n")))
		}
		return widest
	}
	for _, test := range []struct {
		env  string
		args []string
		most int
	}{
		{"", []string{"cat", "--body", "-"}, 80},
		{"COLUMNS=50", []string{"cat", "--body", "-"}, 50},
		{"COLUMNS=50", []string{"cat", "--body", "--width", "33", "-"}, 33},
		{"COLUMNS=nonsense", []string{"cat", "--body", "-"}, 80},
	} {
		w.env = append(w.env, test.env)
		if got := widest(w.done(test.args...)); got > test.most || got < test.most-6 {
			t.Errorf("with %q, %q sets lines of %d cells, want about %d", test.env, test.args, got, test.most)
		}
	}
}

func TestCatStyled(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	file := filepath.Join(folder, "lamps.md")
	plain := w.done("cat", file)
	w.env = append(w.env, "CLICOLOR_FORCE=1", "COLORTERM=truecolor")
	styled := w.done("cat", file)
	if !strings.Contains(styled, "\x1b[") || !strings.Contains(styled, "\x1b]8;") {
		t.Errorf("CLICOLOR_FORCE gives no styles: %q", styled)
	}
	if got := ansi.Strip(styled); got != plain {
		t.Errorf("styled and plain text differ:\n%s\n---\n%s", got, plain)
	}
	if got := w.done("cat", "--plain", file); got != plain {
		t.Errorf("--plain gives\n%s", got)
	}
	w.configure("hyperlinks = false")
	if got := w.done("cat", file); strings.Contains(got, "\x1b]8;") {
		t.Errorf("there are hyperlinks though the config says no: %q", got)
	}
}

func TestCatStyle(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	file := filepath.Join(folder, "lamps.md")
	w.env = append(w.env, "CLICOLOR_FORCE=1", "COLORTERM=truecolor")
	style := filepath.Join(write(t, t.TempDir(), map[string]string{"loud.json": `{"strong": {"color": "#010203"}}`}), "loud.json")
	if got := w.done("cat", "--style", style, file); !strings.Contains(got, "38;2;1;2;3") {
		t.Errorf("the style file does not decide the colour of strong text: %q", got)
	}
	w.done("cat", "--style", "light", file)
	broken := filepath.Join(write(t, t.TempDir(), map[string]string{"broken.json": `{"strong":`}), "broken.json")
	w.refused(2, []string{"--style", broken}, "cat", "--style", broken, file)
	w.refused(2, []string{"--style", "nowhere.json"}, "cat", "--style", "nowhere.json", file)
}

func TestCatByID(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	for _, article := range listJSON(t, w.done("list", "--json", "-L", folder)) {
		for _, id := range []string{article.ID, article.ID[:8], strings.ToUpper(article.ID[:8])} {
			if out := w.done("cat", "-L", folder, id); !strings.Contains(out, article.Title) {
				t.Errorf("cat %s gives\n%s", id, out)
			}
		}
	}
}

func TestCatAmbiguousID(t *testing.T) {
	// Two files of one library whose ids begin alike.
	names := map[model.ID]string{}
	files := map[string]string{}
	shared := model.ID("")
	for i := 0; shared == ""; i++ {
		name := fmt.Sprintf("%d.txt", i)
		start := model.NewID("N", name)[:4]
		if other, taken := names[start]; taken {
			files[name], files[other] = "This one.\n", "The other.\n"
			shared = start
		}
		names[start] = name
	}
	w := newWorld(t)
	w.configure("[[library]]", `name = "N"`, "path = '"+write(t, t.TempDir(), files)+"'")
	w.refused(1, []string{"2 articles", "begins with " + string(shared), "more digits", "This one", "The other"}, "cat", string(shared))
}

func TestCatNearestID(t *testing.T) {
	w, folder := newWorld(t), harbour(t)
	article := listJSON(t, w.done("list", "--json", "-L", folder))[0]
	wrong := []byte(article.ID)
	if wrong[5] == '0' {
		wrong[5] = '1'
	} else {
		wrong[5] = '0'
	}
	w.refused(1, []string{"nearest is " + article.ID, article.Title}, "cat", "-L", folder, string(wrong))
}

func TestCatInput(t *testing.T) {
	w := newWorld(t)
	w.input = "---\ntitle: From a pipe\ndate: 2024-01-02\n---\n\nText of it.\n"
	if out := w.done("cat", "-"); !strings.HasPrefix(out, "From a pipe\n") || !strings.Contains(out, "Text of it.") {
		t.Errorf("standard input gives\n%s", out)
	}
	w.input = "<div><p>A page.</p></div>"
	if out := w.done("cat", "--body", "-"); out != "A page.\n" {
		t.Errorf("a page gives %q", out)
	}
	w.input = ""
	w.done("cat", "-")
}

// A page of a site is printed as its article, by its own title, and with --whole as all of
// what it is, by whatever it is named.
func TestCatWhole(t *testing.T) {
	w := newWorld(t)
	page := "<!DOCTYPE html><html><head><title>Late ferries | The Gazette</title></head><body><nav><p>All sections</p></nav><article>" +
		strings.Repeat("<p>The ferry came in late, as it does in November, and nobody on the pier, not even the master, was surprised.</p>", 9) + "</article></body></html>"
	folder := t.TempDir()
	file := filepath.Join(folder, "source.html")
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	w.input = page
	id := listJSON(t, w.done("list", "--json", "-L", folder))[0].ID
	for _, arguments := range [][]string{{"cat", "-"}, {"cat", file}, {"cat", "-L", folder, id}, {"cat", "--markdown", file}} {
		out := w.done(arguments...)
		if !strings.Contains(out, "The ferry came in late") || !strings.Contains(out, "Late ferries") || strings.Contains(out, "All sections") {
			t.Errorf("%q prints\n%s", arguments, out)
		}
		if out := w.done(append(arguments, "--whole")...); !strings.Contains(out, "All sections") {
			t.Errorf("%q --whole prints\n%s", arguments, out)
		}
	}
}

// A draft is listed nowhere, but can be read by its file, and check tells of it.
func TestDraft(t *testing.T) {
	w := newWorld(t)
	folder := write(t, t.TempDir(), map[string]string{"d.md": "---\ntitle: Not yet\npublished: false\n---\n\nSoon.\n"})
	if out := w.done("list", "-L", folder); out != "" {
		t.Errorf("a draft is listed: %q", out)
	}
	if out := w.done("cat", filepath.Join(folder, "d.md")); !strings.Contains(out, "Soon.") {
		t.Errorf("a draft reads\n%s", out)
	}
	if out := w.done("check", "-L", folder); !strings.Contains(out, "d.md") {
		t.Errorf("check does not tell of the draft:\n%s", out)
	}
}
