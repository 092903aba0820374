package query

// Form is one of the forms that a term of a query has, and what it asks for.
type Form struct {
	Examples []string // with examples of values
	Means    string   // the articles that it asks for; what is to be typed stands between `
}

// Forms explains the language of queries: the README, the manual and its tests read it here.
func Forms() []Form {
	return []Form{
		{[]string{`word`}, "with it in the title, the author or a category; in a search, in the title or the text"},
		{[]string{`"a phrase"`}, "with these words in this order"},
		{[]string{`title:word`, `title:"a phrase"`}, "with that in the title alone"},
		{[]string{`text:word`, `text:"a phrase"`}, "with that in the title or the text: Chinese, Japanese and Korean anywhere, other words whole"},
		{[]string{`text:harb*`}, "with a word that begins so; in a search `harb*`"},
		{[]string{`cat:金融`, `category:金融`}, "in a category of that name, at any level, or below it"},
		{[]string{`cat:金融/新浪财经`}, "in the category of that path (`\\/` is a slash in a name, `cat:\"Hacker News\"` a name with a space)"},
		{[]string{`author:name`, `source:name`}, "with that in the author's name"},
		{[]string{`tag:name`}, "with that in a tag"},
		{[]string{`is:unread`, `is:read`, `is:starred`}, "by what you did"},
		{[]string{`is:long`}, "that take eight minutes or more to read"},
		{[]string{`date:2021`, `date:2021-06`, `date:2021-06-11`}, "of that year, month or day"},
		{[]string{`date:today`, `date:yesterday`, `date:week`, `date:month`, `date:year`}, "of today, yesterday, this week (from Monday on), month or year, in your time zone"},
		{[]string{`date:7d`, `date:2w`, `date:3m`, `date:1y`}, "of the last 7 days, 2 weeks, 3 months or year, today included"},
		{[]string{`after:2021-06`, `after:yesterday`, `after:7d`}, "from the beginning of that on"},
		{[]string{`before:2021-06-11`, `before:week`, `before:1y`}, "from before that began"},
		{[]string{`lang:zh`}, "in that language, as the front matter says"},
		{[]string{`-term`}, "without it"},
		{[]string{`one OR other`}, "with one of both; otherwise all terms must hold"},
	}
}
