package web

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/andybalholm/brotli"
)

func pack(encoding string, data []byte) []byte {
	var buffer bytes.Buffer
	var w io.WriteCloser
	switch encoding {
	case "gzip":
		w = gzip.NewWriter(&buffer)
	case "br":
		w = brotli.NewWriter(&buffer)
	case "zlib":
		w = zlib.NewWriter(&buffer)
	case "flate":
		w, _ = flate.NewWriter(&buffer, 6)
	default:
		return data
	}
	_, _ = w.Write(data)
	_ = w.Close()
	return buffer.Bytes()
}

func TestUnpack(t *testing.T) {
	feed := []byte("\n<rss>")
	for i := range 3000 {
		feed = fmt.Appendf(feed, "<item>新闻 news %d</item>", i*i*7919)
	}
	half := func(data []byte) []byte { return data[:len(data)/2] }
	for _, test := range []struct {
		name, encoding string
		body           []byte
		want           string // "all", "some": a beginning; "error"
	}{
		{"none", "", feed, "all"},
		{"gzip", "gzip", pack("gzip", feed), "all"},
		{"x-gzip", "x-gzip", pack("gzip", feed), "all"},
		{"brotli", "br", pack("br", feed), "all"},
		{"deflate as it should be", "deflate", pack("zlib", feed), "all"},
		{"deflate as many send it", "deflate", pack("flate", feed), "all"},
		{"capitals and space", " GZIP ", pack("gzip", feed), "all"},
		{"one over the other", "br, gzip", pack("gzip", pack("br", feed)), "all"},
		{"too many", "br,br,br,br", feed, "error"},
		{"gzip untold", "", pack("gzip", feed), "all"},
		{"brotli untold", "", pack("br", feed), "all"},
		{"gzip told as brotli", "br", pack("gzip", feed), "error"},
		{"twice, told once", "gzip", pack("gzip", pack("gzip", feed)), "all"},
		{"said to be gzip", "gzip", feed, "all"},
		{"said to be brotli", "br", feed, "all"},
		{"said to be deflate", "deflate", feed, "all"},
		{"UTF-16, said to be brotli", "br", []byte("\xff\xfe<\x00r\x00"), "all"},
		{"identity", "identity", feed, "all"},
		{"a character set", "UTF-8", feed, "all"},
		{"not asked for", "zstd", []byte("\x28\xb5\x2f\xfd\x04\x00"), "error"},
		{"half of a gzip", "gzip", half(pack("gzip", feed)), "some"},
		{"half of a brotli", "br", half(pack("br", feed)), "some"},
		{"half of a deflate", "deflate", half(pack("zlib", feed)), "some"},
		{"gzip and rubbish after it", "gzip", append(pack("gzip", feed), "rubbish"...), "all"},
		{"the mark of gzip alone", "gzip", []byte{0x1f, 0x8b, 8}, "error"},
		{"empty", "gzip", nil, "all"},
		{"a picture", "", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "all"},
	} {
		plain, cut, err := unpack(test.body, http.Header{"Content-Encoding": {test.encoding}}, 1<<20)
		want := feed
		switch {
		case test.name == "empty" || test.name == "a picture" || strings.HasPrefix(test.name, "UTF-16"):
			want = test.body
		}
		switch test.want {
		case "all":
			if err != nil || cut || !bytes.Equal(plain, want) {
				t.Errorf("%s: %d bytes, cut %v, %v", test.name, len(plain), cut, err)
			}
		case "some":
			if err != nil || !cut || len(plain) == 0 || !bytes.HasPrefix(want, plain) {
				t.Errorf("%s: %d bytes, cut %v, %v", test.name, len(plain), cut, err)
			}
		case "error":
			if err == nil {
				t.Errorf("%s: no error, %d bytes", test.name, len(plain))
			}
		}
	}
}

// TestBombs holds that a small body which becomes a large one ends at the limit.
func TestBombs(t *testing.T) {
	zeros := bytes.Repeat([]byte("<"), 8<<20)
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{Pause: -1, Limit: 1 << 20})
		n.Handle("example.org", func(w http.ResponseWriter, r *http.Request) {
			body := zeros
			if name := r.URL.Query().Get("pack"); name != "" {
				body = pack(name, zeros)
			}
			if name := r.URL.Query().Get("again"); name != "" {
				body = pack(name, body)
			}
			if name := r.URL.Query().Get("told"); name != "" {
				w.Header().Set("Content-Encoding", name)
			}
			_, _ = w.Write(body)
		})
		for _, query := range []string{"", "pack=gzip&told=gzip", "pack=br&told=br", "pack=zlib&told=deflate", "pack=gzip", "pack=br", "pack=gzip&again=gzip&told=gzip,gzip", "pack=br&again=br&told=br,br"} {
			compressed := query != "" // of which no beginning is given
			r, err := c.Get(t.Context(), Request{URL: "http://example.org/?" + query, Partial: compressed})
			if kindOf(err) != KindTooLarge || r != nil {
				t.Errorf("%q: %v", query, err)
			}
		}
	})
}

