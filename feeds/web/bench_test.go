package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// BenchmarkNotModified is a feed that has nothing new, over a real connection on this
// machine that is kept, with the server's part in it.
func BenchmarkNotModified(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"a"`)
		w.Header().Set("Cache-Control", "max-age=600")
		w.WriteHeader(http.StatusNotModified)
	}))
	defer server.Close()
	benchmarkGet(b, server.URL, http.StatusNotModified)
}

// BenchmarkNotModifiedNew is the same over a new connection each time, as it is for feeds
// of many hosts.
func BenchmarkNotModifiedNew(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Connection", "close")
		w.WriteHeader(http.StatusNotModified)
	}))
	defer server.Close()
	benchmarkGet(b, server.URL, http.StatusNotModified)
}

// BenchmarkBody is a feed of 100 KB that comes compressed.
func BenchmarkBody(b *testing.B) {
	body := pack("gzip", []byte("<rss>"+strings.Repeat("<item>Some news of the day</item>", 3000)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(body)
	}))
	defer server.Close()
	benchmarkGet(b, server.URL, http.StatusOK)
}

func benchmarkGet(b *testing.B, address string, status int) {
	c := New(Options{Now: time.Now, Pause: -1, Public: false})
	defer c.CloseIdle()
	b.ReportAllocs()
	for b.Loop() {
		r, err := c.Get(b.Context(), Request{URL: address, ETag: `"a"`})
		if err != nil || r.Status != status {
			b.Fatal(r, err)
		}
	}
}
