package dates

import "strings"

// englishMonth gives the English abbreviation of a month in the languages that feeds
// write it in against the rules; "" for any other word.
func englishMonth(word string) string {
	switch strings.TrimRight(strings.ToLower(word), ".,") {
	case "janvier", "janv", "januar", "jänner", "januari", "enero", "ene", "gennaio", "gen", "janeiro", "января", "янв":
		return "Jan"
	case "février", "févr", "fév", "februar", "februari", "febrero", "febbraio", "fevereiro", "fev", "февраля", "фев":
		return "Feb"
	case "mars", "märz", "mär", "mrz", "maart", "mrt", "marzo", "março", "марта", "мар":
		return "Mar"
	case "avril", "avr", "abril", "abr", "aprile", "апреля", "апр":
		return "Apr"
	case "mai", "mei", "mayo", "maggio", "mag", "maio", "maj", "мая":
		return "May"
	case "juin", "juni", "junio", "giugno", "giu", "junho", "июня", "июн":
		return "Jun"
	case "juillet", "juil", "juli", "julio", "luglio", "lug", "julho", "июля", "июл":
		return "Jul"
	case "août", "aout", "augustus", "augusti", "agosto", "ago", "августа", "авг":
		return "Aug"
	case "septembre", "septiembre", "settembre", "set", "setembro", "сентября", "сен", "сент":
		return "Sep"
	case "octobre", "oktober", "okt", "octubre", "ottobre", "ott", "outubro", "out", "октября", "окт":
		return "Oct"
	case "novembre", "noviembre", "novembro", "ноября", "ноя":
		return "Nov"
	case "décembre", "déc", "dezember", "dez", "diciembre", "dic", "dicembre", "dezembro", "декабря", "дек":
		return "Dec"
	}
	return ""
}
