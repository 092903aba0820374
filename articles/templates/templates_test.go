package templates_test

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/articles/html"
	"broadsheet/articles/markdown"
	"broadsheet/articles/templates"
	"broadsheet/model"
)

// outline gives what a reader sees of a body, a line for each block, with what sets it
// apart.
func outline(t *testing.T, body string) string {
	t.Helper()
	page, problems := markdown.Parse(t.Context(), body, "Tides")
	if len(problems) > 0 {
		t.Errorf("%.40q: problems %v", body, problems)
	}
	var lines []string
	writeOutline(&lines, "", page.Document.Blocks)
	return strings.Join(lines, "\n")
}

func writeOutline(lines *[]string, indent string, blocks []model.Block) {
	add := func(format string, values ...any) { *lines = append(*lines, indent+fmt.Sprintf(format, values...)) }
	for _, block := range blocks {
		switch b := block.(type) {
		case model.CodeBlock:
			add("code %s: %s", b.Language, strings.ReplaceAll(b.Text, "\n", "⏎"))
		case model.Quote:
			writeOutline(lines, indent+"> ", b.Blocks)
		case model.Details:
			add("+ %s", model.InlineText(b.Summary))
			writeOutline(lines, indent+"  ", b.Blocks)
		case model.List:
			for _, item := range b.Items {
				writeOutline(lines, indent+"- ", item.Blocks)
			}
		case model.Figure:
			for _, image := range b.Images {
				add("%s", strings.TrimRight("picture "+image.URL+" "+image.Alt, " "))
			}
			if len(b.Caption) > 0 {
				add("caption %s", inlineOutline(b.Caption))
			}
		case model.Heading:
			add("# %s", inlineOutline(b.Inlines))
		case model.Paragraph:
			add("%s", inlineOutline(b.Inlines))
		default:
			add("%T", b)
		}
	}
}

// inlineOutline gives a line of text, with the addresses of its links and what is bold.
func inlineOutline(inlines []model.Inline) string {
	var b strings.Builder
	for _, inline := range inlines {
		switch i := inline.(type) {
		case model.Link:
			b.WriteString("[" + inlineOutline(i.Inlines) + "](" + i.URL + ")")
		case model.Span:
			b.WriteString("*" + inlineOutline(i.Inlines) + "*")
		case model.Code:
			b.WriteString("`" + i.Text + "`")
		default:
			b.WriteString(model.InlineText([]model.Inline{inline}))
		}
	}
	return b.String()
}

// check reads bodies and holds them against their outlines, each in lines of their own.
func check(t *testing.T, cases map[string]string) {
	t.Helper()
	for body, want := range cases {
		if got := outline(t, body); got != want {
			t.Errorf("%s\n gives\n%s\n want\n%s\n by\n%s", body, got, want, templates.Expand(body, "Tides"))
		}
	}
}

func TestCodeTags(t *testing.T) {
	check(t, map[string]string{
		"{% highlight go linenos %}\nfunc main() {\n\n\tx()\n}\n{% endhighlight %}\n\nAfter":        "code go: func main() {⏎⏎        x()⏎}\nAfter",
		"Before\n{% highlight c %}\n#include <stdio.h>\n{% endhighlight %}\nAfter":                  "Before\ncode c: #include <stdio.h>\nAfter",
		"{% highlight java %}List<T> x;{% endhighlight %}":                                          "code java: List<T> x;",
		"{% codeblock Tide tables lang:js https://example.org/t.js %}\nx = `a`\n{% endcodeblock %}": "[Tide tables](https://example.org/t.js)\ncode js: x = `a`",
		"{% codeblock %}\n```\nimport a from 'b'\n{{ x }} ::: {% raw %}\n{% endcodeblock %}":        "code : ```⏎import a from 'b'⏎{{ x }} ::: {% raw %}",
		"{% code lang:rust %}fn{% endcode %}":                                                       "code rust: fn",
		"{{< highlight go \"linenos=table,hl_lines=1\" >}}\nx\n{{< /highlight >}}":                  "code go: x",
		"{{< highlight python >}}\n# no heading\n\n- no item\n{{</ highlight >}}":                   "code python: # no heading⏎⏎- no item",
		"{{< mermaid >}}\nA --> B\n{{< /mermaid >}}":                                                "code mermaid: A --> B",
		"1. one\n\n   {% highlight sh %}\n   ls\n\n   cd x\n   {% endhighlight %}\n\n2. two":        "- one\n- code sh: ls⏎⏎cd x\n- two",
		"> quoted\n> {% highlight sh %}\n> ls\n> {% endhighlight %}\n> more":                        "> quoted\n> code sh: ls\n> more",
		"    {% highlight sh %}\n    ls\n    {% endhighlight %}":                                    "code : {% highlight sh %}⏎ls⏎{% endhighlight %}",
		"{%- highlight sh -%}\nls\n{%- endhighlight -%}":                                            "code sh: ls",
		"{% raw %}\n{{ x }} and {% y %}\n{% endraw %}":                                              "{{ x }} and {% y %}",
		"Use {% raw %}{{ name }}{% endraw %} there.":                                                "Use {{ name }} there.",
		"{% comment %}hidden\n\nwords{% endcomment %}Seen":                                          "Seen",
		"{% highlight go %}\nnever closed":                                                          "never closed",
		"{::comment}\nhidden\n{:/comment}\nSeen{::options toc_levels=\"1\" /}":                      "Seen",
		"{::nomarkdown}<b>x</b>{:/}":                                                                "*x*",
	})
}

