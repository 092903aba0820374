package traditional

import (
	"testing"
	"unicode/utf8"

	"broadsheet/model/fold"
)

func TestOf(t *testing.T) {
	for simplified, want := range map[string]string{
		"文件夹里没有 .md 文件":  "資料夾裡沒有 .md 檔案",
		"软件和程序的默认设置":     "軟體和程式的預設設定",
		"服务器、鼠标、屏幕":      "伺服器、滑鼠、螢幕",
		"配置文件第 %s 行":     "設定檔第 %s 行",
		"行宽 76 列，列出订阅":   "行寬 76 欄，列出訂閱",
		"网络磁盘":           "網路磁碟",
		"《Night》 ·  ● ★": "《Night》 ·  ● ★",
		"":               "",
	} {
		if got := Of(simplified); got != want {
			t.Errorf("%q is %q, want %q", simplified, got, want)
		}
	}
}

// TestPairs holds that each traditional form is one of its simplified character, as search
// knows them, and that none is there twice.
func TestPairs(t *testing.T) {
	all, seen := []rune(pairs), map[rune]bool{}
	if len(all)%2 != 0 || len(all) < 800 {
		t.Fatalf("%d characters", len(all))
	}
	for i := 0; i < len(all); i += 2 {
		if fold.String(string(all[i+1])) != fold.String(string(all[i])) || all[i] == all[i+1] {
			t.Errorf("%c is no traditional form of %c", all[i+1], all[i])
		}
		if seen[all[i]] {
			t.Errorf("%c is there twice", all[i])
		}
		seen[all[i]] = true
	}
}

// TestWords holds that no word is there twice, and that each is valid text.
func TestWords(t *testing.T) {
	seen := map[string]bool{}
	for _, pair := range words() {
		if seen[pair[0]] || pair[0] == "" || pair[1] == "" || !utf8.ValidString(pair[1]) {
			t.Errorf("%q is there twice, or empty", pair[0])
		}
		seen[pair[0]] = true
	}
}
