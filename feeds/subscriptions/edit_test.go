package subscriptions

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// What other programs and people write in a file: attributes, elements, comments,
// order and indentation that are none of ours.
const foreign = "\ufeff<?xml version='1.0' encoding='utf-8'?>\r\n" +
	"<!-- my feeds -->\r\n" +
	"<opml version='1.1' xmlns:x='urn:x'>\r\n" +
	"<head>\r\n\t<title>Mine & yours</title>\r\n\t<x:sync id='7'/>\r\n</head>\r\n" +
	"<body>\r\n" +
	"\t<outline   text='News'  x:colour=\"red\">\r\n" +
	"\t\t<!-- the first -->\r\n" +
	"\t\t<outline xmlUrl='https://a.example/?a=1&b=2' title='A' text='A' x:read=\"no\"  />\r\n" +
	"\t\t<outline text='B' xmlUrl=\"https://b.example/\"><x:note>keep me</x:note></outline>\r\n" +
	"\t</outline>\r\n" +
	"\t<outline text='Empty'/>\r\n" +
	"\t<outline text='C' xmlUrl='https://c.example/'/> <!-- the last -->\r\n" +
	"</body>\r\n" +
	"</opml>\r\n" +
	"<!-- end -->\r\n"

const keyA, keyB, keyC = "a.example/?a=1&b=2", "b.example/", "c.example/"

// Of a file that is edited, all stays byte for byte but what is changed.
func TestEditsKeepTheRest(t *testing.T) {
	for _, test := range []struct {
		name string
		edit func(f *File) error
		old  string // what is replaced in foreign
		new  string
	}{
		{
			"rename", func(f *File) error { return f.Rename(keyA, `"A" & <B>`) },
			`title='A' text='A'`, `title="&quot;A&quot; &amp; &lt;B&gt;" text="&quot;A&quot; &amp; &lt;B&gt;"`,
		},
		{"the same name", func(f *File) error { return f.Rename(keyA, " A ") }, "", ""},
		{
			"another address", func(f *File) error { return f.Update(keyB, func(s *Subscription) { s.URL = "b.example/new" }) },
			`xmlUrl="https://b.example/"`, `xmlUrl="https://b.example/new"`,
		},
		{
			"remove", func(f *File) error { _, err := f.Remove(keyA); return err },
			"\r\n\t\t<outline xmlUrl='https://a.example/?a=1&b=2' title='A' text='A' x:read=\"no\"  />", "",
		},
		{
			"remove, with a comment behind", func(f *File) error { _, err := f.Remove(keyC); return err },
			"\r\n\t<outline text='C' xmlUrl='https://c.example/'/>", "",
		},
		{"add to a category", func(f *File) error {
			_, err := f.Add(Subscription{Name: "D", URL: "https://d.example/", Category: []string{"News"}})
			return err
		}, "</x:note></outline>\r\n", "</x:note></outline>\r\n\t\t<outline type=\"rss\" text=\"D\" xmlUrl=\"https://d.example/\"/>\r\n"},
		{"add to a new category", func(f *File) error {
			_, err := f.Add(Subscription{Name: "D", URL: "https://d.example/", Category: []string{"News", "Far", "Near"}})
			return err
		}, "</x:note></outline>\r\n", "</x:note></outline>\r\n\t\t<outline text=\"Far\">\r\n\t\t\t<outline text=\"Near\">\r\n\t\t\t\t" +
			"<outline type=\"rss\" text=\"D\" xmlUrl=\"https://d.example/\"/>\r\n\t\t\t</outline>\r\n\t\t</outline>\r\n"},
		{
			"add to none", func(f *File) error { _, err := f.Add(Subscription{Name: "D", URL: "https://d.example/"}); return err },
			"<!-- the last -->\r\n", "<!-- the last -->\r\n\t<outline type=\"rss\" text=\"D\" xmlUrl=\"https://d.example/\"/>\r\n",
		},
		{"add to an empty one", func(f *File) error {
			_, err := f.Add(Subscription{Name: "D", URL: "https://d.example/", Category: []string{"Empty"}})
			return err
		}, "<outline text='Empty'/>", "<outline text='Empty'>\r\n\t\t<outline type=\"rss\" text=\"D\" xmlUrl=\"https://d.example/\"/>\r\n\t</outline>"},
		{"add what is there", func(f *File) error {
			added, err := f.Add(Subscription{Name: "Other", URL: "http://C.example", Every: time.Hour})
			if len(added) > 0 {
				t.Errorf("%v was added", added)
			}
			return err
		}, "", ""},
		{
			"move", func(f *File) error { return f.Move(keyB, []string{"Empty"}) },
			"\r\n\t\t<outline text='B' xmlUrl=\"https://b.example/\"><x:note>keep me</x:note></outline>\r\n\t</outline>\r\n\t<outline text='Empty'/>",
			"\r\n\t</outline>\r\n\t<outline text='Empty'>\r\n\t\t<outline text='B' xmlUrl=\"https://b.example/\"><x:note>keep me</x:note></outline>\r\n\t</outline>",
		},
		{"move to none", func(f *File) error { return f.Move(keyC, nil) }, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if strings.Count(foreign, test.old) != 1 && test.old != "" {
				t.Fatalf("%q is not in the file once", test.old)
			}
			f := opened(t, foreign)
			if err := test.edit(f); err != nil {
				t.Fatal(err)
			}
			before := f.All()
			want := foreign
			if test.old != "" {
				want = strings.Replace(foreign, test.old, test.new, 1)
			}
			if got := saved(t, f); got != want {
				t.Errorf("the file is\n%q\nand not\n%q", got, want)
			}
			again, err := Open(f.path)
			if err != nil || !reflect.DeepEqual(again.All(), before) {
				t.Errorf("opened again it has\n%s\nand not\n%s (%v)", listed(again.All()), listed(before), err)
			}
		})
	}
}

