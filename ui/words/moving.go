package words

import "broadsheet/model"

// moving words what is done again, moves by numbers, and the list of all keys.
type moving interface {
	Redone(kind model.ChangeKind, n int, title string) string
	NothingToRedo() string
	ViewRedone(name string, there bool) string
	OffOnlyInLists() string // the top, the middle and the bottom are those of a list
	NothingToCenter() string
	NoKey() string        // none was found in the help
	TitleReading() string // over the keys that one reads with
	TitleTyping() string  // over those of every line that is typed into
	TypingKeeps() string
	TypingCompletes() string
	TypingMoves() string
	TypingEdits() string
	LinksHelp() string
	NoProblemLike() string // none matches what was typed
	ProblemFiles(n int) string
	ProblemNotShown(path string) string // there is no article of the file to open
}

func (english) Redone(kind model.ChangeKind, n int, title string) string {
	what := "“" + title + "”"
	if n != 1 || title == "" {
		what = count(n, "article", "articles")
	}
	switch kind {
	case model.MarkedRead:
		return "Done again, marked read: " + what
	case model.MarkedUnread:
		return "Done again, marked unread: " + what
	case model.AddedStar:
		return "Done again, starred: " + what
	default:
		return "Done again, star removed: " + what
	}
}

func (english) NothingToRedo() string { return "There is nothing to redo." }
func (english) ViewRedone(name string, there bool) string {
	if there {
		return "Done again, view saved: “" + name + "”"
	}
	return "Done again, view removed: “" + name + "”"
}
func (english) OffOnlyInLists() string    { return "This works in lists, not in the text." }
func (english) NothingToCenter() string   { return "There is no match or heading to put in the middle." }
func (english) NoKey() string             { return "No key does that" }
func (english) TitleReading() string      { return "Reading" }
func (english) TitleTyping() string       { return "Lines to type into" }
func (english) TypingKeeps() string       { return "keep what is typed, or drop it" }
func (english) TypingCompletes() string   { return "complete it, there and back" }
func (english) TypingMoves() string       { return "down, up in what is found" }
func (english) TypingEdits() string       { return "delete a word, all before the cursor" }
func (english) NoProblemLike() string     { return "No problem like that" }
func (english) LinksHelp() string         { return "in the list of links: open, copy" }
func (english) ProblemFiles(n int) string { return count(n, "file", "files") }
func (english) ProblemNotShown(path string) string {
	return "This file cannot be shown here; open it in an editor to correct it: " + path
}

func (chinese) Redone(kind model.ChangeKind, n int, title string) string {
	what := "《" + title + "》"
	if n != 1 || title == "" {
		what = Grouped(n) + " 篇文章"
	}
	switch kind {
	case model.MarkedRead:
		return "已重做，标为已读：" + what
	case model.MarkedUnread:
		return "已重做，标为未读：" + what
	case model.AddedStar:
		return "已重做，加上星标：" + what
	default:
		return "已重做，去掉星标：" + what
	}
}

func (chinese) NothingToRedo() string { return "没有可以重做的操作。" }
func (chinese) ViewRedone(name string, there bool) string {
	if there {
		return "已重做，视图已保存：“" + name + "”"
	}
	return "已重做，视图已删除：“" + name + "”"
}
func (chinese) OffOnlyInLists() string    { return "只能在列表里用，正文里不能用。" }
func (chinese) NothingToCenter() string   { return "没有可以居中的匹配或小标题。" }
func (chinese) NoKey() string             { return "没有这样的按键" }
func (chinese) TitleReading() string      { return "阅读" }
func (chinese) TitleTyping() string       { return "输入行" }
func (chinese) TypingKeeps() string       { return "保留输入，或放弃" }
func (chinese) TypingCompletes() string   { return "补全，或换回上一个" }
func (chinese) TypingMoves() string       { return "在结果中向下、向上" }
func (chinese) TypingEdits() string       { return "删除一个词、光标前的全部" }
func (chinese) NoProblemLike() string     { return "没有这样的问题" }
func (chinese) LinksHelp() string         { return "链接列表里：打开、复制" }
func (chinese) ProblemFiles(n int) string { return Grouped(n) + " 个文件" }
func (chinese) ProblemNotShown(path string) string {
	return "这个文件无法在这里显示；请用编辑器打开并改正：" + path
}
