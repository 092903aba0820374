package document_test

import (
	"strings"
	"testing"

	"broadsheet/articles/feed/document"
)

// outline writes an element and what is in it, so that a table can hold it.
func outline(e *document.Element) string {
	var b strings.Builder
	b.WriteString(e.Name)
	switch {
	case e.Markup != "":
		b.WriteString("{" + e.Markup + "}")
	case e.Text != "":
		b.WriteString("=" + strings.TrimSpace(e.Text))
	}
	for i, child := range e.Children {
		b.WriteString(map[bool]string{true: "(", false: " "}[i == 0] + outline(child))
	}
	if len(e.Children) > 0 {
		b.WriteString(")")
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, test := range []struct{ source, root, entries string }{
		{`<rss><channel><title>A</title><item><guid>1</guid></item><item/></channel></rss>`, "rss(channel(title=A))", "item(guid=1) item"},
		{`<rss><channel><item><author><name>A</name></author></item></channel></rss>`, "rss(channel)", "item(author(name=A))"},
		{`<feed><entry><title>A &amp; <b>B &lt;</b> C<br/></title></entry></feed>`, "feed", "entry(title{A &amp; <b>B &lt;</b> C<br>})"},
		{`<feed><entry><title>A <![CDATA[&lt; <i>]]> <b>B</b></title></entry></feed>`, "feed", "entry(title{A &amp;lt; &lt;i&gt; <b>B</b>})"},
		{`<feed><entry><content><content>A</content></content><id>1</id></entry></feed>`, "feed", "entry(content{<content>A</content>} id=1)"},
		{`<feed><entry><content>&lt;p&gt;A<br/>B&lt;/p&gt;</content></entry></feed>`, "feed", "entry(content{<p>A<br>B</p>})"},
		{`<rss><channel><item><title>A</channel></rss>`, "rss(channel)", "item(title=A)"},
		{`<rss><channel><item><link>A</wrong></item><item><guid>2</item></channel></rss>`, "rss(channel)", "item(link=A) item(guid=2)"},
		{`<rss><channel><item><link>A<!-- B --> C<![CDATA[ D]]></link></item></channel></rss>`, "rss(channel)", "item(link=A C D)"},
		{`<RSS><Channel><Item><Link>A</LINK></Item></Channel></RSS>`, "rss(channel)", "item(link=A)"},
		{`<b>Warning</b><rss><item><link>A</link></item></rss>`, "rss", "item(link=A)"},
		{`<item><link>A</link></item><item><link>B</link></item>`, "item", "item(link=A) item(link=B)"},
		{`<rss><item><x:link xmlns:x="urn:x">A</x:link><y:link xmlns:y="http://purl.org/rss/1.0/">B</y:link></item></rss>`, "rss", "item(x:link=A link=B)"},
	} {
		d := document.Parse(test.source, nil, func(string) {})
		var entries []string
		for _, e := range d.Entries {
			entries = append(entries, outline(e))
		}
		if root, entries := outline(d.Root), strings.Join(entries, " "); root != test.root || entries != test.entries {
			t.Errorf("%s\n got %s and %s\nwant %s and %s", test.source, root, entries, test.root, test.entries)
		}
	}
}

func TestPages(t *testing.T) {
	for source, isPage := range map[string]bool{
		"<!doctype html><p>":                     true,
		"<HTML><rss></rss>":                      true,
		"<!DOCTYPE html SYSTEM 'x'><rss></rss>":  false,
		"<p>Not found</p>":                       false,
		"<!DOCTYPE rss><rss></rss>":              false,
		"<?xml version='1.0'?><html xmlns='x'/>": true,
	} {
		if d := document.Parse(source, nil, func(string) {}); d.Page != isPage || isPage && d.Root != nil {
			t.Errorf("%s: a page is %v, root %v", source, d.Page, d.Root)
		}
	}
}
