package pagehead

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
)

const (
	scriptEnd      = "</script"
	longestOpening = 1000      // bytes of the tag that such data begin with
	longestScript  = 256 << 10 // bytes of data for search engines that stand together
)

// Below gives the beginning of a page, followed by the data for search engines that stand
// in the rest of it and by nothing else: where the beginning does not say when the article
// was published, no other part of the rest could. What it reads of the rest is dropped
// again piece by piece, so that a long page costs little more than reading it. Without
// such data the page is nil. Both parts must be in an encoding in which ASCII is itself.
// The error is that of reading; what was found before it is given.
func Below(beginning []byte, rest io.Reader, pieces *bufio.Reader) (page []byte, err error) {
	at := lastTag(beginning)
	pieces.Reset(io.LimitReader(io.MultiReader(bytes.NewReader(beginning[at:]), rest), int64(Most-at)))
	for range mostScripts {
		script, err := nextScript(pieces)
		if len(script) > 0 && page == nil {
			page = slices.Clip(beginning[:at]) // so that it is copied
		}
		page = append(page, script...)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return page, err
		}
	}
	return page, nil
}

// lastTag gives where the last tag of a part of a page begins, which may be cut, or the data
// for search engines that end after it.
func lastTag(part []byte) int {
	at := bytes.LastIndexByte(part, '<')
	if data := bytes.LastIndex(part, []byte(dataType)); data >= 0 && !bytes.Contains(part[data:max(data, at)], []byte(scriptEnd)) {
		at = bytes.LastIndexByte(part[:data], '<')
	}
	return max(0, at)
}

// nextScript reads on to the next data for search engines, and gives them with their tags.
// The error is io.EOF where there are no more.
func nextScript(pieces *bufio.Reader) (script []byte, err error) {
	for {
		window, err := pieces.Peek(pieces.Size())
		if at := bytes.Index(window, []byte(dataType)); at >= 0 {
			_, _ = pieces.Discard(max(0, bytes.LastIndexByte(window[:at], '<'))) // it is in the buffer
			return readScript(pieces)
		}
		if err != nil {
			return nil, err
		}
		cut := min(len(window)-bytes.LastIndexByte(window, '<'), longestOpening) // it may be the tag
		_, _ = pieces.Discard(len(window) - cut)
	}
}

// readScript reads a script to its end. One that is too long is left out.
func readScript(pieces *bufio.Reader) (script []byte, err error) {
	for len(script) < longestScript {
		window, err := pieces.Peek(pieces.Size())
		if end := bytes.Index(window, []byte(scriptEnd)); end >= 0 {
			script = append(append(script, window[:end+len(scriptEnd)]...), '>')
			_, _ = pieces.Discard(end + len(scriptEnd))
			return script, nil
		}
		if err != nil {
			return nil, err
		}
		read := len(window) - len(scriptEnd)
		script = append(script, window[:read]...)
		_, _ = pieces.Discard(read)
	}
	return nil, nil
}
