package fulltext

import "strings"

// refusal says why a page with an article of so many characters, so many of them in
// links, is none; empty: it is one.
func refusal(p *page, title string, characters, linked int) Kind {
	const notice = 400 // characters that a page may have which only tells why the article is not shown
	if characters < notice {
		words := strings.ToLower(p.title + "\n" + title)
		for _, mark := range marks() {
			if strings.Contains(words, mark.words) {
				return mark.kind
			}
		}
	}
	switch {
	case characters == 0:
		return KindShort
	case p.Password && characters < notice:
		return KindLogin
	case 2*linked > characters:
		return KindLinks
	}
	return ""
}

// mark is what stands in the title of a page that is no article, in lower case.
type mark struct {
	words string
	kind  Kind
}

func marks() []mark {
	return []mark{
		{"just a moment", KindChallenge}, // Cloudflare
		{"attention required!", KindChallenge},
		{"ddos-guard", KindChallenge},
		{"ddos protection", KindChallenge},
		{"checking your browser", KindChallenge},
		{"are you a robot", KindChallenge},
		{"are you human", KindChallenge},
		{"human verification", KindChallenge},
		{"security check", KindChallenge},
		{"access denied", KindChallenge},                // Akamai
		{"making sure you're not a bot", KindChallenge}, // Anubis
		{"sina visitor system", KindChallenge},          // Weibo
		{"安全验证", KindChallenge},                         // Baidu, Zhihu
		{"人机验证", KindChallenge},
		{"滑动验证", KindChallenge},
		{"访问验证", KindChallenge},
		{"环境异常", KindChallenge}, // WeChat
		{"验证码", KindChallenge},
		{"log in", KindLogin},
		{"login", KindLogin},
		{"sign in", KindLogin},
		{"请登录", KindLogin},
		{"用户登录", KindLogin},
		{"登录 -", KindLogin},
		{"not found", KindNotFound},
		{"error 404", KindNotFound},
		{"页面不存在", KindNotFound},
		{"页面没有找到", KindNotFound},
		{"找不到页面", KindNotFound},
		{"内容已被删除", KindNotFound},
		{"已被发布者删除", KindNotFound},
	}
}
