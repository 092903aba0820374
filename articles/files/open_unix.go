//go:build unix

package files

import (
	"syscall"
)

// withoutWaiting opens a pipe that nobody writes to at once, so that it can be
// seen that it is one.
const withoutWaiting = syscall.O_NONBLOCK
