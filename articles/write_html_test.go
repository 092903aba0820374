package articles

import (
	"flag"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"broadsheet/model"
)

var (
	generated   = flag.Int("documents", 500, "how many generated documents the writers are tested with")
	showWritten = flag.Bool("written", false, "show what was written of a document that is not read back")
)

// describe shows a document, so that two can be compared by eye.
func describe(v any) string {
	return strings.ReplaceAll(fmt.Sprintf("%#v", v), "model.", "\n")
}

// firstDifference gives the lines around the first difference of two texts.
func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	around := func(lines []string) string { return strings.Join(lines[max(0, i-8):min(len(lines), i+8)], "\n") }
	return "want …\n" + around(a) + "\n… got …\n" + around(b)
}

func written(t *testing.T, write func(*strings.Builder) error) string {
	t.Helper()
	var b strings.Builder
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// checkReadBack reports how a document differs from what it was to be.
func checkReadBack(t *testing.T, name, source string, want, got *model.Document) {
	t.Helper()
	if reflect.DeepEqual(want, got) {
		return
	}
	t.Errorf("%s is read back as another document: %s", name, firstDifference(describe(want), describe(got)))
	if *showWritten {
		t.Log(source)
	}
}

func TestHTMLReadsBack(t *testing.T) {
	for seed := range uint64(*generated) {
		a := generateArticle(seed)
		page := written(t, func(b *strings.Builder) error { return WriteHTML(b, a) })
		got, _, _ := parseBody(sniffBody("page.html", page), page, a.Title, "")
		checkReadBack(t, "the page", page, &a.Document, &got)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
