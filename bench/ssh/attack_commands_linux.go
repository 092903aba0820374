package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/crypto/ssh"
)

// This file holds attacks by command lines.

// common is a character that nearly every article of the generated library has.
const common = "的"

// mostCommandTime is how long a command may work.
const mostCommandTime = 20 * time.Second

func commandAttacks() []attack {
	return []attack{
		{"numbers", "numbers without bounds", (*attacker).numbers},
		{"monsters", "each hostile article, one after the other", (*attacker).monsters},
		{"rows", "three tables of 500,000 rows at once", func(a *attacker) (string, error) { return a.together("rows", 3) }},
		{"rules", "three articles of 8 MB of rules at once", func(a *attacker) (string, error) { return a.together("rules", 3) }},
		{"tabs", "three articles of 8 MB of tabs at once", func(a *attacker) (string, error) { return a.together("tabs", 3) }},
		{"paragraphs", "ten articles of 1,500,000 paragraphs at once", func(a *attacker) (string, error) { return a.together("paragraphs", 10) }},
		{"searches", "20 searches without end", (*attacker).searches},
		{"ors", "10 searches for 200 words, the best first", (*attacker).ors},
		{"versions", "as many commands as there is time for", (*attacker).versions},
		{"lines", "command lines that look for a way out", (*attacker).hostileLines},
	}
}

// id finds the id of a hostile article.
func (a *attacker) id(client *ssh.Client, name string) (string, error) {
	got := command(client, "list --limit 1 -q 'Monster "+name+"'")
	fields := strings.Fields(got.out)
	if len(fields) == 0 {
		return "", fmt.Errorf("the article of %s is not listed: %s", name, got.err)
	}
	return fields[0], nil
}

// numbers asks for what no terminal has.
func (a *attacker) numbers() (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	id, err := a.id(client, "short")
	if err != nil {
		return "", err
	}
	var wrong []string
	lines := 0
	for _, line := range []string{"cat --width N " + id, "cat --plain --body --width N " + id, "list --limit N", "search --limit N x", "list -q after:N", "list -q before:N"} {
		for _, number := range []string{"1000000000", "9223372036854775807", "9223372036854775808", "-1", "-9223372036854775808", "1e9", "0x7fffffff", strings.Repeat("9", 1000)} {
			got := command(client, strings.ReplaceAll(line, "N", number))
			lines++
			if got.took > 2*time.Second || got.status == -1 || got.status == 70 ||
				strings.Contains(line, "cat") && got.status != 64 {
				wrong = append(wrong, fmt.Sprintf("%s with %.20s: status %d after %.1f s", line, number, got.status, got.took.Seconds()))
			}
			if got.status == -1 { // enough is seen
				return "", errors.New(strings.Join(wrong, "; "))
			}
		}
	}
	if len(wrong) > 0 {
		return "", errors.New(strings.Join(wrong, "; "))
	}
	return fmt.Sprintf("%d lines", lines), nil
}

// monsters has each hostile article written, in each form.
func (a *attacker) monsters() (string, error) {
	files, err := filepath.Glob(filepath.Join(a.library, "*.md"))
	if err != nil {
		return "", err
	}
	var wrong []string
	begun, longest := time.Now(), outcome{}
	for i, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		if name == "keys" { // it has no title by which it could be found
			continue
		}
		if time.Since(begun) > mostTime-mostCommandTime {
			wrong = append(wrong, "there is no time for "+name+" and those behind it")
			break
		}
		slowest, faults := a.inEachForm(a.source(i/10), name)
		if slowest.took > longest.took {
			longest = slowest
		}
		wrong = append(wrong, faults...)
		if _, err := a.usage(); err != nil {
			wrong = append(wrong, "the server ended at "+name)
			break
		}
	}
	saw := fmt.Sprintf("%d articles, the longest %s with %.1f s", len(files), longest.line, longest.took.Seconds())
	if len(wrong) > 0 {
		return saw, errors.New(strings.Join(wrong, "; "))
	}
	return saw, nil
}

