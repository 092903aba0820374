package markup_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"broadsheet/articles/feed/markup"
)

// tokens writes the tokens of a text, so that a table can hold them.
func tokens(source string) string {
	var b strings.Builder
	for s := (markup.Scanner{Source: source}); ; {
		t := s.Next()
		switch t.Kind {
		case markup.EndOfText:
			return b.String()
		case markup.CharData:
			fmt.Fprintf(&b, "%q ", t.Text)
		case markup.CData:
			fmt.Fprintf(&b, "cdata%q ", t.Text)
		case markup.StartTag:
			fmt.Fprintf(&b, "<%s", t.Name)
			for _, a := range markup.Attributes(nil, t.Text) {
				fmt.Fprintf(&b, " %s=%q", a.Name, a.Value)
			}
			b.WriteString("> ")
		case markup.EmptyTag:
			fmt.Fprintf(&b, "<%s/> ", t.Name)
		case markup.EndTag:
			fmt.Fprintf(&b, "</%s> ", t.Name)
		case markup.Aside:
			b.WriteString("- ")
		}
	}
}

func TestTokens(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{`a<b>c</b>d`, `"a" <b> "c" </b> "d" `},
		{`<a:b c="d" e='f' g=h i j = "k">`, `<a:b c="d" e="f" g="h" i="" j="k"> `},
		{`<a b=">" c='<'>x`, `<a b=">" c="<"> "x" `},
		{`<a/><b /><c d=e/><f g="h"/>`, `<a/> <b/> <c/> <f/> `},
		{`<a href=https://a.example/>x`, `<a/> "x" `},
		{`</a ></b x="y">`, `</a> </b> `},
		{`<![CDATA[<a>&amp;]]]]>x`, `cdata"<a>&amp;]]" "x" `},
		{`<!-- <a> -->x<!---->y`, `- "x" - "y" `},
		{`<?xml version="1.0"?><?a b>c?>x`, `- - "x" `},
		{`<?a>x`, `- "x" `},
		{`<!DOCTYPE a [<!ENTITY b "c>d">] ><!DOCTYPE e>x`, "- \"d\\\">] >\" - \"x\" "},
		{`<!DOCTYPE a [<!ENTITY b "c">]>x`, `- "x" `},
		{`1 < 2 <3 <- <> << </ </3>`, `"1 < 2 <3 <- <> << </ </3>" `},
		{`a<b and c</d>`, `"a<b and c" </d> `},
		{`<me@example.org> <https://a.example>`, `"<me@example.org> <https://a.example>" `},
		{`<!-- no end <a>`, `- " no end " <a> `},
		{`<![CDATA[no end <a>`, `- "no end " <a> `},
		{`<![CDATA[no end</item><item><![CDATA[x]]>`, `- "no end" </item> <item> cdata"x" `},
		{`<a b="no end /></item>`, `<a/> </item> `},
		{`<a b="c"d='e'>`, `<a b="c" d="e"> `},
		{`<a b="c""d">`, `<a b="c" d=""> `},
		{`<é>`, `<é> `},
		{`<`, `"<" `},
		{``, ``},
	} {
		if got := tokens(test.source); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.source, got, test.want)
		}
	}
}

func TestUnescape(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"a &amp; b &lt;&gt;&quot;&apos;", `a & b <>"'`},
		{"&eacute;&nbsp;&hellip;&CounterClockwiseContourIntegral;&semi;", "é\u00a0…∳;"},
		{"?a=1&copy=2&lang=en&amp=3&", "?a=1&copy=2&lang=en&amp=3&"},
		{"&copycat; &notin; &nosuch; & ; &;", "&copycat; ∉ &nosuch; & ; &;"},
		{"&#65;&#x42;&#X43;", "ABC"},
		{"&#146;&#x80;", "’€"},
		{"&#xD83D;&#xDE0A;&#55357;&#56842;", "😊😊"},
		{"&#xD83D;x&#xDE0A;", "x"},
		{"&#0;&#8;&#xFFFE;&#27;[m", "[m"},
		{"&#;&#x;&#xyz;&#-5;&#4294967361;", "&#;&#x;&#xyz;&#-5;&#4294967361;"},
		{"&amp;amp;", "&amp;"},
	} {
		if got := markup.Unescape(test.text); got != test.want {
			t.Errorf("%s: %q, not %q", test.text, got, test.want)
		}
	}
}

func TestResolve(t *testing.T) {
	base := markup.BaseOf("http://a.example/b/c?d=e")
	for _, test := range []struct{ reference, want string }{
		{"x", "http://a.example/b/x"},
		{"/x", "http://a.example/x"},
		{"../x", "http://a.example/x"},
		{"?x=y", "http://a.example/b/c?x=y"},
		{"#x", "http://a.example/b/c?d=e#x"},
		{"//b.example/x", "http://b.example/x"},
		{" https://b.example/\nx ", "https://b.example/x"},
		{"HTTPS://b.example/x", "https://b.example/x"},
		{"mailto:a@b.example", "mailto:a@b.example"},
		{"中文", "http://a.example/b/%E4%B8%AD%E6%96%87"},
		{"100% sure", "http://a.example/b/100%25%20sure"},
		{"a:b", ""},
		{"javascript:x", ""},
		{"file:///x", ""},
		{"", ""},
		{strings.Repeat("x", 3000), ""},
	} {
		if got := markup.Resolve(test.reference, base); got != test.want {
			t.Errorf("%s: %q, not %q", test.reference, got, test.want)
		}
	}
	if got := markup.Resolve("x", nil); got != "" {
		t.Errorf("without a base: %q", got)
	}
	if got := markup.Resolve("//a.example/x", nil); got != "https://a.example/x" {
		t.Errorf("without a scheme: %q", got)
	}
}

