package pagehead

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"broadsheet/articles/measure"
)

// data is what a page says of its article for search engines: JSON-LD in the words of
// schema.org.
type data struct {
	article                                bool // it is of an article, and not of the page alone
	headline, name, publisher, description string
	published, modified                    string
	created                                string // of the page alone
	url, image, language                   string
	authors, keywords                      []string
}

const (
	deepest     = 6   // lists and values in each other
	mostData    = 200 // things that are looked at
	mostScripts = 20  // that they are looked for in, below the beginning
)

// dataType is the type of the script that such data stand in.
const dataType = "application/ld+json"

// dataBelow looks for data in all of a page, without looking at anything else.
func (s *said) dataBelow(source string) {
	for rest := source; !s.data.article && s.scripts < mostScripts; s.scripts++ {
		_, after, found := strings.Cut(rest, dataType)
		if !found {
			return
		}
		tag, after, _ := strings.Cut(after, ">")
		script, after, ended := strings.Cut(after, scriptEnd)
		const longest = 200 // bytes of what else is in the tag
		if rest = after; ended && len(tag) < longest {
			s.data.read(script)
		}
	}
}

// read takes what a script says, if it is of an article. The first that is one is.
func (d *data) read(script string) {
	script = strings.TrimSpace(script)
	for _, wrapping := range []string{"<!--", "<![CDATA[", "//<![CDATA["} {
		script = strings.TrimSpace(strings.TrimPrefix(script, wrapping))
	}
	for _, wrapping := range []string{"-->", "//]]>", "]]>", ";"} {
		script = strings.TrimSpace(strings.TrimSuffix(script, wrapping))
	}
	var value any
	if json.Unmarshal([]byte(script), &value) != nil {
		if json.Unmarshal([]byte(strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(script)), &value) != nil { // line ends in texts
			return
		}
	}
	left := mostData
	d.walk(value, deepest, &left)
}

// walk looks for an article in a value.
func (d *data) walk(value any, depth int, left *int) {
	if *left--; depth == 0 || *left < 0 || d.article {
		return
	}
	switch value := value.(type) {
	case []any:
		for _, one := range value {
			d.walk(one, depth-1, left)
		}
	case map[string]any:
		if kinds := texts(value["@type"]); slices.ContainsFunc(kinds, isArticle) {
			d.take(value)
			return
		} else if hasKind(kinds, "WebPage", "ItemPage", "WebSite", "Organization", "NewsMediaOrganization") {
			d.takePage(value, kinds)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			d.walk(value[key], depth-1, left)
		}
	}
}

func hasKind(kinds []string, words ...string) bool {
	return slices.ContainsFunc(kinds, func(kind string) bool { return slices.Contains(words, kind) })
}

// isArticle says whether a kind of thing is something to read.
func isArticle(kind string) bool {
	kind = kind[strings.LastIndexAny(kind, "/:")+1:]
	switch kind {
	case "BlogPosting", "Report", "SocialMediaPosting", "DiscussionForumPosting", "LiveBlogPosting", "Review", "Recipe", "HowTo", "QAPage", "Chapter":
		return true
	}
	return strings.HasSuffix(kind, "Article") // NewsArticle, TechArticle …
}

// take takes what is said of an article.
func (d *data) take(article map[string]any) {
	d.article = true
	d.headline, d.name = text(article["headline"]), text(article["name"])
	d.description = text(article["description"])
	d.published = firstOf(text(article["datePublished"]), text(article["dateCreated"]))
	d.modified = text(article["dateModified"])
	d.publisher = firstOf(text(article["publisher"], "name"), d.publisher)
	d.url = firstOf(text(article["url"]), text(article["mainEntityOfPage"], "@id", "url"))
	if strings.HasPrefix(d.url, "#") {
		d.url = ""
	}
	d.image = text(article["image"], "url", "contentUrl")
	d.language = text(article["inLanguage"])
	d.authors = firstList(texts(article["author"], "name"), texts(article["creator"], "name"))
	d.keywords = texts(article["keywords"])
	if len(d.keywords) == 1 {
		d.keywords = strings.FieldsFunc(d.keywords[0], func(r rune) bool { return strings.ContainsRune(",，、;；", r) })
	}
}

// title gives what an article is called: its headline, unless only its name is a part of
// the page's title: Wikipedia's headline is a short description.
func (d *data) title(page string) string {
	page = measure.FoldTitle(html.UnescapeString(page))
	named := func(text string) bool {
		folded := measure.FoldTitle(html.UnescapeString(text))
		return folded != "" && strings.Contains(page, folded)
	}
	if d.headline == "" || !named(d.headline) && named(d.name) {
		return d.name
	}
	return d.headline
}

// takePage takes what is said of a page or a site, which is less sure.
func (d *data) takePage(page map[string]any, kinds []string) {
	if !hasKind(kinds, "WebPage", "ItemPage") {
		d.publisher = firstOf(d.publisher, text(page["name"]))
		return
	}
	d.created = firstOf(d.created, text(page["datePublished"]))
	d.modified = firstOf(d.modified, text(page["dateModified"]))
	d.language = firstOf(d.language, text(page["inLanguage"]))
}

func firstList(lists ...[]string) []string {
	for _, list := range lists {
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// text gives a value as one text: a list's first, or of a thing what the first of the
// keys says.
func text(value any, keys ...string) string {
	if all := texts(value, keys...); len(all) > 0 {
		return all[0]
	}
	return ""
}

// texts gives all texts of a value, or of the things in it what the first of the keys
// says.
func texts(value any, keys ...string) []string {
	switch value := value.(type) {
	case string:
		if strings.TrimSpace(value) != "" {
			return []string{value}
		}
	case []any:
		var all []string
		for _, one := range value[:min(len(value), mostTags)] {
			if _, isList := one.([]any); !isList {
				all = append(all, texts(one, keys...)...)
			}
		}
		return all
	case map[string]any:
		for _, key := range keys {
			if text, isText := value[key].(string); isText && strings.TrimSpace(text) != "" {
				return []string{text}
			}
			if list, isList := value[key].([]any); isList {
				return texts(list)
			}
		}
	}
	return nil
}
