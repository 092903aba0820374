package web

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
)

const mostEncodings = 3 // that lie one over the other

var (
	errTooLarge   = errors.New("the body is over the limit")
	errUnreadable = errors.New("the body cannot be unpacked")
)

// unpack undoes the compression of a body: what the header says, if it is so, and what
// it does not say. Cut says that the end is missing. No step gives more than limit
// bytes; then the error is errTooLarge.
func unpack(body []byte, header http.Header, limit int64) (plain []byte, cut bool, err error) {
	var encodings []string
	for name := range strings.SplitSeq(strings.Join(header.Values("Content-Encoding"), ","), ",") {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			encodings = append(encodings, name)
		}
	}
	if len(encodings) > mostEncodings {
		return nil, false, fmt.Errorf("%w: it is compressed %d times", errUnreadable, len(encodings))
	}
	for i := len(encodings) - 1; i >= 0 && len(body) > 0; i-- {
		var short bool
		if body, short, err = undo(encodings[i], body, limit); err != nil {
			return nil, false, err
		}
		cut = cut || short
	}
	body, short, err := undoUntold(body, limit)
	return body, cut || short, err
}

// undo takes one compression off, if it is there.
func undo(encoding string, body []byte, limit int64) (plain []byte, cut bool, err error) {
	if isText(body) { // "identity", "utf-8", what was never compressed, and whatever else people write there
		return body, false, nil
	}
	var reader io.Reader
	switch encoding {
	case "gzip", "x-gzip":
		reader, err = gunzip(body)
	case "deflate": // zlib's by RFC 9110 8.4.1.2, but many send it without the frame
		if isZlib(body) {
			reader, err = zlib.NewReader(bytes.NewReader(body))
		} else {
			reader = flate.NewReader(bytes.NewReader(body))
		}
	case "br":
		reader = brotli.NewReader(bytes.NewReader(body))
	default:
		return nil, false, fmt.Errorf("%w: it is compressed by %.40q, which was not asked for", errUnreadable, encoding)
	}
	if err == nil {
		plain, cut, err = expand(reader, limit)
	}
	if err != nil && !errors.Is(err, errTooLarge) {
		err = fmt.Errorf("%w: it is no %s: %w", errUnreadable, encoding, err)
	}
	return plain, cut, err
}

// undoUntold takes off the compression that nobody told of. Gzip has a mark; what is
// Brotli can only be tried.
func undoUntold(body []byte, limit int64) (plain []byte, cut bool, err error) {
	switch {
	case isGzip(body):
		return undo("gzip", body, limit)
	case len(body) == 0 || isText(body):
		return body, false, nil
	}
	plain, cut, err = expand(brotli.NewReader(bytes.NewReader(body)), limit)
	if errors.Is(err, errTooLarge) || err == nil && !cut && isText(plain) {
		return plain, false, err
	}
	return body, false, nil
}

// expand reads to the end, to the limit, or to where it is damaged: then what came is
// given if there is any.
func expand(reader io.Reader, limit int64) (plain []byte, cut bool, err error) {
	plain, err = readAll(reader, limit)
	switch {
	case errors.Is(err, errTooLarge):
		return nil, false, err
	case err == nil:
		return plain, false, nil
	case len(plain) == 0:
		return nil, false, err
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zlib.ErrChecksum):
		return plain, false, nil // all is there
	default:
		return plain, true, nil
	}
}

// readAll reads at most limit bytes; errTooLarge says that there are more than those.
func readAll(reader io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(reader, limit+1))
	if int64(len(data)) > limit {
		return data[:limit], errTooLarge
	}
	if err != nil {
		return data, fmt.Errorf("reading a body: %w", err)
	}
	return data, nil
}

// members reads gzip, of which several may follow each other (RFC 1952 2.2), and no
// rubbish after it.
type members struct {
	*gzip.Reader
	body  []byte
	input *bytes.Reader
}

func gunzip(body []byte) (*members, error) {
	m := &members{body: body, input: bytes.NewReader(body)}
	var err error
	if m.Reader, err = gzip.NewReader(m.input); err != nil {
		return nil, fmt.Errorf("reading the head of gzip: %w", err)
	}
	m.Multistream(false)
	return m, nil
}

func (m *members) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	if errors.Is(err, io.EOF) && isGzip(m.body[len(m.body)-m.input.Len():]) {
		err = m.Reset(m.input)
		m.Multistream(false)
	}
	return n, err //nolint:wrapcheck // a reader gives io.EOF as it is
}

// isGzip knows the first bytes (RFC 1952 2.3.1).
func isGzip(body []byte) bool { return bytes.HasPrefix(body, []byte{0x1f, 0x8b, 8}) }

// isZlib knows the first two bytes (RFC 1950 2.2).
func isZlib(body []byte) bool {
	return len(body) > 2 && body[0]&0x0f == 8 && body[0]>>4 <= 7 && (uint(body[0])<<8|uint(body[1]))%31 == 0
}

// isText says that a body begins as documents do: with a byte order mark, or after white
// space with a bracket of XML, HTML or JSON, and no control characters. What Brotli
// makes may begin with such a bracket too.
func isText(body []byte) bool {
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "<\x00", "\x00<"} {
		if bytes.HasPrefix(body, []byte(mark)) {
			return true
		}
	}
	start := bytes.TrimLeft(body[:min(len(body), 1024)], " \t\r\n\f\v\x00")
	start = start[:min(len(start), 64)]
	control := func(r rune) bool { return r < ' ' && r != '\t' && r != '\r' && r != '\n' }
	return len(start) > 0 && bytes.IndexByte([]byte("<{["), start[0]) >= 0 && !bytes.ContainsFunc(start, control)
}
