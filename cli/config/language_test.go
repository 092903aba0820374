package config

import "testing"

func TestLanguageOf(t *testing.T) {
	for locale, want := range map[string]string{
		"zh_CN.UTF-8": "zh", "zh": "zh", "zh_SG": "zh", "zh_Hans_HK": "zh", "ZH_cn": "zh",
		"zh_TW.UTF-8": "zh-Hant", "zh_HK": "zh-Hant", "zh_MO.utf8": "zh-Hant", "zh-Hant": "zh-Hant", "zh_TW@radical": "zh-Hant", "zh_Hant_HK": "zh-Hant",
		"C.UTF-8": "en", "de_DE": "en", "": "en", "zhuang": "en",
	} {
		e := Environment{Variables: []string{"LC_ALL=" + locale}}
		if got := Defaults(e).Language; got != want {
			t.Errorf("%q is %q, want %q", locale, got, want)
		}
	}
}
