//go:build unix

package server

import "syscall"

// descriptors is how many files and connections the process may have open, or 0
// where that is not known.
func descriptors() int {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0 // nothing is known
	}
	const most = 1 << 30                     // without a limit it is more than an int has
	return int(min(uint64(limit.Cur), most)) //nolint:unconvert // it is signed on some systems
}
