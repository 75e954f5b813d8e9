"""Font stacks: the Noto families for a language, by the names of its scripts."""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from publisher.base.system_packages import come_with, remedy
from publisher.fonts.emoji import EMOJI
from publisher.fonts.installed import is_installed, is_variable_only, variable_problem
from publisher.language.emoji import may_have_emoji
from publisher.language.scripts import SYMBOLS, name_of, script_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publisher.fonts.installed import Folders
    from publisher.language.locale import Language

Style = Literal["Serif", "Sans"]

# Latin, Cyrillic and Greek share one family. It also has most punctuation, so it is the
# fallback of every other; symbols come last.
_COMMON = "Noto {style}"
CODE = "Noto Sans Mono"
# Emoji are pictures, and have a font by themselves (see emoji).
_SYMBOLS = ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "Noto Music")

_IN_COMMON = frozenset({"Latn", "Cyrl", "Grek"})
_UNASSIGNED = ("Cn", "Co")  # general categories of code points that no font need have
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


def lacks_fonts(language: Language, own: Folders = ()) -> bool:
    """Return whether none of the families made for a language is installed.

    `own` are the folders of the project's own fonts.
    """
    return not any(is_installed(family, own) for family in own_families(language))


def fonts_problem(language: Language, own: Folders = ()) -> str:
    """Return what is wrong with the fonts of a language that `lacks_fonts`, and the remedy."""
    wanted = own_families(language)
    variable = next((family for family in wanted if is_variable_only(family, own)), None)
    problem = (
        variable_problem(variable) if variable else f"the fonts for {language} are not installed"
    )
    return f"{problem}; {remedy(wanted)}"


def missing_families(character: str, own: Folders = ()) -> tuple[str, ...]:
    """Return the families to install for a character; none if that does not help."""
    if unicodedata.category(character) in _UNASSIGNED:
        return ()
    if may_have_emoji(character):
        return () if is_installed(EMOJI, own) else (EMOJI,)
    script = script_of(character)
    wanted = _SYMBOLS if script == SYMBOLS else _script_families(script, "Serif")
    missing = tuple(family for family in wanted if not is_installed(family, own))
    if script != SYMBOLS and len(missing) < len(wanted):  # few scripts have both styles
        return ()
    common = common_family("Serif")
    return () if is_installed(common) and come_with(missing, common) else missing
