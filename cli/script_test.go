package cli_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"broadsheet/cli"
)

// TestMain makes this test binary the program, for the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"broadsheet": func() {
			streams := cli.ProcessStreams()
			streams.Pause = -1 // the only server is in this test
			os.Exit(cli.Run(context.Background(), os.Args[1:], streams))
		},
	})
}

// TestScript runs the program as a process of its own, in pipes and terminals.
func TestScript(t *testing.T) {
	site := httptest.NewServer(feedSite())
	t.Cleanup(site.Close) // scripts run beside each other, after this function has returned
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir+"/home")
			env.Setenv("XDG_CONFIG_HOME", env.WorkDir+"/config")
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data")
			env.Setenv("XDG_STATE_HOME", env.WorkDir+"/state")
			env.Setenv("XDG_CACHE_HOME", env.WorkDir+"/cache")
			env.Setenv("SITE", site.URL)
			env.Setenv("TERM", "xterm-256color")
			env.Setenv("TZ", "UTC")
			for _, name := range []string{"COLUMNS", "COLORTERM", "NO_COLOR", "CLICOLOR_FORCE", "PAGER", "LC_ALL", "LC_MESSAGES", "LANG"} {
				env.Setenv(name, "")
			}
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// feedSite is a site with feeds, for scripts.
func feedSite() http.Handler {
	const feed = `<rss version="2.0"><channel><title>%s</title><link>/</link>
<item><title>The lamps &#27;[31m of %[1]s</title><guid>1</guid><link>/%[1]s/lamps</link><description>&lt;p&gt;Lit at dusk.&lt;/p&gt;</description><pubDate>Mon, 30 Nov 2026 10:00:00 GMT</pubDate></item>
<item><title>The tides</title><guid>2</guid><link>/%[1]s/tides</link><description>High water.</description><pubDate>Sun, 29 Nov 2026 10:00:00 GMT</pubDate></item>
</channel></rss>`
	page := func(links ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			_, _ = fmt.Fprintf(w, "<!DOCTYPE html><title>A site</title>%s<p>Words.", strings.Join(links, ""))
		}
	}
	link := func(address, title string) string {
		return fmt.Sprintf(`<link rel="alternate" type="application/rss+xml" title="%s" href="%s">`, title, address)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/feed/{name}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Content-Type", "application/rss+xml")
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = fmt.Fprintf(w, feed, r.PathValue("name"))
	})
	mux.HandleFunc("/one", page(link("/feed/Harbour", "The harbour")))
	mux.HandleFunc("/two", page(link("/feed/Lamps", "Lamps \x1b[31m"), link("/feed/Tides", "Tides")))
	mux.Handle("/old", http.RedirectHandler("/feed/Harbour", http.StatusMovedPermanently))
	mux.HandleFunc("/Harbour/lamps", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprintf(w, "<!DOCTYPE html><title>Lamps</title><nav><a href=/>Home</a></nav><article>%s</article>",
			strings.Repeat("<p>The whole story of the lamps, as it stands on the page alone, and nowhere else.</p>", 20))
	})
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	mux.HandleFunc("/troubled", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, "<rss version=\"2.0\"><channel><title>Troubled</title><item><title>Gone home</title><guid>1</guid><link>/broken</link></item></channel></rss>")
	})
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	return mux
}
