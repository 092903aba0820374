package words

// traditional is the program in Traditional Chinese, in the words of Taiwan. Its sentences
// are made of the Simplified ones: whoever adds one in Simplified Chinese calls
//
//	go run ./ui/words/traditional/generate
//
// and reads what comes of it. A word that comes wrong is put into the tables of package
// traditional; a sentence that has to be another one is written here, as a method, and is
// made no more.
type traditional struct{}

// Suggestions are feeds that are written in Traditional Chinese.
func (traditional) Suggestions() []Suggestion {
	return []Suggestion{
		{"報導者", "https://www.twreporter.org/a/rss2.xml"},
		{"科技新報", "https://technews.tw/feed/"},
		{"iThome", "https://www.ithome.com.tw/rss"},
	}
}

// Say gives what stands in a table.
func (traditional) Say(text Said) string { return inTraditional(text.chinese) }

// Quoted is a text in the quotation marks of Taiwan.
func (traditional) Quoted(text string) string { return "「" + text + "」" }
