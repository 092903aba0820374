package templates

import "strings"

// meaning is what a tag does.
type meaning int

const (
	unknown  meaning = iota
	silent           // it shows nothing of its own
	code             // its content is code
	formula          // its content is mathematics
	verbatim         // its content is to stay as it is
	hidden           // its content is not for readers
	quote            // its content is set apart
	folded           // its content can be folded, below a title
	titled           // its content stands below a title
	picture          // a picture
	link             // a link
	embed            // what another site shows
	words            // a piece of text
)

// meaningOf says what the tag of a name does, with whatever maker of sites or theme. The
// names of several have one meaning, but for "link" and the like, which their arguments tell.
func meaningOf(name string) meaning {
	switch name {
	case "highlight", "codeblock", "code", "prism", "codetab", "code_block",
		"mermaid", "plantuml", "graphviz", "flowchart", "sequence", "markmap", "echarts", "chart", "goat", "diagram":
		return code
	case "math", "katex", "latex", "mathjax", "equation":
		return formula
	case "raw", "verbatim", "noparse", "rawhtml", "html", "nomarkdown":
		return verbatim
	case "comment", "options":
		return hidden
	case "note", "notice", "blockquote", "quote", "pullquote", "centerquote", "cq", "alert", "admonition", "callout", "hint",
		"tip", "tips", "warning", "danger", "info", "caution", "important", "attention", "success", "error", "message", "notel",
		"noteblock", "poem", "box", "block", "aside", "epigraph", "remark", "infobox":
		return quote
	case "details", "expand", "fold", "folding", "hidetoggle", "hideblock", "spoiler", "accordion", "collapse", "collapsible", "toggle", "foldable":
		return folded
	case "tab", "tabitem", "timenode", "step", "cell", "panel":
		return titled
	case "asset_img", "img", "image", "figure", "imgproc", "picture", "fancybox", "inlineimg", "inlineimage", "asset_image", "pic", "local_img":
		return picture
	case "post_link", "asset_link", "link", "linkcard", "link_card", "button", "btn", "a", "href", "cardlink", "urlcard":
		return link
	case "youtube", "vimeo", "bilibili", "bili", "gist", "jsfiddle", "codepen", "iframe", "twitter", "tweet", "x", "instagram", "spotify",
		"video", "audio", "pdf", "dplayer", "soundcloud", "youku", "tencent", "video_lite", "tiktok", "telegram", "codesandbox", "asciinema",
		"github", "ghcard", "repo", "mp4", "mp3":
		return embed
	case "label", "u", "emp", "em", "strong", "wavy", "del", "kbd", "psw", "span", "p", "s", "sup", "sub", "checkbox", "radio",
		"hideinline", "text", "badge", "mark", "color", "bubble", "ruby", "underline", "icon_text", "keyboard", "abbr":
		return words
	case "if", "elsif", "elseif", "else", "unless", "case", "when", "for", "assign", "capture", "increment", "decrement", "cycle", "break",
		"continue", "render", "layout", "section", "include_relative", "include_cached", "set", "extends", "import", "macro",
		"from", "call", "filter", "with", "asset_path", "post_path", "post_url", "ref", "relref", "param", "partial", "toc", "more",
		"lead", "tabs", "timeline", "steps", "gallery", "columns", "column", "row", "cards", "card", "grid", "div", "container",
		"group", "grouppicture", "gp", "galleries", "br", "clear", "pagebreak", "ad", "ads", "center", "right", "left", "rtl", "ltr", "seo",
		"feed_meta", "tablerow", "liquid", "inline", "site", "page", "config", "include_code", "load_cache", "paginate", "swiper", "carousel",
		"toggles", "accordions", "buttons", "btns", "flink", "charts", "aplayer", "meting", "music", "aplayerlist", "rss", "i", "icon", "fa",
		"color_box", "slider", "slide", "version", "now", "year":
		return silent
	}
	return unknown
}

// holdsCode says that what stands between a tag and the one that closes it is no Markdown.
func holdsCode(name string) bool {
	switch meaningOf(name) {
	case code, formula, verbatim, hidden:
		return true
	default:
		return false
	}
}

// embedAddress gives the address of what a tag shows of another site, or "".
func embedAddress(name, id string) string {
	if id == "" {
		return ""
	}
	switch name {
	case "youtube":
		return "https://www.youtube.com/watch?v=" + id
	case "vimeo":
		return "https://vimeo.com/" + id
	case "bilibili", "bili":
		if strings.Trim(id, "0123456789") == "" {
			id = "av" + id
		}
		return "https://www.bilibili.com/video/" + id
	case "gist":
		return "https://gist.github.com/" + id
	case "jsfiddle":
		return "https://jsfiddle.net/" + id
	case "twitter", "tweet", "x":
		return "https://twitter.com/i/status/" + id
	case "instagram":
		return "https://www.instagram.com/p/" + id
	case "asciinema":
		return "https://asciinema.org/a/" + id
	case "github", "ghcard", "repo":
		return "https://github.com/" + id
	}
	return ""
}

// siteName gives what readers call the site of a tag.
func siteName(name string) string {
	switch name {
	case "youtube":
		return "YouTube"
	case "bilibili", "bili":
		return "bilibili"
	case "twitter", "tweet", "x":
		return "Twitter"
	case "jsfiddle":
		return "JSFiddle"
	case "codepen":
		return "CodePen"
	case "github", "ghcard", "repo":
		return "GitHub"
	case "vimeo", "gist", "instagram", "spotify", "asciinema", "soundcloud":
		return strings.ToUpper(name[:1]) + name[1:]
	}
	return ""
}

// isCalloutKind says that a word says what a note is, and is not a part of its title.
func isCalloutKind(word string) bool {
	switch strings.ToLower(word) {
	case "note", "tip", "tips", "info", "warning", "warn", "danger", "caution", "important", "hint", "success", "question", "failure",
		"error", "bug", "example", "abstract", "todo", "attention", "seealso", "alert", "notice", "summary", "quote":
		return true
	}
	return false
}

// isLook says that a word of a tag says how it looks.
func isLook(word string) bool {
	word = strings.ToLower(word)
	switch word {
	case "default", "primary", "secondary", "light", "dark", "no-icon", "flat", "simple", "modern", "disabled", "open", "closed", "true", "false",
		"blue", "red", "green", "yellow", "orange", "pink", "purple", "cyan", "gray", "grey", "black", "white", "fas", "far", "fab", "fa",
		"left", "right", "center", "large", "small", "block", "inline", "tab", "icon":
		return true
	}
	return strings.HasPrefix(word, "fa-") || strings.HasPrefix(word, "icon-") || strings.HasPrefix(word, "#") || strings.HasPrefix(word, "color")
}
