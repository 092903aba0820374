package cli_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/cli"
)

// world is what a test runs command lines in.
type world struct {
	t     *testing.T
	home  string // of the config file
	env   []string
	input string
	out   io.Writer // instead of the buffer
}

func newWorld(t *testing.T) *world {
	t.Helper()
	home := t.TempDir()
	return &world{t: t, home: home, env: []string{"HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "TERM=xterm-256color"}}
}

// result is what a command line gave.
type result struct {
	out, err string
	status   int
}

func (w *world) run(args ...string) result {
	w.t.Helper()
	var out, errs bytes.Buffer
	s := cli.Streams{
		In: strings.NewReader(w.input), Out: &out, Err: &errs, Env: w.env,
		Now:   func() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) },
		Local: time.FixedZone("here", 2*60*60),
	}
	if w.out != nil {
		s.Out = w.out
	}
	status := cli.Run(w.t.Context(), args, s)
	return result{out.String(), errs.String(), status}
}

// done runs a command line that must do what it was told without a word of
// complaint, and gives its output.
func (w *world) done(args ...string) string {
	w.t.Helper()
	got := w.run(args...)
	if got.status != 0 || got.err != "" {
		w.t.Fatalf("broadsheet %s: status %d\n%s", strings.Join(args, " "), got.status, got.err)
	}
	return got.out
}

// refused runs a command line that must fail with a status and a sentence that
// has some words in it, and nothing on standard output.
func (w *world) refused(status int, words []string, args ...string) {
	w.t.Helper()
	got := w.run(args...)
	if got.status != status {
		w.t.Errorf("broadsheet %s: status %d, want %d", strings.Join(args, " "), got.status, status)
	}
	if got.out != "" {
		w.t.Errorf("broadsheet %s wrote on standard output: %q", strings.Join(args, " "), got.out)
	}
	if !strings.HasPrefix(got.err, "broadsheet: ") {
		w.t.Errorf("broadsheet %s complains with %q", strings.Join(args, " "), got.err)
	}
	for _, word := range words {
		if !strings.Contains(got.err, word) {
			w.t.Errorf("broadsheet %s complains with %q, which does not say %q", strings.Join(args, " "), got.err, word)
		}
	}
}

// configure writes the config file.
func (w *world) configure(lines ...string) {
	w.t.Helper()
	write(w.t, filepath.Join(w.home, "config", "broadsheet"), map[string]string{"config.toml": strings.Join(lines, "\n") + "\n"})
}

// write makes a folder of files.
func write(t *testing.T, folder string, files map[string]string) string {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// harbour is a small library: three articles, two top categories.
func harbour(t *testing.T) string {
	t.Helper()
	return write(t, t.TempDir(), map[string]string{
		"ferry.md": `---
title: 渡轮改点
author: 港口日报
date: 2024-05-02 18:30:00
categories:
 - 交通
 - 水路
tags:
 - 渡轮
link: https://example.org/ferry?a=1&b=2
lang: zh
---

从周一起，末班渡轮改在晚上十点开。详见[时刻表](https://example.org/times)。
`,
		"lamps.md": `---
title: The lamps on the quay
author: Harbour Notes
date: Fri, 03 May 2024 07:00:00 GMT
categories: [[Town, Streets], [交通]]
---

The **new lamps** are lit at dusk. See [the plan](https://example.org/plan), then
[the vote](https://example.org/vote).
`,
		"tides.md": `---
title: Reading a tide table
author: Harbour Notes
date: 2024-05-01T05:00:00+08:00
categories: Town
---

High water comes fifty minutes later each day.
`,
	})
}
