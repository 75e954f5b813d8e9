"""Words that bind to the next or the previous word, by ISO 639 code of their language.

They are the short closed classes of each grammar: articles, prepositions, conjunctions,
negations and particles that precede their word; postpositions and enclitics that follow it.
Words that are adverbs or particles of verbs as often (English "up", "out") are left out.
"""

from __future__ import annotations

from types import MappingProxyType

_BALKAN = (
    "a i u o s k sa ka na po od do za iz uz pri pod nad kod bez kroz pred zbog ili ali ni niti ne"
    " da što kao nego jer dok ako kad"
)
_SCANDINAVIAN = "og eller men at som av på til fra med mot ved om hos over under etter før enn i"

# Words that bind to the next one. Those of one letter in `no_break_words` are added.
BEFORE_WORD = MappingProxyType(
    {
        "af": "die n n en of maar in op aan by vir van met tot uit na om te oor as dat nie se",
        "am": "ወደ እና ስለ እንደ ያለ ግን ወይም አንድ ይህ እስከ በ ከ ለ የ",
        "ar": "في من إلى على عن مع بين حتى منذ دون ضد عبر نحو لدى قبل بعد تحت فوق عند غير و أو"
        " ثم أم أن إن أنّ إنّ لا لم لن ما قد سوف هل يا كل هذا هذه أي كما إذا لو بل لكن",
        "az": "və ya amma bir bu o ən daha hər heç nə",
        "be": "не ні на па да з са за пад над пра пры ад для без праз аб або але што як дзе"
        " калі ды ці ды таму дый перад між каля",
        "bg": "не ни на по до от за из без при под над пред през със във към зад между край"
        " или но че да та като ако ще най",
        "bn": "ও এবং বা যে কিন্তু এই সেই এক একটি আর তবে",
        "bs": _BALKAN,
        "ca": "el la els les lo un una uns unes de del dels i o a al als en per pel pels amb"
        " que no sense sota entre si ni com des fins sobre es va són té",
        "cs": "ne na po do od ze ve ke se ku za bez pro při pod nad před přes mezi podle kvůli"
        " ani nebo ale že aby když než jako ať či",
        "cy": "y yr a ac i o yn ar am at gan dan heb neu ond ei eu fy dy na ni rhag wrth trwy"
        " drwy",
        "da": f"en et den det de {_SCANDINAVIAN} af mod efter ikke i for end samt ind vor sin sit",
        "de": "der die das den dem des ein eine einen einem einer eines und oder aber als wie"
        " dass ob wenn weil in im ins an am ans auf aus ab bei beim bis mit nach von vom vor zu"
        " zum zur für um über unter ohne gegen durch seit statt nicht kein keine keinen sein"
        " seine ihr ihre pro per trotz wegen je sowie",
        "el": "ο η το οι τα του της των τον την τη τους τις στο στη στην στον στα στους στις"
        " σε με για από να θα δεν δε μη μην και κι ή ως προς κατά μετά παρά που πως ότι αν ένας"
        " μια μία ένα χωρίς όπως αλλά ούτε αντί επί υπό",
        "en": "a an the and or but nor & of in on at by to for from with into onto upon than"
        " as if via per vs v vs. v. not no that who its his her my our your their over amid"
        " near after under about since until when while between without against",
        "eo": "la kaj aŭ sed de da en al por per kun sen sur sub ĉe ĉi se ol el pri tra pro"
        " ĝis ke ne ni",
        "es": "el la los las lo un una unos unas de del y e o u a al en con por para sin so"
        " tras que no ni si como más su sus se ante bajo desde entre hacia hasta sobre según"
        " pero muy tan le les es son ha han",
        "et": "ja või ning ega ei et kui kuid aga ent siis see üle enne pärast",
        "eu": "eta edo ez baina",
        "fa": "و به در از با بر برای تا بی که یا نه هر این آن یک اگر هیچ چه ضد بین غیر پیش پس"
        " روی زیر علیه نیز می نمی",
        "fi": "ja tai eli vai sekä että jos kun kuin ei en et eivät vaan mutta joka jotka"
        " ennen ilman kohti",
        "fil": "ang ng sa at ay o si ni mga na kay para nang hindi kung pero sina nina",
        "fo": "og ella men at sum av á til frá við um hjá yvir undir eftir í úr ikki ein eitt",
        "fr": "le la les un une des de du d l au aux à en y et ou où mais ni car que qui dont"
        " si par pour sur sous sans avec dans chez vers dès entre contre comme ne pas plus se"
        " son sa ses leur leurs mon ma mes nos vos ce cet cette ces il elle on ils très",
        "fy": "de it in n en of mar op oan by foar fan mei ta út nei om te oer as dat net",
        "ga": "an na agus ach nó ag ar as do de i in le ó go nach ní níl is a mo faoi gan idir"
        " roimh",
        "gd": "an na am agus ach no aig air à do de ann le o gu nach cha is mo fo gun eadar ro",
        "gl": "o a os as un unha uns unhas de do da dos das e ou en no na nos nas ao á aos ás"
        " por polo pola con que non para sen se nin como máis seu súa",
        "gu": "અને કે આ એક પણ તે",
        "he": "של על את אל עם כי או גם לא אם בין עד מן אשר אך רק כל בלי ללא לפי נגד אצל מול זה"
        " אין יש בן בת בר",
        "hi": "और या कि एवं व पर न मत इस उस यह वह एक अगर लेकिन हर",
        "hr": f"{_BALKAN} te pa",
        "hu": "a az egy és s de vagy hogy nem ne ha mint sem se meg míg mert csak ez ezt azt új",
        "hy": "և եւ ու կամ թե որ որի եթե բայց իսկ ի առ ըստ դեպի առանց մի չի չեն չէ չեմ ոչ մեր"
        " իր ձեր նրա այս այդ այն նոր սակայն մինչ մինչև մինչեւ քան որպես իբրև ինչպես շատ ամեն",
        "id": "di ke dari dan atau untuk yang dengan pada oleh dalam para tak tidak bagi akan"
        " agar jika si sang se tapi serta bukan saat usai demi",
        "is": "og eða en í á um til frá með við af að sem ekki úr ef hjá eftir undir yfir"
        " fyrir né án",
        "it": "il lo la i gli le un uno una di del dello della dei degli delle a al allo alla"
        " ai agli alle da dal dalla dai dalle in nel nella nei nelle con su sul sulla sui sulle"
        " per tra fra e ed o od ma né che chi se non come più è ha suo sua loro ci si senza"
        " verso dopo",
        "ka": "და ან რომ თუ არ ვერ ნუ მაგრამ ხოლო არა ეს ეგ ის ამ იმ როგორც ვიდრე რა რის",
        "kk": "және мен пен бен не немесе бір бұл сол осы ең бірақ әр еш",
        "ko": "및 또는 혹은 그 이 저 한 두 세 네 새 첫 각 전 제 안 못 더 약 총 단 온 현",
        "ku": "û yan lê ji di li bi bo ku ne her yek ev ew",
        "ky": "жана бир бул ошол эң же бирок ар эч",
        "lb": "den d de dat déi en eng an oder mee vun vum mat fir op bei no zu zum aus am ëm"
        " ouni net",
        "lt": "ir ar bet su į iš ant po prie per už be dėl iki nuo ne kad o bei apie tarp pas"
        " pro jei kai kaip nei dar prieš virš",
        "lv": "un vai bet ar uz no pie par pa pēc bez līdz pret ap aiz zem ne ka lai jo kā ja"
        " kad pirms starp gan nav",
        "mk": "не ни на по до од за из без при под над пред со во кон меѓу или но дека да та"
        " што како ако ќе а и с низ",
        "mr": "आणि व किंवा की हा ही हे या त्या एक पण तर न",
        "ms": "di ke dari dan atau untuk yang dengan pada oleh dalam para tak tidak bagi akan"
        " agar jika si sang bukan ini itu",
        "mt": "ta ma fi bi u jew li lil minn għal sa kif dwar bejn",
        "nb": f"en et ei den det de {_SCANDINAVIAN} ikke for av sin sitt",
        "ne": "र वा तर कि यो त्यो एक न अनि",
        "nl": "de het een en of maar dat die als dan in op aan bij voor van met tot uit naar"
        " om te over onder door tegen zonder na per niet geen zijn haar hun t s is",
        "nn": "ein ei eit den det dei og eller men at som av på til frå med mot ved om hos"
        " over under etter før enn i ikkje for sin",
        "pa": "ਅਤੇ ਤੇ ਜਾਂ ਕਿ ਇਹ ਉਹ ਇਸ ਇੱਕ ਨਾ ਪਰ",
        "pl": "nie na po do od ze we ku za bez dla przy pod nad przed przez między oraz lub"
        " ale że żeby by bo czy ani niż jak gdy co to się są u",
        "pt": "o a os as um uma uns umas de do da dos das e ou em no na nos nas ao à aos às"
        " por pelo pela com que não para sem se nem como mais seu sua sob sobre entre até após"
        " mas é num numa",
        "ro": "un o unui unei al a ai ale și sau ori dar ci de la în din pe cu prin pentru"
        " spre fără sub după între că să nu nici ca mai cel cea cei cele se ce lui",
        "ru": "так не ни на по до от ото об обо из изо во со ко за без для при под над про"
        " через перед между или но да что чтобы как если где кто то чем ли это их его её ещё"
        " уже из-за из-под",
        "sk": "ne na po do od zo vo so ku za bez pre pri pod nad pred cez medzi podľa ani"
        " alebo ale že aby keď než ako či nie",
        "sl": "a in ali pa ne ni na po do od iz za brez pri pod nad pred čez med da ker ko če"
        " kot ki v s z k h o u ob",
        "sq": "e i të së dhe në me nga për te tek një por ose as si se nuk mbi pas pa ka do",
        "sr": f"{_BALKAN} а и у о с к са ка на по од до за из уз при под над код без кроз пред"
        " због или али ни нити не да што као него јер док ако кад",
        "sv": "en ett den det de och eller men att som av på till från med mot vid om hos över"
        " under efter före än i för inte ej sin sitt utan ur åt när",
        "sw": "wa ya la cha vya za kwa na ni si katika kwenye au kama pa mwa ku lakini bila"
        " hadi kuhusu",
        "ta": "ஒரு இந்த அந்த மற்றும் அல்லது என் எந்த",
        "te": "ఒక ఈ ఆ మరియు లేదా",
        "tr": "ve veya ya ama bir bu şu o en daha çok ne her hiç değil",
        "uk": "не ні на по до від од із зі за без для при під над про через перед між або чи"
        " але та що щоб як якщо де хто бо то це їх його її ще вже серед проти з-за з-під",
        "ur": "اور یا کہ نہ و اس یہ ایک ہر",
        "uz": "va yoki ammo bir bu shu eng har hech",
        "vi": "của và với ở trong từ đến cho về tại vì là có các những một không bị được do"
        " theo khi nếu hay hoặc mà trên dưới sau trước để bởi sẽ đã đang rất chưa cùng như giữa"
        " ngoài",
        "zh": "在 和 与 與 及 或 对 對 向 从 從 被 把 将 將 由 以 为 為 于 於 第 不 未 就 跟 同"
        " 给 給 让 讓 使 因 当 當 而 但 但是 并 並 且 如 像 比 自 是 还 還 也 都 又 再 才 只 很"
        " 更 最 太 已 已经 已經 正 正在 曾 没 沒 没有 沒有 无 無 会 會 能 能够 能夠 可 可以 要"
        " 想 该 該 应 應 必须 必須 这 這 那 哪 每 各 某 这些 這些 那些 哪些 一些 老 新 旧 舊 大"
        " 小",
    }
)
# Words that bind to the previous one.
AFTER_WORD = MappingProxyType(
    {
        "am": "ላይ ውስጥ ጋር ነው ናቸው ድረስ በኋላ",
        "az": "də da ki mi mı mu mü üçün ilə kimi qədər görə isə haqqında bəy xanım",
        "be": "жа ж бы б лі ль",
        "bg": "ли",
        "bn": "না নেই নয় নি থেকে জন্য সঙ্গে সাথে দিয়ে পর কাছে মধ্যে বিরুদ্ধে দ্বারা হতে ছাড়া পর্যন্ত",
        "bs": "li",
        "el": "μου σου μας σας",
        "en": "jr sr",
        "et": "ka vastu eest poolt kaudu",
        "eu": "ere da dira du dute",
        "fa": "را ها هم است شد",
        "fi": "kanssa takia vuoksi kautta mukaan jälkeen aikana välillä puolesta",
        "gu": "છે માટે પર સાથે નથી",
        "hi": "का की के को से में पर ने तक ही भी तो जी है हैं था थी थे लिए बाद साथ द्वारा नहीं",
        "hr": "li",
        "hu": "is után alatt előtt mellett ellen miatt között felé nélkül szerint iránt által",
        "hy": "է են էր էին եմ էլ մեջ վրա հետ համար մասին դեմ տակ մոտ առաջ հետո պես կողմից միջև"
        " միջեւ",
        "id": "ini itu pun",
        "ka": "კი შესახებ მიერ მიმართ წინააღმდეგ შორის შემდეგ დროს გამო მიხედვით",
        "kk": "да де ма ме ба бе па пе үшін туралы дейін кейін сияқты ғана",
        "ko": "등 것 것이 것을 수 때 중 뿐 만큼 때문에 때문 대로 간 씨 님 대통령 총리 장관"
        " 의원 위원장 대표 회장 교수 총장 지사 시장 박사 감독 선수",
        "ku": "jî de da re",
        "ky": "да де үчүн менен тууралуу чейин кийин",
        "mk": "ли",
        "mr": "आहे आहेत नाही साठी मध्ये",
        "ne": "पनि नै छ छन् हो",
        "pa": "ਦਾ ਦੇ ਦੀ ਦੀਆਂ ਨੂੰ ਨੇ ਤੋਂ ਵਿੱਚ ਵਿਚ ਨਾਲ ਲਈ ਹੈ ਹਨ",
        "ru": "же ж ли ль бы б",
        "sr": "ли li",
        "ta": "மீது பற்றி வரை உடன் என்று என போது பின் முன்",
        "te": "మీద గురించి కోసం పై వరకు తో",
        "tr": "de da ki mi mı mu mü ile için gibi kadar göre ise bile diye bey hanım paşa",
        "uk": "же ж би б",
        "ur": "کا کی کے کو سے میں پر نے تک ہی بھی تو لیے بعد ساتھ ہے ہیں تھا نہیں",
        "uz": "ham uchun bilan kabi haqida esa",
        "vi": "này đó kia nào ấy",
        "zh": "的 地 得 了 着 著 过 過 们 們 等 吗 嗎 呢 吧 之 者 氏 年 月 日 里 裡 裏 中 上 下"
        " 内 內 外 后 後 时 時 间 間 号 號 到 里的 裡的 中的 上的 下的 公司 集团 集團 银行 銀行"
        " 大学 大學 学院 學院 医院 醫院 法院 协会 協會 委员会 委員會 通讯社 通訊社 部 局 省 市"
        " 县 縣 区 區 州 岛 島 港 河 湖 山",
    }
)
# The same in scripts without spaces between words.
BEFORE_PART = MappingProxyType(
    {
        "km": "នៃ និង ក្នុង ពី ជាមួយ មិន ឬ ដើម្បី ប៉ុន្តែ ថា ឱ្យ ដោយ ដល់ ជា ការ នៅ លើ លោក លោកស្រី ដែល អង្គការ",
        "lo": "ທີ່ ຂອງ ແລະ ໃນ ຈາກ ກັບ ບໍ່ ຫຼື ເພື່ອ ແຕ່ ວ່າ ໃຫ້ ໂດຍ ຕໍ່ ຕາມ ເຖິງ ເປັນ ການ ຄວາມ ທ່ານ",
        "th": "ที่ ของ และ ใน จาก กับ ไม่ หรือ เพื่อ แต่ ว่า ให้ โดย ต่อ แก่ ตาม ถึง เป็น การ"
        " ความ นาย นาง นางสาว ซึ่ง อัน เมื่อ ด้วย สำหรับ ระหว่าง หาก ถ้า เพราะ ก่อน จนกว่า"
        " ตั้งแต่ ผู้ นัก ชาว พวก องค์การ",
    }
)
AFTER_PART = MappingProxyType(
    {
        "my": "တွင် မှာ ကို ၏ နှင့် များ မှ သည် သို့ အတွက် ဖြင့် တို့ ရဲ့ နဲ့",
    }
)
# Titles before a name; abbreviations in `no_break_words` are added.
TITLES = MappingProxyType(
    {
        "af": "mnr. mev. mej. dr. prof.",
        "am": "አቶ ወይዘሮ ዶ/ር ፕሮፌሰር",
        "ar": "السيد السيدة الشيخ الدكتور الدكتورة الأمير الأميرة الحاج د.",
        "az": "cənab xanım dr. prof.",
        "be": "пан пані спадар спадарыня",
        "bg": "г-н г-жа господин",
        "bn": "শেখ মো. ড. ডা. জনাব",
        "ca": "sr. sra. dr. dra. don sant santa",
        "cs": "pan paní svatý svatá",
        "da": "hr. fru dr. prof. sankt",
        "de": "herr herrn frau prinz prinzessin papst sankt",
        "el": "κ. κκ. κα άγιος αγία δρ.",
        "en": "mr mrs ms dr prof rev hon gen col capt lt sgt sir dame lord lady st saint pope"
        " king queen prince princess mr. mrs. ms. dr. prof. rev. hon. gen. col. capt. lt. sgt."
        " st. sen. rep. gov.",
        "es": "don doña san santo santa fray rey reina papa",
        "et": "hr pr dr prof",
        "fa": "آقای خانم دکتر مهندس شیخ سید آیت‌الله",
        "fi": "herra rouva pyhä",
        "fr": "monsieur madame saint sainte maître pape roi reine prince princesse m. mgr",
        "he": "מר גברת גב׳ ד״ר פרופ׳ הרב השופט",
        "hi": "श्री श्रीमती डॉ. डॉ प्रो. सुश्री शेख",
        "hr": "gospodin gospođa sveti sveta",
        "hu": "dr. szent ifj. id. özv.",
        "hy": "պարոն տիկին օրիորդ սուրբ տեր",
        "id": "bapak ibu pak bu tuan nyonya haji dr. prof.",
        "it": "don san santo santa signor signora papa re regina mons.",
        "ka": "ბატონი ბატონმა ქალბატონი ქალბატონმა წმინდა",
        "lt": "ponas ponia šventasis",
        "lv": "kungs kundze svētais",
        "nb": "hr. fru dr. prof. sankt",
        "nl": "meneer mevrouw dhr. mevr. mr. dr. drs. prof. ir. sint koning prins paus",
        "pl": "pan pani święty święta ks. bp abp",
        "pt": "dom dona senhor senhora são santo santa papa rei",
        "ro": "domnul doamna dl. dna. sfântul sfânta",
        "ru": "господин госпожа святой святая",
        "sk": "pán pani svätý svätá",
        "sl": "gospod gospa sveti sveta",
        "sr": "господин госпођа свети света gospodin gospođa sveti sveta",
        "sv": "herr fru dr prof sankt kung prins",
        "sw": "bwana bibi bi. dkt. mheshimiwa",
        "tr": "sayın dr. prof. doç. hz.",
        "uk": "пан пані святий свята",
        "ur": "جناب ڈاکٹر شیخ سید مولانا",
        "vi": "ông bà anh chị cô chú bác thầy",
    }
)
# Words between the parts of a name. Where they are prepositions too, a name is sure only with
# two parts before them: Luiz Inácio Lula da Silva.
NAME_PARTICLES = (
    "af al av bar ben bin bint da dal de degli dei del dela della den der di do dos du e el ibn"
    " la las le los ten ter van vom von y zu zum zur ал аль бен бин ван да де дель дер ди дю"
    " ибн ла ле фон цу эль оглы кызы βαν ντε φον դե դը ֆոն վան ալ բեն օղլի"
)
# Prepositions that are mostly part of a name between two capitals: nouns have none there.
SURE_PARTICLES = MappingProxyType({"af": "van der", "fy": "van der", "nl": "van der den ten ter"})
# Languages whose headings often write most words with a capital.
TITLE_CASE = frozenset({"az", "cy", "en", "fil", "ga", "gd", "id", "ms", "sw", "tr"})
# Names of months before the day, where they are no capitals.
MONTHS = MappingProxyType(
    {
        "eu": "urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren uztailaren"
        " abuztuaren irailaren urriaren azaroaren abenduaren",
        "hu": "január február március április május június július augusztus szeptember október"
        " november december",
        "lt": "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio"
        " lapkričio gruodžio",
    }
)
