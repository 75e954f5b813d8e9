"""Font stacks: the Noto families for a language, by the names of its scripts."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from publisher.fonts.installed import is_installed
from publisher.language.scripts import SYMBOLS, name_of, script_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publisher.language.locale import Language

Style = Literal["Serif", "Sans"]

# Latin, Cyrillic and Greek share one family. It also has most punctuation, so it is the
# fallback of every other; symbols come last.
_COMMON = "Noto {style}"
CODE = "Noto Sans Mono"
# No colour emoji: they are bitmaps, which WeasyPrint embeds in a way that PDF/UA forbids.
_SYMBOLS = ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "Noto Music")

_IN_COMMON = frozenset({"Latn", "Cyrl", "Grek"})
_REGIONS = MappingProxyType({"Hans": "SC", "Hant": "TC", "Jpan": "JP", "Kore": "KR"})
# The other scripts of a text decide the regional form of its Chinese characters.
_REGIONS_BY_SCRIPT = MappingProxyType(
    {"Hira": "JP", "Kana": "JP", "Hang": "KR", "Bopo": "TC", "Hani": "SC"}
)

# Scripts whose name in Noto differs from Unicode's.
_NOTO_NAMES = MappingProxyType({"Nkoo": "NKo", "Mero": "Meroitic"})
# Scripts and languages whose newspapers are set in a style with another family name.
_SERIFS = MappingProxyType({"Arab": "Noto Naskh Arabic"})
_NASTALIQ = MappingProxyType(dict.fromkeys(("ur", "ks"), "Noto Nastaliq Urdu"))

_CORE = "fonts-noto-core"
# Debian packages, each with a family that it always installs.
_PACKAGES = MappingProxyType(
    {
        _CORE: "Noto Serif",
        "fonts-noto-mono": CODE,
        "fonts-noto-cjk": "Noto Sans CJK",
    }
)


def families(language: Language, style: Style, scripts: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the font families for a page in a language, the language's own first.

    `scripts` are the other scripts of its text.
    """
    names = list(_language_families(language, style))
    present = set(scripts)
    regions = (region for script, region in _REGIONS_BY_SCRIPT.items() if script in present)
    if region := next(regions, None):
        names.append(f"Noto {style} CJK {region}")
    for script in scripts:
        names += _script_families(script, style)
    symbols = _SYMBOLS if SYMBOLS in present else ()
    return tuple(dict.fromkeys([*names, _COMMON.format(style=style), *symbols]))


def code_families(language: Language, scripts: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the font families for code whose comments are in a language and `scripts`."""
    return (CODE, *families(language, "Sans", scripts))


def _language_families(language: Language, style: Style) -> tuple[str, ...]:
    """Return the families made for a language, the requested style first."""
    if language.script in _REGIONS:
        # Hong Kong's character forms differ from Taiwan's; Macau follows Hong Kong.
        is_hong_kong = language.script == "Hant" and language.locale.territory in {"HK", "MO"}
        region = "HK" if is_hong_kong else _REGIONS[language.script]
        return (f"Noto {style} CJK {region}",)
    names = _script_families(language.script, style)
    if style == "Serif" and language.base in _NASTALIQ and language.script == "Arab":
        return (_NASTALIQ[language.base], *names)
    return names


def _script_families(script: str, style: Style) -> tuple[str, ...]:
    if script in _IN_COMMON or script == SYMBOLS:
        return (_COMMON.format(style=style),)
    if script in _REGIONS_BY_SCRIPT:
        return (f"Noto {style} CJK {_REGIONS_BY_SCRIPT[script]}",)
    name = _NOTO_NAMES.get(script) or name_of(script)
    serif, sans = _SERIFS.get(script, f"Noto Serif {name}"), f"Noto Sans {name}"
    return (serif, sans) if style == "Serif" else (sans, serif)


def common_family(style: Style) -> str:
    """Return the family of Latin, Cyrillic and Greek, the fallback of every other script."""
    return _COMMON.format(style=style)


def own_families(language: Language) -> tuple[str, ...]:
    """Return the families made for a language, serif first.

    Any one of them is enough: few scripts have both a serif and a sans.
    """
    serif = _language_families(language, "Serif")
    return tuple(dict.fromkeys([*serif, *_language_families(language, "Sans")]))


def lacks_fonts(language: Language) -> bool:
    """Return whether none of the families made for a language is installed."""
    return not any(map(is_installed, own_families(language)))


def package_of(families: Sequence[str]) -> str:
    """Return the name of the Debian package that contains font families."""
    if any(" CJK " in family for family in families):
        return "fonts-noto-cjk"
    return next((name for name, sample in _PACKAGES.items() if sample in families), _CORE)


def package_for(character: str) -> str | None:
    """Return the Debian package to install for a character, or None if no package helps."""
    package = package_of(_script_families(script_of(character), "Serif"))
    return None if is_installed(_PACKAGES[package]) else package
