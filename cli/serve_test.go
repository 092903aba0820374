package cli_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/crypto/ssh"
)

// The commands for scripts work over SSH, name the library and not its path, and
// nothing else works: no other command, and no way to a file of the server's.
func TestServeCommands(t *testing.T) {
	w := newWorld(t)
	folder := filepath.Join(w.home, "secret place", "news")
	write(t, folder, map[string]string{"one.md": "---\ntitle: 北京的红包\nauthor: 新浪\ndate: 2021-06-11\ncategories: [金融, 新浪财经]\nlink: https://example.org/1\n---\nThe text of one.\n"})
	write(t, folder, map[string]string{"broken.md": "---\ntitle: Broken\ncategories: [a\n---\nText.\n"})
	write(t, w.home, map[string]string{"outside.md": "The text of outside.\n"})
	s := w.serve("-L", folder)
	client := s.login(nil)

	var listed []map[string]any
	got := s.run(client, "list --json -q cat:金融")
	if err := json.Unmarshal([]byte(got.out), &listed); err != nil || len(listed) != 1 {
		t.Fatalf("list --json gives %+v: %v", got, err)
	}
	if listed[0]["root"] != "news" || listed[0]["path"] != "one.md" || listed[0]["title"] != "北京的红包" {
		t.Errorf("the article is %v", listed[0])
	}
	id, _ := listed[0]["id"].(string)
	for _, test := range []struct{ line, out string }{
		{"cat " + id[:6], "The text of one."},
		{"cat --plain --width 40 --body " + id, "The text of one."},
		{"cat --markdown " + id, "title: 北京的红包"},
		{"categories", "金融"},
		{"list --sort title --limit 1", "Broken"},
		{"search one", "北京的红包"},
		{"search --json 'text of'", "snippet"},
		{"version", "broadsheet "},
		{"help", "Available Commands"},
		{"help cat", "broadsheet cat"},
		{"--help", "Available Commands"},
		{"cat --style sepia " + id, "The text of one."},
	} {
		if got := s.run(client, test.line); got.status != 0 || got.err != "" || !strings.Contains(got.out, test.out) {
			t.Errorf("%s gives %+v", test.line, got)
		}
	}
	for _, line := range []string{
		"rm -rf /", "sh", "scp -t x", "config show", "marks export", "check", "index", "serve", "completion bash", "man", "__complete list ''",
		"list -L /", "list --library=/", "-L / list", "cat ../outside.md", "cat -", "cat one.md", "cat '" + folder + "/one.md'",
		"cat --style /etc/passwd.json " + id, "cat zzzz", "list extra", "list --sort size", "list -q 'is:nonsense'", "help serve", "search", "search a b", folder,
	} {
		got := s.run(client, line)
		if got.status != 64 || got.out != "" || !strings.HasPrefix(got.err, "broadsheet: ") {
			t.Errorf("%s gives %+v", line, got)
		}
		if said := strings.ReplaceAll(got.err, line, ""); strings.Contains(said, w.home) && !strings.Contains(line, w.home) {
			t.Errorf("%s tells a path of the server's: %s", line, got.err)
		}
	}
	if got := s.run(client, "cat 0123"); got.status != 1 || !strings.Contains(got.err, "no article has the id") {
		t.Errorf("an id that is nobody's gives %+v", got)
	}
}

// The help over SSH names what can be run there and nothing else, and is true
// there: each example runs, and each command that it names.
func TestServeHelp(t *testing.T) {
	s := newWorld(t).serve()
	client := s.login(nil)
	help := s.run(client, "help").out
	available, _, _ := strings.Cut(help[strings.Index(help, "Available Commands"):], "\n\n")
	for _, name := range []string{"list", "categories", "cat", "search", "version", "help"} {
		if !strings.Contains(available, "\n  "+name+" ") {
			t.Errorf("the help does not list %s:\n%s", name, help)
		}
		one := s.run(client, "help "+name)
		if one.status != 0 || one.out != s.run(client, name+" --help").out {
			t.Errorf("the help of %s is %+v", name, one)
		}
		lies := regexp.MustCompile(`-L|FILE|\.json|standard input|PAGER|0 (lists|shows) all|config file`)
		if lie := lies.FindString(one.out + help); lie != "" {
			t.Errorf("the help of %s says %q, which is not so here:\n%s", name, lie, one.out)
		}
	}
	s.helpRefuses(client, available)
	s.examplesRun(client)
}

