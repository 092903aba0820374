package library

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/model"
	"broadsheet/model/query"
)

// Views are counted after every mark, so that there is an end to them, for guests
// too; what is there may change and go.
func TestViewsHaveBounds(t *testing.T) {
	l := holding(t, nil)
	for name, reader := range map[string]*Reader{"ann": l.Reader("ann", ReaderOptions{}), "guest": l.Reader("", ReaderOptions{Forget: true})} {
		save := func(i int, query string) string {
			reader.SetView(model.View{Name: fmt.Sprintf("view %03d", i), Query: query})
			return reader.Notice()
		}
		for i := range model.MaximumViews {
			if told := save(i, "is:unread"); told != "" {
				t.Fatalf("%s: with %d views the reader is told %q", name, i, told)
			}
		}
		if told := save(model.MaximumViews, "is:unread"); !strings.Contains(told, "as many views as can be kept") || len(reader.Views()) != model.MaximumViews {
			t.Errorf("%s: there are %d views, and the reader is told %q", name, len(reader.Views()), told)
		}
		if told := save(0, "is:starred"); told != "" {
			t.Errorf("%s: a view that is there cannot be changed: %q", name, told)
		}
		if told := save(0, ""); told != "" || len(reader.Views()) != model.MaximumViews-1 {
			t.Errorf("%s: a view cannot be removed: %q", name, told)
		}
		if told := save(model.MaximumViews, "is:unread"); told != "" {
			t.Errorf("%s: there is no room for another in its place: %q", name, told)
		}
	}
}

// All views together have a bound in bytes.
func TestViewsHaveABoundInBytes(t *testing.T) {
	reader := holding(t, nil).Reader("ann", ReaderOptions{})
	long := strings.Repeat("长", query.MaximumLength/len("长"))
	for i := range model.MaximumViews {
		reader.SetView(model.View{Name: fmt.Sprint(i), Query: long})
	}
	bytes := 0
	for _, v := range reader.Views() {
		bytes += len(v.Name) + len(v.Query)
	}
	if bytes > model.MaximumViewBytes || bytes < model.MaximumViewBytes-2*query.MaximumLength {
		t.Errorf("views of %d bytes are kept", bytes)
	}
}