// TestBeginnings holds that of a large body that is not compressed the beginning is given
// to whom that will do, and that it is not given again as long as it is the same.
func TestBeginnings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{Pause: -1, Limit: 1 << 20})
		n.Handle("example.org", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("ETag", `"1"`)
			_, _ = w.Write(bytes.Repeat([]byte("<"), 8<<20))
		})
		r, err := c.Get(t.Context(), Request{URL: "http://example.org/", Partial: true})
		if err != nil || len(r.Body) != 1<<20 || !r.Cut || r.Header.Get("ETag") != `"1"` {
			t.Errorf("the beginning is %+.200v (%v)", r, err)
		}
	})
}

// TestLengths holds that what came is kept when less comes than was said, and that the
// half is not remembered as if it were whole.
func TestLengths(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{Pause: -1})
		answers := map[string]string{
			"long":       "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 100\r\n\r\n<rss>half",
			"short":      "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 5\r\n\r\n<rss>half",
			"chunks":     "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n<rss>half\r\n",
			"bad-chunks": "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n<rss>half\r\nzz\r\n",
			"none":       "HTTP/1.1 200 OK\r\nETag: \"x\"\r\n\r\n<rss>half",
			"empty":      "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
			"negative":   "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n<rss>half",
			"two":        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\n<rss>half",
			"header":     "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n",
			"old":        "HTTP/1.0 200 OK\r\nETag: \"x\"\r\n\r\n<rss>half",
		}
		for name, answer := range answers {
			n.HandleRaw(name+".example:80", func(conn net.Conn) {
				_, _ = http.ReadRequest(bufio.NewReader(conn))
				_, _ = io.WriteString(conn, answer)
				_ = conn.Close()
			})
		}
		for name, want := range map[string]string{
			"long": "<rss>half cut", "short": "<rss>", "chunks": "<rss>half cut", "bad-chunks": "<rss>half cut", "none": "<rss>half", "old": "<rss>half",
			"empty": "error", "negative": "error", "two": "error", "header": "error",
		} {
			r, err := c.Get(t.Context(), Request{URL: "http://" + name + ".example/"})
			got := "error"
			if err == nil {
				got = string(r.Body)
				if r.Cut {
					got += " cut"
				}
				if (r.Header.Get("ETag") == "") != r.Cut {
					t.Errorf("%s: cut %v, header %v", name, r.Cut, r.Header)
				}
			} else if kindOf(err) != KindConnection {
				t.Errorf("%s: %v", name, err)
			}
			if got != want {
				t.Errorf("%s: %q, not %q (%v)", name, got, want, err)
			}
		}
	})
}

// TestContentTypes holds that what a server calls a document does not matter here.
func TestContentTypes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{Pause: -1})
		n.Handle("example.org", func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Content-Type"] = r.URL.Query()["type"]
			_, _ = io.WriteString(w, "<rss/>")
		})
		for _, kind := range []string{"text/html", "application/octet-stream", "text/plain;;;charset", "", "\x80"} {
			r, err := c.Get(t.Context(), Request{URL: "http://example.org/?type=" + kind})
			if err != nil || string(r.Body) != "<rss/>" {
				t.Errorf("%q: %v", kind, err)
			}
		}
	})
}

func FuzzUnpack(f *testing.F) {
	for _, encoding := range []string{"gzip", "br", "zlib", "flate", ""} {
		f.Add(encoding, pack(encoding, []byte("<rss>"+strings.Repeat("news ", 50)+"</rss>")))
	}
	f.Add("br, gzip", pack("gzip", pack("br", []byte("<rss/>"))))
	f.Fuzz(func(t *testing.T, encoding string, body []byte) {
		const limit = 1 << 16
		plain, _, err := unpack(body, http.Header{"Content-Encoding": {encoding}}, limit)
		if err == nil && len(plain) > max(limit, len(body)) {
			t.Errorf("%d bytes of %d", len(plain), len(body))
		}
	})
}

func BenchmarkUnpackGzip(b *testing.B) {
	body := pack("gzip", bytes.Repeat([]byte("<item>"+time.RFC3339+"</item>"), 2000))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := unpack(body, http.Header{"Content-Encoding": {"gzip"}}, 20<<20); err != nil {
			b.Fatal(err)
		}
	}
}