// helpRefuses holds that the help lists nothing that is refused, and that whoever
// asks for it is told what there is.
func (s *served) helpRefuses(client *ssh.Client, available string) {
	s.t.Helper()
	for _, name := range []string{"check", "index", "serve", "marks", "config", "completion", "man", "licences"} {
		if strings.Contains(available, "\n  "+name+" ") {
			s.t.Errorf("the help lists %s", name)
		}
		for _, line := range []string{"help " + name, name + " --help", name} {
			if got := s.run(client, line); got.status != 64 || !strings.Contains(got.err, "only these commands can be run here: ") {
				s.t.Errorf("%s gives %+v", line, got)
			}
		}
	}
	if got := s.run(client, "cat --style mine.json 0123"); got.status != 64 || !strings.Contains(got.err, "the name of a theme") {
		s.t.Errorf("a style file gives %+v", got)
	}
}

// examplesRun holds that what the help shows can be called so.
func (s *served) examplesRun(client *ssh.Client) {
	s.t.Helper()
	id := strings.Fields(s.run(client, "list --limit 1").out)[0]
	examples := 0
	for _, name := range []string{"", "list", "categories", "cat", "search"} {
		for line := range strings.Lines(s.run(client, "help "+name).out) {
			if line, found := strings.CutPrefix(strings.TrimSpace(line), "ssh HOST "); found {
				examples++
				if unquoted, err := strconv.Unquote(line); err == nil { // as the client's own shell does
					line = unquoted
				}
				if got := s.run(client, strings.ReplaceAll(line, "3f9a", id)); got.status != 0 || got.err != "" && !strings.Contains(got.err, "no article was found for ") {
					s.t.Errorf("the example %q gives %+v", line, got)
				}
			}
		}
	}
	if examples < 8 {
		s.t.Errorf("there are %d examples", examples)
	}
}

// No command writes more than its rows, and says so where there are more.
func TestServeRows(t *testing.T) {
	w := newWorld(t)
	files := map[string]string{}
	for i := range 1100 {
		files[fmt.Sprintf("%04d.md", i)] = fmt.Sprintf("---\ntitle: Title %d\ndate: 2021-06-11\n---\nThe harbour, again.\n", i)
	}
	s := w.serve("-L", write(t, filepath.Join(w.home, "news"), files))
	client := s.login(nil)
	for _, test := range []struct {
		line string
		rows int
		said string
	}{
		{"list", 1000, "the first 1000, and there are more: --limit gives up to 10000"},
		{"list --limit 0", 1100, ""},
		{"list --limit 10", 10, ""},
		{"search harbour", 50, "the first 50"},
		{"search --limit 60 harbour", 60, ""},
		{"search --limit 0 --snippets 10 harbour", 1100, ""},
	} {
		got := s.run(client, test.line)
		if rows := strings.Count(got.out, "\n"); got.status != 0 || rows != test.rows || (got.err == "") != (test.said == "") || !strings.Contains(got.err, test.said) {
			t.Errorf("%s writes %d rows and says %q, status %d", test.line, rows, got.err, got.status)
		}
	}
	for _, line := range []string{"list --limit 10001", "search --limit 10001 harbour", "search --snippets 1001 harbour", "list --limit -1", "cat --width 1000000000 0123"} {
		if got := s.run(client, line); got.status != 64 || !strings.Contains(got.err, " from ") {
			t.Errorf("%s gives %+v", line, got)
		}
	}
}

