r"""Negations by ISO 639 code, between spaces: lower-case words or parts of them.

They are regular expressions: `\w*` is any ending, `(?!…)` text that may not follow.
"""

from __future__ import annotations

from types import MappingProxyType

# Verbs of Turkic languages are negated within: gel-di, gel-me-di ("came", "did not come").
_TURKISH_VERB = (
    r"(?!(?:traji)?komedi|namaz|semazen|gömüyor|emiyor|yumuyor)\w{2,}"
    r"(?:m[ae]d[ıiuü]\w*|m[ıiuü]yor\w*|m[ae]y[ae]c[ae][kğ]\w*|m[ae]z\w*|m[ae]m[ıi]ş\w*"
    r"|m[ae]m[ae](?:k|kt[ae]\w*|s[ıi]\w*|l[ae]r\w*)|m[ae]y[ae]n\w*|m[ae]y[ıi]p|m[ae]d[ae]n)"
)
_AZERBAIJANI_VERB = (
    r"(?!komediya)\w{2,}m[aə](?:d[ıiuü]\w*|y[aə]c[aə]\w*|z\w*|y[ıi]b\w*|y[aə]n\w*|m[ıi]ş\w*"
    r"|d[aə]n)"
    r" (?!dəmir|kömür)\w{2,}m[ıiuü]r(?:[aə]m|s[aə]n|ik|ıq|uq|ük|s[iıuü]n[iıuü]z|l[aə]r)?"
)
_KAZAKH_VERB = (
    r"\w{2,}[мбп][ае]й(?:д[ыі]|м[ыі]н|с[ыі]ң|м[ыі]з|т[ыі]н)\w* \w{2,}[мбп][ае][ғг][ае]н\w*"
)
# Armenian verbs take չ- (գնաց, չգնաց: "went", "did not go"); these words begin with it by chance.
_ARMENIAN_VERB = (
    r"չ(?!ար|ափ|որ|ին|եխ|եմպ|եմոդ|եչեն|եռնո|երչիլ|երքեզ|իլի|իկագ|իր|մշկ|մուշ|աղ|ամիչ|ալ|այ|ոլ|ոպան"
    r"|ուգ|նչին|նայած|նայելով|քնաղ|քավոր|ղջիկ)\w+"
)
_PERSIAN_VERB = (
    r"نمی[\w\u200c]*"
    r" ن(?:دار|داشت|بود|شد|شو|کرد|کن|خواه|خواست|باید|شاید|توان|گفت|رفت|رو|یامد|یاف|ماند|ده"
    r"|گیر)[\w\u200c]*"
)

