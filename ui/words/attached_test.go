package words

import (
	"slices"
	"testing"
	"time"

	"broadsheet/model"
)

// lines gives what is told of an article's attachments, with where each line leads.
func lines(a *model.Article, code string, most int) []string {
	var told []string
	for _, link := range Attached(a, For(code), most) {
		told = append(told, link.Name+link.Details+" > "+link.URL)
	}
	return told
}

func TestAttached(t *testing.T) {
	const address = "https://www.cast.example/a/1"
	for _, test := range []struct {
		e                model.Enclosure
		english, chinese string
	}{
		{model.Enclosure{Type: "audio/mpeg", Length: 24_000_000, Duration: 34 * time.Minute}, "♪ Audio · 34\u00a0min · 24\u00a0MB", "♪ 音频 · 34\u00a0分钟 · 24\u00a0MB"},
		{model.Enclosure{Type: "video/mp4", Length: 1_540_000_000, Duration: 6849 * time.Second}, "▶ Video · 1\u00a0h 54\u00a0min · 1.5\u00a0GB", "▶ 视频 · 1\u00a0小时 54\u00a0分钟 · 1.5\u00a0GB"},
		{model.Enclosure{Type: "audio", Duration: 45 * time.Second}, "♪ Audio · 45\u00a0s", "♪ 音频 · 45\u00a0秒"},
		{model.Enclosure{Type: "audio", Duration: 59*time.Minute + 40*time.Second}, "♪ Audio · 1\u00a0h", "♪ 音频 · 1\u00a0小时"},
		{model.Enclosure{Type: "audio", Length: 3}, "♪ Audio · cast.example", "♪ 音频 · cast.example"}, // a size that means none
		{model.Enclosure{Type: "image/png", Length: 999_600}, "▣ Picture · 1\u00a0MB", "▣ 图片 · 1\u00a0MB"},
		{model.Enclosure{Type: "application/pdf", Length: 120_400}, "PDF · 1 · 120\u00a0kB", "PDF · 1 · 120\u00a0kB"},
		{model.Enclosure{Length: 1 << 62}, "File · 1 · cast.example", "文件 · 1 · cast.example"},
	} {
		test.e.URL = address
		a := &model.Article{Enclosures: []model.Enclosure{test.e}}
		for code, want := range map[string]string{"en": test.english, "zh": test.chinese} {
			if got := lines(a, code, 9); !slices.Equal(got, []string{want + " > " + address}) {
				t.Errorf("%+v is told as %q, not %q", test.e, got, want)
			}
		}
	}
}

// Names that come from strangers are shown as people write them, or as they are.
func TestAttachedNames(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.example/%E6%BD%AE%E6%B1%90%E8%A1%A8.pdf":              "PDF · 潮汐表.pdf · a.example > ",
		"https://a.example/%E6%BD%AE.mp3?token=1":                        "♪ 潮.mp3 · a.example > ",
		"https://a.example/%e2%80%aegnp.mp4":                             "▶ %e2%80%aegnp.mp4 · a.example > ",
		"https://a.example/0123456789012345678901234567890123456789.ogg": "♪ Audio · a.example > ",
		"https://a.example/fog.jpg":                                      "▣ fog.jpg · a.example > ",
		"https://a.example/a%1b%5b31m.pdf":                               "PDF · a%1b%5b31m.pdf · a.example > ",
		"https://a.example/%e2%80%aegnp.zip":                             "File · %e2%80%aegnp.zip · a.example > ",
		"https://a.example/0123456789012345678901234567890123456789.zip": "File · a.example > ",
		"https://a.example":                                              "File · a.example > ",
		"mailto:ada@a.example":                                           "File · ada@a.example > ",
	} {
		a := &model.Article{Enclosures: []model.Enclosure{{URL: address}}}
		if got := lines(a, "en", 9); !slices.Equal(got, []string{want + address}) {
			t.Errorf("%q", got)
		}
	}
}

func TestAttachedComments(t *testing.T) {
	a := &model.Article{Item: model.Item{Link: "https://a.example/1"}, Comments: "https://news.a.example/item?id=1"}
	for i := range 5 {
		a.Enclosures = append(a.Enclosures, model.Enclosure{URL: "https://a.example/" + string(rune('1'+i)), Type: "audio/mpeg", Duration: time.Minute})
	}
	want := []string{"♪ Audio · 1\u00a0min > https://a.example/1", "and 4 more files > ", "Comments · news.a.example > https://news.a.example/item?id=1"}
	if got := lines(a, "en", 2); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := lines(a, "zh", 5); len(got) != 6 || got[5] != "评论 · news.a.example > https://news.a.example/item?id=1" {
		t.Errorf("%q", got)
	}
	a.Comments, a.Enclosures = a.Link, nil // where it is discussed is where it stands
	if got := lines(a, "en", 2); len(got) > 0 {
		t.Errorf("%q", got)
	}
}