// Every key has its own marks; a guest's last as long as the session; and who
// only looks leaves nothing behind.
func TestServeMarks(t *testing.T) {
	w := newWorld(t)
	folder := filepath.Join(w.home, "news")
	write(t, folder, map[string]string{"one.md": "---\ntitle: First\ndate: 2021-06-11\nlink: https://example.org/1\n---\nThe text of one.\n"})
	write(t, folder, map[string]string{"two.md": "---\ntitle: Second\ndate: 2021-06-10\n---\nThe text of two.\n"})
	s := w.serve("-L", folder)
	ann, bob := newKey(t), newKey(t)
	unread := func(key ssh.Signer) string {
		return strings.ReplaceAll(s.run(s.login(key), "list -q is:unread").out, "\t", " ")
	}

	r := s.read(s.login(ann), "")
	r.sees("First")
	r.typeKeys("\r")
	r.sees("The text of one.")
	r.typeKeys("y")
	r.sees("\x1b]52;c;aHR0cHM6Ly9leGFtcGxlLm9yZy8x") // https://example.org/1
	r.leaves()
	if got := unread(ann); strings.Contains(got, "First") || !strings.Contains(got, "Second") {
		t.Errorf("Ann, who read the first, has not read %q", got)
	}

	r = s.read(s.login(nil), "")
	r.sees("Second")
	r.typeKeys("j\r")
	r.sees("The text of two.")
	r.typeKeys("q")
	r.leaves()
	r = s.read(s.login(bob), "")
	r.sees("Second")
	r.leaves()
	for name, key := range map[string]ssh.Signer{"Bob": bob, "a guest": nil} {
		if got := unread(key); !strings.Contains(got, "First") || !strings.Contains(got, "Second") {
			t.Errorf("%s, who read nothing, has not read %q", name, got)
		}
	}
	s.stop()
	kept, err := os.ReadFile(filepath.Join(w.home, ".local", "state", "broadsheet", "marks.db"))
	if runtime.GOOS == "darwin" {
		kept, err = os.ReadFile(filepath.Join(w.home, "Library", "Application Support", "broadsheet", "marks.db"))
	}
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(kept), ssh.FingerprintSHA256(ann.PublicKey())) {
		t.Error("Ann has no account")
	}
	if strings.Contains(string(kept), ssh.FingerprintSHA256(bob.PublicKey())) {
		t.Error("Bob, who only looked, has an account")
	}

	s = w.serve("-L", folder)
	if got := s.run(s.login(ann), "list --json -q is:read").out; !strings.Contains(got, `"title":"First"`) || !strings.Contains(got, `"read":true`) {
		t.Errorf("the next day Ann has read %q", got)
	}
}

// The reader speaks the language that its client says, and begins with a query.
func TestServeReader(t *testing.T) {
	w := newWorld(t)
	s := w.serve()
	client := s.login(newKey(t))
	r := s.read(client, "-q 'cat:排版'", "LC_ALL=zh_CN.UTF-8", "TZ=Asia/Shanghai")
	r.sees("未读")
	r.sees("cat:排版")
	if err := r.session.WindowChange(30, 120); err != nil {
		t.Fatal(err)
	}
	r.sees("│")
	r.leaves()
	if got := s.run(client, "list --limit 1", "LC_ALL=zh_CN.UTF-8"); got.status != 0 {
		t.Errorf("a list in Chinese gives %+v", got)
	}
	r = s.read(client, "-q after:nonsense")
	r.sees("broadsheet: ")
	r = s.read(client, "--no-such-option")
	r.sees("-q QUERY")
}

// What goes wrong is told without a path of the server's.
func TestServeHidesPaths(t *testing.T) {
	w := newWorld(t)
	folder := filepath.Join(w.home, "secret", "news")
	write(t, folder, map[string]string{"one.md": "---\ntitle: First\n---\nThe text of one.\n"})
	write(t, folder, map[string]string{"odd.md": "---\ntitle: [\n---\nThe text of odd.\n"})
	s := w.serve("-L", folder)
	client := s.login(nil)
	id := strings.Fields(s.run(client, "list -q First").out)[0]
	if err := os.Remove(filepath.Join(folder, "one.md")); err != nil {
		t.Fatal(err)
	}
	got := s.run(client, "cat "+id)
	if got.status != 1 || !strings.Contains(got.err, "one.md") || strings.Contains(got.err, "secret") {
		t.Errorf("a file that has vanished gives %+v", got)
	}
	r := s.read(client, "-q First")
	r.sees("First")
	r.typeKeys("\r")
	r.sees("This file no longer exists")
	r.leaves()
	if text := r.screenText(); strings.Contains(text, "secret") {
		t.Errorf("the screen has a path of the server's: %q", text)
	}
}

