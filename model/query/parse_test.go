package query

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func word(text string) Term   { return Term{Text: text} }
func phrase(text string) Term { return Term{Text: text, Phrase: true} }
func not(term Term) Term {
	term.Not = true
	return term
}

func of(field Field, term Term) Term {
	term.Field = field
	return term
}
func category(path ...string) Term { return Term{Field: FieldCategory, Path: path} }
func all(terms ...Term) Query      { return Query{Any: [][]Term{terms}} }

// withoutPositions makes queries comparable however they were spaced.
func withoutPositions(q Query) Query {
	for _, terms := range q.Any {
		for i := range terms {
			terms[i].position = 0
		}
	}
	return q
}

func TestParseQuery(t *testing.T) {
	anchored := category("金融", "a/b")
	anchored.Anchored = true
	tests := []struct {
		text string
		want Query
	}{
		{"", Query{}},
		{" \t　", Query{}},
		{"数字 人民币", all(word("数字"), word("人民币"))},
		{`"数字 人民币"`, all(phrase("数字 人民币"))},
		{"“数字 人民币”", all(phrase("数字 人民币"))},
		{`"a \"b\" \\ \c"`, all(phrase(`a "b" \ \c`))},
		{`5"disk`, all(word(`5"disk`))},
		{"-word", all(not(word("word")))},
		{"--word", all(not(word("-word")))},
		{`-"two words"`, all(not(phrase("two words")))},
		{"cat:金融", all(category("金融"))},
		{"CAT：金融", all(category("金融"))},
		{"cat:金融/新浪财经", all(category("金融", "新浪财经"))},
		{`cat:AC\/DC/a\b\\`, all(category("AC/DC", `a\b\`))},
		{`cat:"Hacker News"`, all(category("Hacker News"))},
		{`cat:"Hacker News/Ask \"HN\" \/ \\"`, all(category("Hacker News", `Ask "HN" / \`))},
		{`cat:/金融/a\/b`, all(anchored)},
		{"-cat:a", all(not(category("a")))},
		{`author:"New York" tag:go`, all(of(FieldAuthor, phrase("New York")), of(FieldTag, word("go")))},
		{"lang:zh text:红包", all(of(FieldLang, word("zh")), of(FieldText, word("红包")))},
		{"is:unread is:READ -is:starred", all(
			Term{Field: FieldIs},
			Term{Field: FieldIs, State: IsRead},
			not(Term{Field: FieldIs, State: IsStarred}),
		)},
		{"after:2021 before:2021-06", all(
			Term{Field: FieldAfter, Day: Day{Year: 2021}},
			Term{Field: FieldBefore, Day: Day{Year: 2021, Month: 6}},
		)},
		{"after:2021-6-1 before:today", all(
			Term{Field: FieldAfter, Day: Day{Year: 2021, Month: 6, Day: 1}},
			Term{Field: FieldBefore},
		)},
		{"title:渡轮 -title:\"two words\"", all(of(FieldTitle, word("渡轮")), not(of(FieldTitle, phrase("two words"))))},
		{"category:a Source:b", all(category("a"), of(FieldAuthor, word("b")))},
		{"date:2021-06 date:Today after:yesterday before:week", all(
			Term{Field: FieldDate, Day: Day{Year: 2021, Month: 6}},
			Term{Field: FieldDate},
			Term{Field: FieldAfter, Day: Day{Told: Yesterday}},
			Term{Field: FieldBefore, Day: Day{Told: ThisWeek}},
		)},
		{"date:7d after:2W after:3m before:1y date：本周", all(
			Term{Field: FieldDate, Day: Day{Told: DaysAgo, Count: 7}},
			Term{Field: FieldAfter, Day: Day{Told: WeeksAgo, Count: 2}},
			Term{Field: FieldAfter, Day: Day{Told: MonthsAgo, Count: 3}},
			Term{Field: FieldBefore, Day: Day{Told: YearsAgo, Count: 1}},
			Term{Field: FieldDate, Day: Day{Told: ThisWeek}},
		)},
		{"std::vector AI：未来 h2o:x :x", all(word("std::vector"), word("AI：未来"), word("h2o:x"), word(":x"))},
		{`"re: lamps" "x:y"`, all(phrase("re: lamps"), phrase("x:y"))},
		{"a b OR c", Query{Any: [][]Term{{word("a"), word("b")}, {word("c")}}}},
		{`or "OR" ORB`, all(word("or"), phrase("OR"), word("ORB"))},
		{"http://example.org 12:30 标题:一", all(word("http://example.org"), word("12:30"), word("标题:一"))},
	}
	for _, test := range tests {
		got, err := Parse(test.text)
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		if got = withoutPositions(got); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q: got %+v, want %+v", test.text, got, test.want)
		}
		again, err := Parse(got.String())
		if err != nil || !reflect.DeepEqual(withoutPositions(again), test.want) {
			t.Errorf("%q: written as %q, read as %+v, %v", test.text, got, again, err)
		}
	}
}

func TestParseQueryPositions(t *testing.T) {
	query, err := Parse("金融 -cat:a OR is:read")
	if err != nil {
		t.Fatal(err)
	}
	got := []int{query.Any[0][0].position, query.Any[0][1].position, query.Any[1][0].position}
	if want := []int{0, 7, 17}; !reflect.DeepEqual(got, want) {
		t.Errorf("positions %v, want %v", got, want)
	}
}

func TestParseQueryErrors(t *testing.T) {
	tests := []struct {
		text  string
		kind  ErrorKind
		word  string
		caret string
	}{
		{`金融 "abc`, QuoteOpen, `"`, "金融 \"abc\n     ^"},
		{`cat:"abc\"`, QuoteOpen, `"`, "cat:\"abc\\\"\n    ^"},
		{"“abc", QuoteOpen, "“", "“abc\n^"},
		{`"abc"def`, QuoteFollowed, "def", "\"abc\"def\n     ^"},
		{"a cat:", ValueMissing, "cat:", "a cat:\n  ^"},
		{"cat: a", ValueMissing, "cat:", "cat: a\n^"},
		{"cat:a//b", ValueMissing, "/", "cat:a//b\n    ^"},
		{"cat:/", ValueMissing, "/", "cat:/\n    ^"},
		{`""`, ValueMissing, `"`, "\"\"\n^"},
		{"a - b", ValueMissing, "-", "a - b\n  ^"},
		{"auhtor:x", FieldUnknown, "auhtor", "auhtor:x\n^"},
		{"-colour:x", FieldUnknown, "colour", "-colour:x\n ^"},
		{"lamps Breaking: news", FieldUnknown, "Breaking", "lamps Breaking: news\n      ^"},
		{"auhtor：x", FieldUnknown, "auhtor", "auhtor：x\n^"},
		{"is:new", StateUnknown, "new", "is:new\n   ^"},
		{"after:yesteday", DayWrong, "yesteday", "after:yesteday\n      ^"},
		{"date:0d", DayWrong, "0d", "date:0d\n     ^"},
		{"date:7x", DayWrong, "7x", "date:7x\n     ^"},
		{"after:2021-02-30", DayWrong, "2021-02-30", "after:2021-02-30\n      ^"},
		{"before:2021-13", DayWrong, "2021-13", "before:2021-13\n       ^"},
		{"before:21", DayWrong, "21", "before:21\n       ^"},
		{"before:+021", DayWrong, "+021", "before:+021\n       ^"},
		{"after:2021-00", DayWrong, "2021-00", "after:2021-00\n      ^"},
		{"OR a", OrMisplaced, "OR", "OR a\n^"},
		{"a OR", OrMisplaced, "OR", "a OR\n  ^"},
		{"a OR OR b", OrMisplaced, "OR", "a OR OR b\n     ^"},
		{"\x1b[31m\u202e is:\x1b]", StateUnknown, "?]", "?[31m? is:?]\n          ^"},
		{"e\u0301 is:x", StateUnknown, "x", "e? is:x\n      ^"},
		{
			strings.Repeat("金", 40) + " is:" + strings.Repeat("x", 99), StateUnknown, strings.Repeat("x", 60) + "…",
			"…" + strings.Repeat("金", 26) + " is:" + strings.Repeat("x", 30) + "…\n" + strings.Repeat(" ", 57) + "^",
		},
	}
	for _, test := range tests {
		_, err := Parse(test.text)
		var wrong *Error
		if !errors.As(err, &wrong) {
			t.Errorf("%q: error %v", test.text, err)
			continue
		}
		if wrong.Kind != test.kind || wrong.Word != test.word {
			t.Errorf("%q: kind %d with %q, want %d with %q", test.text, wrong.Kind, wrong.Word, test.kind, test.word)
		}
		if wrong.Caret() != test.caret {
			t.Errorf("%q: caret\n%s\nwant\n%s", test.text, wrong.Caret(), test.caret)
		}
		if sentence := wrong.Error(); strings.ContainsAny(sentence, "\x1b\n") {
			t.Errorf("%q: the error %q is not one line", test.text, sentence)
		}
	}
}

func TestParseQueryRefusesHugeOnes(t *testing.T) {
	for _, text := range []string{strings.Repeat("x", 1<<20), strings.Repeat("a ", 1<<19), strings.Repeat("a ", 1000)} {
		_, err := Parse(text)
		var wrong *Error
		if !errors.As(err, &wrong) || wrong.Kind != TooLong {
			t.Errorf("%d bytes: error %v", len(text), err)
			continue
		}
		if caret := wrong.Caret(); len(caret) > 400 {
			t.Errorf("%d bytes: a caret of %d bytes", len(text), len(caret))
		}
	}
}

// A day is one that there is, of a year of four digits.
func TestDaysHaveBounds(t *testing.T) {
	for _, value := range []string{
		"-1", "0", "1", "999", "0000", "10000", "1000000000", "9223372036854775807", "99999999999999999999", "2021-0", "2021-13", "2021-00-01", "2021-06-31",
		"2021-99999999999999999999", "2021-6-99999999999999999999", "2021-06-11-12", "２０２１", "1e9", "2021-", "-2021", "2021--06",
		"d", "0d", "-7d", "+7d", "10000d", "1000y", "7dd", "７d", "7 d", "99999999999999999999d",
	} {
		for _, field := range []string{"after:", "before:", "date:"} {
			var wrong *Error
			if _, err := Parse(field + value); !errors.As(err, &wrong) || wrong.Kind != DayWrong {
				t.Errorf("%s%s: %v", field, value, err)
			}
		}
	}
	for _, value := range []string{"0001", "9999", "9999-12-31", "2024-02-29", "2021-6-1", "9999d", "9999w", "9999m", "999y", "week"} {
		query, err := Parse("after:" + value)
		if err != nil {
			t.Errorf("%s: %v", value, err)
			continue
		}
		if start := query.Any[0][0].Day.Start(time.Now(), time.UTC); start.Year() < 1 || start.Year() > 9999 {
			t.Errorf("%s begins at %v", value, start)
		}
	}
}

func TestQueryStringQuotesWhatNeedsIt(t *testing.T) {
	tests := []struct {
		term Term
		want string
	}{
		{word("two words"), `"two words"`},
		{word("OR"), `"OR"`},
		{word("-x"), `"-x"`},
		{word("cat:x"), `"cat:x"`},
		{not(word("cat:x")), `-"cat:x"`},
		{of(FieldAuthor, word(`"x`)), `author:"\"x"`},
		{category("“x"), `cat:"“x"`},
		{word("colour:x"), `"colour:x"`},
		{of(FieldTitle, word("OR")), "title:OR"},
	}
	for _, test := range tests {
		if got := all(test.term).String(); got != test.want {
			t.Errorf("%+v is written as %s, want %s", test.term, got, test.want)
		}
	}
}

func TestQueryAnd(t *testing.T) {
	either, err := Parse("a OR b")
	if err != nil {
		t.Fatal(err)
	}
	if got := either.And(category("x"), word("c")).String(); got != "a cat:x c OR b cat:x c" {
		t.Errorf("got %s", got)
	}
	if got := (Query{}).And(word("c")).String(); got != "c" {
		t.Errorf("got %s", got)
	}
	if got := either.String(); got != "a OR b" {
		t.Errorf("And changed its query to %s", got)
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, seed := range []string{
		`数字 "人 民" -cat:"Hacker News"/x\/y OR is:unread after:2021-06 before:today`, `cat:/a\\\/"b`, "“a\\”b” author：x",
		`"\\\"" text:"\/"`, "-- - \xff\"\xfe", "lang:\"\\", "date:7d after:week title:a:b x:y", "after:9999-12-31 before:0001", `cat:"\\"`, "OR", "\u0085a\u00a0b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		query, err := Parse(text)
		if err != nil {
			var wrong *Error
			if !errors.As(err, &wrong) || wrong.Position < 0 || wrong.Position > len(text) {
				t.Fatalf("%q: error %#v", text, err)
			}
			if caret := wrong.Caret(); !utf8.ValidString(caret) || strings.Count(caret, "\n") != 1 {
				t.Fatalf("%q: caret %q", text, caret)
			}
			return
		}
		written := query.String()
		again, err := Parse(written)
		if err != nil && len(written) <= MaximumLength {
			t.Fatalf("%q: written as %q, which is refused: %v", text, written, err)
		}
		if err == nil && !reflect.DeepEqual(withoutPositions(again), withoutPositions(query)) {
			t.Fatalf("%q: written as %q, which is another query", text, written)
		}
	})
}
