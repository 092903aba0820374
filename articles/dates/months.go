package dates

import (
	"strings"
	"time"
)

// englishMonth gives the English abbreviation of a month in the languages that feeds
// write it in against the rules; "" for any other word.
func englishMonth(word string) string {
	if month := foreignMonth(strings.TrimRight(strings.ToLower(word), ".,")); month > 0 {
		return time.Month(month).String()[:3]
	}
	return ""
}

// monthOf gives the number of a month that is written in lower case, in English or
// another language; 0 for any other word.
func monthOf(word string) int {
	for month := time.January; month <= time.December; month++ {
		name := strings.ToLower(month.String())
		if word == name || word == name[:3] || word == "sept" && month == time.September {
			return int(month)
		}
	}
	return foreignMonth(word)
}

func foreignMonth(word string) int {
	switch word {
	case "janvier", "janv", "januar", "jänner", "jän", "januari", "enero", "ene", "gennaio", "gen", "janeiro", "января", "январь", "янв",
		"січня", "січ", "stycznia", "sty", "ledna", "led", "január", "ocak", "oca", "ιανουαρίου", "ιαν", "януари", "tammikuuta", "ianuarie":
		return 1
	case "février", "févr", "fév", "fevrier", "februar", "februari", "febrero", "febbraio", "fevereiro", "fev", "февраля", "февраль", "фев",
		"лютого", "лют", "lutego", "lut", "února", "úno", "február", "şubat", "şub", "φεβρουαρίου", "φεβ", "февруари", "helmikuuta", "februarie":
		return 2
	case "mars", "märz", "mär", "mrz", "maart", "mrt", "marzo", "março", "marts", "марта", "март", "мар",
		"березня", "бер", "marca", "března", "bře", "március", "mart", "μαρτίου", "μαρ", "maaliskuuta", "martie":
		return 3
	case "avril", "avr", "abril", "abr", "aprile", "апреля", "апрель", "апр",
		"квітня", "квіт", "kwietnia", "kwi", "dubna", "dub", "április", "nisan", "nis", "απριλίου", "απρ", "април", "huhtikuuta", "aprilie":
		return 4
	case "mai", "mei", "mayo", "maggio", "mag", "maio", "maj", "мая", "май",
		"травня", "трав", "maja", "května", "kvě", "május", "mayıs", "μαΐου", "μαϊ", "toukokuuta":
		return 5
	case "juin", "juni", "junio", "giugno", "giu", "junho", "июня", "июнь", "июн",
		"червня", "черв", "czerwca", "cze", "června", "čer", "június", "haziran", "haz", "ιουνίου", "ιουν", "юни", "kesäkuuta", "iunie":
		return 6
	case "juillet", "juil", "juli", "julio", "luglio", "lug", "julho", "июля", "июль", "июл",
		"липня", "лип", "lipca", "lip", "července", "július", "temmuz", "tem", "ιουλίου", "ιουλ", "юли", "heinäkuuta", "iulie":
		return 7
	case "août", "aout", "augustus", "augusti", "agosto", "ago", "августа", "август", "авг",
		"серпня", "серп", "sierpnia", "sie", "srpna", "srp", "augusztus", "ağustos", "ağu", "αυγούστου", "αυγ", "elokuuta":
		return 8
	case "septembre", "septiembre", "settembre", "set", "setembro", "сентября", "сентябрь", "сен", "сент",
		"вересня", "вер", "września", "wrz", "září", "zář", "szeptember", "eylül", "eyl", "σεπτεμβρίου", "σεπ", "септември", "syyskuuta", "septembrie":
		return 9
	case "octobre", "oktober", "okt", "octubre", "ottobre", "ott", "outubro", "out", "октября", "октябрь", "окт",
		"жовтня", "жовт", "października", "paź", "října", "říj", "október", "ekim", "eki", "οκτωβρίου", "οκτ", "октомври", "lokakuuta", "octombrie":
		return 10
	case "novembre", "noviembre", "novembro", "ноября", "ноябрь", "ноя", "нояб",
		"листопада", "лист", "listopada", "lis", "listopadu", "kasım", "kas", "νοεμβρίου", "νοε", "ноември", "marraskuuta", "noiembrie":
		return 11
	case "décembre", "déc", "dezember", "dez", "diciembre", "dic", "dicembre", "dezembro", "декабря", "декабрь", "дек",
		"грудня", "груд", "grudnia", "gru", "prosince", "pro", "aralık", "ara", "δεκεμβρίου", "δεκ", "декември", "joulukuuta", "decembrie":
		return 12
	}
	return 0
}
