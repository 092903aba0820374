package html

import (
	"path"
	"strings"

	"golang.org/x/net/html"

	"broadsheet/articles/gate"
	"broadsheet/articles/html/dom"
)

// deadProxy stood before the addresses of pictures in collections of feeds. It
// answers no more; what follows it is the real address.
const deadProxy = "https://cors.zfour.workers.dev/?"

// pictureRule is a part of a picture's address that tells it is nothing to
// look at, and why.
type pictureRule struct{ part, reason string }

// placeholders are pictures that stand where another one or none should be.
func placeholders() []pictureRule {
	return []pictureRule{
		{"picsum.photos/", "a random stock photograph"},
		{"loadimg.gif", "shown until the picture is loaded"},
		{"/loading.gif", "shown until the picture is loaded"},
		{"/lazyload.", "shown until the picture is loaded"},
		{"/lazy-load.", "shown until the picture is loaded"},
		{"/lazy.", "shown until the picture is loaded"},
		{"/placeholder.", "shown until the picture is loaded"},
		{"/blank.gif", "an empty picture"},
		{"/blank.png", "an empty picture"},
		{"/spacer.gif", "an empty picture"},
		{"/spaceball.gif", "an empty picture"},
		{"/transparent.", "an empty picture"},
		{"/grey.gif", "an empty picture"},
		{"/1x1.", "an empty picture"},
		{"/pixel.gif", "an empty picture"},
	}
}

// trackers count readers.
func trackers() []pictureRule {
	return []pictureRule{
		{"doubleclick.net/", "advertising"},
		{"googlesyndication.com/", "advertising"},
		{"googleadservices.com/", "advertising"},
		{"google-analytics.com/", "counts readers"},
		{"googletagmanager.com/", "counts readers"},
		{"scorecardresearch.com/", "counts readers"},
		{"quantserve.com/", "counts readers"},
		{"facebook.com/tr?", "counts readers"},
		{"feedburner.com/~", "counts readers"},
		{"feeds.wordpress.com/1.0/", "counts readers"},
		{"stats.wordpress.com/", "counts readers"},
		{"pixel.wp.com/", "counts readers"},
		{"hm.baidu.com/", "counts readers"},
		{"cnzz.com/", "counts readers"},
		{"medium.com/_/stat?", "counts readers"},
		{"/beacon.gif", "counts readers"},
		{"/beacon?", "counts readers"},
		{"/tracking/", "counts readers"},
		{"/pixel?", "counts readers"},
	}
}

func matches(address string, rules []pictureRule) bool {
	address = strings.ToLower(address)
	for _, rule := range rules {
		if strings.Contains(address, rule.part) {
			return true
		}
	}
	return false
}

// IsPlaceholder says that a picture at an address stands for one that a script
// would have put there.
func IsPlaceholder(address string) bool { return matches(address, placeholders()) }

// IsTracker says that a picture at an address only counts readers.
func IsTracker(address string) bool { return address != "" && matches(address, trackers()) }

// imageURL gives the safe address of a picture, without the proxy before it.
// It is "" for a placeholder and for what cleanURL refuses.
func imageURL(s string) string {
	s = strings.TrimSpace(s)
	if rest, proxied := strings.CutPrefix(s, deadProxy); proxied {
		s = rest
	}
	address := gate.URL(s)
	if strings.HasPrefix(address, "mailto:") || IsPlaceholder(address) {
		return ""
	}
	return address
}

// isFurniturePicture says that a picture is a QR code or the author's portrait.
func isFurniturePicture(node *html.Node, address, alt string) bool {
	if dom.HasClass(node, "avatar", "author-photo", "author-avatar", "qrcode", "qr-code", "qr_code", "ewm") {
		return true
	}
	if width, height := pictureSize(node); width > 0 && width <= 128 && width == height && strings.Contains(strings.ToLower(address), "avatar") {
		return true
	}
	return alt == "二维码" || alt == "扫码关注" || isQRCode(address)
}

// isQRCode says that a picture's address names it a QR code.
func isQRCode(address string) bool {
	name := address[strings.LastIndexByte(address, '/')+1:]
	name, _, _ = strings.Cut(strings.ToLower(name), "?")
	for _, word := range []string{"qrcode", "qr_code", "qr-code", "erweima"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// SamePicture says that two addresses differ only in how they are fetched.
func SamePicture(a, b string) bool {
	plain := func(address string) string {
		_, rest, _ := strings.Cut(address, "://")
		name, _, _ := strings.Cut(rest, "?")
		return name
	}
	return a == b || plain(a) == plain(b) && path.Ext(plain(a)) != ""
}
