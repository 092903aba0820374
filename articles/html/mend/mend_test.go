package mend_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"broadsheet/articles/html/mend"
)

func parse(source string) *html.Node {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return &html.Node{Type: html.DocumentNode}
	}
	return root
}

// mended gives the body of a page after it was mended.
func mended(source string) string {
	root := parse("<!doctype html><html><head></head><body>" + source)
	mend.Tree(root, parse)
	var b strings.Builder
	if html.Render(&b, root) != nil {
		return ""
	}
	_, body, _ := strings.Cut(b.String(), "<body>")
	return strings.TrimSuffix(body, "</body></html>")
}

type mending struct{ name, source, want string }

func check(t *testing.T, tests []mending) {
	t.Helper()
	for _, test := range tests {
		if got := mended(test.source); got != test.want {
			t.Errorf("%s:\n%s\nbecame\n%s\nwant\n%s", test.name, test.source, got, test.want)
		}
	}
}

// Code that pages write in ways of their own is a <pre> with its lines.
func TestCode(t *testing.T) {
	check(t, []mending{
		{
			"a code for each line", `<pre data-lang="c"><code>int a;</code><code><br></code><code>int b;</code></pre>`,
			"<pre data-lang=\"c\"><code>int a;</code>\n<code><br/></code><code>int b;</code></pre>",
		},
		{"lines that are parted already", "<pre><code>a</code>\n<code>b</code></pre>", "<pre><code>a</code>\n<code>b</code></pre>"},
		{"code with breaks alone", `<div><code>a<br>b</code></div>`, `<div><pre>a<br/>b</pre></div>`},
		{"code in a sentence", `<p>Say <code>a<br>b</code>.</p>`, `<p>Say <code>a<br/>b</code>.</p>`},
		{
			"an editor's white space", `<div style="font-family: Menlo; white-space: pre"><div><span>a</span></div></div>`,
			`<pre style="font-family: Menlo; white-space: pre"><div><span>a</span></div></pre>`,
		},
		{"white space of prose", `<div style="white-space: pre-wrap"><span>a</span></div>`, `<div style="white-space: pre-wrap"><span>a</span></div>`},
		{
			"a forum's list of lines", `<div class="blockcode"><div><ol><li>a<br><li>b</ol></div><em onclick="x()">复制代码</em></div>`,
			`<pre class="blockcode"><div><ol><li>a<br/></li><li>b</li></ol></div></pre>`,
		},
	})
}

// Line numbers go, and numbers that are code stay.
func TestLineNumbers(t *testing.T) {
	check(t, []mending{
		{"named", "<pre><code><span class=ln>1</span>a\n<span class=ln>2</span>b</code></pre>", "<pre><code>a\nb</code></pre>"},
		{"named after them", `<pre><code>a</code><ul class="pre-numbering"><li>1</li><li>2</li></ul></pre>`, `<pre><code>a</code></pre>`},
		{"without a name", "<pre><span>1</span> a\n<span>2</span> b</pre>", "<pre>a\nb</pre>"},
		{"with breaks", "<pre><i>01</i> a<br><i>02</i>   b</pre>", "<pre>a<br/>  b</pre>"},
		{"a list of numbers", "<pre><span>1</span>, a\n<span>3</span>, b</pre>", "<pre><span>1</span>, a\n<span>3</span>, b</pre>"},
		{"a number in one line", "<pre><span>1</span> + 1</pre>", "<pre><span>1</span> + 1</pre>"},
		{"numbers of some lines", "<pre><span>1</span> a\nb\n<span>2</span> c</pre>", "<pre><span>1</span> a\nb\n<span>2</span> c</pre>"},
		{"a number of a highlighter", `<pre><span class="token number">1</span></pre>`, `<pre><span class="token number">1</span></pre>`},
		{"a column", `<table class="lntable"><tr><td class="lntd"><pre><span class="lnt">1
</span><span class="lnt">2
</span></pre></td><td class="lntd"><pre><code>a
b</code></pre></td></tr></table>`, "<pre><code>a\nb</code></pre>"},
		{
			"a column of divs", `<table><tr><td class="gutter"><div>1</div><div>2</div></td><td class="code"><div class="line">a</div><div class="line"></div></td></tr></table>`,
			`<pre><div class="line">a</div><div class="line"><br/></div></pre>`,
		},
		{"a row for each line", `<table><tr><td class="blob-num" data-line-number="1"></td><td class="blob-code">a {</td></tr><tr><td class="blob-num">2</td><td class="blob-code">  b</td></tr><tr><td class="blob-num">3</td><td class="blob-code">
</td></tr></table>`, "<pre>a {\n  b\n</pre>"},
		{"rows of a change", `<table><tr><td class="blob-num">1</td><td class="blob-num"></td><td class="blob-code" data-code-marker="-">a</td></tr>` +
			`<tr><td class="blob-num"></td><td class="blob-num">1</td><td class="blob-code" data-code-marker="+">b</td></tr></table>`, "<pre>-a\n+b</pre>"},
		{
			"a table of data", `<table><tbody><tr><td>1</td><td>a</td></tr><tr><td>2</td><td>b</td></tr></tbody></table>`,
			`<table><tbody><tr><td>1</td><td>a</td></tr><tr><td>2</td><td>b</td></tr></tbody></table>`,
		},
		{"a row of data", `<table><tbody><tr><td>1</td><td><pre>a</pre></td></tr></tbody></table>`, `<table><tbody><tr><td>1</td><td><pre>a</pre></td></tr></tbody></table>`},
	})
}

