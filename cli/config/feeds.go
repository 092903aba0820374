package config

import (
	"errors"
	"fmt"
	"net/netip"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode"

	"broadsheet/cli/usage"
)

// Feeds is the [feeds] table.
type Feeds struct {
	Folder string        // of the article files; empty: there is no place for them
	Every  time.Duration // how often feeds are asked while the program runs; 0: never

	// What a server may ask though it is in a private network: addresses, and hosts by
	// their names.
	AllowAddresses []netip.Prefix
	AllowHosts     []string
}

// Bounds of how often feeds are asked.
const (
	defaultEvery = 30 * time.Minute
	leastEvery   = 10 * time.Minute
	mostEvery    = 365 * 24 * time.Hour
)

func defaultFeeds(e Environment) Feeds {
	return Feeds{Folder: feedsFolder(e), Every: defaultEvery}
}

// feedsSetting is the row of the [feeds] table.
func feedsSetting() Setting {
	names := []string{"folder", "every", "allow"}
	return Setting{
		Name: "feeds",
		Help: "Where the articles of the feeds that you follow are kept, and how often feeds are asked for news. " +
			"`folder` is the folder that their files are written to; nothing else there is touched, and without it the folder is broadsheet/feeds below XDG_DATA_HOME (~/.local/share). " +
			"`every` is how often a feed is asked while broadsheet runs or serves, from \"10m\" on; \"off\" is only when you say so (`broadsheet feeds fetch`). " +
			"A feed can have a time of its own, and a server that asks for longer pauses gets them. " +
			"`allow` is for `broadsheet serve` alone, which asks no private addresses, since strangers read what comes: those of your own network that feeds may come from nevertheless, as addresses (\"10.1.2.3\", \"10.0.0.0/8\") or names of hosts; without it there are none. " +
			"Which feeds you follow stands in the file feeds.opml beside this one; `broadsheet feeds add` writes there.",
		Example: []string{"[feeds]", `folder = "~/news/feeds"`, `every = "30m"`, `allow = ["intranet.example", "10.0.0.0/8"]`},
		set: func(source sourceOf, value any) error {
			table, ok := value.(map[string]any)
			if !ok {
				return errors.New("it is a table: [feeds] on a line of its own")
			}
			for _, key := range inOrder(table, map[string]int{}) {
				line := source.lines["feeds\x00"+key]
				if !slices.Contains(names, key) {
					return source.config.errorf(line, "[feeds] has no `%s`%s", key, usage.DidYouMean(key, names))
				}
				if err := source.feeds(key, table[key]); err != nil {
					return source.config.errorf(line, "%s: %w", key, err)
				}
			}
			return nil
		},
		show: func(c *Config) string {
			every := "off"
			if c.Feeds.Every > 0 {
				every = shortDuration(c.Feeds.Every)
			}
			var allowed []string
			for _, prefix := range c.Feeds.AllowAddresses {
				allowed = append(allowed, quote(prefix.String()))
			}
			for _, host := range c.Feeds.AllowHosts {
				allowed = append(allowed, quote(host))
			}
			return fmt.Sprintf("{ folder = %s, every = %s, allow = [%s] }", quote(c.Feeds.Folder), quote(every), strings.Join(allowed, ", "))
		},
	}
}

// feeds takes over a key of the [feeds] table.
func (s sourceOf) feeds(key string, value any) error {
	if key == "allow" {
		return s.allow(value)
	}
	text, err := asString(value)
	if err != nil {
		return err
	}
	if key == "folder" {
		if strings.TrimSpace(text) == "" {
			return errors.New("a folder has a name")
		}
		s.config.Feeds.Folder = s.file(text)
		return nil
	}
	if text == "off" {
		s.config.Feeds.Every = 0
		return nil
	}
	every, err := time.ParseDuration(text)
	if err != nil || every < leastEvery || every > mostEvery {
		return fmt.Errorf(`%q is no time of %s or more, and not "off"; times are written "45m" or "2h30m"`, text, shortDuration(leastEvery))
	}
	s.config.Feeds.Every = every
	return nil
}

var errNoList = errors.New(`it is a list of texts in quotes, as in ["10.0.0.0/8"]`)

// allow takes over which private addresses a server may ask.
func (s sourceOf) allow(value any) error {
	list, ok := value.([]any)
	if !ok {
		return errNoList
	}
	for _, one := range list {
		text, ok := one.(string)
		if !ok {
			return errNoList
		}
		if address, err := netip.ParseAddr(text); err == nil {
			address = address.Unmap()
			s.config.Feeds.AllowAddresses = append(s.config.Feeds.AllowAddresses, netip.PrefixFrom(address, address.BitLen()))
			continue
		}
		if prefix, err := netip.ParsePrefix(text); err == nil {
			s.config.Feeds.AllowAddresses = append(s.config.Feeds.AllowAddresses, prefix.Masked())
			continue
		}
		if text == "" || strings.ContainsAny(text, "/:@?#*[] \t\r\n") || !strings.ContainsFunc(text, unicode.IsLetter) {
			return fmt.Errorf("%q is no address, as 10.1.2.3 or 10.0.0.0/8, and no name of a host, as intranet.example", text)
		}
		s.config.Feeds.AllowHosts = append(s.config.Feeds.AllowHosts, text)
	}
	return nil
}

func dataPlace() place {
	return place{"XDG_DATA_HOME", "LocalAppData", "Application Support", ".local/share"}
}

// feedsFolder gives the folder of the articles of feeds where none is configured.
// Where it is empty there is no place for one.
func feedsFolder(e Environment) string {
	folder := e.folder(dataPlace(), runtime.GOOS)
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "broadsheet", "feeds")
}

// SubscriptionsPath gives the path of the file of the feeds that are followed, whether
// it is there or not. The error says that there is no place for one.
func SubscriptionsPath(e Environment) (string, error) {
	path, err := Path(e)
	if err != nil {
		return "", errors.New("there is no place for subscriptions: set HOME or XDG_CONFIG_HOME")
	}
	return filepath.Join(filepath.Dir(path), "feeds.opml"), nil
}

// FeedsStatePath gives the path of the database of what was fetched when. Where it is
// empty there is no place for one.
func FeedsStatePath(e Environment) string {
	folder := e.folder(statePlace(), runtime.GOOS)
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "broadsheet", "feeds.db")
}
