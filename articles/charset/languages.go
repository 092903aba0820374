package charset

// A language is what is known of how often its characters stand in a text, as
// far as it takes to tell character sets from each other. The shares are those
// that are published for newspapers and novels, rounded: a guess does not hang on
// the second digit.
type language struct {
	// letters are the characters beyond ASCII, those of an alphabet in lower case,
	// each before a number that says how often it comes beside the others.
	letters string
	// ranked are such characters without numbers, the commonest first.
	ranked string
	// lettered is the share of the letters where there are ranked ones too, in
	// thousandths of all characters beyond ASCII.
	lettered float64
	// unranked is the share of all other characters of the everyday part of a large
	// set, in thousandths.
	unranked float64
	// marks is the share of the marks of typography, in thousandths.
	marks float64
	nature
}

// nature is how characters beyond ASCII stand together: the chances that one
// follows another, an ASCII letter, or anything else.
type nature struct {
	afterOne, afterLetter, afterOther float64
	cased                             bool
}

// marksOfTypography are those of alphabets, each before its share of all.
const marksOfTypography = "’250“150”150–120—90…50\u00a080«100»100„20‘15•10·5°6©6®3§4€6£5´3™3№3†1‚1‹2›2¡2¿2ª2º2²2½2×1‰1"

// marksOfHan are those of Chinese, Japanese and Korean.
const marksOfHan = "，280。200、130「50」50“40”40：40《25》25（20）20！15？20；12…20—20・10·5『4』4　20【5】5－3～3‘2’2"

func latin(letters string) language {
	return language{letters: letters, marks: 100, nature: nature{0.03, 0.06, 0.05, true}}
}

func alphabet(letters string, cased bool) language {
	return language{letters: letters, marks: 40, nature: nature{0.85, 0.002, 0.4, cased}}
}

func han(letters string, lettered float64, ranked string, unranked float64) language {
	return language{letters: letters, lettered: lettered, ranked: ranked, unranked: unranked, marks: 120, nature: nature{0.93, 0.01, 0.3, false}}
}

// westernLanguages, and those after them, are what is written in a group of
// character sets.
func westernLanguages() []language {
	english := latin("é300ï30ö30è30ü30ñ30ç20á20à20ê20ô10ä20â10í10ó10å5ø5æ5")
	english.marks = 850
	return []language{
		english,
		latin("é540à140è80ê65ç25â15î15ô15û15ù20œ6ë4ï4ü2"),     // French
		latin("ü400ä230ö180ß150é5à2"),                         // German
		latin("ó290á190í250é160ñ100ú50ü5¿10¡5«20»20"),         // Spanish
		latin("ã200ç150á120é110í90ó100ê110à40õ50ú45â30ô20ü5"), // Portuguese
		latin("è300à350ù140ò100é50ì60"),                       // Italian
		latin("ä420å280ö290é10"),                              // Swedish
		latin("ä880ö110å10"),                                  // Finnish
		latin("ø380å400æ200é10ö5"),                            // Danish, Norwegian
		latin("é250ë400ï150ö50ü50è30ê30ó40á10"),               // Dutch
		latin("á180ð400í170þ140é60æ90ö80ó100ú60ý20"),          // Icelandic
		latin("à300é200è150ó150ç60í80ò60ï40ú40ü20·20"),        // Catalan
	}
}

func centralLanguages() []language {
	return []language{
		latin("ą140ę160ć60ł250ń30ó120ś95ź10ż120"),                      // Polish
		latin("í210á150é90ě110ř80č65ž70š55ý65ů45ú10ň6ó3ť4ď3"),          // Czech
		latin("á170í110é80č100š85ž85ý100ľ35ť40ú70ň20ď15ä15ó10ô25ŕ2ĺ2"), // Slovak
		latin("á330é300í60ó100ö90ő80ú30ü55ű20"),                        // Hungarian
		latin("ă330â90î180ş170ţ180"),                                   // Romanian
		latin("č300ć150š280ž180đ70"),                                   // Croatian, Slovene
	}
}

func cyrillicLanguages() []language {
	return []language{
		alphabet("о109е85а80и74н67т63с55р47в45л44к35м32д30п28у26я20ы19ь17г17з16б16ч14й12х10ж9ш7ю6ц5щ4э3ф3ъ1ё1", true), // Russian
		alphabet("о94а86н68и63і57т55в52р49е50с41к40л39д33у33м31п29я24з21ь19б18г16й14ч14х12ц8ї7ж7ю8ш8є6щ4ф3ґ1", true),  // Ukrainian
		alphabet("а116и89о87е87т74н72р55с51в45л35к35д34п27м24з22ъ17я19у17г17б14ч14ж7й7щ6х7ц6ш3ф2ю1ь1", true),          // Bulgarian
	}
}

