package subscriptions

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"broadsheet/model"
	"broadsheet/ui/popup"
	"broadsheet/ui/words"
)

// places are where feeds stand, as "A/B/name".
func places(all []model.Subscription) string {
	var places []string
	for _, s := range all {
		places = append(places, strings.Join(s.Path(), "/"))
	}
	return strings.Join(places, " ")
}

func feed(place string) model.Subscription {
	path := strings.Split(place, "/")
	return model.Subscription{Key: place, Name: path[len(path)-1], Category: path[:len(path)-1]}
}

// TestOrdered brings the feeds of a category together, in the order that both came in. A
// list that is so already is taken as it is, for many sessions share it.
func TestOrdered(t *testing.T) {
	for given, want := range map[string]string{
		"":                                "",
		"a b":                             "a b",
		"A/a b A/c B/d b2":                "b b2 A/a A/c B/d",
		"B/a A/b B/c A/B/d A/e A/B/f":     "B/a B/c A/b A/e A/B/d A/B/f",
		"a A/b A/c B/d B/e B/C/f B/C/D/g": "a A/b A/c B/d B/e B/C/f B/C/D/g",
	} {
		var all []model.Subscription
		for place := range strings.FieldsSeq(given) {
			all = append(all, feed(place))
		}
		before := places(all)
		got := ordered(all)
		if places(got) != want {
			t.Errorf("%s becomes %s, want %s", given, places(got), want)
		}
		if places(all) != before {
			t.Errorf("%s was changed to %s", before, places(all))
		}
		if given == want && len(all) > 0 && !isSame(all, got) {
			t.Errorf("%s is copied", given)
		}
	}
}

// TestBounded cuts what is longer than anybody's feed has it, between characters, and
// leaves what came as it is.
func TestBounded(t *testing.T) {
	long := strings.Repeat("字", 1000)
	hostile := model.Subscription{
		Key: "k", Name: long, Address: long, Category: slices.Repeat([]string{long}, 100), Trouble: &model.FeedError{What: long, Kind: model.FeedGone},
	}
	got := ordered([]model.Subscription{feed("a"), hostile})[1]
	for _, text := range append(got.Category, got.Name, got.Address, got.Trouble.What) {
		if len(text) > longestText || len(text) < longestText-3 || !utf8.ValidString(text) {
			t.Errorf("a text of %d bytes is shown", len(text))
		}
	}
	if len(got.Category) != mostLevels || got.Trouble.Kind != model.FeedGone || hostile.Trouble.What != long {
		t.Errorf("%d levels, kind %q", len(got.Category), got.Trouble.Kind)
	}
}

// TestPathOf reads categories as they are typed.
func TestPathOf(t *testing.T) {
	for typed, want := range map[string]string{
		"": "", " / ": "", "News": "News", "News/World": "News|World", " 金融 › 市场 ": "金融|市场", "/a//b/": "a|b", "金融／国内": "金融|国内", "a b/c d": "a b|c d",
	} {
		if got := strings.Join(pathOf(typed), "|"); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// TestSiteOf names sites as readers know them.
func TestSiteOf(t *testing.T) {
	for address, want := range map[string]string{
		"example.org": "example.org", "https://www.example.org/feed": "example.org", "http://example.org:8080/a?b": "example.org:8080",
		"feed:https://x": "feed:https://x", "": "", "不是网址": "不是网址",
	} {
		if got := siteOf(address); got != want {
			t.Errorf("%q is %q, want %q", address, got, want)
		}
	}
}

// TestTroubleOfAFeedThatIsWell tells that the end of a document was missing, but not
// over the feed's headlines, and nothing of a feed that is not asked.
func TestTroubleOfAFeedThatIsWell(t *testing.T) {
	feed := model.Subscription{Name: "Tides", State: model.FeedWell, Trouble: &model.FeedError{Kind: model.FeedCut, What: "tides.example.org"}}
	v := View{Options: Options{Options: popup.Options{Words: words.For("en")}, Now: time.Now, Zone: time.UTC}, all: []model.Subscription{feed}}
	if got := v.trouble(&feed); !strings.Contains(got, "tides.example.org sends ends too early") {
		t.Errorf("it says %q", got)
	}
	if got := v.TroubleOf([]string{"Tides"}); got != "" {
		t.Errorf("over the headlines stands %q", got)
	}
	feed.State = model.FeedPaused
	if got := v.trouble(&feed); got != "" {
		t.Errorf("of a feed that is paused it says %q", got)
	}
}
