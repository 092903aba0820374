package entries

import (
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"broadsheet/articles/gate"
)

// Bounds of names. A file's name is at most some 200 bytes, which leaves room on
// every file system in use (255 bytes, or 255 UTF-16 units on Windows).
const (
	slugCells    = 40
	slugBytes    = 170
	folderCells  = 60
	folderBytes  = 120
	folderLevels = 8 // of categories, the feed's own folder with them
)

// filePath gives the path of a new article file below the feeds' folder. The day is
// that of the date in UTC; more of the hash is taken where the path is taken already.
func filePath(folder string, date time.Time, title string, hash []byte, hexDigits int) string {
	date = date.UTC()
	if date.Year() < 1 || date.Year() > 9999 {
		date = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	name := date.Format("2006-01-02")
	if slug := slugOf(title); slug != "" {
		name += "-" + slug
	}
	return folder + date.Format("/2006/01/") + name + "-" + hex.EncodeToString(hash)[:hexDigits] + ".html"
}

// slugOf makes a part of a file's name of a title: letters, numbers and the marks on
// them, in lower case, with one dash for all that is between them. What file systems
// refuse, or shells and people stumble over, is neither.
func slugOf(title string) string {
	var b strings.Builder
	cells, dash := 0, false
	for _, r := range norm.NFC.String(gate.Clean(title)) {
		mark := unicode.Is(unicode.M, r)
		if !unicode.In(r, unicode.L, unicode.N) && (!mark || b.Len() == 0 || dash) {
			dash = b.Len() > 0
			continue
		}
		r = unicode.ToLower(r)
		size, joined := cellsOf(r), 0
		if dash {
			joined = 1
		}
		if cells+joined+size > slugCells || b.Len()+joined+len(string(r)) > slugBytes {
			break
		}
		if dash {
			b.WriteByte('-')
		}
		b.WriteRune(r)
		cells += joined + size
		dash = false
	}
	return norm.NFC.String(b.String())
}

// cellsOf gives how many cells of a terminal a letter takes.
func cellsOf(r rune) int {
	if unicode.Is(unicode.M, r) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}

// folderOf gives the folder that a feed has, of its categories and its name: one that
// every file system takes and that the library's walk does not skip.
func folderOf(category []string, name string) string {
	var parts []string
	for _, part := range append(slices.Clone(category[:min(len(category), folderLevels-1)]), name) {
		if safe := folderName(part); safe != "" {
			parts = append(parts, safe)
		}
	}
	if folderName(name) == "" {
		parts = append(parts, "feed")
	}
	return strings.Join(parts, "/")
}

// folderName makes one folder's name of a text; empty: nothing of it can be used.
func folderName(text string) string {
	var b strings.Builder
	cells := 0
	for _, r := range norm.NFC.String(gate.Clean(text)) {
		if strings.ContainsRune(`/\<>:"|?*`, r) {
			r = '-'
		}
		if unicode.IsSpace(r) {
			r = ' '
		}
		if cells += cellsOf(r); cells > folderCells || b.Len()+len(string(r)) > folderBytes {
			break
		}
		b.WriteRune(r)
	}
	// Leading dots hide, the walk skips names like "x~" and "#x#", and Windows takes
	// neither dots nor blanks at the end.
	name := strings.TrimRight(strings.TrimLeft(b.String(), ".#~ "), ". ~#")
	if strings.Trim(name, "- ") == "" {
		return ""
	}
	if isReserved(name) {
		stem, ending, found := strings.Cut(name, ".")
		if name = strings.TrimRight(stem, " ") + "_"; found {
			name += "." + ending
		}
	}
	return norm.NFC.String(name)
}

// isReserved says whether Windows takes a name for a device, whatever its ending, or
// the walk skips it.
func isReserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimRight(stem, " ")
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "__MACOSX":
		return true
	}
	number, found := strings.CutPrefix(stem, "COM")
	if !found {
		number, found = strings.CutPrefix(stem, "LPT")
	}
	return found && len([]rune(number)) == 1 && strings.ContainsAny(number, "0123456789¹²³")
}
