//go:build !linux && !darwin

package sqlite

import (
	"errors"
)

// freeSpace is not known on this system.
func freeSpace(string) (free, total uint64, err error) { return 0, 0, errors.ErrUnsupported }
