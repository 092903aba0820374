// Package cache writes and removes files that can be made again. It knows nothing of
// what is in them.
package cache

import (
	"errors"
	"os"
)

// Write writes a file that is there wholly or not at all.
func Write(path string, data []byte) error {
	unfinished := path + ".new"
	if err := os.WriteFile(unfinished, data, 0o600); err != nil {
		return errors.Join(err, Remove(unfinished))
	}
	return os.Rename(unfinished, path)
}

// Remove removes a file, if it is there.
func Remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