// What is set around code to work with it goes, and a label is the code's language.
func TestCodeFurniture(t *testing.T) {
	check(t, []mending{
		{
			"a header in it", `<pre><div class="header"><span class="x-lang">js</span><div class="x-copyBtn">复制代码</div></div><code>a</code></pre>`,
			`<pre data-lang="js"><code>a</code></pre>`,
		},
		{"a button in the code", `<pre><code class="language-js">a;<span class="copy-code-btn">复制代码</span></code></pre>`, `<pre><code class="language-js">a;</code></pre>`},
		{"a word of the code", `<pre><code><span class="nb">copy</span>(a, b)</code></pre>`, `<pre><code><span class="nb">copy</span>(a, b)</code></pre>`},
		{"a word of the code in a link", `<pre><code><span>print</span>(a)</code></pre>`, `<pre><code><span>print</span>(a)</code></pre>`},
		{
			"beside it", `<div class="language-go"><button class="copy"></button><span class="lang">go</span><pre><code>a</code></pre></div>`,
			`<div class="language-go"><pre data-lang="go"><code>a</code></pre></div>`,
		},
		{"a file's name", `<div class="highlight"><div class="title">main.go</div><pre>a</pre></div>`, `<div class="highlight"><div class="title">main.go</div><pre>a</pre></div>`},
		{"words before it", `<div><p>Copy</p><pre>a</pre></div>`, `<div><p>Copy</p><pre>a</pre></div>`},
		{"a toolbar", `<div class="my_code"><div class="my_code_toolbar"><a title="x"><img src="c.gif" alt="复制代码"></a></div><pre>a</pre></div>`, `<div class="my_code"><pre>a</pre></div>`},
		{
			"bars of an old highlighter", `<div class="dp-highlighter"><div class="bar"><div class="tools"><b>[java]</b> <a>view plain</a><a>copy</a></div></div><ol><li>a</li></ol></div>`,
			`<pre class="dp-highlighter" data-lang="java"><ol><li>a</li></ol></pre>`,
		},
	})
}

func TestHeadingMarks(t *testing.T) {
	check(t, []mending{
		{"a hash", `<h2>A <a href="#a">#</a></h2>`, `<h2>A </h2>`},
		{"a whole address", `<h2 id="a">A<a href="https://e.org/p#a">¶</a></h2>`, `<h2 id="a">A</h2>`},
		{"another page's address", `<h2>A<a href="https://e.org/p#a">#</a></h2>`, `<h2>A<a href="https://e.org/p#a">#</a></h2>`},
		{"an emoji", `<h2><a href="#a">🔗&#xfe0f;</a>A</h2>`, `<h2>A</h2>`},
		{"words", `<h2>A<a href="#a">Permalink to this heading</a></h2>`, `<h2>A</h2>`},
		{"a button", `<h2>A<button>Copy link</button></h2>`, `<h2>A</h2>`},
		{"the heading itself", `<h2><a href="#a">C#</a></h2>`, `<h2><a href="#a">C#</a></h2>`},
		{"a bracket", `<h2>A <a href="https://e.org/#a">[</a></h2>`, `<h2>A <a href="https://e.org/#a">[</a></h2>`},
		{"nothing else", `<h2><a href="#a">#</a></h2>`, `<h2><a href="#a">#</a></h2>`},
		{"a section's sign elsewhere", `<p>See <a href="#a">§</a></p>`, `<p>See <a href="#a">§</a></p>`},
		{"a link to elsewhere", `<h2>A <a href="https://e.org/">link</a></h2>`, `<h2>A <a href="https://e.org/">link</a></h2>`},
	})
}

