package linear

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"broadsheet/model"
	"broadsheet/model/fold"
)

// row is something that can be done.
type row struct {
	name  string   // as the screens have it, or "linear." and a word
	typed []string // what may be typed for it, in any language; the first two are told in the help
	help  said     // in a few words; empty: it is not told of
	does  func(s *Session, ctx context.Context, argument string)
}

// rows are all that can be done, in the order of the help.
func rows() []row {
	return slices.Concat(readingRows(), listRows(), articleRows(), markRows(), otherRows())
}

// does makes what a row does of what needs no argument.
func does(f func(s *Session, ctx context.Context)) func(*Session, context.Context, string) {
	return func(s *Session, ctx context.Context, _ string) { f(s, ctx) }
}

func readingRows() []row {
	return []row{
		{"move.down", typed("next 下一段"), both("read on", "继续读"), does((*Session).readOn)},
		{"move.up", typed("- up 上一段"), both("the paragraph before, the headlines before", "上一段，或前面的标题"), does((*Session).readBack)},
		{"linear.again", typed(". again 重读"), both("say it again", "再读一遍"), does((*Session).again)},
		{"linear.where", typed("= where 位置"), both("where you are", "现在的位置"), does((*Session).where)},
		{"linear.go", typed("go"), both("go 12: to paragraph 12", "go 12：到第 12 段"), (*Session).goTo},
		{"move.first", typed("first"), both("to the beginning", "到开头"), does((*Session).first)},
		{"move.last", typed("last"), both("to the end", "到末尾"), does((*Session).last)},
		{"linear.heading", typed("] heading"), both("the next heading", "下一个小标题"), does((*Session).nextHeading)},
		{"linear.heading_back", typed("["), both("the heading before", "上一个小标题"), does((*Session).previousHeading)},
		{"move.half_down", nil, said{}, does((*Session).readOn)},
		{"move.half_up", nil, said{}, does((*Session).readBack)},
		{"move.page_down", nil, said{}, does((*Session).readOn)},
		{"move.page_up", nil, said{}, does((*Session).readBack)},
	}
}

func listRows() []row {
	all := []row{
		{"linear.list", typed("l list 标题"), both("headlines", "标题"), does((*Session).headlines)},
		{"list.open", typed("open 打开"), both("open 3, or just 3: the third headline", "open 3，或只输入 3：打开第 3 篇"), (*Session).open},
		{"next.unread", typed("n"), both("open the next unread article", "打开下一篇未读"), does(func(s *Session, ctx context.Context) { s.unread(ctx, 1) })},
		{"previous.unread", typed("p"), both("open the unread article before", "打开上一篇未读"), does(func(s *Session, ctx context.Context) { s.unread(ctx, -1) })},
		{"next.article", typed("J"), both("open the next article", "打开下一篇"), does(func(s *Session, ctx context.Context) { s.step(ctx, 1) })},
		{"previous.article", typed("K"), both("open the article before", "打开上一篇"), does(func(s *Session, ctx context.Context) { s.step(ctx, -1) })},
		{"list.unread", typed("r unread 未读"), both("unread articles only, or all", "只列未读，或全部"), does((*Session).toggleUnread)},
		{"list.filter", typed("filter 筛选"), both("/word: headlines with a word; / alone: all again", "/字词：筛选标题；只输入 /：取消"), (*Session).filter},
		{"list.search", typed("s search 搜索"), both("s word: search the texts", "s 字词：搜索正文"), (*Session).search},
		{"linear.order", typed("order 顺序"), both("order newest, oldest, title or best", "order newest、oldest、title、best：改变顺序"), (*Session).order},
		{"search.order", nil, said{}, does((*Session).turnOrder)},
		{"list.newest", typed("N"), both("all articles, the newest first", "全部文章，新的在前"), does((*Session).newest)},
		{"category.choose", typed("c categories 分类"), both("categories; c word: one of them", "分类；c 名称：选一个分类"), (*Session).categories},
		{"category.all", typed("0 all 全部"), both("all categories", "全部分类"), does((*Session).chooseAll)},
		{"linear.views", typed("v views 视图"), both("views: today, starred, your own", "视图：今天、星标和自己保存的"), (*Session).views},
		{"filter.save", typed("save 保存"), both("save NAME: keep what is listed as a view", "save 名称：把当前列表保存为视图"), (*Session).saveView},
		{"tree.remove", typed("forget 删除"), both("forget NAME: a view that you saved", "forget 名称：删除自己保存的视图"), (*Session).forgetView},
	}
	for n := 1; n <= 9; n++ {
		all = append(all, row{"category." + strconv.Itoa(n), nil, said{}, does(func(s *Session, ctx context.Context) { s.chooseTop(ctx, n) })})
	}
	return all
}

