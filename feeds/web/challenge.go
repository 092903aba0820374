package web

import (
	"bytes"
	"net/http"
	"strings"
)

// isChallenge knows the headers by which guards of sites tell programs that a page for
// a person comes.
func isChallenge(header http.Header) bool {
	for _, name := range []string{"Cf-Mitigated", "X-Amzn-Waf-Action", "X-Vercel-Mitigated", "Sg-Captcha"} {
		switch strings.ToLower(strings.TrimSpace(header.Get(name))) {
		case "challenge", "captcha":
			return true
		}
	}
	return false
}

// isChallengePage knows such pages by what is in them and in no article: the addresses
// and variables of their scripts. A feed is never one.
func isChallengePage(page []byte) bool {
	page = page[:min(len(page), longestError)]
	start := bytes.ToLower(bytes.TrimLeft(page[:min(len(page), 256)], "\xef\xbb\xbf \t\r\n"))
	if !bytes.HasPrefix(start, []byte("<!doctype html")) && !bytes.HasPrefix(start, []byte("<html")) {
		return false
	}
	for _, mark := range challengeMarks() {
		if bytes.Contains(page, []byte(mark)) {
			return true
		}
	}
	return false
}

func challengeMarks() []string {
	return []string{
		"window._cf_chl_opt", // Cloudflare; pages that are let through have other scripts of its
		"/.within.website/x/cmd/anubis/static/js/main.mjs",                 // Anubis
		"_Incapsula_Resource?SWJIYLWA",                                     // Imperva
		"window.gokuProps",                                                 // Amazon
		"/.well-known/ddos-guard/js-challenge/", "/.well-known/sgcaptcha/", // DDoS-Guard, SiteGround
		"captcha-delivery.com/c.js", "sucuri_cloudproxy_js", // DataDome, Sucuri
		"/_fs-ch-1T1wmsGaOgGaSxcX/", // Fastly
	}
}