// Words that a page shows in odd places are shown.
func TestShown(t *testing.T) {
	const long = `The harbour has grown over the years, and ever more ships call there on their way.`
	check(t, []mending{
		{"a shadow root", `<x-a><template shadowrootmode="open"><p>a</p><slot>none</slot></template><b>light</b></x-a>`, `<x-a><p>a</p><slot><b>light</b></slot></x-a>`},
		{
			"named slots", `<x-a><template shadowrootmode="open"><slot name="t">no</slot><slot name="u">kept</slot></template><b slot="t">light</b></x-a>`,
			`<x-a><slot name="t"><b slot="t">light</b></slot><slot name="u">kept</slot></x-a>`,
		},
		{"a template", `<template><p>a</p></template>`, `<template><p>a</p></template>`},
		{"a body for who has no scripts", `<noscript><p>` + long + `</p></noscript>`, `<div><p>` + long + `</p></div>`},
		{"that is there already", `<p>` + long + `</p><noscript><p>` + long + `</p></noscript>`, `<p>` + long + `</p><noscript><p>` + long + `</p></noscript>`},
		{
			"a word about scripts", `<noscript><p>Please enable JavaScript to see the comments that our readers have left here.</p></noscript>`,
			`<noscript><p>Please enable JavaScript to see the comments that our readers have left here.</p></noscript>`,
		},
		{"a question in a button", `<h2><button class="accordion-button">When?</button></h2>`, `<h2><span class="accordion-button">When?</span></h2>`},
		{"a word in a button", `<p>the <button>longest</button> word</p>`, `<p>the <span>longest</span> word</p>`},
		{"a word to press", `<p>like it? <button>Share</button></p>`, `<p>like it? <button>Share</button></p>`},
		{"a button alone", `<p><button>Buy</button></p>`, `<p><button>Buy</button></p>`},
		{
			"an accordion", `<div><button aria-expanded="false" aria-controls="p">When?</button><div id="p" hidden>At noon.</div></div>`,
			`<div><p><strong aria-expanded="false" aria-controls="p">When?</strong></p><div id="p">At noon.</div></div>`,
		},
		{
			"a link that opens a panel", `<a data-toggle="collapse" href="#p">More</a><div id="p" style="display: none">At noon.</div>`,
			`<a data-toggle="collapse" href="#p">More</a><div id="p" style="">At noon.</div>`,
		},
		{
			"tabs", `<div><button role="tab" aria-controls="p">Go</button><button role="tab" aria-controls="q">C</button></div><div id="p">a</div><div id="q" hidden>b</div>`,
			`<div></div><p><strong role="tab" aria-controls="p">Go</strong></p><div id="p">a</div><p><strong role="tab" aria-controls="q">C</strong></p><div id="q">b</div>`,
		},
		{
			"a menu", `<nav><button aria-expanded="false" aria-controls="p">Menu</button></nav><div id="p" hidden>a</div>`,
			`<nav><button aria-expanded="false" aria-controls="p">Menu</button></nav><div id="p" hidden="">a</div>`,
		},
		{"a text to copy", `<textarea readonly>a</textarea><textarea>b</textarea>`, `<pre readonly="">a</pre><textarea>b</textarea>`},
		{"a line that is a block", `a<span style="display: block">b</span>c`, `a<div><span style="display: block">b</span></div>c`},
		{"a block that is a line", `a<div style="display: inline">b</div>c`, `a<span style="display: inline">b</span>c`},
	})
}

// Word writes lists as paragraphs with numbers and bullets of their own.
func TestWordLists(t *testing.T) {
	item := func(level, mark, text string) string {
		return `<p style="mso-list:l0 level` + level + ` lfo1"><span style="mso-list:Ignore">` + mark + `<span>&nbsp;&nbsp;</span></span>` + text + `</p>`
	}
	check(t, []mending{
		{"bullets", item("1", "·", "a") + "\n" + item("1", "·", "b") + "<p>c</p>", "<ul><li>a</li><li>b</li></ul>\n<p>c</p>"},
		{"in each other", item("1", "1.", "a") + item("2", "a)", "b") + item("1", "2.", "c"), `<ol><li>a<ol type="a"><li>b</li></ol></li><li>c</li></ol>`},
		{"going on", item("1", "3.", "a"), `<ol start="3"><li>a</li></ol>`},
		{"a number that HTML has not", item("1", "1.1", "a"), strings.ReplaceAll(item("1", "1.1", "a"), "&nbsp;", "\u00a0")},
	})
}

// The words of buttons are known in the languages that sites with code are in; as code they
// stay.
func TestButtonsInManyLanguages(t *testing.T) {
	for _, word := range []string{
		"Copy", "复制", "複製程式碼", "コードをコピー", "복사하기", "Copier le code", "In die Zwischenablage kopieren", "¡Copiado!", "Copiar código",
		"Copia negli appunti", "Скопировать код", "Kopiert ✓",
	} {
		source := `<div class="highlight"><span class="copy-btn">` + word + `</span><pre><code>x</code></pre></div>`
		if got := mended(source); got != `<div class="highlight"><pre><code>x</code></pre></div>` {
			t.Errorf("%s stays: %s", word, got)
		}
		source = `<pre><code><span>` + word + ` = 1</span></code></pre>`
		if got := mended(source); got != source {
			t.Errorf("%s is gone from code: %s", word, got)
		}
	}
}

// Code that stands in a script to be shown is shown; other scripts are not.
func TestCodeInScripts(t *testing.T) {
	check(t, []mending{
		{
			"SyntaxHighlighter", "<script type=\"syntaxhighlighter\" class=\"brush: java\"><![CDATA[\nint a = b < c;\n]]></script>",
			`<pre type="syntaxhighlighter" class="brush: java">int a = b &lt; c;</pre>`,
		},
		{"a script", `<script type="text/javascript">a()</script>`, `<script type="text/javascript">a()</script>`},
	})
}
