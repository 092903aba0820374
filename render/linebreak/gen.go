//go:build ignore

// Gen writes tables.go and testdata/LineBreakTest.txt from the files of the
// Unicode Character Database. Unpack LineBreak.txt, EastAsianWidth.txt,
// extracted/DerivedGeneralCategory.txt and auxiliary/LineBreakTest.txt of
// https://www.unicode.org/Public/17.0.0/ucd/ in one folder, and say
//
//	go run gen.go -ucd FOLDER -unicode 17.0.0
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

const runes = 0x110000

// blockSize is the number of characters in one block of the second stage.
const blockSize = 128

// classes are the line breaking classes that are left after rule LB1, with QI
// and QF for the quotation marks that open and close, and DC for the dotted
// circle, which rule LB28a names.
var classes = strings.Fields(`AL AK AP AS B2 BA BB BK CB CL CM CP CR DC EB EM EX GL
	H2 H3 HH HL HY ID IN IS JL JT JV LF NL NS NU OP PO PR QU QI QF RI SA SP SY VF VI WJ ZW ZWJ`)

func main() {
	folder := flag.String("ucd", ".", "folder that holds the files of the Unicode Character Database")
	version := flag.String("unicode", "17.0.0", "their version")
	flag.Parse()
	if err := generate(*folder, *version); err != nil {
		log.Fatal(err)
	}
}

func generate(folder, version string) error {
	lineBreak := make([]string, runes)
	category, width := make([]string, runes), make([]string, runes)
	for file, values := range map[string][]string{
		"LineBreak.txt": lineBreak, "DerivedGeneralCategory.txt": category, "EastAsianWidth.txt": width,
	} {
		if err := read(filepath.Join(folder, file), values); err != nil {
			return err
		}
	}
	if err := os.WriteFile("tables.go", tables(version, lineBreak, category, width), 0o644); err != nil {
		return err
	}
	return compactTest(filepath.Join(folder, "LineBreakTest.txt"), version)
}

func fill(values []string, first, last int, value string) {
	for r := first; r <= last; r++ {
		values[r] = value
	}
}

// read takes lines such as "231A..231B ; ID # comment", and before them the
// defaults of characters that are not assigned: "# @missing: 1F000..1FAFF; ID".
func read(path string, values []string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	short := map[string]string{"Unknown": "", "Ideographic": "ID", "Prefix_Numeric": "PR"}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimPrefix(line, "# @missing:")
		line, _, _ = strings.Cut(line, "#")
		span, value, ok := strings.Cut(line, ";")
		if !ok {
			continue
		}
		low, high, ok := strings.Cut(strings.TrimSpace(span), "..")
		if !ok {
			high = low
		}
		first, err := strconv.ParseInt(low, 16, 32)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		last, err := strconv.ParseInt(high, 16, 32)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		value = strings.TrimSpace(value)
		if class, ok := short[value]; ok {
			value = class
		}
		fill(values, int(first), int(last), value)
	}
	return nil
}

// resolve is rule LB1 for what needs no context, and splits class QU.
func resolve(r int, class, category string) string {
	switch {
	case r == 0x25CC:
		return "DC"
	case class == "" || class == "SG" || class == "XX" || class == "AI":
		return "AL"
	case class == "CJ":
		return "NS"
	case class == "SA" && (category == "Mn" || category == "Mc"):
		return "CM"
	case class == "QU" && category == "Pi":
		return "QI"
	case class == "QU" && category == "Pf":
		return "QF"
	}
	return class
}

// oneCluster tells whether text is a single grapheme cluster.
func oneCluster(text string) bool {
	iterator := graphemes.FromString(text)
	return iterator.Next() && iterator.Value() == text
}

// properties packs what the breaker asks of a character; property in
// cluster.go unpacks it.
func properties(r int, class, width string) uint16 {
	p := uint16(0)
	for i, name := range classes {
		if name == class {
			p = uint16(i)
		}
	}
	if classes[p] != class {
		log.Fatalf("%04X has the unknown class %s", r, class)
	}
	if r >= 0xD800 && r <= 0xDFFF {
		return p | 1<<6
	}
	c := string(rune(r))
	p |= uint16(displaywidth.String(c)) << 6
	switch width {
	case "F", "W", "H":
		p |= 1 << 8
	}
	// The four stand for all that can come before a character which continues
	// a cluster, but for what is marked with the next bit.
	for _, before := range []string{"a", "가", "각", "🇦"} {
		if oneCluster(before + c) {
			p |= 1 << 9
		}
	}
	for _, after := range []string{"a", "가", "\n"} {
		if oneCluster(c + after) {
			p |= 1 << 10
		}
	}
	return p
}

