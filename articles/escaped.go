package articles

import (
	"html"
	"regexp"
	"strings"
)

// unescapedBody gives a body that was escaped once too often as it was meant. Page
// says that it is HTML whose tags a browser would show as text: it begins with an
// escaped element and has no tag that is not escaped, but for what is round all of
// it. In others references such as &amp;nbsp; are mended if there is a mark of typography among
// them, unless the text speaks of HTML.
func unescapedBody(body string) (meant string, page bool) {
	switch {
	case !strings.Contains(body, "&"):
		return body, false
	case strings.Contains(body, "&lt;/") || strings.Contains(body, "&#60;/"):
		inner := withoutWrapper(body)
		if escapedOpening.MatchString(inner[:min(len(inner), 100)]) && !strings.ContainsAny(inner, "<`") {
			return html.UnescapeString(inner), true
		}
	}
	if !strings.Contains(body, "&amp;") || !escapedMark.MatchString(body) || speaksOfMarkup.MatchString(body) {
		return body, false
	}
	return escapedReference.ReplaceAllString(body, "&$1;"), false
}

var (
	escapedOpening   = regexp.MustCompile(`(?i)^(?:&lt;|&#60;)(?:!doctype|html|body|div|p|section|article|h[1-6]|ul|ol|table|figure|blockquote|center|img|br|a|span|strong|em|b|i)\b`)
	escapedMark      = regexp.MustCompile(`&amp;(nbsp|[lr][sd]quo|[nm]dash|hellip|#160|#82[0-3][0-9]);`) // nobody means them as text
	escapedReference = regexp.MustCompile(`&amp;(amp|nbsp|quot|apos|[lr][sd]quo|[nm]dash|hellip|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,4});`)
	speaksOfMarkup   = regexp.MustCompile("(?i)&lt;|&#60;|<code|<pre|`|html|entit|escap|ampersand|转义|實體|实体")
)

// withoutWrapper gives what stands in the <div> that is round all of a body.
func withoutWrapper(body string) string {
	for {
		body = strings.TrimSpace(body)
		rest, found := strings.CutPrefix(body, "<div")
		if !found {
			return body
		}
		_, rest, found = strings.Cut(rest, ">")
		if !found {
			return body
		}
		body = strings.TrimSuffix(strings.TrimSpace(rest), "</div>")
	}
}
