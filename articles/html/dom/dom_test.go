package dom_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

func TestAttributes(t *testing.T) {
	root, err := html.Parse(strings.NewReader(`<svg><title>Chart</title></svg><p class="Note  wide" hidden>x</p><title>Tides</title>`))
	if err != nil {
		t.Fatal(err)
	}
	p := dom.Find(root, atom.P)
	if !dom.HasAttribute(p, "hidden") || dom.Attribute(p, "hidden") != "" || dom.HasAttribute(p, "id") {
		t.Errorf("the paragraph has %v", p.Attr)
	}
	if !dom.HasClass(p, "other", "note") || dom.HasClass(p, "not") {
		t.Errorf("its classes are %q", dom.Attribute(p, "class"))
	}
	dom.SetAttribute(p, "id", "a")
	dom.SetAttribute(p, "id", "b")
	dom.RemoveAttribute(p, "hidden")
	dom.RemoveAttribute(p, "style")
	if got := dom.Attribute(p, "id"); got != "b" || len(p.Attr) != 2 {
		t.Errorf("changed, it has %v", p.Attr)
	}
	if title := dom.Find(root, atom.Title); title == nil || title.FirstChild.Data != "Tides" {
		t.Error("the title of a drawing is taken for that of the page")
	}
	if dom.Find(root, atom.Table) != nil {
		t.Error("a table is found")
	}
}
