package words

import (
	"strings"

	"broadsheet/model"
)

// This file holds what the program says of what other programs do with an article, and
// of what is copied from it.

// outside words what leaves the program.
type outside interface {
	CopiedNoBrowser(address string) string // no browser can be opened, so the address was copied
	CopiedText(beginning string) string    // a paragraph
	CopiedLines(n int) string
	CopiedQuotation(n int) string
	CopyTooLong(most string) string // a text has more bytes than are copied
	LinesMarked(n int, copies, ends string) string
	OffNoText() string // nothing of the article's text is in sight
	PipeSign() string
	PipeHint() string
	Form(form model.ArticleForm) string
	GivenAs(form string) string // what a command will be given
	Ended(program string) string
	GoBack() string // what to press to see the articles again
	OutsideTrouble(e *model.OutsideError) string
}

func (english) CopiedNoBrowser(address string) string {
	return "No browser can be opened from here; copied: " + address
}
func (english) CopiedText(beginning string) string { return "Copied: “" + beginning + "”" }
func (english) CopiedLines(n int) string           { return "Copied: " + count(n, "line", "lines") }
func (english) CopiedQuotation(n int) string {
	return "Copied as a quotation with its source: " + count(n, "line", "lines")
}

func (english) CopyTooLong(most string) string {
	return "That is more than can be copied at once (" + most + "); mark fewer lines."
}

func (english) LinesMarked(n int, copies, ends string) string {
	return count(n, "line", "lines") + " marked (" + copies + " copies, " + ends + " ends)"
}
func (english) OffNoText() string { return "There is no text in sight to copy." }
func (english) PipeSign() string  { return "|" }
func (english) PipeHint() string {
	return "a command, such as wc -w or less"
}
func (english) GivenAs(form string) string  { return "reads the article as " + form }
func (english) Ended(program string) string { return program + " has ended." }
func (english) GoBack() string              { return "Press enter to go back to the articles." }
func (english) Form(f model.ArticleForm) string {
	switch f {
	case model.AsHTML:
		return "HTML"
	case model.AsText:
		return "plain text"
	default:
		return "Markdown"
	}
}

func (english) OutsideTrouble(e *model.OutsideError) string {
	switch e.Kind {
	case model.NoEditor:
		return "No editor is set: put the name of yours into the variable EDITOR, as in export EDITOR=nano."
	case model.NoProgram:
		return "There is no program " + e.What + " on this machine; check how it is written."
	case model.NoCommand:
		return "Type a command, such as wc -w."
	case model.QuoteOpen:
		return "A quotation mark or a backslash in the command has nothing after it."
	case model.ShellSign:
		return "No shell runs the command, so that " + e.What + " means nothing in it; write sh -c '…' for that."
	case model.ProgramFailed, model.ProgramStopped:
		return withReason(e.What+" failed", ": ", e.Err)
	case model.NotAFile:
		return "The articles of “" + e.What + "” are no files of their own, so that they cannot be edited."
	case model.FileVanished:
		return "The article's file is gone: it was moved or deleted."
	case model.NoClipboard:
		return withReason("The terminal was asked to copy; "+e.What+" could not", ": ", e.Err)
	default:
		return withReason("That could not be done", ": ", e.Err)
	}
}

func (chinese) CopiedNoBrowser(address string) string {
	return "这里无法打开浏览器，已复制网址：" + address
}
func (chinese) CopiedText(beginning string) string { return "已复制：“" + beginning + "”" }
func (chinese) CopiedLines(n int) string           { return "已复制 " + Grouped(n) + " 行" }
func (chinese) CopiedQuotation(n int) string {
	return "已复制 " + Grouped(n) + " 行，作为带出处的引文"
}

func (chinese) CopyTooLong(most string) string {
	return "内容太多，一次最多复制 " + most + "；请少选几行。"
}

func (chinese) LinesMarked(n int, copies, ends string) string {
	return join("已选 "+Grouped(n)+" 行（按", copies, "复制，按", ends, "取消）")
}
func (chinese) OffNoText() string           { return "当前屏幕没有可复制的正文。" }
func (chinese) PipeSign() string            { return "|" }
func (chinese) PipeHint() string            { return "命令，例如 wc -w 或 less" }
func (chinese) GivenAs(form string) string  { return "文章以 " + form + " 格式传给命令" }
func (chinese) Ended(program string) string { return program + " 已运行结束。" }
func (chinese) GoBack() string              { return "按 enter 返回文章。" }
func (chinese) Form(f model.ArticleForm) string {
	switch f {
	case model.AsHTML:
		return "HTML"
	case model.AsText:
		return "纯文本"
	default:
		return "Markdown"
	}
}

func (chinese) OutsideTrouble(e *model.OutsideError) string {
	switch e.Kind {
	case model.NoEditor:
		return "没有设置编辑器：请设置环境变量 EDITOR，例如 export EDITOR=nano。"
	case model.NoProgram:
		return "这台电脑上没有 " + e.What + " 这个程序，请检查拼写。"
	case model.NoCommand:
		return "请输入命令，例如 wc -w。"
	case model.QuoteOpen:
		return "命令里的引号没有配对，或者反斜杠后面没有内容。"
	case model.ShellSign:
		return "命令不经过 shell，" + e.What + " 不起作用；需要时请写成 sh -c '…'。"
	case model.ProgramFailed, model.ProgramStopped:
		return withReason(e.What+" 运行失败", "：", e.Err)
	case model.NotAFile:
		return "“" + e.What + "”里的文章不是单独的文件，无法编辑。"
	case model.FileVanished:
		return "文章的文件已不存在，可能被移走或删除了。"
	case model.NoClipboard:
		return withReason("已请终端复制，但 "+e.What+" 未能复制", "：", e.Err)
	default:
		return withReason("无法完成", "：", e.Err)
	}
}

// withReason is a sentence with what stands behind it, if that is known.
func withReason(sentence, gap string, reason error) string {
	if reason == nil {
		return sentence
	}
	return sentence + gap + strings.TrimSpace(reason.Error())
}
