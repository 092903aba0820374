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
	return baseFolder(s, system, "XDG_STATE_HOME", "Application Support", ".local/state")
}

// baseFolder gives one of the folders of the base directory specification, or
// what other systems have in its place.
func baseFolder(s Streams, system, variable, darwin, other string) string {
	// The specification says that a relative path is no path.
	if folder := s.env(variable); filepath.IsAbs(folder) {
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
		return filepath.Join(home, "Library", darwin)
	}
	return filepath.Join(home, filepath.FromSlash(other))
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
	return baseFolder(s, system, "XDG_CACHE_HOME", "Caches", ".cache")
}

func absolute(folder string) string {
	if !filepath.IsAbs(folder) {
		return ""
	}
	return folder
}
