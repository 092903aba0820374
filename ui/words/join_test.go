package words

import (
	"errors"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
)

func TestJoin(t *testing.T) {
	for _, test := range []struct {
		parts []string
		want  string
	}{
		{[]string{"已读取", "12", "个文件"}, "已读取 12 个文件"},
		{[]string{"按", "*", "加星标"}, "按 * 加星标"},
		{[]string{"“", "BBC", "”已移到", "新闻"}, "“BBC”已移到新闻"},
		{[]string{"另见于", "Old paper、Archive"}, "另见于 Old paper、Archive"},
		{[]string{"另见于", "晚报"}, "另见于晚报"},
		{[]string{"脚注", "1", "（按", "esc", "返回）"}, "脚注 1（按 esc 返回）"},
		{[]string{"", "共 ", "3", "项"}, "共 3 项"},
	} {
		if got := join(test.parts...); got != test.want {
			t.Errorf("%q is %q, want %q", test.parts, got, test.want)
		}
	}
}

// told are all sentences of a language, made with values of each type that there is.
// Values that are texts are "x", in Latin letters.
func told(language Language) map[string][]string {
	sentences := map[string][]string{}
	value := reflect.ValueOf(language)
	for i := range value.NumMethod() {
		name := value.Type().Method(i).Name
		for _, arguments := range argumentsOf(value.Method(i).Type()) {
			for _, result := range value.Method(i).Call(arguments) {
				if result.Kind() == reflect.String {
					sentences[name] = append(sentences[name], result.String())
				}
			}
		}
	}
	sentences["about"] = []string{language.about(language.When(time.Unix(0, 0), time.Unix(300, 0)))}
	sentences["moreFiles"] = []string{language.moreFiles(3)}
	sentences["playing"] = []string{language.playing(90 * time.Minute)}
	return sentences
}

// argumentsOf gives lists of arguments for a function: those of few values with each of them.
func argumentsOf(function reflect.Type) [][]reflect.Value {
	lists := [][]reflect.Value{nil}
	for i := range function.NumIn() {
		var longer [][]reflect.Value
		for _, list := range lists {
			for _, value := range valuesOf(function.In(i)) {
				longer = append(longer, append(append([]reflect.Value{}, list...), value))
			}
		}
		lists = longer
	}
	return lists
}

// valuesOf are the values to try of a type.
func valuesOf(kind reflect.Type) []reflect.Value {
	now := moment(2021, 6, 11, 14, 5)
	var values []any
	switch reflect.New(kind).Elem().Interface().(type) {
	case string:
		values = []any{"x"}
	case bool:
		values = []any{true, false}
	case int:
		values = []any{12}
	case time.Time:
		values = []any{now, now.Add(-5 * time.Minute), now.AddDate(0, 0, -3), now.AddDate(-1, 0, 0)}
	case *model.FeedError:
		for _, kind := range kinds() {
			values = append(values, &model.FeedError{Kind: kind, What: "x.example", Line: 7, Again: time.Hour})
		}
	case *model.OutsideError:
		for _, kind := range []model.OutsideKind{
			model.NoEditor, model.NoProgram, model.NoCommand, model.QuoteOpen, model.ShellSign, model.ProgramFailed, model.ProgramStopped,
			model.NotAFile, model.FileVanished, model.NoClipboard, model.UnknownProblem,
		} {
			values = append(values, &model.OutsideError{Kind: kind, What: "x", Err: errors.New("y")})
		}
	case *query.Error:
		for _, text := range []string{`"`, `"a"b`, "cat:", "sorce:a", "is:a", "after:a", "OR", strings.Repeat("a", 5000)} {
			_, err := query.Parse(text)
			var wrong *query.Error
			if errors.As(err, &wrong) {
				values = append(values, wrong)
			}
		}
	case model.ChangeKind:
		values = []any{model.MarkedRead, model.MarkedUnread, model.AddedStar, model.RemovedStar}
	case Alert:
		values = []any{AlertIdleSoon, AlertIdle, AlertOldSoon, AlertOld, AlertStopping, AlertPasteTooLong, AlertCrashed}
	case []string:
		values = []any{[]string{"x", "y"}}
	case *model.Subscription:
		values = []any{&model.Subscription{Articles: 12, News: now, Asked: now, Due: now.Add(time.Hour)}}
	case *time.Location:
		values = []any{time.UTC}
	case model.FeedState:
		values = []any{model.FeedWell, model.FeedUnasked, model.FeedFailing, model.FeedBroken, model.FeedPaused}
	case model.FeedStatus:
		values = []any{model.FeedStatus{Done: 3, Total: 5, New: 2, Failed: 1, Bytes: 2e6}, model.FeedStatus{Pages: 3, TotalPages: 5}}
	case model.FeedCandidate:
		values = []any{model.FeedCandidate{Format: "RSS 2.0", Entries: 3, Newest: now}}
	default:
		values = []any{reflect.New(kind).Elem().Interface()}
	}
	all := make([]reflect.Value, len(values))
	for i, value := range values {
		if all[i] = reflect.ValueOf(value); value == nil {
			all[i] = reflect.Zero(kind)
		}
	}
	return all
}