# Words that negate a sentence.
WORDS = MappingProxyType(
    {
        "ar": r"[وف]?(لا|لم|لن|كلا|ليس\w*|لست\w*|دون|عدم|بلا|مستحيل\w*) [وفبل]*(غير|بدون)",
        "az": rf"deyil\w* yox\w* heç\w* {_AZERBAIJANI_VERB}",
        "be": r"""
            не ні няма нельга без ніхто нікога нікому нішто нічога нідзе нікуды ніколі ніяк\w*
        """,
        "bg": r"""
            не няма\w* никой никого нищо никога никъде никак\w* без нито недей\w* невъзможн\w*
        """,
        "bn": "না নয় নেই নি নহে বিনা অসম্ভব",
        "ca": "no mai ningú res cap sense ni tampoc impossible",
        "cs": r"""
            ne není nejsou neby\w+ nem[áůě]\w* nikdy nikdo nikoho nikomu nic ničeho ničím nikde
            nikam žádn\w+ bez ani nelze nemožn\w*
        """,
        "cy": "ddim nid nad ni dim heb",
        "da": r"ikke aldrig ingen intet ingenting uden hverken umulig\w*",
        "de": r"""
            nicht nichts nie niemals niemand\w* nirgend\w* kein\w{0,2} keinerlei keineswegs ohne
            weder unmöglich\w* kaum
        """,
        "el": r"""
            δεν δε μην μη όχι ποτέ κανείς κανένας καμία τίποτα τίποτε πουθενά χωρίς δίχως ούτε
            αδύνατ\w+
        """,
        "en": r"""
            no not never none nobody nothing nowhere neither nor non without cannot \w+n't hardly
            scarcely barely impossible unable unlikely
        """,
        "eo": "ne neniu nenio neniam nenie nek sen",
        "es": r"no nunca jamás nadie nada ningún ningun[oa]s? sin ni tampoco imposible\w*",
        "et": "ei ära ärge pole polnud mitte ega ilma võimatu",
        "eu": "ez ezin inor inoiz ezer gabe",
        "fa": rf"نه نیست\w* هرگز بدون هیچ\w* غیر\w* ناممکن {_PERSIAN_VERB}",
        "fi": r"en et ei emme ette eivät eikä enkä etkä eivätkä älä älkää ilman mahdoton\w*",
        "fr": r"""
            ne n'\w+ pas jamais personne rien aucune?s? nulle?s? sans ni non guère impossible\w*
        """,
        "ga": "ní níl níor nach nár gan ná",
        "gl": r"non nunca ninguén nada ningún\w* sen nin",
        "gu": "નથી નહીં ન ના વગર",
        "he": r"[ושכלמ]{0,2}(לא|אין|בלי|ללא|אינו|אינה|אינם|אינן|איננ\w+|בלתי|טרם|שום)",
        "hi": "नहीं नही न ना मत बिना असंभव",
        "hr": r"""
            ne ni nije nisu nisam nisi nismo niste nema\w* neće\w* nikad nikada nitko niko ništa
            nigdje nigde bez nijed\w+ nemoguć\w*
        """,
        "hu": r"nem ne sem se nincs\w* soha sehol senki\w* semmi\w* nélkül tilos lehetetlen\w*",
        "hy": rf"""
            ոչ ոչինչ ոչնչ\w+ չ(է|ի|եմ|ես|են|ենք|եք|էր|էի\w*) մի՛ երբեք առանց անհնար\w*
            {_ARMENIAN_VERB}
        """,
        "id": "tidak tak bukan jangan belum tanpa tiada mustahil",
        "is": "ekki aldrei enginn engin ekkert án",
        "it": r"non mai nessun\w* niente nulla senza né neanche nemmeno neppure impossibil\w+",
        "ka": r"""
            (არ|ვერ|ნუ)[აც]? (აღ|ვეღ|ნუღ)არ არ(ავი|ავის|აფ|ას)\w* ვერ(ავ|აფ|ას)\w* ნურ(ავ|აფ|ას)\w*
            გარეშე შეუძლებელ\w*
        """,
        "kk": rf"емес\w* жоқ\w* ешкім\w* ештеңе\w* ешқашан ешбір {_KAZAKH_VERB}",
        "ko": r"""
            안 못 아니\w* 아닌\w* 아닙\w* \w*않\w* \w*없\w* \w*못\w* 말[고아라자것]\w* 불가능\w*
        """,
        "ku": "ne na nîne tune qet bê",
        "lt": r"ne nėra nebe niekad\w* niekas nieko niekur joki\w* be nei negalima neįmanoma",
        "lv": r"ne nav nekad nekas neko nekur neviens\w* bez nedrīkst neiespējam\w*",
        "mk": r"не нема\w* никој никого ништо никогаш никаде без ниту невозможн\w*",
        "mr": r"नाही\w* नको नये नव्ह\w+ विना",
        "ms": "tidak tak bukan jangan belum tanpa tiada mustahil",
        "mt": "mhux ma qatt xejn mingħajr",
        "nb": r"ikke aldri ingen intet ingenting uten verken umulig\w*",
        "nl": r"niet niets nooit niemand nergens geen zonder noch onmogelijk\w*",
        "pa": "ਨਹੀਂ ਨਾ ਬਿਨਾਂ",
        "pl": r"""
            nie nigdy nikt nikogo nikomu nic niczego niczym nigdzie żad\w+ bez ani niemożliw\w*
        """,
        "pt": r"não nunca jamais ninguém nada nenhum\w* sem nem tampouco impossíve\w+",
        "ro": r"nu n nici nimeni nimic niciodată niciun\w* fără imposibil\w*",
        "ru": r"""
            не ни нет нету нельзя без безо никто ник(ого|ому|ем|огда|уда|ак\w*) ничто
            нич(его|ему|ем) ничем нигде ниоткуда ничей некого некому нечего негде невозможн\w*
        """,
        "sk": r"""
            nie nikdy nikto nikoho nikomu nič ničoho nikde nikam žiadn\w+ bez ani neby\w+ nebol\w*
            nem[áôo]\w* nemožn\w*
        """,
        "sl": r"""
            ne ni niso nisem nisi nismo niste nima\w* noče\w* nikoli nihče nič nikjer brez niti
            nobe\w+
        """,
        "sq": r"nuk s'\w+ mos jo kurrë askush asgjë pa as pamundur",
        "sr": r"""
            не ни није нису нисам ниси нисмо нисте нема\w* неће\w* никад никада нико ништа нигде
            без ниједан\w* немогућ\w* ne ni nije nisu nisam nisi nismo niste nema\w* neće\w* nikad
            nikada niko ništa nigde bez nijed\w+ nemoguć\w*
        """,
        "sv": r"inte ej icke aldrig ingen inget inga ingenting utan varken omöjlig\w*",
        "sw": "si hapana hakuna bila kamwe sio siyo",
        "ta": "இல்லை இல்லாமல் அல்ல வேண்டாம்",
        "tl": r"hindi wala\w* huwag",
        "tr": rf"""
            değil\w* yok\w* hiç\w* asla (?!frans|hırs|öks)\w{{2,}}s[ıiuü]z\w{{0,4}} {_TURKISH_VERB}
        """,
        "uk": r"""
            не ні ані нема немає без ніхто нік(ого|ому|им|оли|уди) ніщо ніч(ого|ому|им) ніде
            ніяк\w* жоден жодн\w+ неможлив\w*
        """,
        "ur": "نہیں نہ مت بغیر بلا ناممکن",
        "uz": r"emas\w* yo'q\w* hech hechqachon hechkim \w{2,}ma(di|ydi|gan|s)\w*",
        "vi": "không chẳng chưa đừng chớ chả",
    }
)

