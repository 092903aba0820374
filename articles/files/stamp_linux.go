package files

import (
	"io/fs"
	"syscall"
)

// changedAt is when anything about a file was last changed, its permissions too,
// in nanoseconds. Other than its time no program can set it back.
func changedAt(info fs.FileInfo) int64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return stat.Ctim.Nano()
	}
	return 0
}