// TestSpacesInChinese holds the one rule for spaces: one between a Chinese character and
// what is half as wide, but in dates.
func TestSpacesInChinese(t *testing.T) {
	kept := regexp.MustCompile(`(\d+年)?\d+月\d+日|\d+年$|\d+[分时]前$|-排除|"词组"`) // dates, and what is typed in queries; in the columns of a compact list there is no room for the space
	sentences := told(chinese{})
	if len(sentences) < 150 {
		t.Fatalf("only %d sentences", len(sentences))
	}
	for name, all := range sentences {
		for _, sentence := range all {
			last := ' '
			for _, r := range kept.ReplaceAllString(sentence, "") {
				if isHan(last) && isHalf(r) || isHalf(last) && isHan(r) {
					t.Errorf("%s: no space between %c and %c in %q", name, last, r, sentence)
					break
				}
				last = r
			}
		}
	}
}

// TestTraditional holds that no character of Traditional Chinese is one that is written in
// Simplified Chinese alone, and that few sentences are the same in both.
func TestTraditional(t *testing.T) {
	// Of these, fold knows a traditional form, and they are traditional themselves as well.
	const both = "逾查搜即修只台面後里后几向准回制系表板布出并合同采干周余谷丑了志注托致局名吃克家占才游欲朱松沈范冲征斗杯症御借卷参凶于咨秋峰群岩床群托雕挂舍杆强秘炮鼓栖鉴胡须筑伙卜别拼"
	same := 0
	simplified := told(chinese{})
	for name, all := range told(traditional{}) {
		for i, sentence := range all {
			for _, r := range sentence {
				if unicode.Is(unicode.Han, r) && hasTraditional(r) && !strings.ContainsRune(both, r) {
					t.Errorf("%s: %c is simplified in %q", name, r, sentence)
				}
			}
			if name != "Suggestions" && i < len(simplified[name]) && sentence == simplified[name][i] {
				same++
			}
		}
	}
	if same > 100 {
		t.Errorf("%d sentences are as in Simplified Chinese", same)
	}
	if got := For("zh-Hant").Say(Both("help", "帮助")); got != "說明" {
		t.Errorf("the help is called %q", got)
	}
}

// hasTraditional says whether another character is a traditional form of this one.
func hasTraditional(r rune) bool { return strings.ContainsRune(simplifiedOnly(), r) }

// simplifiedOnly are the characters that others fold to.
var simplifiedOnly = sync.OnceValue(func() string {
	var all strings.Builder
	for r := rune(0x4E00); r < 0xA000; r++ {
		if folded := fold.Rune(r); folded != r && unicode.Is(unicode.Han, folded) {
			all.WriteRune(folded)
		}
	}
	return all.String()
})
