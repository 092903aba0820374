package articles

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/export"
	"broadsheet/articles/monsters"
	"broadsheet/model"
)

// monsterSize is how large the monsters are, in bytes: 16 KB, or as the
// environment says, where what grows with the square of a file shows in the time
// of each that -v tells.
func monsterSize(t *testing.T) int {
	t.Helper()
	text := os.Getenv("BROADSHEET_MONSTERS")
	if text == "" {
		return 16 << 10
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("BROADSHEET_MONSTERS is %q and no number of bytes", text)
	}
	return n
}

// allocated gives the bytes that work takes from the heap.
func allocated(work func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// Whatever a file is built of, reading it and writing it in other forms takes
// memory that is a multiple of its size, and never more than the bounds allow;
// nothing fails on it.
func TestMonsters(t *testing.T) {
	size := monsterSize(t)
	most := min(uint64(size)*3000+(16<<20), 1<<30)
	for _, f := range monsters.Make(size) {
		var article *model.Article
		began := time.Now()
		read := allocated(func() { article = Parse(Options{}, "root", f.Name, time.Unix(0, 0), []byte(f.Text)) })
		reading := time.Since(began)
		for _, problem := range article.Problems {
			if strings.Contains(problem.Text, "failed") {
				t.Errorf("%s: %s", f.Name, problem.Text)
			}
		}
		began = time.Now()
		written := allocated(func() {
			for _, write := range []func(context.Context, io.Writer, *model.Article) error{export.Markdown, export.HTML, export.JSON} {
				if err := write(t.Context(), io.Discard, article); err != nil {
					t.Errorf("%s: %v", f.Name, err)
				}
			}
			model.Texts(&article.Document)
		})
		writing := time.Since(began)
		t.Logf("%-32s %6d ms, %4d MB to read; %6d ms, %4d MB to write", f.Name, reading.Milliseconds(), read>>20, writing.Milliseconds(), written>>20)
		if read > most || written > most {
			t.Errorf("%s of %d bytes takes %d bytes to read and %d to write", f.Name, len(f.Text), read, written)
		}
		if reading+writing > time.Minute {
			t.Errorf("%s of %d bytes takes %v to read and %v to write", f.Name, len(f.Text), reading, writing)
		}
	}
}

// What is one less than a bound and what is at it is read whole; of what is one
// more the beginning is shown, and the article and check say so.
// The bounds that each kind of body has, as its own package says them.
const (
	tagsRead  = 100_000
	marksRead = 150_000
	linesRead = 100_000
	notesRead = 4_000
)

func TestBoundsOfAnArticle(t *testing.T) {
	for _, test := range []struct {
		name  string
		bound int
		text  func(n int) string
	}{
		{"tags.html", tagsRead, func(n int) string { return "<p>x" + strings.Repeat("<wbr>", n-1) + "end" }},
		{"comments.html", tagsRead, func(n int) string { return "<p>x" + strings.Repeat("<!---->", n-1) + "end" }},
		{"attributes.html", tagsRead, func(n int) string {
			return "<p>x" + strings.Repeat("<i a>", (n-1)/2) + strings.Repeat("<wbr>", (n-1)%2) + "end"
		}},
		{"attributes of one.html", tagsRead, func(n int) string { return "<p>x</p><p" + attributesOf(n-3) + ">end" }},
		{"marks.md", marksRead, func(n int) string { return "x" + strings.Repeat("!", n-1) + "end" }},
		{"lines.md", marksRead, func(n int) string { return "x" + strings.Repeat("\n", (n-1)/2) + strings.Repeat("!", (n-1)%2) + "end" }},
		{"lines.txt", linesRead, func(n int) string { return "x" + strings.Repeat("\n", n-1) + "end" }},
		{"parts.html", maxParts, func(n int) string { return "<pre>" + strings.Repeat("x\n", n-3) + "x</pre><p>end" }},
		{"parts.txt", maxParts, func(n int) string { // in a part with a long line, each is a paragraph
			return strings.Repeat("x", 200) + strings.Repeat("\nx", n/2-2) + "\nend" + strings.Repeat("\ny", n%2)
		}},
	} {
		for _, n := range []int{test.bound - 1, test.bound, test.bound + 1} {
			article := Parse(Options{}, "root", test.name, time.Unix(0, 0), []byte("---\ntitle: Tides\n---\n"+test.text(n)))
			text := documentText(&article.Document)
			told := len(article.Problems) > 0 && strings.Contains(article.Problems[len(article.Problems)-1].Text, "what follows here was left out")
			if whole := strings.Contains(text, "end") && !told; whole != (n <= test.bound) {
				t.Errorf("%s, %d: whole is %v, problems %v", test.name, n, whole, article.Problems)
			}
			if shown := strings.Contains(text, "what follows here was left out"); shown != told {
				t.Errorf("%s, %d: the article says so: %v, and check: %v", test.name, n, shown, told)
			}
			if !strings.Contains(text, "x") {
				t.Errorf("%s, %d: nothing is shown", test.name, n)
			}
		}
	}
}

// attributesOf gives so many attributes, each with a name of its own.
func attributesOf(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d", i)
	}
	return b.String()
}

// More footnotes than Markdown may name are shown as they are written, and too
// many tabs are blanks: nothing is lost.
func TestTooManyNotesAndTabs(t *testing.T) {
	for _, n := range []int{notesRead - 2, notesRead, notesRead + 2} {
		var b strings.Builder
		for i := range n / 2 {
			fmt.Fprintf(&b, "a[^%d]\n\n[^%d]: note %d.\n\n", i, i, i)
		}
		article := Parse(Options{}, "root", "a.md", time.Unix(0, 0), []byte(b.String()))
		if (len(article.Document.Footnotes) > 0) != (n <= notesRead) || (len(article.Problems) == 0) != (n <= notesRead) {
			t.Errorf("%d: %d notes, problems %v", n, len(article.Document.Footnotes), article.Problems)
		}
		if text := documentText(&article.Document); !strings.Contains(text, fmt.Sprintf("note %d.", n/2-1)) {
			t.Errorf("%d: the last note is lost", n)
		}
	}
	for _, n := range []int{maxTabs, maxTabs + 1} {
		article := Parse(Options{}, "root", "a.html", time.Unix(0, 0), []byte("<pre>x"+strings.Repeat("\t", n)+"end</pre>"))
		code := article.Document.Blocks[0].(model.CodeBlock).Text
		if wide := len(code) > 2*n; wide != (n <= maxTabs) || !strings.HasSuffix(code, "end") {
			t.Errorf("%d tabs: the code has %d characters", n, len(code))
		}
	}
}