func greekLanguages() []language {
	return []language{alphabet("α105ο85ι75ε75τ80σ45ν60η48υ38ρ42π40κ40μ32λ28ς40ί35ό30ά28έ24ή20ύ15ώ12ω18γ17δ16χ12θ11φ8β7ξ4ζ4ψ2ϊ1", true)}
}

func turkishLanguages() []language {
	return []language{latin("ı330ü120ş115ç75ö52ğ72â5î3İ40")}
}

func balticLanguages() []language {
	return []language{
		latin("ė250š150ž120ų140į80ū70č70ą40ę20"),       // Lithuanian
		latin("ā320ī150ē150š100ū40ž40ņ60ļ50č20ģ20ķ20"), // Latvian
		latin("ä400õ350ü250ö100š20ž10"),                // Estonian
	}
}

func hebrewLanguages() []language {
	return []language{alphabet("י110ו105ה105ל70א63ר58ת55ש50מ58ב50נ35ם35ח27ק25ד26פ18ע33ט13כ23ן14ג14ס15ז10צ12ץ2ך8ף3", false)}
}

func arabicLanguages() []language {
	return []language{
		alphabet("ا130ل118ي70م64و62ن60ر50ت45ب40ة40ع38د33س27ف27ه33ك22ق21أ25ح18ج13ش10ط10ص9خ8ى9ض6ذ6إ8ز6ث5ئ4غ4ظ2ء4ؤ1آ2ّ5ً3", false), // Arabic
	}
}

func thaiLanguages() []language {
	thai := alphabet("า90น75ร70อ62ก55เ50่55ง48ม40้40ย38ล36ว34ั45ด30ท32ี40ส30ิ34ต28ะ25ป24บ22ค24ห26แ20จ18พ18ข15ใ15ไ16็12ำ15ื18ู15ุ18์18โ10ช12ผ8ซ6ถ9ณ5ศ6ธ4ภ4ญ4ฐ2ฝ1ฟ3ๆ3ฤ1ษ4", false)
	thai.afterOne = 0.97
	return []language{thai}
}

const simplifiedHan = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"

const traditionalHan = "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運"

func simplifiedLanguages() []language  { return []language{han("", 0, simplifiedHan, 150)} }
func traditionalLanguages() []language { return []language{han("", 0, traditionalHan, 150)} }

func japaneseLanguages() []language {
	const hiragana = "の52い40る30に36た34と32は30し32て30を26が28で24な28れ16っ14か22り16さ14あ14こ14す18ま14も14ら12き11く12う14よ9つ8ち6せ6け6え5そ6わ5ど5め5だ9み4お7ば3ろ3や3げ1ず2ひ2ふ2じ3べ2ほ2ぎ1び1む1へ2ゆ1ぶ1ご1ね2ぐ1ぞ1ぼ1ぬ1ざ1ゃ2ゅ1ょ3ん20"
	const katakana = "ー10ン9ス7ト7ル6ア5イ5ラ5リ5ッ4ク4ド4シ4レ3タ3テ3カ3ジ3フ3プ3マ3バ2ロ3コ3サ2ム2メ2オ2ウ2キ2エ2チ2デ2ナ2ニ2パ2グ2ブ2ビ2ャ2ュ2ョ1ィ2ェ1ダ1ミ1ネ1ノ1ハ1ヒ1モ1ピ1ポ1ベ1ボ1ガ1ケ1ゲ1ゴ1ザ1ズ1セ1ソ1ツ1ヤ1ユ1ヨ1ワ1ヘ1ホ1ペ1ァ1ォ1ヴ1"
	return []language{han(hiragana+katakana, 560, "日一国人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨会同事自社発者地業方新場員立開手力問代明動京目通言理体田主題意不作用度強公持野以思家世多正安院心界教文元重近考画海売知道集別物使品計死特私始朝運終台広住無真有口少町料工建空急止送切転研足究楽起着店病質待試族銀早映親験英医仕去味写字答夜音注帰古歌買悪図週室歩風紙黒花春赤青館屋色走秋夏習駅洋旅服政経済民党選挙議市県対相氏調全部実現定性化関係連最表加所結果法決的期取引数情報", 80)}
}

func koreanLanguages() []language {
	return []language{han("", 0, "이다는의에가고을를은로한지하서어기도사나니자리있수시인라대아해일그들것정만게과여보전부제면스등원주장상으오적했할없구관년성비까국안위동말금연러세중되던신마우경미모조문내때소무치생바였각계발공화회통물방당교트현민재실유식산진본단강양분야음데립려선김저요심반행운레프터천편법업차체타입용작건불거간남월추결직파호최습된와드명노복르후알합임않같느열매달번쪽므로밀몇개저키배집길디특별속점외승의증찰청출토포표품필학행향허형확환활황회후", 200)}
}
