"""Abbreviations, ordinals and full stops by language, as data for sentence boundaries.

The tables list only what sentencex lacks: abbreviations before a name or a number, as the
press of each language writes them.
"""

from __future__ import annotations

from types import MappingProxyType

# Abbreviations of units, parts and counts in many languages, written before a number.
BEFORE_NUMBER = frozenset(
    {"approx", "aprox", "art", "ca", "cap", "ch", "fig", "kb", "max", "min", "no", "nr", "para"}
    | {"pp", "tel", "vol", "ст", "тел", "рис"}
)

# Full stops of scripts in which "." only marks an abbreviation.
NATIVE_STOPS = frozenset("։।۔።។။།")

_NORDIC = "kl nr dr prof ca"
_SLAVIC = "проф акад дж вл ал дм ол ю ген адм св им ул"
# Abbreviations before a name or a number.
ABBREVIATIONS = MappingProxyType(
    {
        "ar": "د أ م",
        "cs": "plk posl sen mj srov tř",
        "da": _NORDIC,
        "de": "fa joh seb ehem abg",
        "el": "αγ καθ αρχιεπ στρ υπ λεωφ πλ",
        "es": "dña pdte mons",
        "fi": "vrt ins rva hra",
        "fr": "m mm mme mlle mgr me dr pr st ste cap av coll dép bd",
        "hi": "डॉ श्री प्रो मो पं",
        "hu": "ker szt ifj özv vö",
        "hy": "թ թթ դ պրոֆ ակադ",
        "it": "on avv ing ten vitt",
        "ka": "პროფ აკად იხ გვ მაგ ძვ ახ გამზ",
        "nb": _NORDIC,
        "nl": "mevr jhr ds",
        "nn": _NORDIC,
        "no": _NORDIC,
        "pl": "ks św gen płk mjr inż red mec dyr min im al pl os tzw por ok godz zob",
        "pt": "av cel ten cap mal séc pe min dep sta ed univ cf",
        "ro": "dl dna str bd bl jud com sf av dep acad univ aprox",
        "ru": f"{_SLAVIC} г-н г-жа корр нач кон пл наб пос дер оз обл респ сев вост изд ред",
        "sv": f"{_NORDIC} jfr dvs",
        "tr": "sn av alb yrd doç mah cad sok apt örn",
        "uk": f"{_SLAVIC} ім вул",
        "ur": "اے بی سی ڈی ای ایف جی ایچ آئی جے کے ایل ایم این او پی آر ایس ٹی یو وی ایکس",
        "vi": "ts gs pgs ths kts ls tp tr đh",
    }
)

# Common words that sentencex takes for abbreviations.
COMMON_WORDS = MappingProxyType(
    {
        "da": "da ned med",
        "es": "no bien mar",
        "hu": "nem",
        "it": "no me te mai re via fa va so sa bar",
        "nb": "det ut med min sen",
        "no": "det ut med min sen",
        "pt": "vi",
        "sv": "det hon ut med sen gen min",
        "tr": "sen al ver",
    }
)
