package math

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What cleans a page of scripts and of what is hidden still finds its formulas.
func TestSettle(t *testing.T) {
	for source, want := range map[string]string{
		`<p>If <span class="MathJax">x2</span><script type="math/tex">x^2</script> is</p>`:                       `<p>If x² is</p>`,
		`<p><span class="mwe-math-element"><span style="display:none"><math><mi>x</mi></math></span></span></p>`: `<p>x</p>`,
		`<p>a<script type="math/tex; mode=display">\begin{aligned}a\\b\end{aligned}</script>c</p>`:               `<p>a<br/>a<br/>b<br/>c</p>`,
		`<p><script type="math/tex">\foo{x}</script></p>`:                                                        `<p><span class="math inline">\(\foo{x}\)</span></p>`,
		`<p><script>x</script><b>plain</b></p>`:                                                                  `<p><script>x</script><b>plain</b></p>`,
	} {
		node := firstElement(t, source)
		Settle(node)
		var b strings.Builder
		if err := html.Render(&b, node); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%s\n is   %s\n want %s", source, b.String(), want)
		}
	}
}
