package query

import (
	"errors"
	"strings"
	"testing"
)

// TestUnknownFieldsNameTheNearest: whoever mistypes a field, or knows it from another
// program, is told what it is called here.
func TestUnknownFieldsNameTheNearest(t *testing.T) {
	for name, nearest := range map[string]string{
		"auhtor": "author", "titel": "title", "headline": "title", "categories": "cat", "catgory": "cat", "kat": "cat",
		"sources": "source", "from": "author", "tags": "tag", "hashtag": "tag", "si": "is", "state": "is", "dates": "date", "published": "date",
		"since": "after", "until": "before", "befor": "before", "language": "lang", "body": "text", "txt": "text", "auth": "author",
		"colour": "", "breaking": "", "x": "",
	} {
		_, err := Parse(name + ":x")
		var wrong *Error
		if !errors.As(err, &wrong) || wrong.Kind != FieldUnknown || wrong.Nearest != nearest {
			t.Errorf("%s: %#v, want %q as the nearest", name, err, nearest)
			continue
		}
		if sentence := wrong.Error(); nearest != "" && !strings.Contains(sentence, nearest+":") || !strings.Contains(sentence, "quotation marks") {
			t.Errorf("%s: said is %q", name, sentence)
		}
	}
}
