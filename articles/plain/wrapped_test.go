package plain

import (
	"strings"
	"testing"

	"broadsheet/model"
)

// setText gives blocks as text: blocks apart by an empty line, code after "| ".
func setText(blocks []model.Block) string {
	var all []string
	for _, block := range blocks {
		switch b := block.(type) {
		case model.CodeBlock:
			all = append(all, "| "+strings.ReplaceAll(b.Text, "\n", "\n| "))
		case model.Paragraph:
			var text strings.Builder
			model.WalkInlines(b.Inlines, func(inline model.Inline) {
				switch i := inline.(type) {
				case model.Text:
					text.WriteString(i.Text)
				case model.LineBreak:
					text.WriteByte('\n')
				}
			})
			all = append(all, text.String())
		}
	}
	return strings.Join(all, "\n\n")
}

// TestLinesStay has texts whose lines mean something.
func TestLinesStay(t *testing.T) {
	for name, text := range map[string]string{
		"verse": "The ferry leaves at break of day,\nIts lanterns burning low,\nAnd all the gulls that line the quay\nAre sorry it should go.",
		"long verse": "The ferry leaves the harbour at the break of every day,\nAnd every gull that ever sat along the granite quay\n" +
			"Will follow it a little while across the quiet bay\nAnd turn about and sit again along the granite quay.",
		"verse in small letters":  "the boat\nhas gone\nand left its name\nupon the water",
		"Chinese verse":           "渡口夜泊\n\n江上灯一点，\n舟中客未眠。\n潮来知水阔，\n月落见天寒。",
		"Chinese verse, unmarked": "江上的灯\n一盏一盏地灭了\n船还没有来",
		"long Chinese verse":      "我在江边等了一个晚上的船，船没有来，灯也灭了，\n我就数着天上的星星，一颗一颗，一直数到了天亮，\n天亮的时候江上起了雾，雾里传来了桨声和人声，\n我知道船来了，可是我已经不想走了，我要回家去。",
		"talk":                    "[10:01] ann: is the ferry running today?\n[10:02] bob: yes, since this morning\n[10:03] ann: good, then I will come over with the children in the afternoon\n[10:04] bob: see you",
		"talk with names":         "Ann: Is the ferry running today, or is the wind still too strong for it?\nBob: It is running since this morning, and there are four of them a day.\nAnn: Then I will come over with the children in the course of the afternoon.\nBob: Good.",
		"Chinese talk":            "小王：今天的船开了吗？我想带孩子们一起过江去看看外婆家。\n老李：开了，早上就开了，一天四班，你们什么时候过来都可以。\n小王：那我们下午就来。",
		"quoted letter":           "> The ferry runs again, so we could come over to you\n> in the afternoon, if that is not too early for all of\n> you over there.\n>> And the children?\nThey come too.",
		"head of a letter":        "From: Ann\nTo: Bob\nSubject: the ferry\nDate: today",
		"address":                 "Harbour Office\n4 Granite Quay\n12345 Port",
		"list":                    "1. the ferry\n2. the quay\n10. the gulls, which sit along the quay from the morning to the evening\n11) the bay",
		"short lines":             "The ferry runs.\nCome over.",
		"signature":               "Yours,\nAnn",
	} {
		if got := setText(blocksOf(text)); got != text {
			t.Errorf("%s:\n%s\nis\n%s", name, text, got)
		}
	}
}

func blocksOf(text string) []model.Block {
	blocks, _ := Parse(text)
	return blocks
}

// TestLinesAreJoined has paragraphs that were plainly wrapped.
func TestLinesAreJoined(t *testing.T) {
	for name, text := range map[string]string{
		"at 72": "After three months at the quay the ferry left again yesterday morning,\nand many people had come to see it go. Some of them said good-bye; most\n" +
			"only stood and looked. The captain said that the sea was calm now and\nthat there would be four crossings a day.",
		"by hand":                     "After three months at the quay the ferry left again\nyesterday morning, and many people had come to see\nit go. Some of them said good-bye, but most only\nstood and looked at the water.",
		"two lines":                   "After three months at the quay the ferry left again yesterday morning,\nand many people had come.",
		"Chinese":                     "停了三个月的渡船昨天早上又开了，码头上站着很多人，有的送客，有的只是\n来看看。船长说，风浪已经小了，今后每天会有四班船，孩子们都很高兴，因\n为他们又可以过江去外婆家了。",
		"Chinese, marks at some ends": "停了三个月的渡船昨天早上又开了，码头上站着很多人，有的人是来送客的，\n有的只是来看看。船长说，风浪已经小了，今后每天会有四班船，孩子们都很\n高兴，因为他们又可以过江去外婆家了。",
		"after a sentence":            "The captain said that the sea was calm now and that it would stay so.\nFour crossings a day are planned from the first day of the month, and\nmore of them on Sundays, when the market is held.",
	} {
		want := strings.ReplaceAll(text, "\n", " ")
		if isHan(text) {
			want = strings.ReplaceAll(text, "\n", "")
		}
		if got := setText(blocksOf(text)); got != want {
			t.Errorf("%s:\n%s\nis\n%s", name, text, got)
		}
	}
}

// TestLinesAreParted has paragraphs, manual pages, tables and verse that are told by
// how far in they begin.
func TestLinesAreParted(t *testing.T) {
	const long = "After three months at the quay the ferry left again yesterday morning, and many people had come to see it go, and stood there."
	for name, test := range map[string]struct{ text, want string }{
		"indented":   {"　　停了三个月的渡船又开了。\n　　码头上站着很多人。", "停了三个月的渡船又开了。\n\n码头上站着很多人。"},
		"long lines": {"    " + long + "\n    " + long, long + "\n\n" + long},
		"a manual": {
			"NAME\n       ferry - cross the bay\n\nSYNOPSIS\n       ferry [-n] [--slow]\n       ferry --help\n\nDESCRIPTION\n       Leaves the quay.\n\n       -n     does not leave",
			"NAME\n\n| .......ferry - cross the bay\n\nSYNOPSIS\n\n| .......ferry [-n] [--slow]\n| .......ferry --help\n\nDESCRIPTION\n\n| .......Leaves the quay.\n\n| .......-n     does not leave",
		},
		"verse that is set in": {"The ferry leaves at break of day,\n  Its lanterns burning low,\nAnd all the gulls that line the quay\n  Are sorry it should go.", "The ferry leaves at break of day,\nIts lanterns burning low,\nAnd all the gulls that line the quay\nAre sorry it should go."},
		"wrapped, set in": {
			"  After three months at the quay the ferry left again yesterday morning,\nand many people had come to see it go. Some of them said good-bye; most\nonly stood and looked.\n  The captain said that the sea was calm now and that it would stay so\nfor the rest of the week.",
			"After three months at the quay the ferry left again yesterday morning, and many people had come to see it go. Some of them said good-bye; most only stood and looked.\n\nThe captain said that the sea was calm now and that it would stay so for the rest of the week.",
		},
	} {
		if got := setText(blocksOf(test.text)); got != strings.ReplaceAll(test.want, ".......", "       ") {
			t.Errorf("%s:\n%s\nis\n%s", name, test.text, got)
		}
	}
}
