package math

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// shown gives a formula as a reader sees it: blanks of all kinds alike, TeX in back-ticks.
func shown(f Formula) string {
	text := strings.ReplaceAll(strings.Join(f.Lines, "\n"), noBreak, " ")
	if f.Source {
		text = "`" + text + "`"
	}
	if f.Display {
		text = "[" + text + "]"
	}
	return text
}

// What a line can say is Unicode, with blanks where a formula has them.
func TestSimpleTeX(t *testing.T) {
	for source, want := range map[string]string{
		`x^2`:                                   "x²",
		`x_1`:                                   "x₁",
		`x_{n+1}`:                               "xₙ₊₁",
		`a_i^2`:                                 "aᵢ²",
		`{\displaystyle E=mc^{2}}`:              "E = mc²",
		`\sqrt2`:                                "√2",
		`\sqrt{x}y`:                             "√x y",
		`(\sqrt5)`:                              "(√5)",
		`\frac{\partial \vec E}{\partial t}`:    "∂E⃗/∂t",
		`x = 1 \; .`:                            "x = 1.",
		`\sqrt{a+b}`:                            "√(a + b)",
		`\sqrt[3]{x}`:                           "³√x",
		`\frac12`:                               "½",
		`\frac{1}{2}mv^2`:                       "½mv²",
		`\frac{a}{b}`:                           "a/b",
		`\frac{a+b}{2a}`:                        "(a + b)/(2a)",
		`\frac{dy}{dx}`:                         "dy/dx",
		`\frac{\partial f}{\partial x}`:         "∂f/∂x",
		`2\frac{a}{b}`:                          "2(a/b)",
		`\alpha \le \beta \to \infty`:           "α ≤ β → ∞",
		`\sum_{k=1}^n a_k`:                      "∑ₖ₌₁ⁿ aₖ",
		`\int_0^\infty e^{-x}\,dx`:              "∫₀^∞ e⁻ˣ dx",
		`\lim_{x\to 0} \sin(x)`:                 "lim_(x→0) sin(x)",
		`f: A \to B`:                            "f : A → B",
		`-b \pm \sqrt{b^2-4ac}`:                 "−b ± √(b² − 4ac)",
		`p<q>r`:                                 "p < q > r",
		`\{1, 2\}`:                              "{1, 2}",
		`x \in \mathbb{R}^n`:                    "x ∈ ℝⁿ",
		`A^T B^{-1}`:                            "AᵀB⁻¹",
		`f'(x) = 2x`:                            "f′(x) = 2x",
		`90^\circ`:                              "90°",
		`\hat{x} + \vec v`:                      "x̂ + v⃗",
		`\overline{AB}`:                         "A̅B̅",
		`x = 1 \text{ if } y > 0`:               "x = 1 if y > 0",
		`\left( \frac{a}{b} \right)^2`:          "(a/b)²",
		`(a+b)^2`:                               "(a + b)²",
		`{(x^2)}^3`:                             "(x²)³",
		`{x^2}^3`:                               "(x²)³",
		`\binom{n}{k}`:                          "(n choose k)",
		`a \equiv b \pmod{n}`:                   "a ≡ b (mod n)",
		`e^{i\pi} + 1 = 0`:                      "e^(iπ) + 1 = 0",
		`\mathcal{L}\{f\}`:                      "ℒ{f}",
		`x \not= y`:                             "x ≠ y",
		`3{,}14`:                                "3,14",
		`100\%`:                                 "100%",
		`1 \over 2`:                             "½",
		`设 x`:                                   "设x",
		`\operatorname{rank} A`:                 "rank A",
		`|x|`:                                   "|x|",
		`n!`:                                    "n!",
		`\begin{aligned}a&=b\\&=c\end{aligned}`: "a = b\n= c",
		`a \\ b`:                                "a\nb",
		`x % a comment`:                         "x",
		`\log_2 n`:                              "log₂ n",
		`x^{\frac{1}{2}}`:                       "x^½",
		`x^{a_b}`:                               "x^(a_b)",
		`\bigl( x \bigr)`:                       "(x)",
		`\{ x \mid x > 0 \}`:                    "{x ∣ x > 0}",
		`a \cdot b`:                             "a · b",
		`a * b`:                                 "a ∗ b",
		`(-1)^n`:                                "(−1)ⁿ",
		`a, b, \ldots, z`:                       "a, b, …, z",
		`\xrightarrow{f}`:                       "→ᶠ",
	} {
		if got := shown(readTeX(source)); got != want {
			t.Errorf("%s\n is   %q\n want %q", source, got, want)
		}
	}
}

