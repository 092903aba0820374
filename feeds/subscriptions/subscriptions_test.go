package subscriptions

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// opened opens a file that says text.
func opened(t *testing.T, text string) *File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "feeds.opml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// saved saves a file and gives what it says then.
func saved(t *testing.T, f *File) string {
	t.Helper()
	if err := f.Save(t.Context()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// listed shows subscriptions on a line each: category, name, address.
func listed(all []Subscription) string {
	var lines []string
	for _, s := range all {
		lines = append(lines, strings.Join(s.Category, "/")+" | "+s.Name+" | "+s.URL)
	}
	return strings.Join(lines, "\n")
}

func body(outlines string) string {
	return "<?xml version=\"1.0\"?>\n<opml version=\"2.0\"><head><title>x</title></head><body>\n" + outlines + "\n</body></opml>\n"
}

// Lists are read as people and programs write them.
func TestReading(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"categories", body(`<outline text="News"><outline text="World"><outline type="rss" text="A" xmlUrl="https://a.example/feed"/></outline></outline>`), "News/World | A | https://a.example/feed"},
		{"no text", body(`<outline title="A" xmlUrl="https://a.example/feed"/>`), " | A | https://a.example/feed"},
		{"an empty text", body(`<outline text="" title="" xmlUrl="https://www.a.example/feed"/>`), " | a.example | https://www.a.example/feed"},
		{"a type on folders", body(`<outline type="rss" text="News"><outline text="A" xmlUrl="https://a.example/"/></outline>`), "News | A | https://a.example/"},
		{"a folder without a name", body(`<outline><outline text="A" xmlUrl="https://a.example/"/></outline>`), " | A | https://a.example/"},
		{"bare quotation marks", body(`<outline text="The "Best" of 'A'" xmlUrl="https://a.example/"/>`), ` | The "Best" of 'A' | https://a.example/`},
		{"bare ampersands", body(`<outline text="A & B &amp; C" xmlUrl="https://a.example/?x=1&copy=2&amp;z=3"/>`), " | A & B & C | https://a.example/?x=1&copy=2&z=3"},
		{"brackets in values", body(`<outline text="1 < 2 > 0" xmlUrl='https://a.example/'/>`), " | 1 < 2 > 0 | https://a.example/"},
		{"no quotation marks", body(`<outline text=A xmlUrl=https://a.example/x/>`), " | A | https://a.example/x"},
		{"character references", body(`<outline text="Caf&eacute; &#20013;&#x6587;" xmlUrl="https://a.example/"/>`), " | Café 中文 | https://a.example/"},
		{"other cases", `<OPML><BODY><OUTLINE TEXT="A" XMLURL="HTTPS://A.example/F"/></BODY></OPML>`, " | A | https://a.example/F"},
		{"OPML 1.0 with url", body(`<outline type="rss" text="A" url="https://a.example/"/><outline type="link" text="B" url="https://b.example/"/>`), " | A | https://a.example/"},
		{"the scheme feed", body(`<outline text="A" xmlUrl="feed://a.example/x"/><outline text="B" xmlUrl="feed:https://b.example/x"/>`), " | A | http://a.example/x\n | B | https://b.example/x"},
		{"no scheme", body(`<outline text="A" xmlUrl="a.example/x"/><outline text="B" xmlUrl="localhost:1200/x"/>`), " | A | https://a.example/x\n | B | https://localhost:1200/x"},
		{"spaces", body("<outline text=' A\n b ' xmlUrl='\n\t https://a.example/x y \u3000'/>"), " | A b | https://a.example/x%20y"},
		{"other schemes", body(`<outline text="A" xmlUrl="file:///etc/passwd"/><outline text="B" xmlUrl="javascript:alert(1)"/><outline text="C" xmlUrl="https:///"/>`), ""},
		{"doubled feeds", body(`<outline text="A" xmlUrl="https://a.example/x"/><outline text="N"><outline text="B" xmlUrl="http://A.example/x"/></outline>`), " | A | https://a.example/x"},
		{"comments of OPML", body(`<outline text="N" isComment="true"><outline text="A" xmlUrl="https://a.example/"/></outline>`), ""},
		{"comments of XML", body(`<!-- <outline text="A" xmlUrl="https://a.example/"/> --><![CDATA[<outline]]>`), ""},
		{"a feed with feeds in it", body(`<outline text="A" xmlUrl="https://a.example/"><outline text="B" xmlUrl="https://b.example/"/></outline>`), " | A | https://a.example/\n | B | https://b.example/"},
		{"no body", `<opml><outline text="A" xmlUrl="https://a.example/"/></opml>`, " | A | https://a.example/"},
		{"a document type", "\ufeff\n<!DOCTYPE opml [ <!ENTITY x 'y'> ]>" + body(`<outline text="A &x;" xmlUrl="https://a.example/"/>`), " | A &x; | https://a.example/"},
		{"control characters", body("<outline text=\"A\x1b[31m\u202eB\" xmlUrl=\"https://a.example/\x1b\"/>"), " | A[31mB | https://a.example/"},
		{"nothing", "", ""},
		{"space", " \n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := listed(opened(t, test.text).All()); got != test.want {
				t.Errorf("it says\n%s\nand not\n%s", got, test.want)
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	f, err := Open(filepath.Join(t.TempDir(), "none", "feeds.opml"))
	if err != nil || len(f.All()) != 0 || f.Changed() {
		t.Fatalf("a missing file: %v, changed: %v", err, f.Changed())
	}
	if _, err := f.Add(Subscription{URL: "a.example/feed", Category: []string{"News"}}); err != nil {
		t.Fatal(err)
	}
	text := saved(t, f)
	want := `  <body>
    <outline text="News">
      <outline type="rss" text="a.example" xmlUrl="https://a.example/feed" broadsheet:unnamed="true"/>
    </outline>
  </body>
`
	if !strings.Contains(text, want) {
		t.Errorf("the new file is\n%s", text)
	}
	if info, err := os.Stat(f.path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others can read the new file: %v %v", info.Mode(), err)
	}
}

func TestNestedDeeply(t *testing.T) {
	const deep = 100
	text := body(strings.Repeat(`<outline text="x">`, deep) + `<outline text="A" xmlUrl="https://a.example/"/>` + strings.Repeat(`</outline>`, deep))
	if all := opened(t, text).All(); len(all) != 1 || len(all[0].Category) != deep {
		t.Fatalf("of %d levels came %v", deep, all)
	}
	_, err := Import([]byte(body(strings.Repeat(`<outline text="x">`, 100_000))))
	wantKind(t, err, Damaged)
}

func wantKind(t *testing.T, err error, kind Kind) Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Kind != kind {
		t.Fatalf("the error is %v, and not of kind %d", err, kind)
	}
	return *e
}

// What is set for a feed is read, and what makes no sense is told and passed over.
func TestSettings(t *testing.T) {
	f := opened(t, body(`<outline text="A" xmlUrl="https://a.example/" broadsheet:every="1d12h" broadsheet:fullText="missing" broadsheet:keep="100 30d"
  broadsheet:header-Cookie="a=1; b=&quot;2&quot;" broadsheet:user="me" broadsheet:passwordCommand="pass feed" broadsheet:proxy="direct"
  broadsheet:only="tag:go" broadsheet:drop="title" broadsheet:paused="true"/>
<outline text="B" broadsheet:command="sh -c 'x'"/>
<outline text="C" xmlUrl="https://c.example/" broadsheet:every="often" broadsheet:keep="-1" broadsheet:fullText="yes" broadsheet:colour="red" broadsheet:paused="perhaps"/>`))
	all := f.All()
	want := Subscription{
		Name: "A", URL: "https://a.example/", Every: 36 * time.Hour, FullText: FullTextMissing, Keep: Keep{Articles: 100, Age: 30 * 24 * time.Hour},
		Headers: map[string]string{"Cookie": `a=1; b="2"`}, User: "me", PasswordCommand: "pass feed", Proxy: "direct", Only: "tag:go", Drop: "title", Paused: true,
	}
	if len(all) != 3 || !reflect.DeepEqual(all[0], want) {
		t.Errorf("the first feed is\n%+v\nand not\n%+v", all[0], want)
	}
	if all[1].Command != "sh -c 'x'" || all[1].URL != "" {
		t.Errorf("the second feed is %+v", all[1])
	}
	if !reflect.DeepEqual(all[2], Subscription{Name: "C", URL: "https://c.example/"}) {
		t.Errorf("the third feed is %+v", all[2])
	}
	problems := f.Problems()
	if len(problems) != 5 {
		t.Fatalf("the problems are %+v", problems)
	}
	for _, problem := range problems {
		if problem.Line != 7 || !strings.HasPrefix(problem.Text, "C: ") {
			t.Errorf("a problem of line 7 is told as %+v", problem)
		}
	}
}

func TestDurations(t *testing.T) {
	for _, test := range []struct {
		text string
		want time.Duration // negative: refused
	}{
		{"30m", 30 * time.Minute},
		{"2h", 2 * time.Hour},
		{"1d12h", 36 * time.Hour},
		{"2W", 14 * 24 * time.Hour},
		{"1y", 365 * 24 * time.Hour},
		{"0m", -1},
		{"30", -1},
		{"m", -1},
		{"-2h", -1},
		{"1.5h", -1},
		{"9999999y", -1},
		{"99999999m", -1},
		{"5s", -1},
	} {
		var got time.Duration
		err := readDuration(&got, test.text)
		if (err != nil) != (test.want < 0) || err == nil && got != test.want {
			t.Errorf("%s is %v (%v)", test.text, got, err)
		}
		if again := time.Duration(0); err == nil && (readDuration(&again, writeDuration(got)) != nil || again != got) {
			t.Errorf("%v is written as %s", got, writeDuration(got))
		}
	}
}

// Whatever the file is encoded in, names are read, and a change is written in UTF-8
// and says so.
func TestEncodings(t *testing.T) {
	const names = "财经新闻与每日要闻，我们的国家和人民生活的一些消息"
	text := strings.Replace(body(`<outline text="`+names+`" xmlUrl="https://a.example/"/>`), `version="1.0"`, `version="1.0" encoding="ENCODING"`, 1)
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(strings.Replace(text, "ENCODING", "gb2312", 1))
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.Replace(text, "ENCODING", "utf-16", 1))
	if err != nil {
		t.Fatal(err)
	}
	if got := listed(opened(t, "<?xml version='1.0' encoding='ISO-8859-1'?><opml><body><outline text='Caf\xe9 \x96 d\xe9j\xe0 vu' xmlUrl='https://a.example/'/></body></opml>").All()); got != " | Café – déjà vu | https://a.example/" {
		t.Errorf("Latin 1 is read as %s", got)
	}
	for name, data := range map[string]string{
		"GBK": gbk, "UTF-16": utf16, "UTF-8 that says GBK": strings.Replace(text, "ENCODING", "gbk", 1), "UTF-8 with a mark": "\ufeff" + text,
	} {
		f := opened(t, data)
		if got := listed(f.All()); got != " | "+names+" | https://a.example/" {
			t.Errorf("%s: it says %s", name, got)
		}
		if err := f.Rename(f.All()[0].Key(), "要闻"); err != nil {
			t.Fatal(err)
		}
		after := saved(t, f)
		if !strings.Contains(after, `"要闻"`) || name != "UTF-8 that says GBK" && name != "UTF-8 with a mark" && !strings.Contains(after, `encoding="UTF-8"`) {
			t.Errorf("%s: it is written as\n%s", name, after)
		}
	}
}

