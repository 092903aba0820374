package files

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"broadsheet/articles/gate"
)

// ErrNotRegular says that there is something in a file's place that cannot be
// read as one: a pipe, a device or a socket.
var ErrNotRegular = errors.New("it is not a regular file")

// MayPass says whether an error of reading says nothing of the file: there were
// too many open files, too little memory, a disk that did not answer, or no
// permission for the moment. It is false for a file that is not there any more.
func MayPass(err error) bool {
	var damaged flate.CorruptInputError
	switch {
	case err == nil, IsGone(err), isLoop(err), errors.Is(err, errOutside), errors.Is(err, ErrNotRegular):
		return false
	case errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrAlgorithm), errors.Is(err, zip.ErrChecksum), errors.As(err, &damaged):
		return false // another zip file may hold it whole, but not this one
	}
	return true
}

// IsGone says that there is no file of a name, or no folder that it could be in.
func IsGone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// isLoop says whether a link leads to itself, by way of others or not.
func isLoop(err error) bool {
	return errors.Is(err, syscall.ELOOP) || strings.Contains(err.Error(), "too many links")
}

// unreached is what a walk tells of a file or folder that it could not look at.
// One that has vanished since its name was read is gone; the rest may pass.
func unreached(name, what string, err error) Entry {
	if IsGone(err) {
		return Entry{Path: name, Gone: true}
	}
	return Entry{Path: name, Problem: what + Reason(err) + ".", Lost: true, Failed: MayPass(err)}
}

// Reason puts an error of the file system into the words of a sentence's end.
func Reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "it is not there any more"
	case errors.Is(err, fs.ErrPermission):
		return "permission is denied"
	}
	return strings.TrimSuffix(gate.Clean(Cause(err).Error()), ".")
}
