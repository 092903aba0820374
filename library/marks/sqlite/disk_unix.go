//go:build linux || darwin

package sqlite

import (
	"syscall"
)

// freeSpace gives how much of a disk may still be written, and how large it is,
// in bytes.
func freeSpace(folder string) (free, total uint64, err error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(folder, &disk); err != nil {
		return 0, 0, err
	}
	size := uint64(disk.Bsize) //nolint:gosec // of another type on every system, and never negative
	return disk.Bavail * size, disk.Blocks * size, nil
}