// What no line can say, and what is not known, stays as its author wrote it, line by
// line.
func TestTeXThatStays(t *testing.T) {
	for source, want := range map[string]string{
		`\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}`: "",
		`\unknown{x}`:                "",
		`\frac{a}`:                   "",
		`x^`:                         "",
		`{x`:                         "",
		`x}`:                         "",
		`\left( x`:                   "",
		`x^2^3`:                      "",
		`\widehat{ABC}`:              "",
		`\text{costs \$5}`:           "",
		`{\displaystyle \unknown}`:   `\unknown`,
		"  \\unknown{\n\n  a\r\n}  ": "\\unknown{\n  a\n}",
		strings.Repeat("(", 9) + "x" + strings.Repeat(")", 9): "",
		strings.Repeat("{", 200) + strings.Repeat("}", 200):   "",
		strings.Repeat("x", maxSource+1):                      "",
	} {
		if want == "" {
			want = source
		}
		if got := shown(readTeX(source)); got != "`"+want+"`" {
			t.Errorf("%.60s\n is   %.80q\n want %.80q", source, got, want)
		}
	}
}

// A short formula is never parted by the end of a line; a long one only where its
// author would part it by hand.
func TestWhereFormulasBreak(t *testing.T) {
	if got := readTeX("a+b=c").Lines[0]; got != "a\u00A0+\u00A0b\u00A0=\u00A0c" {
		t.Errorf("a short formula is %q", got)
	}
	got := readTeX(`x_1 + x_2 + x_3 + x_4 + x_5 = \sin x`).Lines[0]
	if want := "x₁\u00A0+ x₂\u00A0+ x₃\u00A0+ x₄\u00A0+ x₅\u00A0= sin\u00A0x"; got != want {
		t.Errorf("a long formula is %q, want %q", got, want)
	}
}

// firstElement gives the first element of a page, below its body, that is not only
// there to hold others.
func firstElement(t *testing.T, source string) *html.Node {
	t.Helper()
	tree, err := html.Parse(strings.NewReader("<body>" + source))
	if err != nil {
		t.Fatal(err)
	}
	return tree.FirstChild.LastChild.FirstChild
}

// MathML is read by what its elements mean.
func TestMathML(t *testing.T) {
	for source, want := range map[string]string{
		`<msup><mi>x</mi><mn>2</mn></msup>`:                 "x²",
		`<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>`: "x₁²",
		`<munderover><mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>a</mi><mi>k</mi></msub>`: "∑ₖ₌₁ⁿ aₖ",
		`<munder><mo>lim</mo><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mi>f</mi>`:                                        "lim_(x→0) f",
		`<mover><mi>x</mi><mo>¯</mo></mover>`:                                       "x̅",
		`<mover accent="true"><mi>v</mi><mo>→</mo></mover>`:                         "v⃗",
		`<mroot><mi>x</mi><mn>3</mn></mroot>`:                                       "³√x",
		`<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>`:                             "√(a + b)",
		`<mfrac><mn>1</mn><mn>2</mn></mfrac>`:                                       "½",
		`<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>`:      "(a + b)/c",
		`<mo>(</mo><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo>`: "(n choose k)",
		`<mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo>)</mo>`: "(1 2; 3 4)",
		`<mi>x</mi><mtext> . </mtext>`:                               "x.",
		`<mi>x</mi><mtext> if </mtext><mi>y</mi>`:                    "x if y",
		`<mfenced open="[" close="]"><mi>a</mi><mi>b</mi></mfenced>`: "[a, b]",
		`<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>`:                    "sin x",
		`<mn>2</mn><mo>&#x2062;</mo><mi>x</mi>`:                      "2x",
		`<mo>-</mo><mi>x</mi><mo>-</mo><mi>y</mi>`:                   "−x − y",
		`<mi mathvariant="double-struck">R</mi>`:                     "ℝ",
		`<mi>𝑥</mi><mo>=</mo><mi>𝛼</mi>`:                             "x = α",
		`<semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">y^2</annotation></semantics>`:                               "y²",
		`<semantics><mi>x</mi><annotation-xml><ci>x</ci></annotation-xml></semantics>`:                                                          "x",
		`<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mo>=</mo><mi>b</mi></mtd></mtr><mtr><mtd></mtd><mtd><mo>=</mo><mi>c</mi></mtd></mtr></mtable>`: "a = b\n= c",
		`<mmultiscripts><mi>C</mi><mn>6</mn><none/></mmultiscripts>`:                                                                            "C₆",
		`<mi>x</mi><mphantom><mi>y</mi></mphantom>`:                                                                                             "x",
		`x`: "x",
	} {
		if got := shown(readMathML(firstElement(t, "<math>"+source+"</math>"))); got != want {
			t.Errorf("%s\n is   %q\n want %q", source, got, want)
		}
	}
	if got := shown(readMathML(firstElement(t, `<math display="block"><mi>x</mi></math>`))); got != "[x]" {
		t.Errorf("a displayed formula is %q", got)
	}
}