// In code nothing is a tag.
func TestTagsInCodeStay(t *testing.T) {
	for _, body := range []string{
		"```\n{% note %}\n{{ x }}\n```", "~~~html\n{{< figure src=\"a\" >}}\n~~~", "a `{% raw %}` b", "``{{ ` }}`` x", "    {% note %}\n    {{ x }}",
		"<code>{% x %}</code>", "<pre>\n{% x %}\n\n{{< y >}}\n</pre>", "- a\n\n  ```\n  {% x %}\n  ```", "> ```\n> {% x %}\n> ```",
		"a \\{% x %}", "```\n{: .x}\n:::tip\n!!! note\n    x\n[TOC]\n# a {#b}\n```", "<!-- {% x %} -->", "`*a*{:.b}`", "a `b\n{% x %}` c", "`<a b={c}>`", "\\<a b={c}>",
		"1. x\n   ```yaml\n   {{ .Values.x }}\n   ```\n\n   {% raw", "100% {of} }% and {{", "\\frac{{a}}{{b}} and {{ name }}", "{%}", "{% %}", "{{< >}}", "{: a, b}", "%{x}",
	} {
		if got := templates.Expand(body, "Tides"); got != body {
			t.Errorf("%q became %q", body, got)
		}
	}
}

func TestTextTags(t *testing.T) {
	check(t, map[string]string{
		"{% asset_img ship.jpg A ship %}":                                                                                   "picture  A ship",
		"{% asset_img class nofancy https://example.org/a.png 300 200 'A ship' %}":                                          "picture https://example.org/a.png A ship",
		"See {% post_link 2018-01-01-ebb %} and {% post_link x 'The flow' %}.":                                              "See 2018-01-01-ebb and The flow.",
		"{% asset_link map.pdf The map %}":                                                                                  "The map",
		"{% link Harbour https://example.org/h true %}":                                                                     "[Harbour](https://example.org/h)",
		"[Older]({% post_url 2018-01-01-older %}) [x]({{ site.url }}{% link a.md %})":                                       "Older x",
		"[a]({{ site.baseurl }}/b) <a href=\"{{ '/c' | relative_url }}\">c</a>":                                             "a c",
		"[b]({{ \"https://example.org/b\" | absolute_url }})":                                                               "[b](https://example.org/b)",
		"On {{ page.title }} by {{ site.author }}, {{ \"now_x_\" | upcase }}":                                               "On Tides by , now_x_",
		"{% note info %}\nA **note**.\n\n- x\n{% endnote %}\nAfter":                                                         "> A *note*.\n> - x\nAfter",
		"{% note warning Mind this %}Words{% endnote %}":                                                                    "> *Mind this*\n> Words",
		"{% blockquote Jane Doe, Tides https://example.org/t The book %}\nRise.\n{% endblockquote %}":                       "> Rise.\n> — Jane Doe, Tides, [The book](https://example.org/t)",
		"{% pullquote right %}\nRise.\n{% endpullquote %}":                                                                  "> Rise.",
		"{% cq %}海{% endcq %}":                                                                                              "> 海",
		"{% youtube abc_d-e %}":                                                                                             "[YouTube](https://www.youtube.com/watch?v=abc_d-e)",
		"Text {% bilibili 123 %} more":                                                                                      "Text\n[bilibili](https://www.bilibili.com/video/av123)\nmore",
		"{% gist jane 1234 %}":                                                                                              "[Gist](https://gist.github.com/jane/1234)",
		"{% iframe https://example.org/f 100% 300 %}":                                                                       "[example.org](https://example.org/f)",
		"{% tabs x %}\n<!-- tab One@icon -->\nebb\n<!-- endtab -->\n<!-- tab Two -->\nflow\n<!-- endtab -->\n{% endtabs %}": "*One*\nebb\n*Two*\nflow",
		"{% hideToggle More %}\nebb\n{% endhideToggle %}":                                                                   "+ More\n  ebb",
		"{% label danger@now %} {% span red, later %} {% u soon %} {% kbd Ctrl+C %}":                                        "now later soon Ctrl+C",
		"{% btn https://example.org/b, Go there, anchor %}":                                                                 "[Go there](https://example.org/b)",
		"{% if x %}ebb{% else %}flow{% endif %}{% assign y = 1 %}":                                                          "ebbflow",
		"{% include figure.html src=\"https://example.org/a.png\" caption=\"A ship\" %}":                                    "picture https://example.org/a.png\ncaption A ship",
		"{% include youtube.html id=\"x1\" %}":                                                                              "[YouTube](https://www.youtube.com/watch?v=x1)",
		"{% include head.html %}Text{% include said.html text=\"Said here\" %}":                                             "Text\nSaid here",
		"{% unheard of %}ebb{% endunheard %} flow":                                                                          "ebb flow",
		"{% unheard 涨潮 %} {% unheard \"of a tide\" x=1 %} {% unheard https://example.org/u %}":                              "涨潮\nof a tide [https://example.org/u](https://example.org/u)",
		"ebb <!-- more --> flow\n\n<!--more-->\n\nend":                                                                      "ebb flow\nend",
		"{% math %}\nx^2\n{% endmath %}":                                                                                    "x²",
		"| a | b |\n|---|---|\n| {{ site.x }}1 | {% label x@2 %} |":                                                         "model.Table",
	})
}

