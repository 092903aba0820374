//go:build unix

package server

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// ownFile says why a file is not safe from others, as sshd does: somebody else
// owns it or a folder that it is in, or can write there; or the file has a bit of
// mode that nobody else may have. A folder in which everybody can write, but only
// to what is their own, is safe.
func ownFile(path string, forbidden fs.FileMode) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if err := ownedByUs(path, info); err != nil {
		return err
	}
	if open := info.Mode().Perm() & forbidden; open != 0 {
		can, right := "write to", info.Mode().Perm()&^forbidden
		if open&0o022 == 0 {
			can = "read"
		}
		return fmt.Errorf("others can %s %s (its mode is %04o): `chmod %o %[2]s`", can, path, info.Mode().Perm(), right)
	}
	for folder := filepath.Dir(path); ; folder = filepath.Dir(folder) {
		info, err := os.Stat(folder)
		if err != nil {
			return err
		}
		if err := ownedByUs(folder, info); err != nil {
			return err
		}
		if info.Mode().Perm()&0o022 != 0 && info.Mode()&fs.ModeSticky == 0 {
			return fmt.Errorf("others can write to the folder %s (its mode is %04o): `chmod go-w %[1]s`", folder, info.Mode().Perm())
		}
		if folder == filepath.Dir(folder) {
			return nil
		}
	}
}

// ownedByUs says whose a file is that is neither ours nor the system's.
func ownedByUs(path string, info fs.FileInfo) error {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || stat.Uid == 0 || int(stat.Uid) == os.Geteuid() {
		return nil
	}
	return fmt.Errorf("%s belongs to somebody else (user %d): `chown %d %[1]s`", path, stat.Uid, os.Geteuid())
}
