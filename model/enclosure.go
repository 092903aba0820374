package model

import (
	"net/url"
	"path"
	"strings"
	"time"
)

// Enclosure is a file that comes with an article, such as an episode of a podcast.
type Enclosure struct {
	URL      string        // safe, percent-encoded, absolute
	Type     string        // media type, or what was written for one; may be empty
	Length   int64         // bytes, as its publisher says; 0: not known
	Duration time.Duration // how long it plays, in whole seconds; 0: not known
}

// EnclosureKind is what a file is to a reader.
type EnclosureKind int

// The kinds of enclosures.
const (
	OtherFile EnclosureKind = iota
	Audio
	Video
	Picture
	PDF
)

// Kind says what an enclosure is: by its media type, and where that tells nothing
// by the ending of its name.
func (e Enclosure) Kind() EnclosureKind {
	switch major, minor, _ := strings.Cut(strings.ToLower(e.Type), "/"); {
	case major == "audio", minor == "ogg" && major == "application":
		return Audio
	case major == "video":
		return Video
	case major == "image":
		return Picture
	case major == "application" && (minor == "pdf" || minor == "x-pdf"):
		return PDF
	case major != "" && minor != "octet-stream":
		return OtherFile
	}
	switch strings.ToLower(path.Ext(e.Name())) {
	case ".mp3", ".m4a", ".m4b", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav":
		return Audio
	case ".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".mpg", ".mpeg", ".ogv":
		return Video
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg":
		return Picture
	case ".pdf":
		return PDF
	}
	return OtherFile
}

// Name is the last part of an enclosure's address, as it is encoded there; empty
// where the address has none.
func (e Enclosure) Name() string {
	u, err := url.Parse(e.URL)
	if err != nil {
		return ""
	}
	if name := path.Base(u.EscapedPath()); name != "." && name != "/" {
		return name
	}
	return ""
}
