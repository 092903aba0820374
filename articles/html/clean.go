package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

// Cleaning leaves out what is not the article. Its rules are tables, each row
// with the reason for it, and they hold back: a class name counts only as a
// whole word and only on a small element, so that no rule can take an article
// away. What a browser would show as the article is never dropped.

// smallElement is how many visible characters an element may have to be
// dropped for its class, or for being a form.
const smallElement = 400

// furniture gives, for a class name or id in lower case, what it marks.
//
//nolint:gochecknoglobals // a table that is never written
var furniture = map[string]string{
	"appendqr_wrap":                  "Sina's QR code and its slogan",
	"appendqr":                       "Sina's QR code and its slogan",
	"qrcode":                         "a QR code",
	"qr-code":                        "a QR code",
	"erweima":                        "a QR code",
	"article-editor":                 "the line that names the editor on duty",
	"ad-disclaimer":                  "a notice about advertising links",
	"ad-tips":                        "a notice about advertising links",
	"ad-label":                       "the word Advertisement",
	"adsbygoogle":                    "a place for an advertisement",
	"advertisement":                  "an advertisement",
	"google-auto-placed":             "a place for an advertisement",
	"recommend_bottom":               "other articles",
	"recommend-bottom":               "other articles",
	"similarlinks":                   "other articles",
	"jp-relatedposts":                "other articles, by WordPress",
	"yarpp-related":                  "other articles, by WordPress",
	"sharedaddy":                     "share buttons, by WordPress",
	"sd-sharing":                     "share buttons, by WordPress",
	"addtoany_share_save_container":  "share buttons",
	"addthis_toolbox":                "share buttons",
	"addthis_inline_share_toolbox":   "share buttons",
	"share-buttons":                  "share buttons",
	"social-share":                   "share buttons",
	"social-sharing":                 "share buttons",
	"sharebar":                       "share buttons",
	"share-bar":                      "share buttons",
	"bdsharebuttonbox":               "share buttons, by Baidu",
	"bshare-custom":                  "share buttons",
	"feedflare":                      "share buttons, by FeedBurner",
	"mw-editsection":                 "Wikipedia's edit link",
	"mw-cite-backlink":               "Wikipedia's way back from a note",
	"gutter":                         "the line numbers of a block of code",
	"linenos":                        "the line numbers of a block of code",
	"linenodiv":                      "the line numbers of a block of code",
	"line-numbers-rows":              "the line numbers of a block of code",
	"lineno":                         "the line number of a line of code",
	"code-copy":                      "a button to copy code",
	"copy-code-button":               "a button to copy code",
	"visually-hidden":                "words for screen readers only",
	"visuallyhidden":                 "words for screen readers only",
	"sr-only":                        "words for screen readers only",
	"screen-reader-text":             "words for screen readers only",
	"ds-screen-only":                 "words for screen readers only",
	"headerlink":                     "the mark beside a heading that links to it",
	"heading-anchor":                 "the mark beside a heading that links to it",
	"header-anchor":                  "the mark beside a heading that links to it",
	"article-ad":                     "an advertisement",
	"upload-ad":                      "an advertisement",
	"ad_upload":                      "an advertisement",
	"wp-block-jetpack-subscriptions": "a form to subscribe",
	"jetpack_subscription_widget":    "a form to subscribe",
	"newsletter-signup":              "a form to subscribe",
	"wp-polls":                       "a poll",
	"post-views":                     "a counter of readers",
	"essb_links":                     "share buttons, by WordPress",
	"heateor_sss_sharing_container":  "share buttons, by WordPress",
	"simplesocialbuttons":            "share buttons, by WordPress",
	"weixin_qrcode":                  "a QR code",
	"wechat-qrcode":                  "a QR code",
	"follow-us":                      "an invitation to follow",
	"followus":                       "an invitation to follow",
}

// neverShown lists the elements whose text a browser never shows.
func neverShown(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Noframes, atom.Noembed, // code, and text for other browsers
		atom.Title, atom.Meta, atom.Link, atom.Base, atom.Head, // about the page
		atom.Area, atom.Map, atom.Canvas, atom.Param, atom.Source, atom.Track, atom.Col, atom.Colgroup, // parts of what is no text
		atom.Datalist, atom.Rp: // seen only where something else is not understood
		return true
	default:
		return false
	}
}

// isControl lists the elements that are there to be worked with, not read.
func isControl(tag atom.Atom) bool {
	switch tag {
	case atom.Input, atom.Button, atom.Select, atom.Textarea, atom.Progress, atom.Meter, atom.Nav:
		return true
	default:
		return false
	}
}

// drops says that an element is no part of the article.
func (r *reader) drops(node *html.Node) bool {
	switch tag := node.DataAtom; {
	case neverShown(tag) && tag != atom.Noscript, isControl(tag):
		return true
	case r.keepAll:
		return false
	case tag == atom.Form: // some old pages are one large form
		return isSmallElement(node) && isAsking(node)
	case tag == atom.Dialog && !dom.HasAttribute(node, "open"):
		return true
	}
	if isHidden(node) {
		return true
	}
	for _, a := range node.Attr {
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		for word := range strings.FieldsSeq(a.Val) {
			if _, found := furniture[strings.ToLower(word)]; found && isSmallElement(node) {
				r.dropPictures(node)
				return true
			}
		}
	}
	return false
}

// isHidden says that a page hides an element from sight.
func isHidden(node *html.Node) bool {
	for _, a := range node.Attr {
		switch a.Key {
		case "hidden":
			return !strings.EqualFold(a.Val, "until-found")
		case "aria-hidden":
			if a.Val == "true" && isDecoration(node) {
				return true
			}
		case "style":
			css := strings.ToLower(a.Val)
			if !strings.Contains(css, "none") && !strings.Contains(css, "hidden") {
				continue
			}
			css = strings.NewReplacer(" ", "", "\t", "", "\n", "").Replace(css)
			if strings.Contains(css, "display:none") || strings.Contains(css, "visibility:hidden") && dom.Attribute(node, "id") != "js_content" {
				return true // WeChat keeps its articles in a hidden js_content until a script has run
			}
		}
	}
	return false
}

func isSmallElement(node *html.Node) bool { return shownLength(node, smallElement) < smallElement }

// dropPictures remembers the pictures of dropped furniture: such a one is no
// lead image either.
func (r *reader) dropPictures(node *html.Node) {
	for inner := range node.Descendants() {
		if inner.DataAtom == atom.Img {
			if address, _ := pictureAddress(inner); address != "" {
				r.dropped[address] = true
			}
		}
	}
}
