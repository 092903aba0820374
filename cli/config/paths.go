package config

import (
	"errors"
	"path/filepath"
	"runtime"
)

// place is one of the folders of the base directory specification, and what
// other systems have instead of it.
type place struct {
	xdg     string // the variable that names the folder
	windows string // the variable of Windows that does
	darwin  string // below Library
	other   string // below the home folder
}

func configPlace() place {
	return place{"XDG_CONFIG_HOME", "AppData", "Application Support", ".config"}
}

func statePlace() place {
	return place{"XDG_STATE_HOME", "LocalAppData", "Application Support", ".local/state"}
}

func cachePlace() place {
	return place{"XDG_CACHE_HOME", "LocalAppData", "Caches", ".cache"}
}

// folder gives the folder of a place on an operating system; empty: there is
// none.
func (e Environment) folder(p place, system string) string {
	// The specification says that a relative path is no path.
	if folder := absolute(e.Get(p.xdg)); folder != "" {
		return folder
	}
	if system == "windows" {
		return absolute(e.Get(p.windows))
	}
	home := absolute(e.Get("HOME")) // below the folder at hand nobody looks for it
	switch {
	case home == "":
		return ""
	case system == "darwin":
		return filepath.Join(home, "Library", p.darwin)
	}
	return filepath.Join(home, filepath.FromSlash(p.other))
}

func absolute(folder string) string {
	if !filepath.IsAbs(folder) {
		return ""
	}
	return folder
}

// Path gives the path of the config file, whether it is there or not. The
// error says that there is no place for one.
func Path(e Environment) (string, error) {
	folder := e.folder(configPlace(), runtime.GOOS)
	switch {
	case folder != "":
		return filepath.Join(folder, "broadsheet", "config.toml"), nil
	case runtime.GOOS == "windows":
		return "", errors.New("there is no place for the config file: set AppData or XDG_CONFIG_HOME")
	default:
		return "", errors.New("there is no place for the config file: set HOME or XDG_CONFIG_HOME")
	}
}

// MarksPath gives the path of the database of marks. Where it is empty there is
// no place for one, and marks last as long as the program.
func MarksPath(e Environment) string {
	folder := e.folder(statePlace(), runtime.GOOS)
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "broadsheet", "marks.db")
}

// CachePath gives the folder for what can be made again. Where it is empty there
// is no place for that, and everything is read at each start.
func CachePath(e Environment) string {
	folder := e.folder(cachePlace(), runtime.GOOS)
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "broadsheet")
}