# Parts of a text that negate it, in scripts without spaces between words.
PARTS = MappingProxyType(
    {
        "ja": """
            (?<![少危])な(?:い|かっ|く|けれ) ません ずに ざる ず(?=[、。]) 不 未(?!来) 無 非(?!常)
        """,
        "km": "មិន គ្មាន កុំ",
        "lo": "ບໍ່ ຫ້າມ ຢ່າ(?!ງ)",
        "my": "မဟုတ် မရှိ ဘူး",
        "th": "ไม่ มิได้ ห้าม อย่า(?!ง) ไร้ ปราศจาก",
        "yue": "唔 冇 未 無",
        "zh": """
            不(?![过過仅僅断斷同久但]) (?<![淹沉埋出])[没沒](?!收) [無无](?!锡|錫)
            (?<![是除南北西东東])非(?![洲常]) 未(?![来來]) 勿 毋 否
            (?<![特分区區性级級个個告类類识識差])[别別](?![的人墅])
        """,
    }
)

# Beginnings of words that mean the contrary, with their replacement: `>un` is possible only
# beside the same word without it ("happy", "unhappy"; but "under").
PREFIXES = MappingProxyType(
    {
        "az": ">na >bi >qeyri",
        "be": ">не >ня >без >бяз >бес",
        "bg": ">не >без >бес",
        "bn": ">অ >অন",
        "cs": ">ne >bez",
        "da": ">u",
        "de": ">un >nicht >miss >in",
        "el": ">α >αν >μη",
        "en": ">un >in >im >il >ir >dis >non >mis",
        "eo": ">ne >mal",
        "es": ">in >im >i >ir >des",
        "et": ">eba",
        "fa": ">ن ب>ن می>نمی >نا >بی",
        "fi": ">epä",
        "fr": ">in >im >il >ir >dés >dé >mal >non",
        "hi": ">अ >अन >बे >ना",
        "hr": ">ne >bez",
        "hy": ">չ >ան >դժ >ապ >ոչ կ>չ",
        "is": ">ó",
        "it": ">in >im >il >ir >dis >s",
        "ka": ">არა >უ",
        "ko": ">불 >비 >무 >미",
        "ku": ">na >ne >bê",
        "lt": ">ne >be",
        "lv": ">ne >bez",
        "mk": ">не >без",
        "nb": ">u",
        "nl": ">on >niet",
        "pl": ">nie >bez",
        "pt": ">in >im >i >ir >des",
        "ro": ">ne >in >im",
        "ru": ">не >без >бес",
        "sk": ">ne >bez",
        "sl": ">ne >brez",
        "sq": ">pa >jo",
        "sr": ">не >без >ne >bez",
        "sv": ">o",
        "sw": ">ha",
        "tr": ">na >gayri",
        "uk": ">не >без",
        "ur": ">نا >بے",
        "uz": ">no >be",
    }
)

# Ends of words that mean the contrary, with the ends that they replace.
SUFFIXES = MappingProxyType(
    {
        "az": ">sız >siz >suz >süz lı>sız li>siz lu>suz lü>süz",
        "de": ">los >slos voll>los",
        "en": ">less ful>less",
        "fi": "llinen>ton llinen>tön",
        "hu": ">talan >telen >tlan >tlen",
        "kk": ">сыз >сіз лы>сыз лі>сіз ды>сыз ді>сіз",
        "nl": ">loos",
        "sv": ">lös",
        "tr": ">sız >siz >suz >süz lı>sız li>siz lu>suz lü>süz",
        "uz": ">siz li>siz",
    }
)
