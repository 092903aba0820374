//go:build unix

package files

import (
	"io/fs"
	"syscall"
)

// inodeOf is the number of the file behind a name, which another file that was
// put in its place does not have.
func inodeOf(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return stat.Ino
	}
	return 0
}