// A file that could not be read whole is left alone, and the line is named.
func TestDamagedFiles(t *testing.T) {
	for _, test := range []struct {
		name, text string
		line, read int
	}{
		{"cut in a tag", body(`<outline text="A" xmlUrl="https://a.example/"/>` + "\n" + `<outline text="B`)[:150], 4, 1},
		{"cut between tags", strings.Split(body(`<outline text="A" xmlUrl="https://a.example/"/>`+"\n"+`<outline text="B">`), "\n</body>")[0], 4, 1},
		{"an outline without an end", body(`<outline text="N"><outline text="A" xmlUrl="https://a.example/"/>`), 4, 1},
		{"an end too many", body(`<outline text="A" xmlUrl="https://a.example/"/></outline>`), 3, 1},
		{"a tag in a tag", body(`<outline text="A" xmlUrl="https://a.example/"/>` + "\n<outline \n<outline text='B'/>"), 4, 1},
		{"a page", "<html><body><p>Not found</p></body></html>", 1, 0},
		{"no mark-up", "hello\n", 1, 0},
		{"a comment without an end", body("<!-- "), 3, 0},
		{"bytes", "\x00\x01\x02\x03\xff\xfe\x00", 1, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "feeds.opml")
			if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			f, err := Open(path)
			e := wantKind(t, err, Damaged)
			if e.Line != test.line || len(f.All()) != test.read || !strings.Contains(e.Error(), "editor") {
				t.Errorf("%d feeds were read, and then: %v", len(f.All()), err)
			}
			_, err = f.Add(Subscription{URL: "https://new.example/"})
			wantKind(t, err, Damaged)
			wantKind(t, f.Rename("a.example/", "X"), Damaged)
			if err := f.Save(t.Context()); err != nil {
				t.Errorf("there was nothing to save: %v", err)
			}
			if data, err := os.ReadFile(path); err != nil || string(data) != test.text {
				t.Errorf("the file is another one: %q (%v)", data, err)
			}
		})
	}
}

