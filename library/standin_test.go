package library

import (
	"slices"
	"testing"
	"testing/fstest"

	"broadsheet/articles"
	"broadsheet/model"
	"broadsheet/model/query"
)

// TestStandInMakesWay lists a sample until there is an article elsewhere: then at no
// moment are both listed, or neither.
func TestStandInMakesWay(t *testing.T) {
	folder := t.TempDir()
	feeds, err := articles.OpenRoot("Feeds", folder)
	if err != nil {
		t.Fatal(err)
	}
	sample := articles.NewRoot("sample", "Sample", fstest.MapFS{"a.md": file("Of the sample"), "b.md": file("Another"), "c.md": file("Hidden", "published: false")})
	l, err := Open(t.Context(), []*articles.Root{sample, feeds}, Options{Now: noon, StandIn: "sample"})
	if err != nil {
		t.Fatal(err)
	}
	defer closeLibrary(t, l)
	wait(t, l)
	reader := l.Reader("", ReaderOptions{})
	listed := func() []string { return titles(list(t, reader, "", query.NewestFirst)) }
	if got := listed(); len(got) != 2 {
		t.Fatalf("the sample alone lists %q", got)
	}
	write(t, folder, "draft.md", string(file("Draft", "published: false").Data))
	if _, err := l.Look(t.Context()); err != nil || len(listed()) != 2 {
		t.Fatalf("a draft, which nobody sees, leaves %q (%v)", listed(), err)
	}
	done := make(chan struct{})
	watched := watch(done, listed, func(got []string) bool { return len(got) == 2 || slices.Equal(got, []string{"Of a feed"}) })
	write(t, folder, "news/first.md", string(file("Of a feed").Data))
	if arrived, err := l.Look(t.Context(), "Feeds"); arrived != 1 || err != nil {
		t.Errorf("%d articles arrived (%v)", arrived, err)
	}
	close(done)
	if odd, some := <-watched; some {
		t.Errorf("for a moment there was %q", odd)
	}
	if got := listed(); !slices.Equal(got, []string{"Of a feed"}) {
		t.Errorf("with an article of a feed there is %q", got)
	}
	if _, err := reader.Article(t.Context(), model.NewID("sample", "a.md")); err == nil {
		t.Error("an article of the sample is opened")
	}
	if _, err := l.Look(t.Context()); err != nil || len(listed()) != 1 || len(l.Problems()) != 1 {
		t.Errorf("looked at again, there is %q, %v (%v)", listed(), l.Problems(), err)
	}
}

// watch looks at a list until it is done, and gives one that is not right.
func watch(done <-chan struct{}, listed func() []string, right func([]string) bool) <-chan []string {
	wrong := make(chan []string, 1)
	go func() {
		defer close(wrong)
		for {
			select {
			case <-done:
				return
			default:
			}
			if got := listed(); !right(got) {
				wrong <- got
				return
			}
		}
	}()
	return wrong
}