func articleRows() []row {
	return []row{
		{"article.outline", typed("O outline 大纲"), both("the headings of the article", "文中的小标题"), does((*Session).outline)},
		{"article.links", typed("o links 链接"), both("the links of the article", "文章的链接"), does((*Session).links)},
		{"article.find", typed("find 查找"), both("/word: find in the article; n and N go on", "/字词：在文中查找；n 和 N 到下一处、上一处"), (*Session).find},
		{"find.next", nil, said{}, does(func(s *Session, _ context.Context) { s.match(1) })},
		{"find.previous", nil, said{}, does(func(s *Session, _ context.Context) { s.match(-1) })},
		{"find.end", nil, said{}, does(func(s *Session, _ context.Context) { s.endFind() })},
		{"article.footnote", typed("note 脚注"), both("note 2: say footnote 2", "note 2：读脚注 2"), (*Session).note},
		{"article.copy", typed("y address 网址"), both("the article's address", "文章的网址"), does((*Session).address)},
		{"article.whole", typed("w whole"), both("all of a page of a site, or its article alone", "网页的全部内容，或只有文章"), does((*Session).whole)},
		{"article.full_text", typed("F full 全文"), both("the linked page's full text, or the feed's again", "网页上的全文，或换回订阅源的文字"), does((*Session).fullText)},
	}
}

func markRows() []row {
	return []row{
		{"mark.read", typed("m mark 标记"), both("mark read or unread", "标为已读或未读"), does(func(s *Session, _ context.Context) { s.toggleRead() })},
		{"mark.star", typed("* star 星标"), both("star, or take the star off", "加星标，或去掉"), does(func(s *Session, _ context.Context) { s.toggleStar() })},
		{"mark.all_read", typed("A"), both("mark all that is listed read", "列出的全部标为已读"), does(func(s *Session, _ context.Context) { s.allRead() })},
		{"mark.undo", typed("u undo 撤销"), both("undo the last mark", "撤销上一次标记"), does((*Session).undo)},
	}
}

func otherRows() []row {
	return []row{
		{"feeds.list", typed("f feeds 订阅"), both("the feeds that are followed", "订阅列表"), does((*Session).feeds)},
		{"feed.broken", typed("! broken 失效"), both("the feeds that are broken", "失效的订阅"), does((*Session).brokenFeeds)},
		{"feeds.fetch", typed("fetch 更新"), both("ask the feeds for news now", "立即更新订阅"), does((*Session).fetch)},
		{"linear.news", typed("news 概况"), both("how much there is to read", "有多少未读"), does((*Session).news)},
		{"app.problems", typed("P problems 问题"), both("what is wrong with the files", "文件问题"), does((*Session).problems)},
		{"app.help", typed("h help ? 帮助"), both("this help; help word: of one command", "帮助；help 命令：一个命令的帮助"), (*Session).help},
		{"app.commands", nil, said{}, (*Session).help},
		{"app.back", typed("q back 返回"), both("back to the headlines; from there, leave", "回到标题；在标题处则离开"), does(func(s *Session, _ context.Context) { s.back() })},
		{"app.step_back", typed("esc"), said{}, does((*Session).stepBack)},
		{"app.quit", typed("quit exit bye 退出"), both("leave", "离开"), does(func(s *Session, _ context.Context) { s.leave() })},
	}
}

func typed(words string) []string { return strings.Fields(words) }

