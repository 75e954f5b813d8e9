"""Quotation marks of each language: the usual ones, and others that its style guides allow.

The usual marks are those of CLDR 48 (delimiters), but of the authority that a comment names
where its rules differ.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from publisher.language.locale import Language


class QuotationMarks(NamedTuple):
    """A language's pairs of marks, and all marks that may open an outer quotation."""

    outer: tuple[str, str]
    inner: tuple[str, str]
    opening: frozenset[str]


# By tag: the outer pair, the inner pair, and after a space other opening marks in use.
_MARKS = MappingProxyType(
    {
        "az": "“”‘’ «„",
        "be": "«»„“ “",  # Правілы беларускай арфаграфіі і пунктуацыі: двукоссе
        "bg": "„“«» »«",  # Институт за български език: „…«…»…“
        "bs": "„”‘’ «»“",
        "ca": "«»“”",
        "cs": "„“‚‘ »«",
        # Retskrivningsordbogen, § 58, allows ”…”, "…", »…« and „…“.
        "da": '””’’ »„“"',
        "de": "„“‚‘ »«",
        "de_CH": "«»‹› „»",  # Schweizerische Bundeskanzlei: Schreibweisungen
        "de_LI": "«»‹› „»",
        "el": "«»“”",
        "es": "«»“”",  # Real Academia Española: Ortografía, comillas
        "es_419": "“”‘’ «",
        "et": "„“‚‘ «»“",
        "eu": "«»“”",
        "fa": "«»‹› “",
        "fi": "””’’ »“",
        "fr": "«»“”",
        "gl": "«»“”",  # Real Academia Galega
        "hr": "„”‘’ «»“",  # Hrvatski pravopis: navodnici
        "hu": "„”»« «“",
        "hy": "«»“” „",
        "is": "„“‚‘ »«",
        "it": "«»“”",
        "ja": "「」『』 “〝《〈",
        "ka": "„“«» »",
        "kk": "«»“” „",
        "ko": "“”‘’ 「『《〈",
        "ky": "«»„“",
        "lt": "„“‚‘ »«",
        "lv": "“”‘’ „«»",
        "mk": "„“‚‘ »«",
        "nb": "«»‘’ “„”",
        "nn": "«»‘’ “„”",
        "no": "«»‘’ “„”",
        "pl": "„”«» »“",
        "pt": "“”‘’ «",
        "pt_PT": "«»“”",
        "ro": "„”«» »“",
        "ru": "«»„“",
        "sk": "„“‚‘ »«",
        "sl": "»«„“",  # Slovenski pravopis: narekovaji
        "sr": "„”’’ «»“",
        "sv": "””’’ »“",
        "tg": "«»„“ “",  # the press; CLDR has “…”
        "tr": "“”‘’ «",  # Türk Dil Kurumu: Noktalama İşaretleri, Tırnak İşareti
        "uk": "«»„“ “",  # Український правопис 2019: лапки
        "zh": "“”‘’ 「『《〈",  # GB/T 15834
        "zh_Hant": "「」『』 “《〈",  # 教育部《重訂標點符號手冊》
    }
)


def quotation_marks(language: Language) -> QuotationMarks | None:
    """Return the marks of a language, its region and script; None if any mark may be used."""
    codes = (*language.fallback_codes(), language.base)
    row = next((_MARKS[code] for code in codes if code in _MARKS), None)
    if row is None:
        return None
    outer, inner, others = (row[0], row[1]), (row[2], row[3]), row[4:].lstrip()
    return QuotationMarks(outer, inner, frozenset({outer[0], inner[0], *others}))