func TestShortcodes(t *testing.T) {
	check(t, map[string]string{
		"{{< figure src=\"https://example.org/a.png\" title=\"Ship\" caption=\"At sea\" attr=\"Jane\" >}}": "picture https://example.org/a.png\ncaption Ship — At sea Jane",
		"{{< figure\n  src=\"https://example.org/a.png\"\n  alt=\"ship\"\n>}}":                             "picture https://example.org/a.png ship",
		"{{< youtube w7Ft2ymGmfc >}}":                                                      "[YouTube](https://www.youtube.com/watch?v=w7Ft2ymGmfc)",
		"{{< tweet user=\"jane\" id=\"12\" >}}":                                            "[Twitter](https://twitter.com/i/status/12)",
		"{{% notice tip %}}\nMind **it**.\n{{% /notice %}}":                                "> *Tip*\n> Mind *it*.",
		"{{< admonition type=warning title=\"High water\" >}}\nMind.\n{{< /admonition >}}": "> *High water*\n> Mind.",
		"{{< notice info \"Low water\" >}}x{{< /notice >}}":                                "> *Low water*\n> x",
		"{{< details \"More\" >}}\nebb\n{{< /details >}}":                                  "+ More\n  ebb",
		"{{< details summary=\"More\" >}}ebb{{< /details >}}":                              "+ More\n  ebb",
		"{{< tabs >}}{{< tab \"Linux\" >}}\napt\n{{< /tab >}}{{< /tabs >}}":                "*Linux*\napt",
		"{{< button href=\"https://example.org/\" >}}Go{{< /button >}} on":                 "[Go](https://example.org/) on",
		"See [other]({{< ref \"other.md\" >}}) and [x]({{% relref \"x\" %}} \"t\").":       "See other and x.",
		"{{< unheard >}}ebb{{< /unheard >}} {{< unheard \"of the tide\" />}}":              "ebb of the tide",
		"{{</* figure src=\"x\" */>}} is how":                                              "{{< figure src=\"x\" >}} is how",
		"`{{</* youtube id */>}}`":                                                         "`{{< youtube id >}}`",
		"{{< quote author=\"Jane\" source=\"Tides\" >}}Rise{{< /quote >}}":                 "> Rise\n> — Jane, Tides",
		"{{< param x >}}{{< rawhtml >}}<b>x</b>{{< /rawhtml >}}":                           "*x*",
		"- {{< youtube x >}}\n- b":                                                         "- [YouTube](https://www.youtube.com/watch?v=x)\n- b",
	})
}

