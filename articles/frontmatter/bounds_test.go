package frontmatter

import (
	"slices"
	"strings"
	"testing"
)

// A head of any number of keys is read, in every format and also where its
// library refuses it; check says so where keys are left out.
func TestManyKeys(t *testing.T) {
	const most = 1000
	for _, form := range []struct{ name, open, key, closing string }{
		{"yaml", "---\ntitle: Tides\n", "key@: b\n", "---\n"},
		{"yaml, the same key", "---\ntitle: Tides\n", "a: b\n", "---\n"},
		{"rescued", "---\ntitle: Tides\nsource: @sea\n", "key@: b\n", "---\n"},
		{"rescued, the same key", "---\ntitle: Tides\nlink: [\n", "a: b\n", "---\n"},
		{"toml", "+++\ntitle = 'Tides'\n", "key@ = 1\n", "+++\n"},
		{"rescued toml", "+++\ntitle = 'Tides'\nlink = \n", "key@ = 1\n", "+++\n"},
		{"json", ";;;\n\"title\": \"Tides\",\n", "\"key@\": 1,\n", "\"z\": 1\n;;;\n"},
		{"rescued json", ";;;\n\"title\": \"Tides\",,\n", "\"key@\": 1,\n", ";;;\n"},
	} {
		for _, keys := range []int{0, 1, most - 3, most - 2, most - 1, most, most + 1, most + 2, 3 * most} {
			var keyed strings.Builder
			for i := range keys {
				letters := string([]byte{'a' + byte(i/676), 'a' + byte(i/26%26), 'a' + byte(i%26)})
				keyed.WriteString(strings.ReplaceAll(form.key, "@", letters))
			}
			head := Read(form.open+keyed.String()+form.closing+"Text.\n", nil)
			if head.Title != "Tides" {
				t.Errorf("%s, %d keys: the title is %q", form.name, keys, head.Title)
			}
			told := slices.ContainsFunc(problemTexts(head.Problems), func(text string) bool { return strings.Contains(text, "more than 1000 keys") })
			if told != (keys > most) && (keys < most-3 || keys > most+2) {
				t.Errorf("%s, %d keys: %v", form.name, keys, problemTexts(head.Problems))
			}
			if shown := head.Body; !strings.Contains(shown, "Text.") {
				t.Errorf("%s, %d keys: the body is %.80s", form.name, keys, shown)
			}
		}
	}
}
