package document

import (
	"strings"

	"broadsheet/articles/feed/markup"
)

// The names of elements, as the rest of this package knows them: in lower case, with
// the usual prefix of their namespace, and without one where the namespace is that
// of RSS or Atom. A namespace counts if it is known; if it is not, or was never
// declared, the prefix itself does, for many feeds have wrong ones. What is of a
// namespace and a prefix that nobody knows keeps its prefix, and means nothing.

// usualPrefix gives the prefix that people use for a namespace, and whether it is
// known at all.
func usualPrefix(namespace string) (prefix string, known bool) {
	namespace = strings.ToLower(strings.TrimSpace(namespace))
	namespace = strings.TrimPrefix(strings.TrimPrefix(namespace, "http://"), "https://")
	namespace = strings.TrimRight(namespace, "/#")
	switch namespace {
	case "www.w3.org/2005/atom", "purl.org/atom/ns", "purl.org/rss/1.0", "purl.org/net/rss1.1", "my.netscape.com/rdf/simple/0.9",
		"channel.netscape.com/rdf/simple/0.9", "my.netscape.com/publish/formats/rss-0.91.dtd", "backend.userland.com/rss",
		"backend.userland.com/rss2", "backend.userland.com/rss091", "blogs.law.harvard.edu/tech/rss", "cyber.law.harvard.edu/rss/rss.html",
		"cyber.harvard.edu/rss/rss.html", "purl.org/rss/1.0/modules/rss091":
		return "", true
	case "www.w3.org/1999/02/22-rdf-syntax-ns":
		return "rdf", true
	case "purl.org/rss/1.0/modules/content":
		return "content", true
	case "purl.org/dc/elements/1.1", "purl.org/dc/elements/1.0", "purl.org/dc/1.1":
		return "dc", true
	case "purl.org/dc/terms":
		return "dcterms", true
	case "search.yahoo.com/mrss", "search.yahoo.com/mrss/1.0", "tools.search.yahoo.com/mrss", "video.search.yahoo.com/mrss":
		return "media", true
	case "www.itunes.com/dtds/podcast-1.0.dtd", "example.com/dtds/podcast-1.0.dtd":
		return "itunes", true
	case "purl.org/rss/1.0/modules/syndication":
		return "sy", true
	case "purl.org/syndication/thread/1.0":
		return "thr", true
	case "rssnamespace.org/feedburner/ext/1.0":
		return "feedburner", true
	case "purl.oclc.org/net/rss_2.0/enc", "purl.org/rss/1.0/modules/enclosure":
		return "enc", true
	case "wellformedweb.org/commentapi":
		return "wfw", true
	case "www.w3.org/1999/xhtml":
		return "xhtml", true
	case "www.w3.org/2000/svg":
		return "svg", true
	case "www.w3.org/1998/math/mathml":
		return "math", true
	case "www.w3.org/xml/1998/namespace":
		return "xml", true
	}
	return "", false
}

// scope is the namespaces that are declared where an element stands.
type scope struct {
	outer      *scope
	prefixes   map[string]string // by the prefix that the document uses
	namespaces map[string]string // as declared, by the same
	names      map[string]string // what was asked already, by the name as written
}

// declare gives the scope inside of an element with these attributes.
func (s *scope) declare(list []markup.Attribute) *scope {
	inner := s
	for _, a := range list {
		prefix, isPrefix := strings.CutPrefix(strings.ToLower(a.Name), "xmlns")
		if !isPrefix || prefix != "" && prefix[0] != ':' {
			continue
		}
		if inner == s {
			inner = &scope{outer: s, prefixes: map[string]string{}, namespaces: map[string]string{}, names: map[string]string{}}
		}
		prefix = strings.TrimPrefix(prefix, ":")
		inner.namespaces[prefix] = a.Value
		if usual, known := usualPrefix(a.Value); known {
			inner.prefixes[prefix] = usual
		} else {
			inner.prefixes[prefix] = prefix
		}
	}
	return inner
}

// namespace gives the namespace that a prefix stands for, as it is declared.
func (s *scope) namespace(prefix string) string {
	for ; s != nil; s = s.outer {
		if namespace, declared := s.namespaces[prefix]; declared {
			return namespace
		}
	}
	return ""
}

// name gives the name of an element by how it is written. Attributes have their
// own names: one without a prefix has no namespace.
func (s *scope) name(written string) string {
	if name, known := s.names[written]; known {
		return name
	}
	prefix, local, found := strings.Cut(strings.ToLower(written), ":")
	if !found {
		prefix, local = "", prefix
	}
	name := local
	if usual := s.prefix(prefix); usual != "" {
		name = usual + ":" + local
	}
	const enough = 1000 // names; nobody asks for more twice
	if len(s.names) < enough {
		s.names[written] = name
	}
	return name
}

func (s *scope) prefix(prefix string) string {
	for at := s; at != nil; at = at.outer {
		if usual, declared := at.prefixes[prefix]; declared {
			return usual
		}
	}
	switch prefix {
	case "atom", "a10", "rss":
		return ""
	}
	return prefix
}
