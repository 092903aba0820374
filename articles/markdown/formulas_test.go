package markdown

import (
	"reflect"
	"strings"
	"testing"

	"broadsheet/model"
)

// Nothing in a formula is taken for Markdown, and nothing that is no formula for one.
func TestFormulas(t *testing.T) {
	for body, want := range map[string]string{
		`Let $a_1 * b_1 * c$ be.`:                           "Let a₁ ∗ b₁ ∗ c be.",
		`Set $\{1, 2\}$ and \(x^2\).`:                       "Set {1, 2} and x².",
		`If $p<q>r$.`:                                       "If p < q > r.",
		"A $x +\ny$ over two lines.":                        "A x + y over two lines.",
		"> A $x +\n> y$ in a quote.":                        "A x + y in a quote.",
		`It costs $5 and $10.`:                              "It costs $5 and $10.",
		`From \$x to \$y.`:                                  "From $x to $y.",
		"`$x^2$` is code":                                   "$x^2$ is code",
		"$`x^2`$ is GitHub's":                               "x² is GitHub's",
		`\[1\] \*not\* $`:                                   "[1] *not* $",
		`\\(x^2\\) for a filter before`:                     "x² for a filter before",
		"$$\nx = 1\n$$":                                     "x = 1",
		"Text\n$$\na\n- b\n$$\nmore":                        "Text\na − b\nmore",
		"$$\na\n=\nb\n$$":                                   "a = b",
		"- item\n\n  $$\n  x\n  + y\n  $$\n- next":          "item\nx + y\nnext",
		"> $$\n> x\n> > y\n> $$":                            "x > y",
		"$$\nx\n$$ where *x* is":                            "x\nwhere x is",
		"$$\nx\n$$.":                                        "x.",
		"\\begin{align}\na &= b \\\\\n  &= c\n\\end{align}": "a = b\n= c",
		"\\[\nx^2\n\\]":                                     "x²",
		"$$\nnever closed\n\n- a list":                      "$$ never closed\na list",
		"We have $$x^2$$ here":                              "We have\nx²\nhere",
		"| $a_1$ | b |\n|---|---|\n| $c_1$ | d |":           "a₁\nb\nc₁\nd",
		"# About $x_1$":                                     "About x₁",
		"    $$\n    code\n    $$":                          "$$\ncode\n$$",
	} {
		if got := strings.ReplaceAll(shown(t, body), "\u00A0", " "); got != want {
			t.Errorf("%q\n is   %q\n want %q", body, got, want)
		}
	}
}

// TeX that is no line of characters stays TeX, with its own lines.
func TestFormulasThatStayTeX(t *testing.T) {
	page, _ := Parse(t.Context(), "Here $\\unknown_1 {*}$ is\n\n$$\n\\begin{bmatrix} 1 & 2 \\\\\n 3 & 4 \\end{bmatrix}\n$$\n", "")
	want := []model.Block{
		model.Paragraph{Inlines: []model.Inline{model.Text{Text: "Here "}, model.Code{Text: `\unknown_1 {*}`}, model.Text{Text: " is"}}},
		model.CodeBlock{Language: "tex", Text: "\\begin{bmatrix} 1 & 2 \\\\\n 3 & 4 \\end{bmatrix}"},
	}
	if !reflect.DeepEqual(page.Document.Blocks, want) {
		t.Errorf("the blocks are\n%#v, want\n%#v", page.Document.Blocks, want)
	}
}

// What opens formulas and never closes them costs no more than its length.
func TestFormulasWithoutEnd(t *testing.T) {
	for _, opening := range []string{`$`, `$$`, `\(`, `\begin{align}`, "$$\n", `$a `, `\($`, "\\[\n\n"} {
		page, problems := Parse(t.Context(), strings.Repeat(opening, 300_000/len(opening)), "")
		if len(problems) > 0 || len(page.Document.Blocks) == 0 {
			t.Errorf("%q: problems %v, %d blocks", opening, problems, len(page.Document.Blocks))
		}
	}
}
