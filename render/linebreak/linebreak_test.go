package linebreak

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// wrap returns the lines of text at a width.
func wrap(text string, width int) []string {
	var lines []string
	for _, line := range Fill(text, Cells(text), width, width) {
		lines = append(lines, text[line.Start:line.End])
	}
	return lines
}

func TestLines(t *testing.T) {
	for _, test := range []struct {
		name  string
		width int
		text  string
		lines string // with | between them
	}{
		{"Han breaks anywhere", 8, "北京上海长沙", "北京上海|长沙"},
		{"English breaks at spaces", 10, "the quick brown fox", "the quick|brown fox"},
		{"mixed text breaks between scripts", 10, "用Go写的终端阅读器", "用Go写的终|端阅读器"},
		{"a comma starts no line", 8, "北京上海，长沙", "北京上|海，长沙"},
		{"nor do two closing marks", 8, "他说“好”。", "他说|“好”。"},
		{"an opening mark ends no line", 8, "北京、（上海）", "北京、|（上海）"},
		{"nested marks stay together", 12, "《春秋》（「左传」）。", "《春秋》|（「左|传」）。"},
		{"a quotation mark opens before Latin", 10, "他在说“Hello”了", "他在说|“Hello”了"},
		{"and closes after it", 10, "读“ABCDEF”，好", "读|“ABCDEF”，|好"},
		{"between quoted words a line may end", 8, "“甲乙”“丙丁”", "“甲乙”|“丙丁”"},
		{"an apostrophe is no closing mark", 5, "中文’s it’s", "中|文’s|it’s"},
		{"single quotes inside double ones", 7, "他“‘甲乙丙丁’", "他“‘甲|乙丙丁’"},
		{"a middle dot starts no line", 6, "卡尔·马克思", "卡尔·|马克思"},
		{"not even after a space", 7, "新浪财 · 经", "新浪|财 · 经"},
		{"a colon after a space starts no line", 8, "北京上海 ：好", "北京上|海 ：好"},
		{"a percent sign stays with its number", 8, "增长了12.5%的", "增长了|12.5%的"},
		{"a full-width one too", 7, "增长了12.5％的", "增长了|12.5％|的"},
		{"a number stays whole", 10, "总额超6,000.50元", "总额超|6,000.50元"},
		{"with its unit", 10, "共计超过6000万元", "共计超过|6000万元"},
		{"a date breaks after its units", 8, "在2021年6月11日", "在2021年|6月11日"},
		{"a numeric date never", 14, "截至今日的2021-06-11", "截至今日的|2021-06-11"},
		{"a range stays whole", 8, "需要3～15天", "需要|3～15天"},
		{"full-width digits are digits", 12, "公元前２０２１年", "公元前|２０２１年"},
		{"currency stays with its number", 8, "售价为￥199元", "售价为|￥199元"},
		{"degrees too", 8, "今天高温38℃", "今天高温|38℃"},
		{"a long dash is not cut and starts no line", 8, "北京上海——沿江", "北京上|海——沿江"},
		{"nor is an ellipsis", 9, "北京上海……长沙", "北京上|海……长沙"},
		{"a dash in English starts no line", 7, "a cards—that", "a|cards—|that"},
		{"a dash may open a line after a space", 8, "北京上海 ——长沙", "北京上海|——长沙"},
		{"full-width forms start no line", 8, "甲乙丙丁／戊", "甲乙丙|丁／戊"},
		{"an ideographic space hangs", 8, "北京上海　长沙", "北京上海|长沙"},
		{"but indents at the start", 8, "　　北京上海", "　　北京|上海"},
		{"spaces hang", 5, "12345   67", "12345|67"},
		{"also when they are wider than the line", 3, "      abc", "abc"},
		{"a word that does not fit is cut", 4, "abcdefghij", "abcd|efgh|ij"},
		{"but spares punctuation", 4, "abcd。e", "abc|d。e"},
		{"also after a space", 16, "name@example.com ）。", "name@example.co|m ）。"},
		{"opening marks before a space", 5, "甲乙（ 丙", "甲乙|（ 丙"},
		{"newlines are kept", 9, "甲\n\n乙\r\n丙\n", "甲||乙|丙"},
		{"a full line and a newline make no empty line", 4, "甲乙  \n丙", "甲乙|丙"},
		{"Japanese small kana and long vowels start no line", 8, "コンピューター", "コン|ピュー|ター"},
		{"nor do iteration marks", 4, "人々々は", "人々|々は"},
		{"Japanese sentence", 16, "「東京」では、ニュースを読む。", "「東京」では、|ニュースを読む。"},
		{"Korean keeps words whole", 10, "한국어 뉴스를 읽는다", "한국어|뉴스를|읽는다"},
		{"with their particles after a quotation mark", 12, "그는 “한국”은 말했다", "그는|“한국”은|말했다"},
		{"and cuts those longer than a line", 6, "대한민국만세", "대한민|국만세"},
		{"Korean numbers keep their unit", 8, "지금은 2021년", "지금은|2021년"},
		{"Thai breaks at spaces", 10, "สวัสดีครับผม ชื่อ", "สวัสดีครับผม|ชื่อ"},
		{"and between syllables when a line would be short", 20, "กข ประเทศไทยรวมเลือดเนื้อชาติ", "กข ประเทศไทยรวมเลือด|เนื้อชาติ"},
		{"no Thai vowel is torn off", 5, "กกกกเกาะ", "กกกก|เกาะ"},
		{"Arabic breaks at spaces", 8, "السلام عليكم", "السلام|عليكم"},
		{"Vietnamese too", 9, "tiếng Việt đẹp", "tiếng|Việt đẹp"},
		{"emoji break like Han, never inside", 5, "👩‍👩‍👧👍🏽🇨🇳❤️", "👩‍👩‍👧👍🏽|🇨🇳❤️"},
		{"soft places of wbr are used", 8, "super\u200bcalifragi", "super|califrag|i"},
		{"a no-break space glues", 8, "ab cde\u00a0fg", "ab|cde\u00a0fg"},
		{"a hyphen ends a line", 8, "a well-known", "a well-|known"},
		{"no character ends a long paragraph alone", 8, "甲乙丙丁戊己庚辛壬。", "甲乙丙丁|戊己庚|辛壬。"},
		{"in a short one it may", 8, "甲乙丙丁戊。", "甲乙丙丁|戊。"},
		{"a word may anywhere", 8, "甲乙丙丁戊己庚辛 ok", "甲乙丙丁|戊己庚辛|ok"},
		{"not at the cost of a line far too short", 8, "甲乙丙丁 Latin子丑", "甲乙丙丁|Latin子|丑"},
		{"nor in a later paragraph", 8, "甲\n甲乙丙丁戊己庚辛壬。", "甲|甲乙丙丁|戊己庚|辛壬。"},
		{"an ASCII quotation mark sticks to its word", 8, `中文"ab"中`, `中|文"ab"中`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := wrap(test.text, test.width)
			if want := strings.Split(test.lines, "|"); !slices.Equal(got, want) {
				t.Errorf("%q at %d:\n got %q\nwant %q", test.text, test.width, got, want)
			}
		})
	}
}

