package linebreak

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestProbe(t *testing.T) {
	data, err := os.ReadFile("testdata/LineBreakTest.txt")
	if err != nil {
		t.Fatal(err)
	}
	bad, n := map[string]int{}, 0
	ex := map[string]string{}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		n++
		text, want := parse(line)
		got := map[int]bool{}
		for _, c := range Cells(text)[1:] {
			if c.Break != Prohibited {
				got[int(c.Offset)] = true
			}
		}
		rs := []rune(text)
		off := 0
		for i, r := range rs {
			if i > 0 && got[off] != want[off] {
				a, z := lookup(rs[i-1]), lookup(r)
				k := fmt.Sprintf("%v %U(%d) %U(%d)", want[off], rs[i-1], a.class(), r, z.class())
				bad[k]++
				ex[k] = line
			}
			off += len(string(r))
		}
	}
	for k, v := range bad {
		fmt.Println(v, k, "   ", ex[k])
	}
	fmt.Println(n)
}

func parse(line string) (string, map[int]bool) {
	var text strings.Builder
	want := map[int]bool{}
	for i, part := range strings.Split(line, "÷") {
		if i > 0 {
			want[text.Len()] = true
		}
		for _, hex := range strings.Fields(part) {
			r, _ := strconv.ParseInt(hex, 16, 32)
			text.WriteRune(rune(r))
		}
	}
	return text.String(), want
}
