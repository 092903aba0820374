package mend

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

// isLabelName says that an element is by its class the label that names a language.
func isLabelName(node *html.Node) bool {
	return anyClass(node, func(class string) bool {
		switch class {
		case "lang", "language", "code-lang", "code-language", "lang-label", "language-name", "lang-name", "code-label", "code-block-language":
			return true
		}
		return strings.HasSuffix(class, "-lang") || strings.HasSuffix(class, "__lang")
	})
}

// isLanguage says that a text is the name of a programming language, as labels write it.
func isLanguage(text string) bool {
	switch strings.ToLower(text) {
	case "js", "javascript", "jsx", "ts", "typescript", "tsx", "html", "xml", "css", "scss", "sass", "less", "json", "json5", "yaml", "yml", "toml", "ini",
		"java", "kotlin", "kt", "scala", "groovy", "gradle", "c", "c++", "cpp", "c#", "csharp", "cs", "f#", "go", "golang", "rust", "rs", "zig", "swift",
		"objective-c", "objectivec", "objc", "dart", "php", "ruby", "rb", "python", "py", "perl", "lua", "r", "julia", "haskell", "hs", "elixir", "erlang", "clojure",
		"lisp", "scheme", "ocaml", "sh", "shell", "bash", "zsh", "console", "terminal", "powershell", "ps1", "bat", "cmd", "sql", "mysql", "graphql", "dockerfile",
		"docker", "makefile", "cmake", "nginx", "apache", "http", "diff", "markdown", "md", "tex", "latex", "matlab", "asm", "assembly", "vb", "vbnet", "delphi",
		"pascal", "solidity", "vue", "svelte", "wasm", "protobuf", "vim", "properties", "text", "plaintext", "txt":
		return true
	}
	return false
}

// dropCodeFurniture takes buttons, labels and marked line numbers out of a block of
// code, or of what stands beside one, and gives the language that a label named.
func dropCodeFurniture(block *html.Node) (label string) {
	var visit func(node *html.Node, inCode bool) (dropped bool)
	visit = func(node *html.Node, inCode bool) (dropped bool) {
		for child := node.FirstChild; child != nil; {
			next := child.NextSibling
			if child.Type == html.ElementNode {
				switch language, drop := codeFurniture(child, inCode); {
				case drop:
					if label == "" {
						label = language
					}
					dropped = dropped || !isNumberName(child)
					remove(child)
				case visit(child, inCode || child.DataAtom == atom.Code) && isEmpty(child): // a line without its number is none
					dropped = true
					remove(child)
				}
			}
			child = next
		}
		return dropped
	}
	visit(block, block.DataAtom == atom.Pre && first(block, atom.Code) == nil)
	return label
}

// isEmpty says that nothing to be seen is left in an element.
func isEmpty(node *html.Node) bool {
	text, short := shortText(node)
	return short && text == "" && first(node, atom.Img, atom.Video, atom.Iframe, atom.Svg) == nil
}

// codeFurniture says that an element in a block of code is no code, and the language that
// it names.
func codeFurniture(node *html.Node, inCode bool) (language string, drop bool) {
	if node.DataAtom == atom.Button {
		return "", true
	}
	if plain := len(node.Attr) == 0; plain && inCode {
		text, short := shortText(node)
		return "", short && isPlainButton(text)
	}
	if isNumberName(node) {
		return "", numbersOnly(node)
	}
	text, short := shortText(node)
	if !short || text == "" || first(node, atom.Pre, atom.Code) != nil {
		return "", false
	}
	switch {
	case isPlainButton(text):
		return "", true
	case isCodeButton(text) && (!inCode && !isPart(node) || hasClassWith(node, "copy", "btn", "button", "clipboard", "hidecode", "toolbar")):
		return "", true
	case isLabelName(node) && isLanguage(text):
		return strings.ToLower(text), true
	case dom.HasClass(node, "tools") && strings.Contains(text, "view plain"): // of dp.SyntaxHighlighter: [java] view plain copy
		name, _, _ := strings.Cut(strings.TrimPrefix(text, "["), "]")
		if isLanguage(name) {
			language = strings.ToLower(name)
		}
		return language, true
	}
	return "", false
}

// isPart says that an element is set by a highlighter: a word of the code.
func isPart(node *html.Node) bool {
	return hasClassWith(node, "hljs-", "token", "keyword") || node.DataAtom == atom.Span && runes(dom.Attribute(node, "class")) <= 3
}