// TestLoose begins a line with what the caller would rather not, if the other
// choice is punctuation.
func TestLoose(t *testing.T) {
	text := "北京》，6！"
	cells := Cells(text)
	cells[4].Break, cells[4].Flags = Prohibited, NoStart|Loose
	var got []string
	for _, line := range Fill(text, cells, 8, 8) {
		got = append(got, text[line.Start:line.End])
	}
	if want := []string{"北", "京》，", "6！"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestURL(t *testing.T) {
	for _, test := range []struct {
		text  string
		parts string // what may not be cut, with ¦ between
	}{
		{"http://host/a", "http://host/¦a"},
		{"https://finance.sina.com.cn/tech/2021-06-11/doc-ikqcfnca0358.shtml", "https://finance.sina.com.cn/¦tech/¦2021-¦06-¦11/¦doc-¦ikqcfnca0358.shtml"},
		{"https://e.org/p?a=1&b=2#top", "https://e.org/¦p?¦a=¦1&¦b=¦2#top"},
		{"https://e.org/a==,b!c(d)e;f", "https://e.org/¦a==,b!c(d)e;f"},
		{"https://web.archive.org/web/https://e.org/", "https://web.archive.org/¦web/¦https://e.org/"},
		{"www.e.org/a.b/c", "www.e.org/¦a.b/¦c"},
		{"见https://e.org/甲。", "见¦https://e.org/¦甲。"},
		{"（https://e.org/a）", "（https://e.org/¦a）"},
		{"https://e.org/a-b. Next", "https://e.org/¦a-¦b. ¦Next"},
		{"ftp://h", "ftp://h"},
		{"://", "://"},
	} {
		var got strings.Builder
		at := 0
		for _, c := range Cells(test.text) {
			if c.Break == Allowed {
				got.WriteString(test.text[at:c.Offset] + "¦")
				at = int(c.Offset)
			}
		}
		got.WriteString(test.text[at:])
		if got.String() != test.parts {
			t.Errorf("got %s, want %s", got.String(), test.parts)
		}
	}
}

func TestHangingIndent(t *testing.T) {
	text := "据了解，此次北京上海长沙发的红包"
	var got []string
	for _, line := range Fill(text, Cells(text), 6, 12) {
		got = append(got, text[line.Start:line.End])
	}
	if want := []string{"据了", "解，此次北京", "上海长沙发的", "红包"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDegenerate(t *testing.T) {
	for _, text := range []string{
		"", " ", "\n", "\n\n", "\r\n", "\r\r\n\n", "\u3000", "\u0301", "\u0301abc", "\u200d", "\u200d👩", "a\u200d", "👩\u200d", "\x00", "\t\t",
		"\xff\xfe", "中\xff文", "\ufffc", "\u2060\u2060", "🇨", "ᄀ", "\u0600", "\u1b44", " \u0301", "\u2028甲\u2029", "\u0085", "\u200b\u200b甲",
		strings.Repeat("。", 200), strings.Repeat("（", 200), strings.Repeat("“", 200), strings.Repeat("-", 200), strings.Repeat("/", 200),
		strings.Repeat(" ", 200), strings.Repeat("\u3000。", 200), strings.Repeat("（ ", 200), strings.Repeat("\u0301", 200), strings.Repeat("…", 200),
		strings.Repeat("://", 200), strings.Repeat("中\n", 200),
	} {
		for width := -1; width <= 30; width++ {
			checkFill(t, text, width, width)
		}
	}
}

func TestWidthAgreesWithTerminal(t *testing.T) {
	for _, text := range []string{
		"abc", "中文，。", "👩‍👩‍👧‍👦", "🇨🇳🇨", "❤️", "❤", "☎️1️⃣", "👍🏽", "한국어", "각", "ᄒ", "é", "ก็น้ำ", "ﬁ", "ｱｲｳ", "ＡＢ", "…—“”·", "क्षि", "\u200b\u2060", "𠮷", "〰️",
	} {
		if got, want := Width(text), ansi.StringWidth(text); got != want {
			t.Errorf("Width(%q) is %d, and %d for x/ansi", text, got, want)
		}
	}
}
