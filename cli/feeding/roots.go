package feeding

import (
	"errors"
	"os"
	"path/filepath"
	"slices"

	"broadsheet/cli/config"
	"broadsheet/feeds/subscriptions"
)

// This file says among which libraries the articles of feeds are.

// libraryName is what the articles of feeds are called among libraries. What was read
// is remembered under it.
const libraryName = "Feeds"

// Root is the library that has the articles of feeds, whether there are any or not: one
// of its own, unless a library of the config file has their folder in it. Inner is the
// path of that folder there, with slashes and one at its end; empty: it is the whole.
func Root(conf *config.Config) (root config.Library, inner string) {
	root = config.Library{Name: libraryName, Path: conf.Feeds.Folder}
	for _, library := range conf.Libraries {
		if path, in := inside(root.Path, library.Path); in {
			return library, path
		}
	}
	if slices.ContainsFunc(conf.Libraries, func(l config.Library) bool { return l.Name == root.Name }) {
		root.Name = ""
	}
	return root, ""
}

// Holds says whether the articles of feeds are in a folder that somebody has named, so
// that who reads that follows feeds.
func Holds(conf *config.Config, path string) bool {
	_, in := inside(conf.Feeds.Folder, path)
	return in
}

// inside gives the path of a folder below another one, as Root gives it, and says whether
// it is there, or is that itself.
func inside(path, folder string) (inner string, in bool) {
	if path == "" || folder == "" {
		return "", false
	}
	inner, err := filepath.Rel(realPath(folder), realPath(path))
	if err != nil || !filepath.IsLocal(inner) {
		return "", false
	}
	if inner == "." {
		return "", true
	}
	return filepath.ToSlash(inner) + "/", true
}

// realPath is where a path leads to, as far as that is there.
func realPath(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	above, name := filepath.Split(path)
	if above = filepath.Clean(above); name == "" || above == path {
		return path
	}
	return filepath.Join(realPath(above), name)
}

// Libraries gives the libraries of the config file, and that of feeds as one more as
// soon as one is followed.
func Libraries(conf *config.Config, e config.Environment) []config.Library {
	root, _ := Root(conf)
	if root.Path == "" || slices.Contains(conf.Libraries, root) || !hasFolder(root.Path, e) {
		return conf.Libraries
	}
	return append(conf.Libraries[:len(conf.Libraries):len(conf.Libraries)], root)
}

// LibrariesToRead are the same for a reader or a server whose first feed may be followed
// meanwhile: the folder of its articles is made and opened, so that they are seen when
// they come.
func LibrariesToRead(conf *config.Config, e config.Environment) []config.Library {
	libraries := Libraries(conf, e)
	root, _ := Root(conf)
	if root.Path == "" || slices.Contains(libraries, root) || !makesFolder(root.Path, e) {
		return libraries
	}
	return append(libraries[:len(libraries):len(libraries)], root)
}

// makesFolder makes the folder of the articles where none ever was. If something was
// fetched into it before, its disk may be missing, which an empty folder would hide.
func makesFolder(path string, e config.Environment) bool {
	if _, err := os.Stat(path); err == nil {
		return true
	}
	if _, err := os.Stat(config.FeedsStatePath(e)); err == nil {
		return false
	}
	return os.MkdirAll(path, 0o700) == nil
}

// hasFolder says whether there is, or should be, anything in the folder of the articles,
// and makes it for the first feed.
func hasFolder(path string, e config.Environment) bool {
	if found, err := os.ReadDir(path); len(found) > 0 || err != nil && !errors.Is(err, os.ErrNotExist) {
		return err == nil
	}
	file, err := config.SubscriptionsPath(e)
	if err != nil {
		return false
	}
	followed, _ := subscriptions.Open(file) // what is wrong with it, the commands of feeds say
	if followed == nil || len(followed.All()) == 0 {
		return false
	}
	makesFolder(path, e) // who opens it says that it is not there
	return true
}