func TestKramdownAndHeadings(t *testing.T) {
	check(t, map[string]string{
		"Paragraph.\n{: .lead #x}\n\nNext":                          "Paragraph.\nNext",
		"* TOC\n{:toc}\n\nText":                                     "Text",
		"1. toc here\n{:toc .x}\n":                                  "- toc here",
		"*a*{:.b} [c](https://example.org/){:target=\"_blank\"} d":  "*a* [c](https://example.org/) d",
		"Elixir has {:ok, value} and {:a 1} and {: x":               "Elixir has {:ok, value} and {:a 1} and {: x",
		"## Tides {#own-id}\n\n### Ebb ### {#e .c k=v}\n\n# F {-}":  "# Tides\n# Ebb\n# F",
		"Tides {#t}\n===\n\nx {#not}\n\n# Set {a, b}\n\n# {curly}":  "# Tides\nx {#not}\n# Set {a, b}\n# {curly}",
		"[TOC]\n\nText\n\n[[toc]]\n\n@[toc](In it)\n\n- [TOC] here": "Text\n- [TOC] here",
		"> Quoted\n{: .x}":                                          "> Quoted",
		"![a](https://example.org/a.png){: width=\"50%\" .c}":       "picture https://example.org/a.png a",
	})
}

func TestContainers(t *testing.T) {
	check(t, map[string]string{
		":::tip Look\nWords **of** it.\n:::\nAfter":                     "> *Look*\n> Words *of* it.\nAfter",
		"::: warning\n\n- x\n\n:::":                                     "> *Warning*\n> - x",
		":::note[On tides]\nx\n:::":                                     "> *On tides*\n> x",
		":::details More\nx\n:::":                                       "+ More\n  x",
		"::: {.callout-important}\nx\n:::":                              "> *Important*\n> x",
		"::: columns\nx\n:::: column\ny\n::::\n:::":                     "x\ny",
		":::tip never closed\n\nx":                                      ":::tip never closed\nx",
		"!!! note \"On tides\"\n    They **rise**.\n\n    - x\n\nAfter": "> *On tides*\n> They *rise*.\n> - x\nAfter",
		"!!! warning\n    ```go\n    x\n    ```\n    y\n":               "> *Warning*\n> code go: x\n> y",
		"??? tip \"More\"\n    x\n    !!! note\n        y\nz":           "+ More\n  x\n  > *Note*\n  > y\nz",
		"=== \"Linux\"\n\n    apt\n\n=== \"Mac\"\n\n    brew\n":         "*Linux*\napt\n*Mac*\nbrew",
		"!!! wow that is\n    much":                                     "!!! wow that is much",
		"What??? tip\n\n??? what\n":                                     "What??? tip\n??? what",
	})
}

func TestMDX(t *testing.T) {
	check(t, map[string]string{
		"import Tabs from '@theme/Tabs';\nimport {\n  a,\n  b\n} from \"./x\"\n\nexport const meta = {\n  a: 1\n}\n\n# Tides": "# Tides",
		"<Tabs>\n<TabItem value=\"npm\" label=\"The npm\">\n\nebb\n\n</TabItem>\n</Tabs>":                                     "*The npm*\nebb",
		"<Note>\n  Mind it.\n</Note>\n\n<Callout type=\"warning\">\n**x**\n</Callout>":                                        "> *Note*\n> Mind it.\n> *Warning*\n> *x*",
		"<Accordion title=\"More\">\nebb\n</Accordion>":                                                                       "+ More\n  ebb",
		"Seen {/* hidden */}\n\n{/* hidden\nlong */}\n\nend":                                                                  "Seen {/* hidden */}\nend",
		"<Figure src=\"https://example.org/a.png\" alt=\"ship\" caption=\"At sea\" />":                                        "picture https://example.org/a.png ship\ncaption At sea",
		"Text <img src={require('https://example.org/a.png')} alt=\"x\" style={{width: 1}} /> y":                              "Text  y",
		"In prose:\n\nimport duties from \"abroad\" rose.":                                                                    "In prose:\nimport duties from \"abroad\" rose.",
		"List<T> and <Tabs> end": "List<T> and <Tabs> end",
	})
}