// A formula is found in each of the forms that pages keep formulas in.
func TestElement(t *testing.T) {
	const mathml = `<math><semantics><msup><mi>x</mi><mn>2</mn></msup><annotation encoding="application/x-tex">x^2</annotation></semantics></math>`
	for _, test := range [][2]string{
		{`<script type="math/tex">x^2</script>`, "x²"},
		{`<script type="math/tex; mode=display">% <![CDATA[x^2 %]]></script>`, "[x²]"},
		{`<script type="math/mml"><math><mi>x</mi></math></script>`, "x"},
		{`<span class="katex"><span class="katex-mathml">` + mathml + `</span><span class="katex-html">x2</span></span>`, "x²"},
		{`<span class="katex-display"><span class="katex">` + mathml + `<span class="katex-html" aria-hidden="true">x2</span></span></span>`, "[x²]"},
		{`<span class="katex"><span class="katex-html" aria-hidden="true">x + y</span></span>`, "x + y"},
		{`<span class="mwe-math-element"><span style="display:none"><math alttext="{\displaystyle x^2}"><mi>x</mi></math></span><img alt="x^2"></span>`, "x²"},
		{`<span class="mwe-math-element"><img class="mwe-math-fallback-image-display" alt="{\displaystyle x^2}"></span>`, "[x²]"},
		{`<span class="math inline">\(x^2\)</span>`, "x²"},
		{`<span class="math display">\[x^2\]</span>`, "[x²]"},
		{`<mjx-container display="true"><mjx-math><mjx-mi><mjx-c class="mjx-c1D465 TEX-I"></mjx-c></mjx-mi></mjx-math></mjx-container>`, "[x]"},
		{`<mjx-container><svg></svg><mjx-assistive-mml>` + mathml + `</mjx-assistive-mml></mjx-container>`, "x²"},
		{`<mjx-container><svg><g data-mml-node="math"><g data-mml-node="msup"><g data-mml-node="mi"><use data-c="1D465"></use></g><g data-mml-node="mn"><use data-c="32"></use></g></g></g></svg></mjx-container>`, "x²"},
		{`<mjx-container><mjx-math data-latex="x^2"></mjx-math></mjx-container>`, "x²"},
		{`<span class="MathJax_Preview">x^2</span><script type="math/tex">x^2</script>`, ""},
		{`<span class="MathJax"><nobr>x2</nobr></span><script type="math/tex">x^2</script>`, ""},
		{`<span class="MathJax" data-mathml="&lt;math&gt;&lt;mi&gt;x&lt;/mi&gt;&lt;/math&gt;"><nobr>x</nobr></span>`, "x"},
		{`<span class="ztext-math" data-eeimg="1" data-tex="x^2"><span>x2</span></span>`, "x²"},
		{`<img class="latex" alt="x^2">`, "x²"},
		{`<img src="https://www.zhihu.com/equation?tex=x%5E2" alt="x^2" eeimg="1">`, "x²"},
		{`<img src="https://latex.codecogs.com/svg.latex?x%5E2">`, "x²"},
	} {
		source, want := test[0], test[1]
		formula, found := Element(firstElement(t, source))
		if got := shown(formula); got != want || !found {
			t.Errorf("%s\n is   %q, found %v\n want %q", source, got, found, want)
		}
	}
	for _, source := range []string{
		`<span>x^2</span>`, `<img src="a.png" alt="x^2">`, `<span class="math">x</span>`, `<script>x</script>`, `<p class="path">x</p>`,
		`<span class="MathJax"><nobr>x</nobr></span>`, `<span class="math inline">a <b>b</b></span>`,
	} {
		if formula, found := Element(firstElement(t, source)); found {
			t.Errorf("%s\n is taken for the formula %q", source, shown(formula))
		}
	}
}

