package discovery

import (
	"context"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"

	"broadsheet/feeds/web"
)

// sites gives the feeds of addresses whose sites are known to have them at a place that
// follows from the address: nothing needs to be asked for that.
func sites(address *url.URL) []step {
	host := strings.TrimPrefix(address.Hostname(), "www.")
	segments := strings.FieldsFunc(address.Path, func(r rune) bool { return r == '/' })
	if isFeedAddress(segments, address.Query()) {
		return nil
	}
	var addresses []string
	switch {
	case isYouTube(address.String()):
		return youTube(address, segments)
	case host == "github.com":
		addresses = gitHub(segments)
	case host == "gitlab.com", strings.HasPrefix(host, "gitlab."):
		addresses = gitLab("https://"+address.Host, address.Path)
	case host == "codeberg.org", host == "gitea.com":
		addresses = forgejo("https://"+address.Host, segments)
	case host == "reddit.com", strings.HasSuffix(host, ".reddit.com"):
		addresses = reddit(segments, address.Query().Get("t"))
	default:
		addresses = blogs(address.Scheme+"://"+address.Host, host, segments)
	}
	var steps []step
	for _, found := range addresses {
		steps = append(steps, step{url: found, how: HowSite})
	}
	return steps
}

// isFeedAddress says that an address is that of a feed already.
func isFeedAddress(segments []string, query url.Values) bool {
	if len(segments) == 0 {
		return false
	}
	switch segments[0] {
	case "feed", "feeds", "rss":
		return true
	}
	last := segments[len(segments)-1]
	for _, end := range []string{".atom", ".rss", ".xml", ".json"} {
		if strings.HasSuffix(last, end) {
			return true
		}
	}
	return query.Get("format") == "atom"
}

// blogs are the sites where many people write, each at an address of their own.
func blogs(root, host string, segments []string) []string {
	first := ""
	if len(segments) > 0 {
		first = segments[0]
	}
	name, _, _ := strings.Cut(host, ".")
	switch {
	case host == "medium.com" && first == "tag" && len(segments) > 1:
		return []string{"https://medium.com/feed/tag/" + segments[1]}
	case host == "medium.com" && first != "":
		return []string{"https://medium.com/feed/" + first}
	case host == "tumblr.com" && first != "":
		return []string{"https://" + first + ".tumblr.com/rss"}
	case host == "bsky.app" && first == "profile" && len(segments) > 1:
		return []string{"https://bsky.app/profile/" + segments[1] + "/rss"}
	case host == "substack.com", host == "medium.com", host == "tumblr.com", host == "wordpress.com", host == name: // no blog of somebody's
		return nil
	case strings.HasSuffix(host, ".substack.com"), strings.HasSuffix(host, ".medium.com"):
		return []string{root + "/feed"}
	case strings.HasSuffix(host, ".tumblr.com") && first == "tagged" && len(segments) > 1:
		return []string{root + "/tagged/" + segments[1] + "/rss"}
	case strings.HasSuffix(host, ".tumblr.com"):
		return []string{root + "/rss"}
	case strings.HasSuffix(host, ".wordpress.com"):
		return []string{root + "/feed/"}
	case strings.Contains(host, ".blogspot."):
		return []string{root + "/feeds/posts/default"}
	}
	return nil
}

// gitHub has feeds of people, and of the releases, tags and changes of repositories.
func gitHub(segments []string) []string {
	const root = "https://github.com/"
	switch len(segments) {
	case 0:
		return nil
	case 1:
		return []string{root + segments[0] + ".atom"}
	}
	repository := root + segments[0] + "/" + strings.TrimSuffix(segments[1], ".git")
	releases, tags, commits := repository+"/releases.atom", repository+"/tags.atom", repository+"/commits.atom"
	if segments[0] == "orgs" {
		return []string{root + segments[1] + ".atom"}
	}
	if len(segments) > 2 {
		switch branch := strings.Join(segments[3:], "/"); segments[2] {
		case "releases":
			return []string{releases}
		case "tags":
			return []string{tags}
		case "commits", "tree":
			if branch != "" {
				return []string{repository + "/commits/" + branch + ".atom"}
			}
			return []string{commits}
		}
	}
	return []string{releases, tags, commits}
}

// gitLab has the same for projects, which may lie deep in groups.
func gitLab(root, path string) []string {
	project, what, _ := strings.Cut(strings.Trim(path, "/"), "/-/")
	switch {
	case project == "":
		return nil
	case !strings.Contains(project, "/"):
		return []string{root + "/" + project + ".atom"}
	}
	project = root + "/" + project
	releases, tags := project+"/-/releases.atom", project+"/-/tags?format=atom"
	kind, rest, _ := strings.Cut(what, "/")
	switch {
	case kind == "releases":
		return []string{releases}
	case kind == "tags":
		return []string{tags}
	case kind == "commits" && rest != "":
		return []string{project + "/-/commits/" + rest + "?format=atom"}
	}
	return []string{releases, tags, project + ".atom"}
}

// forgejo is what Codeberg runs, and its elder Gitea.
func forgejo(root string, segments []string) []string {
	switch {
	case len(segments) == 0:
		return nil
	case len(segments) == 1:
		return []string{root + "/" + segments[0] + ".rss"}
	}
	repository := root + "/" + segments[0] + "/" + strings.TrimSuffix(segments[1], ".git")
	releases := repository + "/releases.rss"
	if len(segments) > 2 && segments[2] == "releases" {
		return []string{releases}
	}
	return []string{releases, repository + ".rss"}
}

