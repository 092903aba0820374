package desktop

import "testing"

func TestReadBackground(t *testing.T) {
	for _, test := range []struct {
		answer      string
		dark, known bool
	}{
		{"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?62;4c", true, true},
		{"\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?1;2c", false, true},
		{"\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\\x1b[?62c", false, true},
		{"\x1b]11;rgb:0000/2b2b/3636\x07", true, true},
		{"jj\x1b]11;#ffffff\x07\x1b[?62c", false, true},
		{"\x1b[?62;4c", false, false},
		{"\x1b]11;rgb:ffff/ff", false, false},
		{"\x1b]11;nonsense\x07", false, false},
		{"", false, false},
	} {
		if dark, known := readBackground(test.answer); dark != test.dark || known != test.known {
			t.Errorf("%q: dark %v, known %v", test.answer, dark, known)
		}
	}
}