// Our settings are written with their namespace, and taken away again.
func TestSettingsAreWritten(t *testing.T) {
	f := opened(t, foreign)
	if err := f.Pause(keyA, true); err != nil {
		t.Fatal(err)
	}
	if err := f.Update(keyA, func(s *Subscription) { s.Headers = map[string]string{"Cookie": `a="1"; b=2`} }); err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(foreign, "xmlns:x='urn:x'", `xmlns:x='urn:x' xmlns:broadsheet="urn:broadsheet:opml"`, 1)
	want = strings.Replace(want, `x:read="no"`, `x:read="no" broadsheet:paused="true" broadsheet:header-Cookie="a=&quot;1&quot;; b=2"`, 1)
	if got := saved(t, f); got != want {
		t.Errorf("the file is\n%s\nand not\n%s", got, want)
	}
	err := f.Update(keyA, func(s *Subscription) { s.Paused, s.Headers = false, nil })
	if err != nil {
		t.Fatal(err)
	}
	if got := saved(t, f); strings.Contains(got, "broadsheet:paused") || strings.Contains(got, "Cookie") || !strings.Contains(got, `x:read="no"  />`) {
		t.Errorf("afterwards the file is\n%s", got)
	}
}

// What was removed comes back where it was, with all that the file said of it.
func TestRestore(t *testing.T) {
	for _, key := range []string{keyA, keyB, keyC} {
		f := opened(t, foreign)
		removed, err := f.Remove(key)
		if err != nil || removed.Subscription.Key() != key {
			t.Fatalf("%s: %+v, %v", key, removed, err)
		}
		if strings.Contains(saved(t, f), key[:1]+".example") {
			t.Errorf("%s is still there", key)
		}
		if err := f.Restore(removed); err != nil {
			t.Fatal(err)
		}
		if got := saved(t, f); got != foreign {
			t.Errorf("%s: the file is\n%q\nand not\n%q", key, got, foreign)
		}
	}
	f := opened(t, body(`<outline text="N"><outline text="A" xmlUrl="https://a.example/"/></outline><outline text="A2" xmlUrl="http://a.example/"/>`))
	removed, err := f.Remove("a.example/")
	if err != nil || len(f.All()) > 0 {
		t.Fatalf("a doubled feed is still there: %v, %v", f.All(), err)
	}
	if err := f.Restore(removed); err != nil || listed(f.All()) != "N | A | https://a.example/" {
		t.Errorf("a doubled feed comes back as %s, %v", listed(f.All()), err)
	}
}