func TestAbsolute(t *testing.T) {
	base := markup.BaseOf("https://a.example/b/")
	for _, test := range []struct{ source, want string }{
		{`<p>No address</p>`, `<p>No address</p>`},
		{`<a class=c href='x?y=1&amp;z=2' id="d">x</a>`, `<a class=c href="https://a.example/b/x?y=1&amp;z=2" id="d">x</a>`},
		{`<a href=x>y</a>`, `<a href="https://a.example/b/x">y</a>`},
		{`<IMG SRC="x.jpg" srcset="x.jpg 1x, /y.jpg 2x" data-src="z.jpg"/>`, `<IMG SRC="https://a.example/b/x.jpg" srcset="https://a.example/b/x.jpg 1x, https://a.example/y.jpg 2x" data-src="https://a.example/b/z.jpg"/>`},
		{`<a href="https://c.example/?a=1&b=2">x</a>`, `<a href="https://c.example/?a=1&b=2">x</a>`},
		{`<a href="#fn1">1</a><a href="mailto:a@c.example">2</a><a href="tel:+1">3</a>`, `<a href="#fn1">1</a><a href="mailto:a@c.example">2</a><a href="tel:+1">3</a>`},
		{`<a href="javascript:x" title="t">x</a>`, `<a  title="t">x</a>`},
		{"<a href=\" java\tscript:x\">x</a>", `<a >x</a>`},
		{`<a href="java&#10;script:x">x</a><a href="&#106;avascript:x">y</a>`, `<a >x</a><a >y</a>`},
		{`<img src="data:image/png;base64,AA"><iframe src="data:text/html,x"></iframe>`, `<img src="data:image/png;base64,AA"><iframe ></iframe>`},
		{`1 < 2 <a href="x">y</a> <3`, `1 &lt; 2 <a href="https://a.example/b/x">y</a> &lt;3`},
		{`<!-- <a href="x"> --><a href="">y</a>`, `<!-- <a href="x"> --><a href="">y</a>`},
	} {
		if got := markup.Absolute(test.source, base); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.source, got, test.want)
		}
	}
	if got := markup.Absolute(`<a href="x">y</a>`, nil); got != `<a href="x">y</a>` {
		t.Errorf("without a base: %s", got)
	}
}

// FuzzScanner holds that no character of a text is lost, and that the places of
// attributes are those of what they say.
func FuzzScanner(f *testing.F) {
	for _, seed := range []string{`<a b="c" d=e>f</a>`, "<!-- x --><![CDATA[y]]><?z?>", "<![CDATA[</item>]]>]]>", "<a b='", "< <3 </ <!", "<!DOCTYPE a [ ]>", "<a b=\"</item>\"c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		var b strings.Builder
		for s := (markup.Scanner{Source: source}); ; {
			at := s.At
			token := s.Next()
			if token.Kind == markup.EndOfText {
				break
			}
			if s.At <= at || source[at:s.At] != token.Raw {
				t.Fatalf("at %d to %d: %+v", at, s.At, token)
			}
			b.WriteString(token.Raw)
			for _, a := range markup.Attributes(nil, token.Text) {
				if written := token.Text[a.Start:a.End]; !strings.HasPrefix(written, a.Name) || !strings.Contains(written, a.Value) {
					t.Errorf("%q is no %+v", written, a)
				}
			}
		}
		if b.String() != source {
			t.Errorf("%q became %q", source, b.String())
		}
	})
}

// FuzzAbsolute holds that HTML with absolute addresses stays as it is, and that no
// address in it runs a program.
func FuzzAbsolute(f *testing.F) {
	for _, seed := range []string{`<a href="x">`, `<img srcset="a 1x, b 2x" src=javascript:x>`, "<a href='&#1;javascript:x'>", "1 < 2", `<a href="//x">`, `<a href="%zz">`} {
		f.Add(seed, "https://a.example/b/")
	}
	f.Fuzz(func(t *testing.T, source, address string) {
		var base *url.URL
		if base = markup.BaseOf(address); base == nil {
			return
		}
		once := markup.Absolute(source, base)
		if len(once) > 4000 {
			return // where the rest stays relative
		}
		if twice := markup.Absolute(once, base); twice != once && len(source) < 1000 {
			t.Errorf("%q\nbecame %q\nbecame %q", source, once, twice)
		}
		for s := (markup.Scanner{Source: once}); ; {
			token := s.Next()
			if token.Kind == markup.EndOfText {
				break
			}
			if runs(token) {
				t.Errorf("%q became %q", source, once)
			}
		}
	})
}

// runs says that a tag links to a program.
func runs(tag markup.Token) bool {
	if tag.Kind != markup.StartTag && tag.Kind != markup.EmptyTag {
		return false
	}
	for _, a := range markup.Attributes(nil, tag.Text) {
		if strings.EqualFold(a.Name, "href") && strings.HasPrefix(strings.ToLower(strings.TrimSpace(markup.Unescape(a.Value))), "javascript:") {
			return true
		}
	}
	return false
}
