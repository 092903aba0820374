package articles

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"io/fs"
	"strings"
	"syscall"
)

// errNotRegular says that there is something in a file's place that cannot be
// read as one: a pipe, a device or a socket.
var errNotRegular = errors.New("it is not a regular file")

// errShrunk says that a file ended before what its folder told of its size.
var errShrunk = errors.New("it became shorter while it was read")

// mayPass says whether an error of reading says nothing of the file: there were
// too many open files, too little memory, a disk that did not answer, or no
// permission for the moment. It is false for a file that is not there any more.
func mayPass(err error) bool {
	var damaged flate.CorruptInputError
	switch {
	case err == nil, isGone(err), isLoop(err), errors.Is(err, errOutside), errors.Is(err, errNotRegular):
		return false
	case errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrAlgorithm), errors.Is(err, zip.ErrChecksum), errors.As(err, &damaged):
		return false // another zip file may hold it whole, but not this one
	}
	return true
}

// isGone says that there is no file of a name, or no folder that it could be in.
func isGone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// isLoop says whether a link leads to itself, by way of others or not.
func isLoop(err error) bool {
	return errors.Is(err, syscall.ELOOP) || strings.Contains(err.Error(), "too many links")
}

// unreached is what a walk tells of a file or folder that it could not look at.
// One that has vanished since its name was read is gone; the rest may pass.
func unreached(name, what string, err error) entry {
	if isGone(err) {
		return entry{path: name, gone: true}
	}
	return entry{path: name, problem: what + reason(err) + ".", lost: true, failed: mayPass(err)}
}

// reason puts an error of the file system into the words of a sentence's end.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "it is not there any more"
	case errors.Is(err, fs.ErrPermission):
		return "permission is denied"
	}
	return strings.TrimSuffix(Clean(rootCause(err).Error()), ".")
}