// Feeds that stand in a feed's outline stay when that goes.
func TestRemoveKeepsInnerFeeds(t *testing.T) {
	f := opened(t, body(`<outline text="A" xmlUrl="https://a.example/"><outline text="B" xmlUrl="https://b.example/"/></outline>`))
	if _, err := f.Remove("a.example/"); err != nil || listed(f.All()) != " | B | https://b.example/" {
		t.Errorf("there is %s, %v", listed(f.All()), err)
	}
}

func TestRefusedEdits(t *testing.T) {
	f := opened(t, foreign)
	_, err := f.Add(Subscription{URL: "https://d.example/"}, Subscription{Name: "E", URL: "file:///etc/passwd"})
	if e := wantKind(t, err, BadAddress); !strings.Contains(e.Error(), "file: address") {
		t.Errorf("an address of a file: %v", err)
	}
	_, err = f.Add(Subscription{})
	wantKind(t, err, BadAddress)
	_, err = f.Add(Subscription{URL: "https://d.example/", Headers: map[string]string{"A:\r\nB": "x"}})
	wantKind(t, err, BadValue)
	_, err = f.Add(Subscription{URL: "https://d.example/", User: "a\nb"})
	wantKind(t, err, BadValue)
	wantKind(t, f.Rename("no.example/", "X"), NotFollowed)
	_, err = f.Remove("no.example/")
	wantKind(t, err, NotFollowed)
	wantKind(t, f.Update(keyA, func(s *Subscription) { s.URL = "https://b.example/" }), Followed)
	if got := saved(t, f); got != foreign {
		t.Errorf("the file is\n%s", got)
	}
}

// Whatever a file says: what could be read whole can be changed, and then says what it
// said, and the change.
func FuzzEdit(f *testing.F) {
	f.Add(foreign, "D", "Far")
	f.Add(body(`<outline text="The "Best"" xmlUrl=https://a.example/ broadsheet:keep="3"/>`), "\x00\"'<>&", "a/b")
	f.Add(`<opml/>`, "D", "")
	f.Add(`<opml><outline text="x"/></opml>`, "]]>", "x")
	f.Add(`<opml><body/></opml>`, "-->", "&amp;")
	f.Add("", "D", "x")
	f.Add("<opml\x12/>", "D", "")
	f.Fuzz(func(t *testing.T, text, name, category string) {
		d := parse(text)
		if d.damage != nil {
			return
		}
		s, err := Subscription{Name: name, URL: "https://new.example/x", Category: []string{category}, Only: "a"}.cleaned()
		if err != nil {
			t.Fatal(err)
		}
		if _, there := d.byKey[s.Key()]; !there {
			addAndRemove(t, d, s)
		}
		if len(d.followed) == 0 {
			return
		}
		first := d.followed[0].Key()
		if removed, _, err := d.remove(first); err != nil || removed.damage == nil && len(removed.followed) != len(d.followed)-1 {
			t.Fatalf("%s is not removed from %q: %v", first, text, err)
		}
	})
}

// addAndRemove adds, changes, removes and restores a subscription.
func addAndRemove(t *testing.T, d *document, s Subscription) {
	added := d.add([]Subscription{s})
	if added.damage != nil {
		t.Fatalf("%q is damaged by adding: %v\n%q", d.text, added.damage, added.text)
	}
	if got, err := added.find(s.Key()); err != nil || !got.equal(s) {
		t.Fatalf("added as %+v, and not as %+v, in %q", got, s, added.text)
	}
	renamed, err := added.update(s.Key(), func(s *Subscription) { s.Name, s.Category, s.Paused = "Other", nil, true })
	if err != nil || renamed.damage != nil || renamed.followed[renamed.byKey[s.Key()]].Name != "Other" {
		t.Fatalf("%q cannot be changed: %v", added.text, err)
	}
	removed, undo, err := renamed.remove(s.Key())
	if err != nil || removed.damage != nil || !reflect.DeepEqual(removed.subscriptions(), d.subscriptions()) {
		t.Fatalf("afterwards %q says %s, and not %s (%v)", removed.text, listed(removed.subscriptions()), listed(d.subscriptions()), err)
	}
	if restored := removed.restore(undo); restored.damage != nil || len(restored.followed) != len(d.followed)+1 {
		t.Fatalf("%q is not restored", removed.text)
	}
}
