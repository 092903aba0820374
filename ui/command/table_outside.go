package command

import "broadsheet/ui/words"

// This file has the commands that take an article out of the program.

// outsideKeys are those of an article, from every pane.
func outsideKeys() []row {
	return []row{
		{name: "article.browse", keys: "B", help: words.Both("open the article's page in the browser; where there is none, copy its address", "用浏览器打开原网页；不能打开时复制网址"), short: words.Both("browser", "浏览器")},
		{name: "article.edit", keys: "e", help: words.Both("edit the article's file with $VISUAL or $EDITOR", "用 $VISUAL 或 $EDITOR 编辑文章的文件"), short: words.Both("edit", "编辑")},
		{name: "article.pipe", keys: "|", help: words.Both("give the article to a command, as Markdown, HTML or plain text", "把文章以 Markdown、HTML 或纯文本传给命令")},
		{name: "article.copy_text", keys: "Y", help: words.Both("copy the paragraph in sight", "复制当前的段落")},
		{name: "article.mark_lines", keys: "V", help: words.Both("mark lines to copy them; the mouse selects text while shift is held (option on a Mac)", "选取若干行来复制；用鼠标选取文字时请按住 shift（Mac 上按住 option）")},
	}
}

// lineKeys are those of lines that are marked to be copied.
func lineKeys() []row {
	return []row{
		{name: "lines.down", keys: "j down", help: words.Both("a line further down", "向下一行"), short: words.Both("line", "行")},
		{name: "lines.up", keys: "k up", help: words.Both("a line further up", "向上一行"), short: words.Both("line", "行")},
		{name: "lines.paragraph_down", keys: "J }", help: words.Both("to the end of the paragraph, then of the next", "到段落末尾，再到下一段"), short: words.Both("paragraph", "段落")},
		{name: "lines.paragraph_up", keys: "K {", help: words.Both("to the start of the paragraph, then of the one before", "到段落开头，再到上一段"), short: words.Both("paragraph", "段落")},
		{name: "lines.page_down", keys: "space pgdown ctrl+d", help: words.Both("a page further down", "向下一页")},
		{name: "lines.page_up", keys: "b pgup ctrl+u", help: words.Both("a page further up", "向上一页")},
		{name: "lines.last", keys: "G end", help: words.Both("to the end of the article", "到文章末尾")},
		{name: "lines.first", keys: "g home", help: words.Both("to the start of the article", "到文章开头")},
		{name: "lines.from_here", keys: "V", help: words.Both("begin anew at this line", "从这一行重新选取")},
		{name: "lines.other_end", keys: "o", help: words.Both("move the other end", "改为移动另一端")},
		{name: "lines.copy", keys: "y enter", help: words.Both("copy the lines", "复制选中的行"), short: words.Both("copy", "复制")},
		{name: "lines.quote", keys: ">", help: words.Both("copy the lines as a Markdown quotation with its source", "复制为带出处的 Markdown 引文"), short: words.Both("quote", "引用")},
		{name: "lines.end", keys: "esc q", help: words.Both("mark nothing", "取消选取"), short: words.Both("end", "取消")},
	}
}

// pipeKeys are those of the line for a command that reads the article.
func pipeKeys() []row {
	return []row{
		{name: "pipe.run", keys: "enter", help: words.Both("run the command", "运行命令"), short: words.Both("run", "运行")},
		{name: "pipe.drop", keys: "esc", help: words.Both("back, without running anything", "返回，不运行"), short: words.Both("back", "返回")},
		{name: "pipe.form", keys: "tab", help: words.Both("give it Markdown, HTML or plain text", "以 Markdown、HTML 或纯文本传给命令"), short: words.Both("form", "格式")},
		{name: "pipe.earlier", keys: "up ctrl+p", help: words.Both("the command before", "上一个命令")},
		{name: "pipe.later", keys: "down ctrl+n", help: words.Both("the next command", "下一个命令")},
	}
}
