//go:build ignore

// This program collects the terms of everything that is linked into broadsheet, on
// any of the systems that it is built for, and writes them to licences.txt.gz:
// `go generate ./cli/licences`. They stand in the files of the modules, which Go
// has on this machine; whatever module has none is an error.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// listed is what `go list -json` says of a package.
type listed struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir string
		Main               bool
		Replace            *struct{ Path, Version, Dir string }
	}
}

// work is a module that is linked in, with the files that have its terms.
type work struct {
	name, version string
	files         map[string]string // by their path in the module
}

var systems = []string{"linux/amd64", "linux/arm64", "darwin/arm64", "windows/amd64"}

var terms = regexp.MustCompile(`(?i)^((un)?licen[sc]e|copying|notice|patents)([._-].*)?$`)

func main() {
	log.SetFlags(0)
	works := map[string]*work{}
	for _, system := range systems {
		if err := collect(works, system); err != nil {
			log.Fatal(err)
		}
	}
	text, err := write(works)
	if err != nil {
		log.Fatal(err)
	}
	if text == kept() {
		return // compressing it anew might only change the bytes
	}
	var compressed bytes.Buffer
	writer, err := gzip.NewWriterLevel(&compressed, gzip.BestCompression)
	if err != nil {
		log.Fatal(err)
	}
	_, err = io.WriteString(writer, text)
	if err = errors.Join(err, writer.Close()); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("licences.txt.gz", compressed.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// kept is the text that there is already, if there is one.
func kept() string {
	file, err := os.Open("licences.txt.gz")
	if err != nil {
		return ""
	}
	defer file.Close()
	reader, err := gzip.NewReader(file)
	if err != nil {
		return ""
	}
	text, err := io.ReadAll(reader)
	if err != nil {
		return ""
	}
	return string(text)
}

// collect adds what the program is made of on a system.
func collect(works map[string]*work, system string) error {
	name, processor, _ := strings.Cut(system, "/")
	command := exec.Command("go", "list", "-deps", "-json=Dir,Standard,Module", "broadsheet")
	command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+name, "GOARCH="+processor)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	if err := add(works, "the Go standard library", "", runtime.GOROOT(), runtime.GOROOT()); err != nil {
		return err
	}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case p.Standard || p.Module == nil:
			continue
		}
		module := *p.Module
		if r := module.Replace; r != nil {
			module.Path, module.Version, module.Dir = r.Path, r.Version, r.Dir
		}
		if err := add(works, module.Path, module.Version, module.Dir, p.Dir); err != nil {
			return err
		}
	}
}

// add takes the terms of a package over: those in its folder, and in the folders
// above it up to the module's.
func add(works map[string]*work, name, version, root, dir string) error {
	w := works[name]
	if w == nil {
		w = &work{name, version, map[string]string{}}
		works[name] = w
	}
	for {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if entry.IsDir() || !terms.MatchString(entry.Name()) || strings.HasSuffix(entry.Name(), ".go") {
				continue
			}
			data, err := os.ReadFile(filepath.Join(dir, entry.Name()))
			if err != nil {
				return err
			}
			path, err := filepath.Rel(root, filepath.Join(dir, entry.Name()))
			if err != nil {
				return err
			}
			w.files[filepath.ToSlash(path)] = strings.TrimSpace(strings.NewReplacer("\r", "", "\f", "", "\ufeff", "").Replace(string(data)))
		}
		if dir == root {
			return nil
		}
		dir = filepath.Dir(dir)
	}
}

func write(works map[string]*work) (string, error) {
	var names []string
	for name, w := range works {
		names = append(names, name)
		if len(w.files) == 0 {
			return "", fmt.Errorf("%s has no file with its terms", name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		return strings.Compare(order(a), order(b))
	})
	var b strings.Builder
	b.WriteString("broadsheet is made of these works. The terms of each of them follow.\n\n")
	for _, name := range names {
		b.WriteString(strings.TrimRight("  "+name+" "+works[name].version, " ") + "\n")
	}
	for _, name := range names {
		var paths []string
		for path := range works[name].files {
			paths = append(paths, path)
		}
		slices.Sort(paths)
		for _, path := range paths {
			fmt.Fprintf(&b, "\n\n%s\n%s: %s\n\n%s\n", strings.Repeat("-", 76), name, path, works[name].files[path])
		}
	}
	return b.String(), nil
}

// order puts the program itself first, and then Go.
func order(name string) string {
	switch name {
	case "broadsheet":
		return "0"
	case "the Go standard library":
		return "1"
	}
	return name
}
