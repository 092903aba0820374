package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// loaded reads a config file that says text.
func loaded(t *testing.T, text string) (*Config, string, error) {
	t.Helper()
	home := t.TempDir()
	e := Environment{Variables: []string{"HOME=" + home, "XDG_CONFIG_HOME=" + home, "XDG_DATA_HOME=" + filepath.Join(home, "data")}}
	if err := os.MkdirAll(filepath.Join(home, "broadsheet"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "broadsheet", "config.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(e)
	return c, home, err
}

func TestFeedsTable(t *testing.T) {
	c, home, err := loaded(t, "")
	if err != nil || c.Feeds.Every != 30*time.Minute || c.Feeds.Folder != filepath.Join(home, "data", "broadsheet", "feeds") {
		t.Errorf("without a word the feeds are %+v (%v)", c.Feeds, err)
	}
	c, home, err = loaded(t, "[feeds]\nfolder = \"here\"\nevery = \"1h30m\"\n")
	if err != nil || c.Feeds.Every != 90*time.Minute || c.Feeds.Folder != filepath.Join(home, "broadsheet", "here") {
		t.Errorf("the feeds are %+v (%v)", c.Feeds, err)
	}
	if shown := c.Show(); !strings.Contains(shown, `every = "1h30m", allow = [] }`) {
		t.Errorf("the settings are\n%s", shown)
	}
	c, _, err = loaded(t, "feeds.every = \"off\"\n")
	if err != nil || c.Feeds.Every != 0 || !strings.Contains(c.Show(), `every = "off"`) {
		t.Errorf("switched off, the feeds are %+v (%v)", c.Feeds, err)
	}
	c, _, err = loaded(t, "feeds.allow = [\"10.1.2.3/8\", \"fd00::1\", \"Intranet.example\", \"内网\", \"192.168.7.7\"]\n")
	if err != nil || !strings.Contains(c.Show(), `allow = ["10.0.0.0/8", "fd00::1/128", "192.168.7.7/32", "Intranet.example", "内网"] }`) {
		t.Errorf("what a server may ask is %+v (%v)\n%s", c.Feeds, err, c.Show())
	}
	for _, test := range []struct{ text, want string }{
		{"[feeds]\nallow = [\"10.0.0.0/33\"]", "line 2: allow: \"10.0.0.0/33\" is no address, as 10.1.2.3 or 10.0.0.0/8, and no name of a host"},
		{"[feeds]\nallow = [\"https://intranet.example\"]", "is no address"},
		{"[feeds]\nallow = [\"10.0.0\"]", "is no address"},
		{"[feeds]\nallow = [\"*.example\"]", "is no address"},
		{"[feeds]\nallow = [\"\"]", "is no address"},
		{"[feeds]\nallow = 10", "line 2: allow: it is a list of texts in quotes, as in [\"10.0.0.0/8\"]"},
		{"[feeds]\nallow = [10]", "line 2: allow: it is a list of texts"},
		{"[feeds]\n\nevery = \"5m\"", "line 3: every: \"5m\" is no time of 10m or more"},
		{"[feeds]\nevery = \"often\"", "line 2"},
		{"[feeds]\nevery = 30", "line 2: every: it is a text in quotes"},
		{"[feeds]\nevery = \"99999999h\"", "line 2"},
		{"[feeds]\nfolder = \"\"", "line 2: folder: a folder has a name"},
		{"[feeds]\nfoldr = \"x\"", "line 2: [feeds] has no `foldr` (did you mean `folder`?)"},
		{"feeds = 3", "line 1: feeds: it is a table"},
		{"feed = 3", "did you mean `feeds`"},
	} {
		if _, _, err := loaded(t, test.text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: %v, and not: %s", test.text, err, test.want)
		}
	}
}

func TestPlacesOfFeeds(t *testing.T) {
	home := t.TempDir()
	e := Environment{Variables: []string{"XDG_CONFIG_HOME=" + home, "XDG_STATE_HOME=" + home}}
	if path, err := SubscriptionsPath(e); err != nil || path != filepath.Join(home, "broadsheet", "feeds.opml") {
		t.Errorf("subscriptions are in %s (%v)", path, err)
	}
	if path := FeedsStatePath(e); path != filepath.Join(home, "broadsheet", "feeds.db") {
		t.Errorf("what was fetched is in %s", path)
	}
	if c := Defaults(e); c.Feeds.Folder != "" {
		t.Errorf("without a home articles are in %s", c.Feeds.Folder)
	}
	if _, err := SubscriptionsPath(Environment{}); err == nil {
		t.Error("without a home there are subscriptions")
	}
	if path := FeedsStatePath(Environment{}); path != "" {
		t.Errorf("without a home what was fetched is in %s", path)
	}
}
