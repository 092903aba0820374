package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// named is a file of Go or a folder as documents name them, between backquotes.
var named = regexp.MustCompile("`((?:[a-z_]+/)*(?:[a-z_]+\\.go|[a-z_]+/))`")

// TestNamedFiles holds that the files and rooms which the documents name are there: whoever
// follows them must not stand before a wall. A name alone may be in any room.
func TestNamedFiles(t *testing.T) {
	there := map[string]bool{}
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && name != "." {
			return fs.SkipDir
		}
		slash := ""
		if entry.IsDir() {
			slash = "/"
		}
		there[filepath.ToSlash(name)+slash], there[entry.Name()+slash] = true, true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	documents, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, document := range append(documents, "README.md") {
		text, err := os.ReadFile(document) //nolint:gosec // it is one of ours
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range named.FindAllStringSubmatch(string(text), -1) {
			found++
			if !there[match[1]] {
				t.Errorf("%s names %s, which is not there", document, match[1])
			}
		}
	}
	if found < 50 {
		t.Errorf("the documents name only %d files and rooms", found)
	}
}