func TestUnreadableFiles(t *testing.T) {
	_, err := Open(t.TempDir())
	wantKind(t, err, Unreadable)
	large := filepath.Join(t.TempDir(), "feeds.opml")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, mostBytes+1); err != nil {
		t.Fatal(err)
	}
	_, err = Open(large)
	wantKind(t, err, Unreadable)
}

// manyFeeds is a list of so many feeds in a hundred categories.
func manyFeeds(feeds int) string {
	var b strings.Builder
	for i := range feeds {
		if i%(feeds/100) == 0 {
			if i > 0 {
				b.WriteString("</outline>\n")
			}
			fmt.Fprintf(&b, "<outline text=\"Category %d\">\n", i*100/feeds)
		}
		fmt.Fprintf(&b, "  <outline type=\"rss\" text=\"Feed %d\" xmlUrl=\"https://host%d.example.org/feed.xml?x=1&amp;y=2\" htmlUrl=\"https://host%[1]d.example.org/\" broadsheet:every=\"2h\"/>\n", i, i)
	}
	return body(b.String() + "</outline>")
}

func TestTenThousandFeeds(t *testing.T) {
	f := opened(t, manyFeeds(10_000))
	if n := len(f.All()); n != 10_000 {
		t.Fatalf("%d feeds were read", n)
	}
	empty, err := Open(filepath.Join(t.TempDir(), "feeds.opml"))
	if err != nil {
		t.Fatal(err)
	}
	if added, err := empty.Add(f.All()...); err != nil || len(added) != 10_000 {
		t.Fatalf("%d feeds were added: %v", len(added), err)
	}
	if !reflect.DeepEqual(empty.All(), f.All()) {
		t.Error("the feeds that were added are others")
	}
}

func BenchmarkRead10000(b *testing.B) {
	text := manyFeeds(10_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if d := parse(text); len(d.followed) != 10_000 {
			b.Fatal("feeds are missing")
		}
	}
}

func BenchmarkAddTo10000(b *testing.B) {
	d := parse(manyFeeds(10_000))
	for b.Loop() {
		if d := d.add([]Subscription{{Name: "A", URL: "https://a.example/", Category: []string{"Category 50"}}}); len(d.followed) != 10_001 {
			b.Fatal("feeds are missing")
		}
	}
}