// A server that is told to stop tells its readers, on their screen and after it,
// and is gone a few seconds later.
func TestServeStops(t *testing.T) {
	s := newWorld(t).serve()
	r := s.read(s.login(nil), "", "LANG=zh_CN.UTF-8")
	r.sees("未读")
	s.signals <- syscall.SIGTERM
	r.sees("服务器正在重启")
	r.sees("\x1b[?1049l")
	r.sees("服务器正在重启")
	if got := ended(r.screenText, r.screenText, r.session.Wait()); got.status != 75 {
		t.Errorf("the reader ended with status %d", got.status)
	}
	s.log("drained")
}

// The settings of the server are those of the config file, and SIGHUP has it read
// them again.
func TestServeSettings(t *testing.T) {
	w := newWorld(t)
	keys := filepath.Join(w.home, "keys")
	ann := newKey(t)
	if err := os.WriteFile(keys, ssh.MarshalAuthorizedKey(ann.PublicKey()), 0o600); err != nil {
		t.Fatal(err)
	}
	w.configure("[serve]\nmode = \"allow\"\nauthorized_keys = \"" + filepath.ToSlash(keys) + "\"\nsessions = 3\nidle = \"10m\"\n")
	s := w.serve()
	if got := s.run(s.login(ann), "version"); got.status != 0 {
		t.Errorf("who is listed gets %+v", got)
	}
	guest := &ssh.ClientConfig{User: "guest", HostKeyCallback: ssh.InsecureIgnoreHostKey()}
	if _, err := ssh.Dial("tcp", s.address, guest); err == nil {
		t.Error("a guest is let in")
	}
	w.configure("[serve]\nmode = \"open\"\n")
	s.signals <- syscall.SIGHUP
	s.log("the settings were read")
	s.login(nil)
	w.configure("[serve]\nmode = \"opne\"\n")
	s.signals <- syscall.SIGHUP
	if line := s.log("the settings are as before"); !strings.Contains(line["error"].(string), "opne") {
		t.Errorf("the log says %v", line)
	}
	s.login(nil)
}

// What is wrong with the settings of a server is told, with its line.
func TestServeSettingsRefused(t *testing.T) {
	for text, words := range map[string][]string{
		"[serve]\nlisten = 22":                       {"line 2", "listen"},
		"[serve]\nmode = \"closd\"":                  {"line 2", "closed"},
		"[serve]\nmode = \"allow\"":                  {"authorized_keys"},
		"[serve]\nsessions = 0":                      {"line 2", "1 to 1000000"},
		"[serve]\nidle = \"5s\"":                     {"line 2", "3m"},
		"[serve]\nforget_after_days = \"9d\"":        {"line 2", "without quotes"},
		"[serve]\nmarks_per_account = -1":            {"line 2", "from 0 to"},
		"[serve]\ncommand_time = \"5ms\"":            {"line 2", "1s"},
		"[serve]\nlogins_per_minute = 0":             {"line 2", "1 to 1000000"},
		"[serve]\nlifetime = 12":                     {"line 2", "lifetime"},
		"[serve]\nlistn = \":22\"":                   {"line 2", "did you mean `listen`"},
		"serve = true":                               {"[serve]"},
		"[serve]\nauthorized_keys = [\"a\"]":         {"line 2", "authorized_keys"},
		"[serve]\nhost_key = 1\nmode = \"open\"\n":   {"line 2", "host_key"},
		"[serve]\nconnections_per_address = \"ten\"": {"line 2", "without quotes"},
	} {
		w := newWorld(t)
		w.configure(text)
		w.refused(1, words, "serve")
	}
	w := newWorld(t)
	w.refused(1, []string{"nowhere:port"}, "serve", "--listen", "nowhere:port")
	w.refused(2, []string{"no arguments"}, "serve", "folder")
	show := w.done("config", "show")
	if want := `serve = { listen = ":2222", mode = "open", authorized_keys = "", host_key = "", sessions = 1000, connections = 1200, ` +
		`connections_per_address = 64, sessions_per_address = 20, sessions_per_account = 20, logins_per_minute = 60, commands = 2, ` +
		`commands_waiting = 10, commands_per_minute = 120, command_time = "30s", idle = "30m", lifetime = "12h", marks_per_account = 50000, forget_after_days = 90 }`; !strings.Contains(show, want) {
		t.Errorf("config show has no %s:\n%s", want, show)
	}
	if !slices.Contains(strings.Split(w.done("config", "init"), "\n"), filepath.Join(w.home, "config", "broadsheet", "config.toml")) {
		t.Error("config init wrote no file")
	}
}
