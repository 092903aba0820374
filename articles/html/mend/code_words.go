package mend

import "strings"

// isCodeButton says that a text is what buttons on a block of code say, in the languages
// that most sites with code are in.
func isCodeButton(text string) bool {
	switch strings.ToLower(strings.Trim(text, " \u00a0[]()（）·|!¡！?？✓✔…")) {
	case "copy", "copy code", "copied", "copy to clipboard", "copy snippet", "code copied", "copy text", "copy page",
		"view plain", "plain text", "view raw", "raw", "print", "expand code", "collapse code", "collapse", "expand", "wrap", "toggle word wrap", "run", "run code",
		"open in playground", "select all", "show code", "hide code",
		"复制代码", "复制", "拷贝", "拷贝代码", "已复制", "复制成功", "登录复制", "登录后复制",
		"隐藏代码", "显示代码", "收起代码", "展开代码", "收起", "展开", "纯文本查看", "运行代码", "运行", "ai写代码", "ai运行代码", "ai代码解释", "一键复制", "全选",
		"複製", "複製代碼", "複製程式碼", "複製內容", "已複製", "複製成功", "複製到剪貼簿", "拷貝", "拷貝程式碼", "收合", "收起程式碼", "展開", "展開程式碼",
		"隱藏代碼", "顯示代碼", "隱藏程式碼", "顯示程式碼", "執行", "執行程式碼", "全選",
		"コピー", "コピーする", "コードをコピー", "コピーしました", "コピーされました", "コピー済み", "クリップボードにコピー", "折りたたむ", "展開する", "実行", "実行する", "すべて選択",
		"복사", "복사하기", "코드 복사", "복사됨", "복사되었습니다", "복사 완료", "클립보드에 복사", "접기", "펼치기", "실행", "모두 선택",
		"copier", "copier le code", "copié", "code copié", "copier dans le presse-papiers", "copier le texte", "afficher le code", "masquer le code",
		"exécuter", "développer", "réduire", "tout sélectionner",
		"kopieren", "code kopieren", "kopiert", "code kopiert", "in die zwischenablage kopieren", "in zwischenablage kopieren", "code anzeigen", "code ausblenden",
		"ausführen", "ausklappen", "einklappen", "alles auswählen",
		"copiar", "copiar código", "copiar el código", "copiado", "código copiado", "copiar al portapapeles", "mostrar código", "ocultar código", "ejecutar",
		"expandir", "contraer", "seleccionar todo",
		"copiar o código", "copiar para a área de transferência", "executar", "recolher", "selecionar tudo", "esconder código",
		"copia", "copia codice", "copia il codice", "copiato", "codice copiato", "copia negli appunti", "mostra codice", "nascondi codice", "esegui", "espandi",
		"comprimi", "seleziona tutto",
		"копировать", "скопировать", "копировать код", "скопировать код", "скопировано", "код скопирован", "копировать в буфер обмена", "скопировать в буфер обмена",
		"показать код", "скрыть код", "выполнить", "запустить", "развернуть", "свернуть", "выделить всё", "выделить все":
		return true
	}
	return false
}

// isPlainButton says that a text can be nothing but a button's, even in code.
func isPlainButton(text string) bool {
	switch strings.Trim(text, " \u00a0") {
	case "Copy code", "Copy to clipboard",
		"复制代码", "隐藏代码", "显示代码", "登录后复制", "纯文本查看",
		"複製代碼", "複製程式碼", "隱藏程式碼", "顯示程式碼", "複製到剪貼簿",
		"コードをコピー", "クリップボードにコピー", "코드 복사", "클립보드에 복사",
		"Copier le code", "Copier dans le presse-papiers", "Code kopieren", "In die Zwischenablage kopieren", "In Zwischenablage kopieren",
		"Copiar código", "Copiar al portapapeles", "Copiar para a área de transferência", "Copia codice", "Copia il codice", "Copia negli appunti",
		"Копировать код", "Скопировать код", "Копировать в буфер обмена", "Скопировать в буфер обмена":
		return true
	}
	return false
}