func tables(version string, lineBreak, category, width []string) []byte {
	var stage1, stage2 []byte
	var entries []uint16
	entryOf, blockOf := map[uint16]byte{}, map[string]byte{}
	for start := 0; start < runes; start += blockSize {
		var block [blockSize]byte
		for i := range block {
			r := start + i
			p := properties(r, resolve(r, lineBreak[r], category[r]), width[r])
			if _, ok := entryOf[p]; !ok {
				entryOf[p] = byte(len(entries))
				entries = append(entries, p)
			}
			block[i] = entryOf[p]
		}
		key := string(block[:])
		if _, ok := blockOf[key]; !ok {
			blockOf[key] = byte(len(stage2) / blockSize)
			stage2 = append(stage2, block[:]...)
		}
		stage1 = append(stage1, blockOf[key])
	}
	if len(entries) > 256 || len(stage2) > 256*blockSize {
		log.Fatalf("%d entries and %d blocks do not fit in bytes", len(entries), len(stage2)/blockSize)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, `// Code generated by gen.go from Unicode %s data; DO NOT EDIT.
//
// The data is Copyright © 1991-2025 Unicode, Inc., used under the Unicode
// License v3: see LICENSE-UNICODE.txt.

package linebreak

// The line breaking classes of UAX #14, without those that rule LB1 resolves;
// class QU is split in initial (QI), final (QF) and other marks, and DC is the
// dotted circle.
const (
`, version)
	for i, name := range classes {
		if i == 0 {
			fmt.Fprintf(&out, "\tclass%s class = iota\n", name)
		} else {
			fmt.Fprintf(&out, "\tclass%s\n", name)
		}
	}
	fmt.Fprintf(&out, ")\n\nconst blockSize = %d\n\n// entries are the distinct properties.\n//\n//nolint:gochecknoglobals // a table that nothing writes\nvar entries = [256]property{", blockSize)
	for i, p := range entries {
		if i%12 == 0 {
			out.WriteString("\n\t")
		}
		fmt.Fprintf(&out, "0x%03x, ", p)
	}
	out.WriteString("\n}\n\n// blocks holds the number of a block for every blockSize characters.\n")
	writeString(&out, "blocks", stage1)
	out.WriteString("\n// indexes holds the blocks: for each character its place in entries.\n")
	writeString(&out, "indexes", stage2)
	source, err := format.Source(out.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("%d entries, %d blocks, %d bytes", len(entries), len(stage2)/blockSize, len(stage1)+len(stage2)+512)
	return source
}

func writeString(out *bytes.Buffer, name string, data []byte) {
	fmt.Fprintf(out, "const %s = \"\" +", name)
	for i, b := range data {
		if i%32 == 0 {
			out.WriteString("\n\t\"")
		}
		fmt.Fprintf(out, "\\x%02x", b)
		if i%32 == 31 || i == len(data)-1 {
			out.WriteString("\"")
			if i < len(data)-1 {
				out.WriteString(" +")
			}
		}
	}
	out.WriteString("\n")
}

// compactTest keeps of "× 2757 × 0020 ÷ 2757 ÷ # comment" what a test needs:
// "2757 0020÷2757".
func compactTest(path, version string) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	var out bytes.Buffer
	fmt.Fprintf(&out, "# LineBreakTest.txt of Unicode %s without its comments, made by gen.go. A line may\n"+
		"# end at ÷ and nowhere else. Copyright © Unicode, Inc.; see LICENSE-UNICODE.txt.\n", version)
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		line = strings.TrimSuffix(strings.TrimPrefix(line, "× "), " ÷")
		line = strings.NewReplacer(" × ", " ", " ÷ ", "÷").Replace(line)
		out.WriteString(line + "\n")
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join("testdata", "LineBreakTest.txt"), out.Bytes(), 0o644)
}
