package words

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode"

	"broadsheet/model"
)

// kinds are all that can go wrong with feeds.
func kinds() []model.FeedErrorKind {
	return []model.FeedErrorKind{
		model.FeedAddress, model.FeedPrivate, model.FeedHeld, model.FeedNoHost, model.FeedNoNetwork, model.FeedRefused, model.FeedTimeout,
		model.FeedConnection, model.FeedProxy, model.FeedTLS, model.FeedExpired, model.FeedWrongName, model.FeedUnknownCA, model.FeedRedirects,
		model.FeedTooLarge, model.FeedPacked, model.FeedChallenge, model.FeedLogin, model.FeedForbidden, model.FeedNotFound, model.FeedGone,
		model.FeedTooMany, model.FeedServer, model.FeedStatusCode, model.FeedNotFeed, model.FeedUnchanged, model.FeedQuery, model.FeedOther, model.FeedNoneFound, model.FeedCommand,
		model.FeedUnkept, model.FeedBusy, model.FeedTooSoon, model.FeedFollowed, model.FeedNotFollowed, model.FeedListDamaged, model.FeedListUnread,
		model.FeedListUnkept, model.FeedListRejected,
	}
}

// TestEveryTroubleHasItsSentence says of each kind what happened to what, in both
// languages, and nothing of that in words for programs.
func TestEveryTroubleHasItsSentence(t *testing.T) {
	for _, language := range []Language{english{}, chinese{}} {
		seen := map[string]model.FeedErrorKind{}
		for _, kind := range kinds() {
			text := language.FeedTrouble(&model.FeedError{Kind: kind, What: "host.example.org", Line: 7})
			checkTrouble(t, language, kind, text)
			if other, doubled := seen[text]; doubled && kind != model.FeedTooMany {
				t.Errorf("%s and %s are both %q", kind, other, text)
			}
			seen[text] = kind
		}
	}
}

// checkTrouble reads what is said of a host, or of what is no host's.
func checkTrouble(t *testing.T, language Language, kind model.FeedErrorKind, text string) {
	t.Helper()
	ours := kind == model.FeedCommand || kind == model.FeedUnkept || kind == model.FeedBusy || kind == model.FeedTooSoon
	if strings.Contains(text, "host.example.org") == ours {
		t.Errorf("%s: %q does not say of what it is true", kind, text)
	}
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "。") {
		t.Errorf("%s: %q is no sentence", kind, text)
	}
	if _, is := language.(chinese); is != strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		t.Errorf("%s: %q is in another language", kind, text)
	}
	if strings.Contains(text, "It does not work") || strings.Contains(text, "没有成功") {
		t.Errorf("%s has no sentence", kind)
	}
}

// TestTroubleOfNoKind tells an error that nobody knows as it is, and when to try again.
func TestTroubleOfNoKind(t *testing.T) {
	odd := model.AsFeedError(errors.New("the moon is in the way"))
	if got := (english{}).FeedTrouble(odd); got != "It does not work: the moon is in the way" {
		t.Errorf("it is told as %q", got)
	}
	if model.AsFeedError(nil) != nil {
		t.Error("no error is an error")
	}
	late := &model.FeedError{Kind: model.FeedTooMany, What: "a.example", Again: 90 * time.Minute}
	if got := (english{}).FeedTrouble(late); !strings.HasSuffix(got, "It may be asked again in 2h.") {
		t.Errorf("it is told as %q", got)
	}
	late.Again = time.Second
	if got := (chinese{}).FeedTrouble(late); !strings.HasSuffix(got, "1分钟后可以再试。") {
		t.Errorf("it is told as %q", got)
	}
}

// TestFeedTimes words what is known of a feed's times, and leaves out what is not.
func TestFeedTimes(t *testing.T) {
	now := moment(2021, 6, 11, 14, 5)
	s := model.Subscription{Articles: 1234, News: now.Add(-2 * time.Hour), Asked: now.Add(-5 * time.Minute)}
	for wait, want := range map[time.Duration][2]string{
		-time.Hour:       {"next now", "马上更新"},
		0:                {"next now", "马上更新"},
		time.Second:      {"next in 1m", "下次更新：1分钟后"},
		25 * time.Minute: {"next in 25m", "下次更新：25分钟后"},
		90 * time.Minute: {"next in 2h", "下次更新：2小时后"},
		48 * time.Hour:   {"next 13 Jun", "下次更新：6月13日"},
	} {
		s.Due = now.Add(wait)
		if got, want := (english{}).FeedTimes(&s, now, time.UTC), "1,234 articles · last news 2h · asked 5m · "+want[0]; got != want {
			t.Errorf("in %v it is %q, want %q", wait, got, want)
		}
		if got, want := (chinese{}).FeedTimes(&s, now, time.UTC), "1,234篇文章 · 最新文章：2小时前 · 上次更新：5分钟前 · "+want[1]; got != want {
			t.Errorf("in %v it is %q, want %q", wait, got, want)
		}
	}
	s.State = model.FeedPaused
	if got := (english{}).FeedTimes(&s, now, time.UTC); strings.Contains(got, "next") {
		t.Errorf("a paused feed is %q", got)
	}
	if got := (english{}).FeedTimes(&model.Subscription{}, now, time.UTC); got != "0 articles" {
		t.Errorf("a new feed is %q", got)
	}
}
