package charset

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

const (
	escape = 0x1B

	// longestPreamble is how many bytes of a text a declaration is looked for in:
	// HTML asks for the first 1024, but pages put scripts before it.
	longestPreamble = 16 << 10
)

// Declared gives the label of the character set that a text says it is
// written in: in an XML declaration, in <meta charset> or <meta http-equiv>, or as
// editors are told; "" where it says nothing.
func Declared(data []byte) string {
	data = data[:min(len(data), longestPreamble)]
	tokenizer := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch tokenizer.Next() {
		case html.ErrorToken:
			return editorCharset(data)
		case html.CommentToken: // so HTML sees <?xml ... ?>
			if label := xmlCharset(string(tokenizer.Raw())); label != "" {
				return label
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			if label := metaCharset(tokenizer); label != "" {
				return label
			}
		default:
		}
	}
}

func xmlCharset(declaration string) string {
	if !strings.HasPrefix(declaration, "<?xml") {
		return ""
	}
	_, rest, found := strings.Cut(declaration, "encoding")
	rest = strings.TrimLeft(rest, " \t\r\n=")
	if !found || len(rest) < 2 || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	label, _, _ := strings.Cut(rest[1:], rest[:1])
	return strings.TrimSpace(label)
}

func metaCharset(tokenizer *html.Tokenizer) string {
	name, more := tokenizer.TagName()
	if string(name) != "meta" {
		return ""
	}
	label, content, isType := "", "", false
	for more {
		var key, value []byte
		key, value, more = tokenizer.TagAttr()
		switch string(key) {
		case "charset":
			label = strings.TrimSpace(string(value))
		case "content":
			content = string(value)
		case "http-equiv":
			isType = strings.EqualFold(strings.TrimSpace(string(value)), "content-type")
		}
	}
	if label == "" && isType {
		label = OfContentType(content)
	}
	return label
}

// OfContentType gives the label of the character set that a Content-Type names, as
// servers and pages write it; "" where it names none.
func OfContentType(contentType string) string {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err == nil && parameters["charset"] != "" {
		return strings.Trim(parameters["charset"], `"' `)
	}
	_, label, _ := strings.Cut(strings.ToLower(contentType), "charset")
	label, _, _ = strings.Cut(strings.TrimLeft(label, " =:"), ";")
	return strings.Trim(label, `"' `)
}

// editorCharset gives what a line for editors says: -*- coding: euc-jp -*-.
func editorCharset(data []byte) string {
	data = data[:min(len(data), 1024)]
	_, rest, found := bytes.Cut(data, []byte("-*-"))
	if !found {
		return ""
	}
	line, _, _ := bytes.Cut(rest, []byte("-*-"))
	_, label, found := bytes.Cut(line, []byte("coding:"))
	if !found {
		return ""
	}
	label, _, _ = bytes.Cut(label, []byte(";"))
	return strings.TrimSpace(string(label))
}

// fitting gives the name of the character set of a label if data may be written in
// it, else "".
func fitting(data []byte, label string) string {
	if _, name, fits := Named(data, label); fits {
		return name
	}
	return ""
}

// Named reads data in the character set of a label, as the Encoding Standard lists
// them and as people write them. Fits says that the label is known, and that next
// to nothing is left that means nothing; it is false for those of UTF, which are
// seen without a label.
func Named(data []byte, label string) (text, name string, fits bool) {
	if label == "" || isUTF8(label) {
		return "", "", false
	}
	switch strings.ToLower(label) {
	case "gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936":
		label = "gb18030" // which has all of them
	}
	encoding, name := charset.Lookup(strings.ReplaceAll(label, "_", "-"))
	if encoding == nil {
		if encoding, name = charset.Lookup(label); encoding == nil {
			return "", "", false
		}
	}
	if name == "utf-8" || strings.HasPrefix(name, "utf-16") || name == "replacement" {
		return "", "", false
	}
	decoded, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", false
	}
	wrong := bytes.Count(decoded, []byte("\uFFFD"))
	return string(decoded), displayName(name), wrong*200 <= len(decoded)
}

func isUTF8(label string) bool {
	switch strings.ToLower(label) {
	case "utf-8", "utf8", "us-ascii", "ascii", "utf_8":
		return true
	}
	return false
}

// isSevenBit says that a text is in ISO-2022-JP, which writes all in bytes below
// 128: it says so, or has the escapes into and out of Japanese.
func isSevenBit(data []byte, declared string) bool {
	into := bytes.Contains(data, []byte("\x1B$B")) || bytes.Contains(data, []byte("\x1B$@"))
	out := bytes.Contains(data, []byte("\x1B(B")) || bytes.Contains(data, []byte("\x1B(J"))
	return into && (out || strings.EqualFold(declared, "iso-2022-jp")) && firstBeyondASCII(data) < 0
}

// IsNearlyUTF8 says that most characters beyond ASCII are those of UTF-8, which in a
// text in another character set not one in ten is by accident.
func IsNearlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		data = data[size:]
	}
	return good >= 2*bad
}
