// Package licences has the terms of all works that are linked into the program:
// who is given the program is given them with it.
package licences

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
)

//go:generate go run generate.go

// compressed is what generate.go has written. It is in the tree, so that the
// program can be run from a fresh clone.
//
//go:embed licences.txt.gz
var compressed []byte

// Text gives the list of the works, a line "  path version" each, and then the
// terms of each of them.
func Text() (string, error) {
	reader, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return "", fmt.Errorf("the licences cannot be read: %w", err)
	}
	text, err := io.ReadAll(reader)
	if err != nil {
		return "", fmt.Errorf("the licences cannot be read: %w", err)
	}
	return string(text), nil
}
