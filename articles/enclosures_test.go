package articles

import (
	"slices"
	"testing"
	"time"

	"broadsheet/model"
)

// What comes with an article is read with it; pictures that it shows are not told of
// again.
func TestEnclosures(t *testing.T) {
	const files = `headimg: https://cast.example/cover.jpg
comments: https://talk.example/1
enclosures:
 - {url: 'https://cast.example/1.mp3', type: 'audio/mpeg', length: 24000000, duration: 2040}
 - {url: 'https://cast.example/cover.jpg?w=100', type: 'image/jpeg'}
 - {url: 'https://cast.example/quay.jpg', type: 'image/jpeg'}
 - {url: 'https://cast.example/map.jpg', type: 'image/jpeg'}
 - {url: 'javascript:alert(1)', type: 'audio/mpeg'}
`
	read := func(head, body string) *model.Article {
		return Parse(Options{}, "root", "a.html", time.Time{}, []byte("---\ntitle: The tide\n"+head+"---\n"+body))
	}
	a := read(files, `<p>See <img src="https://cast.example/map.jpg"> and <a href="https://cast.example/1.mp3">hear</a>.</p>`)
	want := []model.Enclosure{
		{URL: "https://cast.example/1.mp3", Type: "audio/mpeg", Length: 24_000_000, Duration: 34 * time.Minute},
		{URL: "https://cast.example/quay.jpg", Type: "image/jpeg"},
	}
	if !slices.Equal(a.Enclosures, want) || a.Comments != "https://talk.example/1" || len(a.Problems) > 0 {
		t.Errorf("%+v, comments %q, problems %v", a.Enclosures, a.Comments, a.Problems)
	}
	if a := read("comments: true\n", "<p>Text."); a.Enclosures != nil || a.Comments != "" {
		t.Errorf("of nothing: %+v, comments %q", a.Enclosures, a.Comments)
	}
}
