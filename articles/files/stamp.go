package files

import (
	"archive/zip"
	"encoding/binary"
	"hash/fnv"
	"io/fs"
)

// Stamp tells one state of a file from another without reading it. It is made of
// the file's size, its time to the nanosecond, its inode or, in a zip file, its
// checksum, and where the system tells it the time of the last change of anything
// about the file, so that one that may be read again is another. 0 is that of no
// file.
type Stamp uint64

// StampOf gives the stamp of a file by what its file system tells of it.
func StampOf(info fs.FileInfo) Stamp {
	inode := inodeOf(info)
	if header, ok := info.Sys().(*zip.FileHeader); ok {
		inode = uint64(header.CRC32)
	}
	var state [32]byte
	binary.LittleEndian.PutUint64(state[0:], uint64(info.Size())) //nolint:gosec // any bits will do
	binary.LittleEndian.PutUint64(state[8:], uint64(info.ModTime().UnixNano()))
	binary.LittleEndian.PutUint64(state[16:], inode)
	binary.LittleEndian.PutUint64(state[24:], uint64(changedAt(info))) //nolint:gosec // any bits will do
	hash := fnv.New64a()
	hash.Write(state[:])
	return Stamp(max(1, hash.Sum64()))
}
