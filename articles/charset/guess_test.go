package charset

import (
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
)

// written are a headline and a text for every language and the character sets that
// it is written in.
var written = []struct{ language, labels, headline, text string }{
	{"simplified Chinese", "gb18030", "港口重新开放，渔民出海", "昨天早上，停了三个月的渡船又开了。码头上站着很多人，有的送客，有的只是来看看。船长说，风浪已经小了，今后每天会有四班船。"},
	{"traditional Chinese", "big5", "港口重新開放，漁民出海", "昨天早上，停了三個月的渡船又開了。碼頭上站著很多人，有的送客，有的只是來看看。船長說，風浪已經小了，今後每天會有四班船。"},
	{"traditional Chinese in GBK", "gb18030", "漁船與燈塔：海邊的舊照片", "昨天早上，停了三個月的渡船又開了。碼頭上站著很多人，有的送客，有的只是來看看。船長說，風浪已經小了，今後每天會有四班船。"},
	{"Japanese", "shift_jis euc-jp iso-2022-jp", "港の渡し船、三か月ぶりに再開", "きのうの朝、三か月止まっていた渡し船がまた動きはじめた。岸壁には大勢の人が立ち、見送る人もいれば、ただ眺めに来た人もいた。船長によると、波はもう静かで、これからは毎日四便が出るという。"},
	{"Japanese in katakana", "shift_jis euc-jp", "ニュースサイトのデザインを変更", "このサイトのデザインを変更しました。スマートフォンでもパソコンでも読みやすくなっています。"},
	{"Korean", "euc-kr", "석 달 만에 다시 열린 항구", "어제 아침, 석 달 동안 멈추었던 나룻배가 다시 떠났다. 부두에는 많은 사람이 서 있었다. 선장은 이제 물결이 잔잔해져 날마다 네 번 배가 다닐 것이라고 말했다."},
	{"Russian", "windows-1251 koi8-r ibm866 iso-8859-5", "Порт снова открыт", "Вчера утром снова пошёл паром, который стоял три месяца. На причале собралось много людей: одни провожали, другие просто смотрели. Капитан сказал, что шторм прошёл и рейсов будет четыре в день."},
	{"Russian in capitals", "windows-1251 koi8-r", "ПОРТ СНОВА ОТКРЫТ", "ПАРОМ ПОЙДЁТ ЗАВТРА УТРОМ, СООБЩИЛ КАПИТАН."},
	{"Ukrainian", "windows-1251 koi8-u", "Порт знову відкрили для рибалок", "Учора вранці знову вирушив пором, який стояв три місяці. На пристані зібралося багато людей. Капітан каже, що хвилі вже вщухли і їздити можна щодня."},
	{"Bulgarian", "windows-1251", "Пристанището отново работи", "Вчера сутринта отново тръгна фериботът, който беше спрян три месеца. На кея се събраха много хора."},
	{"Polish", "windows-1250 iso-8859-2", "Prom znów pływa, rybacy się cieszą", "Wczoraj rano po trzech miesiącach znów wypłynął prom. Na nabrzeżu stało mnóstwo ludzi: jedni żegnali, inni przyszli tylko popatrzeć. Kapitan twierdzi, że morze się uspokoiło i że rejsów będzie cztery dziennie."},
	{"Czech", "windows-1250 iso-8859-2", "Přívoz opět jezdí, rybáři se těší", "Včera ráno po třech měsících znovu vyplul přívoz. Na molu stálo mnoho lidí: jedni se loučili, druzí se přišli jen podívat. Kapitán říká, že vlny už jsou menší."},
	{"Slovak", "windows-1250 iso-8859-2", "Kompa opäť premáva, ľudia sa tešia", "Včera ráno po troch mesiacoch znova vyplávala kompa. Na brehu stálo veľa ľudí, niektorí sa lúčili, ďalší sa prišli len pozrieť."},
	{"Hungarian", "windows-1250 iso-8859-2", "Újra jár a komp, örülnek a révészek: jön az őszi idő", "Tegnap reggel három hónap után újra elindult a komp. A kikötőben sokan álltak, volt, aki búcsúzott, és volt, aki csak nézelődött. A kapitány szerint a hullámok már kisebbek, és ezentúl naponta négyszer közlekednek majd. Az időjárás végre megjavult, a révhez vezető út is szűk, de járható."},
	{"Romanian", "windows-1250 iso-8859-2", "Bacul circulă din nou, pescarii sînt mulţumiţi", "Ieri dimineaţă, după trei luni, bacul a plecat din nou. Pe chei erau mulţi oameni; unii îşi luau rămas bun, alţii veniseră doar să privească."},
	{"Croatian", "windows-1250 iso-8859-2", "Trajekt opet vozi, ribari su sretni što će na more", "Jučer ujutro nakon tri mjeseca ponovno je isplovio trajekt. Na rivi je stajalo mnoštvo ljudi, žene i djeca također. Kapetan kaže da će voziti češće."},
	{"French", "windows-1252", "Le port rouvre après l’été", "Hier matin, le bac est reparti après trois mois d’arrêt. Sur le quai, beaucoup de gens étaient là, les uns pour dire adieu, les autres pour voir. Le capitaine a déclaré que la mer était plus calme."},
	{"German", "windows-1252", "Fähre fährt wieder", "Gestern früh legte nach drei Monaten die Fähre wieder ab. Am Kai standen viele Menschen: Die einen verabschiedeten sich, die anderen wollten nur schauen. Künftig gebe es täglich vier Fahrten, heißt es."},
	{"Spanish", "windows-1252", "El puerto reabrió ayer", "Ayer por la mañana, después de tres meses, zarpó otra vez el transbordador. «¿Volverá mañana?», preguntó una niña en el muelle."},
	{"Portuguese", "windows-1252", "Balsa volta à operação", "Ontem de manhã, após três meses, a balsa voltou a partir. No cais havia muita gente; uns despediam-se, outros vieram só olhar. As ondas já não são tão altas."},
	{"Swedish", "windows-1252", "Färjan går igen", "I går morse gick färjan igen efter tre månader. På kajen stod många människor och såg på."},
	{"Danish", "windows-1252", "Færgen sejler igen på søndag", "I går morges sejlede færgen igen efter tre måneder. På kajen stod mange mennesker og så på."},
	{"English with marks", "windows-1252", "The ferry’s back", "“It’s calm,” said the captain – and the ferry left. It wasn’t the first…"},
	{"English with one word", "windows-1252", "A café reopens", "The café on the quay opened again yesterday."},
	{"Greek", "windows-1253 iso-8859-7", "Το λιμάνι άνοιξε ξανά", "Χθες το πρωί, μετά από τρεις μήνες, το πορθμείο έφυγε ξανά. Στην προβλήτα στέκονταν πολλοί άνθρωποι."},
	{"Turkish", "windows-1254", "Vapur yeniden yola çıktı", "Dün sabah, üç ay sonra, vapur yeniden yola çıktı. İskelede çok sayıda insan vardı; kimi uğurluyor, kimi yalnızca bakıyordu."},
	{"Hebrew", "windows-1255", "הנמל נפתח מחדש", "אתמול בבוקר, אחרי שלושה חודשים, יצאה שוב המעבורת. על הרציף עמדו אנשים רבים."},
	{"Arabic", "windows-1256", "الميناء يفتح من جديد", "صباح أمس، بعد ثلاثة أشهر، غادرت العبارة مرة أخرى. وقف على الرصيف كثير من الناس."},
	{"Lithuanian", "windows-1257", "Keltas vėl plaukia, žvejai džiaugiasi", "Vakar rytą po trijų mėnesių vėl išplaukė keltas. Krantinėje stovėjo daug žmonių."},
	{"Thai", "windows-874", "ท่าเรือเปิดอีกครั้ง", "เมื่อวานนี้ตอนเช้า เรือข้ามฟากออกจากท่าอีกครั้งหลังจากหยุดไปสามเดือน มีคนยืนอยู่ที่ท่าเรือเป็นจำนวนมาก"},
}

// TestGuess reads headlines and texts that say nothing of their character set, bare
// and among the tags of a page.
func TestGuess(t *testing.T) {
	for _, w := range written {
		for label := range strings.FieldsSeq(w.labels) {
			encoding, _ := charset.Lookup(label)
			for kind, text := range map[string]string{
				"headline": w.headline, "text": w.text, "page": "<div class=\"story\">\n<h1>" + w.headline + "</h1>\n<p>" + w.text + "</p>\n</div>\n",
			} {
				data, err := encoding.NewEncoder().Bytes([]byte(text))
				if err != nil {
					t.Errorf("%s, %s: %v", w.language, label, err)
					continue
				}
				got := Decode(data, false)
				if got.Text != text {
					t.Errorf("%s in %s, %s: read as %q, %v", w.language, label, kind, got.Text, got.Problems)
				}
				if len(got.Problems) != 1 || !strings.HasSuffix(got.Problems[0].Text, "which is a guess.") {
					t.Errorf("%s in %s, %s: problems %v", w.language, label, kind, got.Problems)
				}
			}
		}
	}
}
