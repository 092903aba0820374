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
		model.FeedTooMany, model.FeedServer, model.FeedStatusCode, model.FeedNotFeed, model.FeedUnchanged, model.FeedQuery, model.FeedCut, model.FeedOther, model.FeedNoneFound, model.FeedCommand,
		model.FeedMissing, model.FeedUnkept, model.FeedBusy, model.FeedUndiscarded, model.FeedTooSoon, model.FeedFollowed, model.FeedNotFollowed, model.FeedListDamaged, model.FeedListUnread,
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
	ours := kind == model.FeedCommand || kind == model.FeedUnkept || kind == model.FeedBusy || kind == model.FeedUndiscarded || kind == model.FeedTooSoon
	if strings.Contains(text, "host.example.org") == ours {
		t.Errorf("%s: %q does not say of what it is true", kind, text)
	}
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "。") {
		t.Errorf("%s: %q is no sentence", kind, text)
	}
	if _, is := language.(chinese); is != strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		t.Errorf("%s: %q is in another language", kind, text)
	}
	if strings.Contains(text, "Something went wrong") || strings.Contains(text, "出错了") {
		t.Errorf("%s has no sentence", kind)
	}
}

// TestTroubleOfNoKind tells an error that nobody knows as it is, and when to try again.
func TestTroubleOfNoKind(t *testing.T) {
	odd := model.AsFeedError(errors.New("the moon is in the way"))
	if got := (english{}).FeedTrouble(odd); got != "Something went wrong: the moon is in the way" {
		t.Errorf("it is told as %q", got)
	}
	if model.AsFeedError(nil) != nil {
		t.Error("no error is an error")
	}
	late := &model.FeedError{Kind: model.FeedTooMany, What: "a.example", Again: 90 * time.Minute}
	if got := (english{}).FeedTrouble(late); !strings.HasSuffix(got, "You can try again in 2h.") {
		t.Errorf("it is told as %q", got)
	}
	late.Again = time.Second
	if got := (chinese{}).FeedTrouble(late); !strings.HasSuffix(got, "1 分钟后可以重试。") {
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
		time.Second:      {"next in 1m", "下次更新：1 分钟后"},
		25 * time.Minute: {"next in 25m", "下次更新：25 分钟后"},
		90 * time.Minute: {"next in 2h", "下次更新：2 小时后"},
		48 * time.Hour:   {"next 13 Jun", "下次更新：6月13日"},
	} {
		s.Due = now.Add(wait)
		if got, want := (english{}).FeedTimes(&s, now, time.UTC), "1,234 articles · newest 2h ago · checked 5m ago · "+want[0]; got != want {
			t.Errorf("in %v it is %q, want %q", wait, got, want)
		}
		if got, want := (chinese{}).FeedTimes(&s, now, time.UTC), "1,234 篇文章 · 最新文章：2 小时前 · 上次更新：5 分钟前 · "+want[1]; got != want {
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

// TestEveryReasonForNoFullText says of each kind why there is no full text and what to
// do, in both languages, and nothing of feeds, which are well.
func TestEveryReasonForNoFullText(t *testing.T) {
	pages := []model.FeedErrorKind{
		model.PageNotOfFeed, model.PageVanished, model.PageNoLink, model.PageOther, model.PageLinks, model.PageShort, model.PageTooSlow, model.PageFailed,
		model.FeedTooLarge,
	}
	network := []model.FeedErrorKind{
		model.FeedHeld, model.FeedNoHost, model.FeedNoNetwork, model.FeedRefused, model.FeedTimeout, model.FeedConnection, model.FeedProxy, model.FeedTLS,
		model.FeedExpired, model.FeedWrongName, model.FeedUnknownCA, model.FeedRedirects, model.FeedPacked, model.FeedChallenge, model.FeedLogin,
		model.FeedForbidden, model.FeedNotFound, model.FeedGone, model.FeedServer, model.FeedStatusCode,
	}
	for _, language := range []Language{english{}, chinese{}} {
		seen := map[string]bool{}
		for i, kind := range append(pages, network...) {
			text := language.PageTrouble(&model.FeedError{Kind: kind, What: "host.example.org"}, "y")
			checkPageTrouble(t, language, kind, text, i >= len(pages))
			if seen[text] {
				t.Errorf("%s: %q is said of something else", kind, text)
			}
			seen[text] = true
		}
	}
}

// checkPageTrouble reads what is said of a page, or of the host that has it.
func checkPageTrouble(t *testing.T, language Language, kind model.FeedErrorKind, text string, hosts bool) {
	t.Helper()
	if strings.Contains(text, "host.example.org") != hosts {
		t.Errorf("%s: %q does not say of what it is true", kind, text)
	}
	for _, ofFeeds := range []string{"add it", "unsubscribe", "重新添加", "退订", "Something went wrong", "出错了"} {
		if strings.Contains(text, ofFeeds) {
			t.Errorf("%s: %q is said of something else", kind, text)
		}
	}
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "。") {
		t.Errorf("%s: %q is no sentence", kind, text)
	}
	if _, is := language.(chinese); is != strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		t.Errorf("%s: %q is in another language", kind, text)
	}
}

// TestPageSentences says when a host may be asked again, what nobody knows as it is, and
// which of the two texts is shown.
func TestPageSentences(t *testing.T) {
	late := &model.FeedError{Kind: model.FeedHeld, What: "a.example", Again: 90 * time.Minute}
	if got := (english{}).PageTrouble(late, "y"); got != "a.example asked for fewer requests. You can try again in 2h." {
		t.Errorf("it is told as %q", got)
	}
	odd := model.AsFeedError(errors.New("the moon is in the way"))
	if got := (chinese{}).PageTrouble(odd, "y"); got != "出错了：the moon is in the way" {
		t.Errorf("it is told as %q", got)
	}
	for full, want := range map[bool][2]string{true: {"Full text from the web page (F for", "网页全文（按 F 切换到"}, false: {"Text from the feed (F for", "订阅源内容（按 F 切换到"}} {
		if got := [2]string{(english{}).TextTurned(full, "F"), (chinese{}).TextTurned(full, "F")}; !strings.Contains(got[0], want[0]) || !strings.Contains(got[1], want[1]) {
			t.Errorf("%v: %q", full, got)
		}
	}
}
