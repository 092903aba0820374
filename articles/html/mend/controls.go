package mend

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

// button keeps the words of a <button> that are a part of the text: a question of an
// accordion, the name of a tab, a word in a line.
func (m *mender) button(node *html.Node) {
	text, short := textUpTo(node, 600)
	if !short || !hasWord(text) || isControlWord(text) || isCodeButton(text) || dom.Attribute(node, "aria-haspopup") != "" {
		return
	}
	if isInTitle(node) || isAmongText(node) {
		rename(node, atom.Span)
		return
	}
	opens := hasClassWith(node, "accordion")
	for _, id := range controlled(node) {
		opens = opens || isToggle(node) && m.byID(id) != nil
	}
	if !opens {
		return
	}
	if dom.Attribute(node, "role") == "tab" {
		m.moveTab(node)
	}
	rename(node, atom.Strong)
	wrap(node, atom.P)
}

// moveTab puts the name of a tab above what it shows.
func (m *mender) moveTab(node *html.Node) {
	var panel *html.Node
	for _, id := range controlled(node) {
		panel = m.byID(id)
	}
	if panel == nil || panel.Parent == nil || isIn(node, panel) || isIn(panel, node) {
		return
	}
	remove(node)
	panel.Parent.InsertBefore(node, panel)
}

func isIn(node, ancestor *html.Node) bool {
	for at := node; at != nil; at = at.Parent {
		if at == ancestor {
			return true
		}
	}
	return false
}

// isInTitle says that an element stands in a heading or what is like one.
func isInTitle(node *html.Node) bool {
	for at, steps := node.Parent, 0; at != nil && steps < 4; at, steps = at.Parent, steps+1 {
		switch at.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Summary, atom.Dt, atom.Legend:
			return true
		case atom.Nav, atom.Form, atom.Li:
			return false
		default: // a part of the heading
		}
	}
	return false
}

// isAmongText says that words stand before or after an element in its line.
func isAmongText(node *html.Node) bool {
	switch node.Parent.DataAtom {
	case atom.P, atom.Li, atom.Td, atom.Dd, atom.Span, atom.Em, atom.Strong, atom.B, atom.I, atom.Blockquote:
	default:
		return false
	}
	for child := node.Parent.FirstChild; child != nil; child = child.NextSibling {
		if child.Type == html.TextNode && hasWord(child.Data) {
			return true
		}
	}
	return false
}

func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// isControlWord says that the words of a button are there to be worked with.
func isControlWord(text string) bool {
	switch strings.ToLower(strings.Trim(text, " .…!！»›→+")) {
	case "share", "tweet", "like", "save", "print", "reply", "follow", "subscribe", "sign up", "sign in", "log in", "login", "submit", "send", "search",
		"play", "pause", "mute", "close", "cancel", "ok", "menu", "more", "read more", "show more", "show less", "load more", "next", "previous", "back",
		"edit", "delete", "download", "listen", "listen to article", "bookmark", "comment", "comments", "copy link", "email", "toggle",
		"expand", "collapse", "hide", "show", "view", "reset", "accept", "donate", "buy", "buy now", "add to cart",
		"分享", "收藏", "点赞", "关注", "评论", "回复", "举报", "展开", "收起", "展开全文", "阅读全文", "提交", "搜索", "登录", "注册", "订阅", "打赏", "赞赏",
		"播放", "暂停", "关闭", "取消", "确定", "更多", "下载", "查看更多", "加载更多", "赞", "点击查看":
		return true
	}
	return false
}

// controlled gives the ids of what a control shows and hides.
func controlled(node *html.Node) []string {
	ids := strings.Fields(dom.Attribute(node, "aria-controls"))
	for _, key := range []string{"data-target", "data-bs-target", "href"} {
		if id, found := strings.CutPrefix(dom.Attribute(node, key), "#"); found && id != "" && (key != "href" || isToggle(node)) {
			ids = append(ids, id)
		}
	}
	return ids
}

// isToggle says that a link shows something of its page and does not lead to it.
func isToggle(node *html.Node) bool {
	return dom.HasAttribute(node, "data-toggle") || dom.HasAttribute(node, "data-bs-toggle") || dom.HasAttribute(node, "aria-expanded") || dom.Attribute(node, "role") == "tab"
}

// byID gives what a control of the page shows and hides, by its id.
func (m *mender) byID(id string) *html.Node {
	if m.panels == nil {
		m.findPanels()
	}
	return m.panels[id]
}

// findPanels finds all that a control shows and hides, but menus.
func (m *mender) findPanels() {
	m.panels = map[string]*html.Node{}
	for node := range m.root.Descendants() {
		if node.Type == html.ElementNode && isPanelControl(node) {
			for _, id := range controlled(node) {
				m.panels[id] = nil
			}
		}
	}
	if len(m.panels) == 0 {
		return
	}
	for node := range m.root.Descendants() {
		if id := dom.Attribute(node, "id"); id != "" {
			if panel, asked := m.panels[id]; asked && panel == nil {
				m.panels[id] = node
			}
		}
	}
}

// isPanelControl says that an element may open a part of the text, and no menu, dialog
// or slide.
func isPanelControl(node *html.Node) bool {
	if len(node.Attr) == 0 || dom.Attribute(node, "aria-haspopup") != "" || len(controlled(node)) == 0 {
		return false
	}
	kind := dom.Attribute(node, "data-toggle") + dom.Attribute(node, "data-bs-toggle")
	if kind == "modal" || kind == "dropdown" || kind == "offcanvas" || dom.HasAttribute(node, "data-slide-to") || dom.HasAttribute(node, "data-bs-slide-to") {
		return false
	}
	return !isInNav(node)
}

func isInNav(node *html.Node) bool {
	for at := node; at != nil; at = at.Parent {
		switch at.DataAtom {
		case atom.Nav, atom.Header, atom.Footer, atom.Form:
			return true
		default: // its class may say so
		}
		if dom.Attribute(at, "role") == "navigation" || hasClassWith(at, "navbar", "menu", "dropdown") {
			return true
		}
	}
	return false
}

// reveal shows a panel that the page hides until its control is used.
func (m *mender) reveal(node *html.Node) {
	hidden, styled := dom.HasAttribute(node, "hidden"), declared(node, "display") == "none"
	if !hidden && !styled {
		return
	}
	isPanel := hasClassWith(node, "spoiler", "accordion", "faq-answer", "faq_answer", "tab-pane", "tabpanel") || dom.Attribute(node, "role") == "tabpanel"
	if id := dom.Attribute(node, "id"); !isPanel && id != "" {
		isPanel = m.byID(id) == node
	}
	if !isPanel || isInNav(node) || hasClassWith(node, "modal", "popup", "tooltip") {
		return
	}
	dom.RemoveAttribute(node, "hidden")
	if styled {
		dom.SetAttribute(node, "style", "")
	}
	if dom.Attribute(node, "aria-hidden") == "true" {
		dom.RemoveAttribute(node, "aria-hidden")
	}
}
