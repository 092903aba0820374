//go:build unix

package articles

import "syscall"

// withoutWaiting opens a pipe that nobody writes to at once, so that it can be
// seen that it is one.
const withoutWaiting = syscall.O_NONBLOCK
