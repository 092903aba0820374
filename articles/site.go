package articles

import (
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"broadsheet/articles/files"
)

// LineBreaks says what the end of a line in a paragraph of Markdown is.
type LineBreaks int

// BySite asks the file _config.yml of the site that the article is of: Hexo ends the line
// where its author did, Jekyll and Hugo go on in it, as CommonMark does. An article that is
// of no site goes on.
const (
	BySite  LineBreaks = iota
	Kept               // the line ends there
	Running            // the line goes on
)

const (
	maxSite  = 256 << 10 // bytes of the file of a site that are read
	outwards = 6         // folders above a root in which it is looked for
)

// breaksLines says whether the end of a line in Markdown is a break in the file at a path:
// the site is the one of the nearest folder that has a _config.yml, in the root or some
// folders above it, as a root may be the folder source/_posts of a blog. What was found is
// kept, so that a file that is changed counts when the root is opened again.
func (r *Root) breaksLines(o LineBreaks, name string) bool {
	if o != BySite {
		return o == Kept
	}
	for folder := path.Dir(name); ; folder = path.Dir(folder) {
		if found := r.site(folder, func() (fs.File, error) { return r.store.Open(path.Join(folder, files.SiteFile)) }); found != noSite {
			return found == siteThatBreaks
		}
		if folder == "." || folder == "/" || folder == path.Dir(folder) {
			break
		}
	}
	for folder, steps := filepath.Dir(r.place), 0; r.place != "" && steps < outwards; folder, steps = filepath.Dir(folder), steps+1 {
		if found := r.site(folder, func() (fs.File, error) { return files.OpenRegular(filepath.Join(folder, files.SiteFile)) }); found != noSite {
			return found == siteThatBreaks
		}
		if folder == filepath.Dir(folder) {
			break
		}
	}
	return false
}

// site is what a folder says of the lines of the articles in it.
type site int

const (
	noSite site = iota
	siteThatBreaks
	siteThatJoins
)

// site gives what a folder says, as it was found before, or by opening its file. Folders
// in the root have relative paths, those around it absolute ones.
func (r *Root) site(folder string, open func() (fs.File, error)) site {
	if found, known := r.sites.Load(folder); known {
		return found.(site)
	}
	found, err := readSite(open())
	if err == nil || !MayPass(err) {
		r.sites.Store(folder, found)
	}
	return found
}

// readSite reads the configuration of a site. One that cannot be read is none: an article
// is read without.
func readSite(f fs.File, err error) (site, error) {
	if err != nil {
		return noSite, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	data, err := io.ReadAll(io.LimitReader(f, maxSite))
	if err != nil {
		return noSite, err
	}
	if siteBreaksLines(string(data)) {
		return siteThatBreaks, nil
	}
	return siteThatJoins, nil
}

// siteBreaksLines says whether the configuration of a site has lines of Markdown end where
// their author ended them: Hexo's writers of Markdown do so unless they are told not to
// (marked: breaks, markdown: render: breaks), Jekyll's does so if it is told (kramdown:
// hard_wrap).
func siteBreaksLines(config string) bool {
	hexo, said := false, ""
	section := ""
	for line := range strings.Lines(config) {
		key, value, isPair := strings.Cut(strings.TrimRight(line, " \t\r\n"), ":")
		if !isPair || strings.HasPrefix(strings.TrimSpace(key), "#") {
			continue
		}
		value, _, _ = strings.Cut(value, " #")
		if strings.TrimLeft(key, " \t") == key {
			section = key
			switch key {
			case "source_dir", "public_dir", "new_post_name", "post_asset_folder", "default_layout", "skip_render", "render_drafts":
				hexo = true
			}
			continue
		}
		switch key = strings.TrimSpace(key); {
		case key == "breaks" && (section == "marked" || section == "markdown"), key == "hard_wrap" && section == "kramdown":
			said = strings.TrimSpace(value)
		}
	}
	if said != "" {
		return said == "true"
	}
	return hexo
}