// However tags are nested and broken, no text is lost and nothing takes long.
func TestBrokenTags(t *testing.T) {
	for _, part := range []string{
		"{% note %}", "{% endnote %}", "{% highlight %}", "{{", "{%", "{% \"", "{{< x", "{:", "{: .a}", "{:toc}\n", "* x\n{:toc}\n", "`{%`", "`", "``{", "<pre>", "<code>",
		":::tip\n", ":::\n", "!!! note\n    ", "{% raw %}{% raw %}", "{% tabs %}<!-- tab ", "=== \"a\"\n    ", "export const {\n", "{/*\n", "<A>\n", "<A b={", "](", "]({{",
		"{% blockquote a %}", "{% x \"\\", "{%x%}{%endx%}", "> {% note %}\n", "- {% note %}\n", "    {% note %}\n", "# {#", "```\n", "{{< x />}}", "import {\n",
	} {
		body := "Sea " + strings.Repeat(part, 3000/len(part)) + "\n\n```\n\n--> */ `` </pre></code>\n\nend"
		page, _ := markdown.Parse(t.Context(), body, "")
		if got := strings.Join(model.Texts(&page.Document), "\n"); !strings.Contains(got, "Sea") || !strings.Contains(got, "end") {
			t.Errorf("%q: the text is lost: %.200q", part, got)
		}
	}
}

// FuzzExpand holds that no word is lost that stands between tags, and that no tag makes
// another: what came out has nothing more to expand.
func FuzzExpand(f *testing.F) {
	f.Add("{% note x %}\na `b` {{ c }}\n{% endnote %}\n```\n{% x %}")
	f.Add(":::tip Look\n!!! note\n    x\n:::\n{: .x}\n[TOC]\n# a {#b}\n<Note>\n</Note>")
	f.Add("{{< figure src=\"x\" >}}{% raw %}{% endraw %}<pre>{%")
	f.Fuzz(func(t *testing.T, body string) {
		got := templates.Expand(body, "Tides")
		if len(got) > 40*len(body)+1000 {
			t.Errorf("%d bytes become %d", len(body), len(got))
		}
		if !strings.ContainsAny(body, "{[:!?=<") && !strings.Contains(body, "port ") && got != body {
			t.Errorf("%q became %q", body, got)
		}
	})
}

// A body of HTML has the tags of its site's maker too; indents and back-ticks are no code
// in it, and what stands in elements for code stays.
func TestTagsInHTML(t *testing.T) {
	tests := []struct{ body, want string }{
		{`<p>See <a href="{{ site.baseurl }}/tides">the tides</a> of {{ page.title }}.</p>`, "See the tides of Tides."},
		{"<div>\n    {% if page.x %}<p>Ebb.</p>{% endif %}\n</div>", "Ebb."},
		{"{% highlight go %}\nif a < b && c {\n{% endhighlight %}", "code go: if a < b && c {"},
		{"<p>`{% raw %}{{ stays }}{% endraw %}`</p>", "`{{ stays }}`"},
		{"<p>Ebb.</p>{% comment %}never{% endcomment %}", "Ebb."},
		{"<pre>{{ page.title }} {% x %}</pre>", "code : {{ page.title }} {% x %}"},
		{`<p>Of {{ name }} and {: .class} nothing is known.</p>`, "Of {{ name }} and {: .class} nothing is known."},
		{`{% include figure.html src="https://example.org/a.png" caption="The sea" %}`, "picture https://example.org/a.png\ncaption The sea"},
	}
	for _, test := range tests {
		page := html.Parse(t.Context(), templates.ExpandHTML(test.body, "Tides"), "")
		var lines []string
		writeOutline(&lines, "", page.Document.Blocks)
		if got := strings.Join(lines, "\n"); got != test.want {
			t.Errorf("%s\nis\n%s\nwant\n%s", test.body, got, test.want)
		}
	}
}
