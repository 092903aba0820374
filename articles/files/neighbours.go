package files

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// neighbours looks at files of a directory, quickest at those beside the last
// one: the way there is gone only once.
type neighbours struct {
	*directory
	folder string
	beside *os.Root // the folder; nil: none yet
}

func (n *neighbours) open(name string) (fs.File, error) {
	if base, ok := n.enter(name); ok {
		if f, err := openIn(n.beside, base); err == nil {
			return f, nil
		}
	}
	return n.Open(name)
}

func (n *neighbours) stat(name string) (fs.FileInfo, error) {
	if base, ok := n.enter(name); ok {
		if info, err := n.beside.Stat(base); err == nil {
			return info, nil
		}
	}
	return n.Stat(name)
}

// enter goes to the folder of a file, and gives the file's name there.
func (n *neighbours) enter(name string) (base string, ok bool) {
	folder, base := path.Split(name)
	if n.beside == nil || folder != n.folder {
		n.end()
		beside, err := n.root.Load().OpenRoot(filepath.FromSlash(path.Clean(folder)))
		if err != nil {
			return "", false
		}
		n.folder, n.beside = folder, beside
	}
	return base, true
}

func (n *neighbours) end() {
	if n.beside != nil {
		n.beside.Close() //nolint:errcheck // nothing was written
		n.beside = nil
	}
}
