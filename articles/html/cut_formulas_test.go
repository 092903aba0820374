package html

import (
	"strings"
	"testing"

	"broadsheet/model"
)

// A formula that tags have cut is one again, and what is no formula stays as it is set.
func TestFormulasInPieces(t *testing.T) {
	tests := []struct{ body, want string }{
		{`<p>Let \(a_{1} + b<em>{2} + c</em>{3}\) be.</p>`, "Let a₁ + b₂ + c₃ be."},
		{`<p>Let \(\mathbf{x}<em>1 + y</em>2\) be, and \(z<em>1 = w</em>1\).</p>`, "Let x₁ + y₂ be, and z₁ = w₁."},
		{`<p>Or \(a <em>b</em> = c\) be.</p>`, "Or ab = c be."},
		{`<p>So \(x<sup>2</sup> + y<sub>1</sub>\) be.</p>`, "So x² + y₁ be."},
		{`<p>$$<br>` + "\n" + `x = 1<br>` + "\n" + `$$</p>`, "x = 1"},
		{`<p>\[ a<span>_1</span> = <strong>b</strong> \]</p>`, "a₁ = b"},
		{`<p>Paths \(x <em>stay</em> here.</p>`, `Paths \(x stay here.`},
		{`<p>A \(b <a href="https://example.org">c_1</a> d\) e.</p>`, `A \(b c_1 d\) e.`},
		{`<p>So $latex x^2$ of WordPress.</p>`, "So x² of WordPress."},
		{`<p>Costs of $5 <em>really</em> $6.</p>`, "Costs of $5 really $6."},
	}
	for _, test := range tests {
		document := Parse(t.Context(), test.body, "").Document
		got := strings.ReplaceAll(strings.Join(model.Texts(&document), "\n"), "\u00a0", " ") // around signs
		if got = strings.ReplaceAll(got, "\u202f", " "); got != test.want {
			t.Errorf("%s\nis\n%s\nwant\n%s", test.body, got, test.want)
		}
	}
}

// Each of many openings looks no further than a formula goes.
func TestFormulasNeverClosed(t *testing.T) {
	body := "<p>" + strings.Repeat(`\(a<em>b</em>`, 20_000) + "</p>"
	document := Parse(t.Context(), body, "").Document
	if got := strings.Count(strings.Join(model.Texts(&document), ""), `\(ab`); got != 20_000 {
		t.Errorf("%d of 20000 are left", got)
	}
}