// inEachForm has an article written in each form that there is, and gives the
// slowest of them and what was wrong.
func (a *attacker) inEachForm(from, name string) (slowest outcome, wrong []string) {
	client, err := a.dial(from)
	if err != nil {
		return outcome{}, []string{err.Error()}
	}
	defer client.Close() //nolint:errcheck // it is the attacker's
	id, err := a.id(client, name)
	if err != nil {
		return outcome{}, []string{err.Error()}
	}
	for _, form := range []string{"--plain", "--width 20", "--markdown", "--html", "--json"} {
		got := commandFor(client, "cat "+form+" "+id, mostCommandTime)
		got.line = name + " " + form
		if got.took > slowest.took {
			slowest = got
		}
		if got.status == -1 || got.status == 70 || got.status != 0 && got.err == "" {
			wrong = append(wrong, fmt.Sprintf("%s: status %d after %.1f s", got.line, got.status, got.took.Seconds()))
		}
		if got.status == -1 {
			break
		}
	}
	return slowest, wrong
}

// together has one article set many times at once.
func (a *attacker) together(name string, n int) (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	id, err := a.id(client, name)
	_ = client.Close()
	if err != nil {
		return "", err
	}
	return a.many(n, "cat "+id)
}

// many runs a command many times at once, each time on a connection of its own.
// Each must come to an end in time, and say what is wrong if it did not do what
// it was to; and somebody else must be served meanwhile.
func (a *attacker) many(n int, line string) (string, error) {
	got := make([]outcome, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			client, err := a.dial(a.source(0))
			if err != nil {
				got[i] = outcome{err: err.Error(), status: 75} // refused
				return
			}
			defer client.Close() //nolint:errcheck // it is the attacker's
			got[i] = command(client, line)
		})
	}
	time.Sleep(time.Second)
	var wrong []string
	if err := a.stranger(); err != nil {
		wrong = append(wrong, err.Error())
	}
	group.Wait()
	done, longest := 0, time.Duration(0)
	for _, one := range got {
		longest = max(longest, one.took)
		switch {
		case one.status == 0:
			done++
		case one.status == -1 || one.status == 70 || one.err == "":
			wrong = append(wrong, fmt.Sprintf("status %d after %.1f s without a sentence", one.status, one.took.Seconds()))
		}
	}
	saw := fmt.Sprintf("%d of %d done, the longest %.1f s", done, n, longest.Seconds())
	if bound := mostTime - 10*time.Second; longest > bound { // with those before it in the queue
		wrong = append(wrong, fmt.Sprintf("more than %v", bound))
	}
	if len(wrong) > 0 {
		return saw, errors.New(strings.Join(wrong, "; "))
	}
	return saw, nil
}

// stranger looks whether somebody else is served in the time that one waits.
func (a *attacker) stranger() error {
	client, err := a.dial(a.source(150))
	if err != nil {
		return fmt.Errorf("a stranger is not let in: %w", err)
	}
	defer client.Close() //nolint:errcheck // it has done what it was for
	const patience = 5 * time.Second
	got := make(chan outcome, 1)
	go func() { got <- command(client, "list --limit 1") }()
	select {
	case one := <-got:
		if one.status != 0 {
			return fmt.Errorf("a stranger's command has status %d: %s", one.status, strings.TrimSpace(one.err))
		}
		return nil
	case <-time.After(patience):
		return fmt.Errorf("a stranger's command waits more than %v", patience)
	}
}

// searches looks for what is everywhere, with all that was found.
func (a *attacker) searches() (string, error) {
	return a.many(20, "search --limit 0 "+common)
}

func (a *attacker) ors() (string, error) {
	var words []string
	for i := range 200 {
		words = append(words, fmt.Sprint(string(rune('一'+i*7)), "*"))
	}
	return a.many(10, "search --best '"+strings.Join(words, " OR ")+"'")
}

