package ui

func (english) helpDown() string            { return "down" }
func (english) helpUp() string              { return "up" }
func (english) helpHalfDown() string        { return "half a page down" }
func (english) helpHalfUp() string          { return "half a page up" }
func (english) helpPageDown() string        { return "a page down; at an article's end the next unread one" }
func (english) helpPageUp() string          { return "a page up" }
func (english) helpFirst() string           { return "to the top" }
func (english) helpLast() string            { return "to the end" }
func (english) helpLeft() string            { return "to the pane on the left" }
func (english) helpRight() string           { return "to the pane on the right" }
func (english) helpNextPane() string        { return "next pane" }
func (english) helpPreviousPane() string    { return "previous pane" }
func (english) helpTreeOpen() string        { return "to the headlines of the category" }
func (english) helpUnfold() string          { return "unfold the category, else to its headlines" }
func (english) helpFold() string            { return "fold the category, else to the one above" }
func (english) helpChoose() string          { return "choose a category by typing, in pinyin too" }
func (english) helpNth() string             { return "the n-th category at the top" }
func (english) helpAll() string             { return "all articles" }
func (english) helpOpen() string            { return "open the article and mark it read" }
func (english) helpFilter() string          { return "filter the headlines while typing" }
func (english) helpUnreadOnly() string      { return "unread articles only, or all" }
func (english) helpNextUnread() string      { return "next unread article" }
func (english) helpPreviousUnread() string  { return "previous unread article" }
func (english) helpNextArticle() string     { return "next article" }
func (english) helpPreviousArticle() string { return "previous article" }
func (english) helpFind() string            { return "find in the article while typing" }
func (english) helpLinks() string           { return "links of the article" }
func (english) helpOutline() string         { return "the outline of the article" }
func (english) helpFootnote() string        { return "to a footnote in sight, and back" }
func (english) helpCopy() string            { return "copy the article's address" }
func (english) helpZoom() string            { return "the article alone, or beside the headlines" }
func (english) helpWider() string           { return "longer lines" }
func (english) helpNarrower() string        { return "shorter lines" }
func (english) helpRead() string            { return "mark read or unread" }
func (english) helpStar() string            { return "star, or take the star off" }
func (english) helpReadAll() string         { return "mark all headlines shown read" }
func (english) helpUndo() string            { return "undo the last mark" }
func (english) helpTheme() string           { return "next theme" }
func (english) helpHelp() string            { return "all keys" }
func (english) helpPalette() string         { return "all commands, by typing" }
func (english) helpProblems() string        { return "what could not be understood of the files" }
func (english) helpEscape() string          { return "one step back: drops the last filter, leaves the article" }
func (english) helpBack() string            { return "back; at the first screen quit" }
func (english) helpQuit() string            { return "quit" }
func (english) helpFindNext() string        { return "next match" }
func (english) helpFindPrevious() string    { return "previous match" }
func (english) helpFindEnd() string         { return "end the find" }
func (english) helpFilterKeep() string      { return "keep the filter" }
func (english) helpFilterDrop() string      { return "drop what was typed" }
func (english) helpFindKeep() string        { return "go through the matches" }
func (english) helpFindDrop() string        { return "end the find" }
func (english) helpMenuDown() string        { return "down" }
func (english) helpMenuUp() string          { return "up" }
func (english) helpMenuPageDown() string    { return "a page down" }
func (english) helpMenuPageUp() string      { return "a page up" }
func (english) helpMenuChoose() string      { return "choose" }
func (english) helpMenuClose() string       { return "close" }
func (english) helpPopupClose() string      { return "close" }
func (english) helpLinkOpen() string {
	return "open the link, or copy it where no browser can be opened"
}
func (english) helpLinkCopy() string { return "copy the link" }
