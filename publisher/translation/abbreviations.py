"""Abbreviations and full stops by language, as data for sentence boundaries.

The tables list only what sentencex lacks: abbreviations before a name or a number, as the
press of each language writes them. The sources are the lists of abbreviations in the
orthographic dictionaries and style guides of each language, such as Retskrivningsordbogen,
Duden, Правила русской орфографии и пунктуации, Pravidlá slovenského pravopisu or Yazım Kılavuzu.
An abbreviation that is also a word which may end a sentence (рис, gör, col) is not listed.
"""

from __future__ import annotations

from types import MappingProxyType

# Abbreviations of units, parts and counts in many languages, written before a number.
BEFORE_NUMBER = frozenset(
    {"approx", "aprox", "cap", "ch", "kb", "max", "para", "tel", "vol", "ст", "тел", "рис", "рыс"}
)

# Full stops of scripts in which "." only marks an abbreviation.
NATIVE_STOPS = frozenset("։।۔።။།")

_NORWEGIAN = "kl kapt kap jf bd oberstlt siv"
# Abbreviations before a name or a number; one with a capital is a word without it.
ABBREVIATIONS = MappingProxyType(
    {
        "af": "mnr mev mej ds bl kapt genl kol",
        "az": "akad dos kap küç kv məs müh müəl pros r-n səh",
        "be": "праф акад дац вул пр-т пл ім св вобл р-н сп ген адм палк інж рэд напр гл разд"
        " табл тэл",
        "bg": "арх кап адм обл общ гл г-н г-жа г-ца д-р",
        "bn": "মো প্রফে ডা অধ্যা",
        "bs": "akad doc inž dipl ul bul sv čl tab npr tzv tj gosp",
        "ca": "ctra pàg excm mn",
        "cs": "plk posl sen mj srov tř kpt čl odst tab kap roč npor pplk",
        "da": "kapt adv cand",
        "de": "fa joh seb ehem abg bd abs kap abb tab dipl hptm geb verh hrsg frhr",
        "el": "αγ καθ αρχιεπ στρ υπ λεωφ πλ σελ αρ τηλ βλ γεν συντ ταξ μητρ οδ παρ",
        "es": "dña pdte mons cnel tte sgto excmo",
        "et": "dots pr prl kol kpt tel lk mag toim joon ptk ltn",
        "eu": "jn and ik zk adib",
        "fi": "vrt ins rva hra tri ltn evl maist puh nti",
        "fr": "mme mmes mlle mgr me dr pr st ste cap coll dép bd gén lt cdt adm vve",
        "gl": "dna av núm páx vol cap excmo",
        "gu": "ડૉ ડો શ્રી પ્રો સ્વ",
        "hi": "डॉ श्री प्रो मो पं स्व",
        "hr": "akad doc inž dipl ul bul sv čl tab npr tzv tj gđa gosp vlč preč",
        "hu": "ker szt ifj özv vö ezr szds hdgy alez őrgy szerk hrsz br gr",
        "id": "ir drg jl kol letjen mayjen brigjen kapt tn ny sdr bpk hlm kh hj kec kab prov dra",
        "is": "frk bls sbr kap ritstj frv alþm",
        "it": "ten vitt magg sac pag spett",
        "ka": "პროფ აკად იხ გვ მაგ ძვ ახ გამზ წმ დოც გენ პოლკ რედ ტელ შდრ",
        "kk": "проф акад доц обл ауд көш даң ген инж тел ред р-н",
        "kn": "ಡಾ ಶ್ರೀ ಪ್ರೊ",
        "ky": "проф акад доц обл көч ген инж тел ред р-н",
        "lt": "akad doc inž plk kpt gyd pr šv tel plg žr pvz vad pirm red str sk pav mjr ltn"
        " kun vysk",
        "lv": "akad doc inž ģen plkv kpt sv tel piem sk lpp iel prosp nod att red tab ltn",
        "mk": "проф акад доц инж ген ул бул св тел чл таб г-дин г-ѓа д-р м-р пр бр стр",
        "ml": "അഡ്വ",
        "mr": "डॉ श्री सौ प्रा कै न्या ता पृ क्र उदा पं",
        "ms": "tn pn jln kapt sjn hlm hj",
        "nb": _NORWEGIAN,
        "ne": "डा श्री प्रा पं",
        "nl": "mevr jhr ds kol kapt lt mw burg",
        "nn": _NORWEGIAN,
        "no": _NORWEGIAN,
        "pa": "ਡਾ ਪ੍ਰੋ ਸ੍ਰੀ",
        "pl": "ks św gen płk mjr inż red mec dyr min im al pl os tzw por ok godz zob dr hab mgr"
        " kpt ppłk ppor abp bp art ust pkt tel rys rozdz woj pow gm tj",
        "pt": "av cel ten cap mal séc pe min dep sta ed univ cf núm pág vol tel mons",
        "ro": "dl dna str bd bl jud com sf av dep acad aprox alin pag vol cap șos et ap mun",
        "ru": "дж вл ал дм ол ген адм св им г-н г-на г-ну г-жа д-р корр нач кон пл наб пос дер"
        " оз обл респ сев вост изд ред доц лейт инж гл разд табл просп шос о-в р-н зам зав"
        " напр вып",
        "sk": "plk kpt čl tab kap roč posl npor mjr pplk porov",
        "sl": "akad doc inž dipl ul sv tel čl odst tab mag npr gdč gl št str",
        "sq": "doc znj gjen kol rr bul sh fq vëll akad",
        "sr": "проф акад доц инж ген пук ул бул св тел чл ст таб г-ђа др мр нпр тзв тј стр бр"
        " akad doc inž puk ul bul sv čl tab gđa npr tzv tj str br",
        "sv": "kl jfr dvs kapt löjtn övlt civ fil enl ang",
        "sw": "bw bi dk mh mhe",
        "ta": "திரு திருமதி பேரா டாக்",
        "te": "డా శ్రీ ప్రొ",
        "tg": "проф акад доц хиёб кӯч ноҳ вил ген инж",
        "tr": "sn av alb yrd doç mah cad sok apt örn öğr arş uzm müh korg tümg tuğg bnb yzb cd"
        " şb bkz hz tğm ütğm Gör",
        "uk": "дж вл ал ол ген адм ул лейт інж гл розд табл просп р-н зам зав п-н",
        "ur": "اے بی سی ڈی ای ایف جی ایچ آئی جے کے ایل ایم این او پی آر ایس ٹی یو وی ایکس",
        "uz": "akad dots inj koʻch ko‘ch ko'ch vil проф акад доц кўч",
        "vi": "ts gs pgs ths kts ls tp tr đh ks",
    }
)

# Common words that sentencex takes for abbreviations, or we for initials.
_NORWEGIAN_WORDS = "det ut med min sen å"
COMMON_WORDS = MappingProxyType(
    {
        "af": "op min",
        "az": "o may",
        "be": "я",
        "bg": "я",
        "bs": "maj",
        "ca": "no cap un",
        "da": "da ned med å ø",
        "es": "no bien mar",
        "fr": "a",
        "hu": "nem ő",
        "it": "no me te mai re via fa va so sa bar è file",
        "nb": _NORWEGIAN_WORDS,
        "nn": _NORWEGIAN_WORDS,
        "no": _NORWEGIAN_WORDS,
        "pt": "vi é",
        "ro": "loc",
        "ru": "я",
        "sl": "maj",
        "sq": "maj",
        "sv": "det hon ut med sen gen min maj å ö",
        "tg": "ӯ",
        "tr": "sen al ver o",
        "uk": "я є",
        "uz": "u may",
        "vi": "ạ à con",
    }
)
