package cli

import (
	"path/filepath"
	"runtime"
)

// marksPath gives the place of the database of marks: below XDG_STATE_HOME
// where that is set, else where the system keeps such files; or nothing where
// there is no such place, and marks last as long as the program.
func marksPath(s Streams) string {
	folder := stateFolder(s, runtime.GOOS)
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "broadsheet", "marks.db")
}

func stateFolder(s Streams, system string) string {
	// The base directory specification says that a relative path is no path.
	if folder := s.env("XDG_STATE_HOME"); filepath.IsAbs(folder) {
		return folder
	}
	if system == "windows" {
		return absolute(s.env("LocalAppData"))
	}
	home := absolute(s.env("HOME"))
	switch {
	case home == "":
		return ""
	case system == "darwin":
		return filepath.Join(home, "Library", "Application Support")
	}
	return filepath.Join(home, ".local", "state")
}

// cachePath gives the folder for what can be made again: below XDG_CACHE_HOME
// where that is set, else where the system keeps such files; or nothing where
// there is no such place, and everything is read at each start.
func cachePath(s Streams) string {
	folder := cacheFolder(s, runtime.GOOS)
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "broadsheet")
}

func cacheFolder(s Streams, system string) string {
	if folder := s.env("XDG_CACHE_HOME"); filepath.IsAbs(folder) {
		return folder
	}
	if system == "windows" {
		return absolute(s.env("LocalAppData"))
	}
	home := absolute(s.env("HOME"))
	switch {
	case home == "":
		return ""
	case system == "darwin":
		return filepath.Join(home, "Library", "Caches")
	}
	return filepath.Join(home, ".cache")
}

func absolute(folder string) string {
	if !filepath.IsAbs(folder) {
		return ""
	}
	return folder
}