// do does what a line says.
func (s *Session) do(ctx context.Context, line string) {
	const longest = 4 << 10 // bytes; a query has no more
	line = strings.TrimSpace(strings.ToValidUTF8(line[:min(len(line), longest)], ""))
	word, argument, _ := strings.Cut(line, " ")
	argument = strings.TrimSpace(argument)
	rest, slash := strings.CutPrefix(line, "/")
	if wide, is := strings.CutPrefix(line, "／"); is {
		rest, slash = wide, true
	}
	switch {
	case line == "":
		s.readOn(ctx)
		return
	case slash && s.read != nil:
		s.find(ctx, rest)
		return
	case slash:
		s.filter(ctx, rest)
		return
	case isNumber(line) && narrow(line) != "0":
		s.choose(ctx, line)
		return
	}
	s.run(ctx, word, argument)
}

// run does the command of a word.
func (s *Session) run(ctx context.Context, word, argument string) {
	if s.read != nil && len(s.read.matches) > 0 && argument == "" {
		switch word {
		case "n":
			s.match(1)
			return
		case "N":
			s.match(-1)
			return
		}
	}
	found, known := s.lookUp(word)
	switch {
	case known && found.does != nil:
		found.does(s, ctx, argument)
	case known:
		s.say(s.language.onScreen(found.name))
	default:
		s.unknown(word)
	}
}

// lookUp finds the row of what was typed: a word of ours, the name of a command, a key of
// one. A row that does nothing is of the screens alone.
func (s *Session) lookUp(word string) (row, bool) {
	word = strings.TrimPrefix(narrow(word), ":")
	if word == "" {
		return s.named("app.help")
	}
	for _, r := range s.rows {
		if slices.Contains(r.typed, word) {
			return r, true
		}
	}
	folded := fold.String(word)
	for _, r := range s.rows {
		if r.name == folded || len(folded) > 1 && slices.Contains(r.typed, folded) {
			return r, true
		}
	}
	for _, c := range s.o.Commands {
		if c.Name == folded || slices.Contains(c.Keys, word) {
			return s.named(c.Name)
		}
	}
	for _, c := range s.o.Commands { // the last word of a name
		if _, last, _ := strings.Cut(c.Name, "."); len(folded) > 1 && last == folded {
			return s.named(c.Name)
		}
	}
	return row{}, false
}

// named is the row of a command, one that does nothing if it is of the screens alone.
func (s *Session) named(name string) (row, bool) {
	for _, r := range s.rows {
		if r.name == name {
			return r, true
		}
	}
	return row{name: name}, true
}

// unknown says that a word means nothing, and which may have been meant.
func (s *Session) unknown(word string) {
	const least = 3 // letters that may have been mistyped
	var all []string
	for _, r := range s.rows {
		for _, typed := range r.typed {
			if len(word) >= least && len(typed) >= least {
				all = append(all, typed)
			}
		}
	}
	s.fail(s.language.noCommand(word, model.Nearest(word, all)))
}

// help says what can be typed; of one command what it does.
func (s *Session) help(_ context.Context, argument string) {
	if argument == "" {
		for _, line := range s.language.help() {
			s.say(line)
		}
		return
	}
	if fold.String(argument) == "all" {
		for _, r := range s.rows {
			if text := s.language.text(r.help); text != "" {
				s.say(s.language.helpLine(s.language.wordsOf(r.typed), text))
			}
		}
		return
	}
	found, known := s.lookUp(argument)
	if !known {
		s.unknown(argument)
		return
	}
	text := s.language.text(found.help)
	for _, c := range s.o.Commands {
		if text == "" && c.Name == found.name {
			text = c.Help[s.language.code()]
		}
	}
	if found.does == nil {
		s.say(s.language.onScreen(found.name))
		return
	}
	s.say(s.language.helpLine(append(s.language.wordsOf(found.typed), found.name), text))
}

// narrow writes what Chinese keyboards give as they mean it here.
func narrow(text string) string {
	return strings.NewReplacer("／", "/", "．", ".", "。", ".", "？", "?", "！", "!", "＊", "*", "－", "-", "＝", "=",
		"０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "：", ":", "【", "[", "】", "]").Replace(text)
}

// isNumber says whether a text is digits alone.
func isNumber(text string) bool {
	text = narrow(text)
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// number is the number that a text says; 0 where it is none.
func number(text string) int {
	n, err := strconv.Atoi(narrow(strings.TrimSpace(text)))
	if err != nil {
		return 0
	}
	return n
}