// reddit has feeds of everything: subreddits, in each order, people, and what is said of
// one post.
func reddit(segments []string, period string) []string {
	if len(segments) < 2 {
		return nil
	}
	path := ""
	switch segments[0] {
	case "r", "m":
		path = "/r/" + segments[1]
		if len(segments) == 3 || len(segments) > 3 && segments[2] == "comments" {
			path = "/r/" + strings.Join(segments[1:min(len(segments), 4)], "/")
		}
	case "u", "user":
		path = "/user/" + segments[1]
	default:
		return nil
	}
	if period != "" {
		period = "?t=" + url.QueryEscape(period)
	}
	return []string{"https://www.reddit.com" + path + "/.rss" + period}
}

const youTubeFeeds = "https://www.youtube.com/feeds/videos.xml?"

func isYouTube(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := parsed.Hostname()
	return host == "youtube.com" || strings.HasSuffix(host, ".youtube.com") || host == "youtu.be"
}

// youTube has feeds of channels and of playlists. A name of a channel says nothing of
// its feed; then the page has to (see youTubePage).
func youTube(address *url.URL, segments []string) []step {
	list := address.Query().Get("list")
	switch {
	// The lists of one reader, and what YouTube mixes, have none.
	case len(list) > 2 && !strings.HasPrefix(list, "RD") && list != "LL" && list != "WL":
		return []step{{url: youTubeFeeds + "playlist_id=" + url.QueryEscape(list), how: HowSite}}
	case len(segments) > 1 && segments[0] == "channel":
		return channel(segments[1])
	case len(segments) > 1 && segments[0] == "user":
		return []step{{url: youTubeFeeds + "user=" + url.QueryEscape(segments[1]), how: HowSite}}
	}
	return nil
}

// channel gives the feed of all that a channel shows, and that of its long videos.
func channel(id string) []step {
	steps := []step{{url: youTubeFeeds + "channel_id=" + url.QueryEscape(id), how: HowSite}}
	if rest, found := strings.CutPrefix(id, "UC"); found {
		steps = append(steps, step{url: youTubeFeeds + "playlist_id=UULF" + url.QueryEscape(rest), how: HowSite, name: "Videos without Shorts"})
	}
	return steps
}

// youTubePage finds the channel in a page of it, or of a video, where it is told most
// surely: a page names other channels too.
func youTubePage(body []byte) []step {
	body = body[:min(len(body), longestPage)]
	for _, before := range []string{`channel_id=`, `itemprop="(?:identifier|channelId)" content="`, `"externalId":"`, `"channelId":"`} {
		if match := regexp.MustCompile(before + `(UC[0-9A-Za-z_-]{22})`).FindSubmatch(body); match != nil {
			return channel(string(match[1]))
		}
	}
	return nil
}

// sitePage gives the feeds of pages that do not tell of them, by what the page or its
// site is.
func (f *finder) sitePage(ctx context.Context, response *web.Response) ([]Candidate, error) {
	address, err := url.Parse(response.URL)
	if err != nil {
		return nil, nil //nolint:nilerr // there was an answer from it; but then it is no matter
	}
	switch host := address.Hostname(); {
	case isYouTube(response.URL):
		return f.check(ctx, youTubePage(response.Body))
	case host == "podcasts.apple.com", host == "itunes.apple.com":
		return f.applePodcast(ctx, address)
	}
	return f.check(ctx, profile(address))
}

// profile gives where the servers of the fediverse have the feeds of people: Mastodon,
// Misskey, GoToSocial; Pleroma, Pixelfed.
func profile(address *url.URL) []step {
	path := strings.TrimSuffix(address.Path, "/")
	var ends []string
	switch {
	case strings.HasPrefix(path, "/@") && strings.Count(path, "/") == 1:
		ends = []string{".rss", ".atom", "/feed.rss"}
	case strings.HasPrefix(path, "/users/") && strings.Count(path, "/") == 2:
		ends = []string{".rss", "/feed.atom", ".atom"}
	}
	var steps []step
	for _, end := range ends {
		found := url.URL{Scheme: address.Scheme, Host: address.Host, Path: path + end}
		steps = append(steps, step{url: found.String(), how: HowGuess})
	}
	return steps
}

// applePodcast asks Apple for the feed of a podcast, which its pages do not name.
func (f *finder) applePodcast(ctx context.Context, address *url.URL) ([]Candidate, error) {
	id := regexp.MustCompile(`/id(\d{1,20})$`).FindStringSubmatch(strings.TrimSuffix(address.Path, "/"))
	if id == nil {
		return nil, nil
	}
	response, err := f.get(ctx, step{url: "https://itunes.apple.com/lookup?entity=podcast&id=" + id[1]})
	if err != nil {
		return nil, err
	}
	var answer struct {
		Results []struct {
			FeedURL string `json:"feedUrl"`
		}
	}
	if err := json.Unmarshal(response.Body, &answer); err != nil {
		return nil, nil //nolint:nilerr // it is another answer than expected; the other ways are left
	}
	var steps []step
	for _, result := range answer.Results {
		steps = appendStep(steps, response.URL, result.FeedURL, step{how: HowSite})
	}
	return f.check(ctx, steps)
}