// versions runs the shortest command as often as it can, and looks at what that
// leaves in the log.
func (a *attacker) versions() (string, error) {
	before, err := a.logged()
	if err != nil {
		return "", err
	}
	calls := make([]int, 8)
	var group sync.WaitGroup
	begun := time.Now()
	for i := range calls {
		group.Go(func() {
			client, err := a.dial(a.source(0))
			if err != nil {
				return
			}
			defer client.Close() //nolint:errcheck // it is the attacker's
			for time.Since(begun) < 8*time.Second {
				if got := command(client, "version"); got.status == 0 {
					calls[i]++
				}
			}
		})
	}
	group.Wait()
	after, err := a.logged()
	if err != nil {
		return "", err
	}
	all := 0
	for _, n := range calls {
		all += n
	}
	saw := fmt.Sprintf("%d calls, %d KB of log", all, (after-before)>>10)
	if after-before > 256<<10 {
		return saw, errors.New("the log grows with every call")
	}
	return saw, nil
}

// logged is how long the server's log is.
func (a *attacker) logged() (int64, error) {
	info, err := os.Stat(filepath.Join(a.folder, "log"))
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// hostileLines are command lines that must all be refused with a sentence, which
// has no control character and no path of the server.
func (a *attacker) hostileLines() (string, error) {
	client, err := a.dial(a.source(0))
	if err != nil {
		return "", err
	}
	defer func() { _ = client.Close() }()
	id, err := a.id(client, "short")
	if err != nil {
		return "", err
	}
	lines := []string{
		"cat -", "cat ../../etc/passwd", "cat /etc/passwd", "list -L /etc", "-L /etc list", "list --library /etc", "config path", "config show", "config init",
		"cat --style /etc/passwd " + id, "cat --style ../x.json " + id, "complete", "__complete list ''", "__completeNoDesc cat ''", "completion bash", "man", "index", "check",
		"serve", "marks export", "marks import /etc/passwd", "accounts", "feeds list", "licences", "sh", "sh -c id", "scp -t /tmp", "sftp", "git-upload-pack /", "rsync --server .",
		"list; id", "list | id", "list `id`", "list $(id)", "list && id", "list > /tmp/x", "list\nid", "list\x00id", "'", "\"", "\\", "list '", "\x1b]0;x\x07", "list \x1b[31m",
		"list --\x1b]0;owned\x07", "list --\u202eevil", "list --x=\x9b31m", "list --sort \x1b[2J", "search -\x1b[31m x", "cat \x1b[31m", "list -q 'after:\x1b[2J'", "cat --width \x1b[31m " + id,
		"list --limit \x1b[31m", "help \x1b[31m", "help " + strings.Repeat("x", 3000), strings.Repeat("'' ", 1000), strings.Repeat("-", 4000), "--json list", "list -z", "list --json=\x1b[2J",
	}
	var wrong []string
	const most = 40 // that one source may run at once, and some to spare
	for i, line := range lines {
		if i%most == 0 {
			_ = client.Close()
			if client, err = a.dial(a.source(1 + i/most)); err != nil {
				return "", err
			}
		}
		wrong = append(wrong, a.faults(line, command(client, line))...)
	}
	saw := fmt.Sprintf("%d lines", len(lines))
	if len(wrong) > 0 {
		return saw, errors.New(strings.Join(wrong, "; "))
	}
	return saw, nil
}

// faults says what is wrong with how a hostile command line was answered.
func (a *attacker) faults(line string, got outcome) (wrong []string) {
	for name, text := range map[string]string{"errors": got.err, "output": got.out} {
		if r := strings.IndexFunc(text, func(r rune) bool {
			return r != '\n' && (unicode.IsControl(r) || r == unicode.ReplacementChar || unicode.Is(unicode.Bidi_Control, r))
		}); r >= 0 {
			wrong = append(wrong, fmt.Sprintf("%.40q: %s have %.20q", line, name, text[r:]))
		}
		if a.tells(line, text) {
			wrong = append(wrong, fmt.Sprintf("%.40q: %s tell a path: %.80q", line, name, text))
		}
	}
	if got.status == 0 || got.status == 70 || got.status == -1 {
		wrong = append(wrong, fmt.Sprintf("%.40q: status %d", line, got.status))
	}
	return wrong
}

// tells says whether a text has a path of the server that the line did not have.
func (a *attacker) tells(line, text string) bool {
	for _, path := range []string{a.folder, filepath.Dir(a.library), "/etc", "/root", "/home", "/tmp"} {
		if path != "" && path != "." && strings.Contains(text, path) && !strings.Contains(line, path) {
			return true
		}
	}
	return false
}
