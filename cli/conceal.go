package cli

import (
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// concealer takes the server's paths out of sentences that its readers see.
type concealer struct{ pairs [][2]string } // path, and what stands for it

func newConcealer(s Streams, config *config) *concealer {
	h := &concealer{}
	for _, library := range config.libraries {
		h.add(library.path, library.name)
	}
	marks := marksPath(s)
	h.add(marks, filepath.Base(marks))
	h.add(filepath.Dir(marks), "the server")
	if config.path != "" {
		h.add(config.path, "the server's config file")
	}
	h.add(s.env("HOME"), "~")
	return h
}

// add has a path concealed. The longest ones come first.
func (h *concealer) add(path, name string) {
	if len(path) < 2 {
		return
	}
	if name == "" {
		name = filepath.Base(path)
	}
	h.pairs = append(h.pairs, [2]string{path, name})
	slices.SortStableFunc(h.pairs, func(a, b [2]string) int { return len(b[0]) - len(a[0]) })
}

func (h *concealer) text(text string) string {
	for _, pair := range h.pairs {
		text = strings.ReplaceAll(text, pair[0], pair[1])
	}
	return text
}

// error is an error that says no path, and is what it was for errors.Is.
func (h *concealer) error(err error) error {
	if err == nil {
		return nil
	}
	if text := h.text(err.Error()); text != err.Error() {
		return &concealed{text, err}
	}
	return err
}

type concealed struct {
	text  string
	cause error
}

func (c *concealed) Error() string { return c.text }
func (c *concealed) Unwrap() error { return c.cause }

// concealedWriter conceals paths in what is written to it at once: sentences.
type concealedWriter struct {
	to   io.Writer
	hide *concealer
}

func (w concealedWriter) Write(p []byte) (int, error) {
	if _, err := io.WriteString(w.to, w.hide.text(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}