// Formulas are told from prices, variables of a shell and brackets that were escaped.
func TestNext(t *testing.T) {
	for text, want := range map[string]string{
		`Let $x^2$ be`:                      "x²",
		`the $n$th`:                         "n",
		`2$\pi$`:                            "π",
		`设$x$为`:                             "x",
		`$n$ is $2$`:                        "n",
		`($a+b$)`:                           "a + b",
		`Set $\{1, 2\}$ and`:                "{1, 2}",
		`$p<q>r$.`:                          "p < q > r",
		`then \(x^2\) and`:                  "x²",
		`then \[y^2\].`:                     "[y²]",
		`$$ x = 1 $$`:                       "[x = 1]",
		"$$\nx\n$$":                         "[x]",
		`\begin{align}a&=b\\&=c\end{align}`: "[a = b\n= c]",
		`costs $5, and $x$ is`:              "x",
		`$f(x, y)$`:                         "f(x, y)",
	} {
		_, _, formula, found := Next(text)
		if got := shown(formula); !found || got != want {
			t.Errorf("%s\n has %q, found %v\n want %q", text, got, found, want)
		}
	}
	for _, text := range []string{
		`It costs $5 and $10.`, `$5-$10`, `US$5 or A$6`, `$HOME/bin:$PATH`, `$USER and $HOME`, `${a}/${b}`, `$('#a') or $('#b')`,
		`\[1\]`, `\[^1\]`, `\[citation needed\]`, `\(see below\)`, `$`, `$$`, `$$$$`, `\(`, `\[ \]`, `$x`, `\begin{foo}x\end{foo}`,
		`A $20 bill and a $50 bill`, `$100 million to $200 million`, `a $b c$ d`, `pay $1,000 or €5, not $`, `\\(x\\)`,
		"$a\n\nb$", `the $word$ here`,
	} {
		if start, end, formula, found := Next(text); found {
			t.Errorf("in %q, %q is taken for the formula %q", text, text[start:end], shown(formula))
		}
	}
}

// Any bytes are read in bounded time, and nothing of TeX is lost.
func FuzzTeX(f *testing.F) {
	for _, seed := range []string{`x^2`, `\frac{a}{b}`, `\left(x\right)`, `\begin{align}a\\b\end{align}`, `\sqrt[3]{x}`, `a_1^2'`, `\text{ if }`, `$5$ \(`, "&\f~"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		formula := readTeX(source)
		if strings.TrimSpace(source) != "" && !strings.HasPrefix(strings.TrimSpace(source), "{\\") && formula.Source && len(formula.Lines) == 0 {
			t.Errorf("%q is lost", source)
		}
		for _, line := range formula.Lines {
			if strings.Contains(line, "\n") || strings.TrimSpace(line) == "" {
				t.Errorf("%q has the line %q", source, line)
			}
		}
		if start, end, _, found := Next(source); found && (start < 0 || end <= start || end > len(source)) {
			t.Errorf("%q has a formula from %d to %d", source, start, end)
		}
	})
}
