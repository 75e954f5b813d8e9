"""Which typefaces set a language: Noto's, by the name of the script."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from publisher.fonts.installed import is_installed
from publisher.language.scripts import SYMBOLS, name_of, script_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publisher.language.locale import Language

Style = Literal["Serif", "Sans"]

# Latin, Cyrillic and Greek share one family, which also holds most punctuation, so it
# stands behind every other; the symbols come last.
_COMMON = "Noto {style}"
CODE = "Noto Sans Mono"
# Colour emoji are left out: they are bitmaps, which PDF/UA refuses as WeasyPrint embeds them.
_SYMBOLS = ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "Noto Music")

_IN_COMMON = frozenset({"Latn", "Cyrl", "Grek"})
_CJK = MappingProxyType({"Hans": "SC", "Hant": "TC", "Jpan": "JP", "Kore": "KR"})
# What else a text holds says in which region's form its Chinese characters are set.
_CJK_PARTS = MappingProxyType(
    {"Hira": "JP", "Kana": "JP", "Hang": "KR", "Bopo": "TC", "Hani": "SC"}
)

# Where Noto calls a script otherwise than Unicode does.
_NOTO_NAMES = MappingProxyType({"Nkoo": "NKo", "Mero": "Meroitic"})
# Where a family of another name is the style of a script's or language's press.
_SERIFS = MappingProxyType({"Arab": "Noto Naskh Arabic"})
_NASTALIQ = MappingProxyType(dict.fromkeys(("ur", "ks"), "Noto Nastaliq Urdu"))

_CORE = "fonts-noto-core"
# Debian's packages, and of each a family that it always brings.
_PACKAGES = MappingProxyType(
    {
        _CORE: "Noto Serif",
        "fonts-noto-mono": CODE,
        "fonts-noto-cjk": "Noto Sans CJK",
    }
)


def families(language: Language, style: Style, scripts: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the font families for a page in a language, its own first.

    `scripts` are those that its text holds beyond the language's own.
    """
    names = list(_own(language, style))
    found = set(scripts)
    if form := next((form for script, form in _CJK_PARTS.items() if script in found), None):
        names.append(f"Noto {style} CJK {form}")
    for script in scripts:
        names += _of_script(script, style)
    symbols = _SYMBOLS if SYMBOLS in found else ()
    return tuple(dict.fromkeys([*names, _COMMON.format(style=style), *symbols]))


def code_families(language: Language, scripts: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the font families for code, with comments in a language and other `scripts`."""
    return (CODE, *families(language, "Sans", scripts))


def _own(language: Language, style: Style) -> tuple[str, ...]:
    """Return the families that a language is set in, the chosen style first."""
    if language.script in _CJK:
        # Hong Kong has forms of its own.
        hong_kong = language.script == "Hant" and language.locale.territory in {"HK", "MO"}
        region = "HK" if hong_kong else _CJK[language.script]
        return (f"Noto {style} CJK {region}",)
    names = _of_script(language.script, style)
    if style == "Serif" and language.base in _NASTALIQ and language.script == "Arab":
        return (_NASTALIQ[language.base], *names)
    return names


def _of_script(script: str, style: Style) -> tuple[str, ...]:
    if script in _IN_COMMON or script == SYMBOLS:
        return (_COMMON.format(style=style),)
    if script in _CJK_PARTS:
        return (f"Noto {style} CJK {_CJK_PARTS[script]}",)
    name = _NOTO_NAMES.get(script) or name_of(script)
    serif, sans = _SERIFS.get(script, f"Noto Serif {name}"), f"Noto Sans {name}"
    return (serif, sans) if style == "Serif" else (sans, serif)


def common_family(style: Style) -> str:
    """Return the family of Latin, Cyrillic and Greek, which stands behind every script's own."""
    return _COMMON.format(style=style)


def own_families(language: Language) -> tuple[str, ...]:
    """Return the families made for a language, that of running text first.

    One of them is enough to set it: few scripts have both a serif and a sans.
    """
    return tuple(dict.fromkeys([*_own(language, "Serif"), *_own(language, "Sans")]))


def lacks_fonts(language: Language) -> bool:
    """Say whether none of the families made for a language is installed."""
    return not any(map(is_installed, own_families(language)))


def package_of(families: Sequence[str]) -> str:
    """Name the Debian package that brings font families."""
    if any(" CJK " in family for family in families):
        return "fonts-noto-cjk"
    return next((name for name, sample in _PACKAGES.items() if sample in families), _CORE)


def package_for(character: str) -> str | None:
    """Name the package to install for a character; None where no further one has it."""
    package = package_of(_of_script(script_of(character), "Serif"))
    return None if is_installed(_PACKAGES[package]) else package
