package articles

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"broadsheet/articles/gate"
	"broadsheet/articles/html"
	"broadsheet/model"
)

// leadImage gives the safe address of a lead image, or "" where it is none that
// an article was given by its author: a placeholder, a QR code, a filler.
func leadImage(address string) string {
	// This proxy is gone; what it stood before is still there.
	if rest, found := strings.CutPrefix(address, "https://cors.zfour.workers.dev/?"); found {
		address = rest
		if plain, err := url.QueryUnescape(rest); err == nil && strings.HasPrefix(rest, "http%") {
			address = plain
		}
	}
	address = gate.URL(address)
	if address == "" || strings.HasPrefix(address, "mailto:") || isFillerImage(address) {
		return ""
	}
	return address
}

// unshown gives the files that come with an article, but for the pictures that stand
// in it.
func unshown(enclosures []model.Enclosure, images []string) []model.Enclosure {
	return slices.DeleteFunc(enclosures, func(e model.Enclosure) bool {
		return e.Kind() == model.Picture && slices.ContainsFunc(images, func(image string) bool { return html.SamePicture(e.URL, image) })
	})
}

// isFillerImage says whether a picture stands for none: lazy loaders'
// placeholders, counting pixels, emoji, QR codes, random stock.
func isFillerImage(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil {
		return true
	}
	host, name := strings.ToLower(parsed.Hostname()), strings.ToLower(parsed.Path)
	if strings.Contains(name, "/http:/") || strings.Contains(name, "/https:/") {
		return true // two addresses, joined wrongly
	}
	switch host {
	case "picsum.photos", "via.placeholder.com", "placehold.it", "placehold.co", "dummyimage.com",
		"pixel.wp.com", "stats.wordpress.com", "s.w.org", "feeds.feedburner.com", "api.qrserver.com":
		return true
	}
	for _, part := range []string{"/emoji/", "/emoticons/", "qrcode", "qr_code", "qr-code", "erweima"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	base := path.Base(name)
	stem := strings.TrimSuffix(base, path.Ext(base))
	switch stem {
	case "loadimg", "loading", "loader", "lazyload", "lazy", "blank", "spacer", "transparent", "placeholder",
		"pixel", "1x1", "empty", "grey", "gray", "default", "no-image", "noimage", "qr",
		"343233024": // 新浪财经's code
		return true
	}
	return false
}
