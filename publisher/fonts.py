"""Which typefaces set a language: Noto's, by the name of the script."""

from __future__ import annotations

import subprocess
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from publisher.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publisher.language import Language

Style = Literal["Serif", "Sans"]

# Latin, Cyrillic and Greek share one family, which also holds most punctuation, so it
# stands behind every other; the symbols come last.
_COMMON = "Noto {style}"
CODE = "Noto Sans Mono"
_SYMBOLS = ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math")

_IN_COMMON = frozenset({"Latn", "Cyrl", "Grek"})
_CJK = MappingProxyType({"Hans": "SC", "Hant": "TC", "Jpan": "JP", "Kore": "KR"})

# Where Noto calls a script otherwise than CLDR does.
_NOTO_NAMES = MappingProxyType(
    {
        "Beng": "Bengali",
        "Cans": "Canadian Aboriginal",
        "Mtei": "Meetei Mayek",
        "Nkoo": "NKo",
        "Orya": "Oriya",
    }
)


def families(languages: Iterable[Language], style: Style) -> tuple[str, ...]:
    """Return the font families for text in `languages`, the first one's own first."""
    names = [name for language in languages for name in _own(language, style)]
    return tuple(dict.fromkeys([*names, _COMMON.format(style=style), *_SYMBOLS]))


def code_families(languages: Iterable[Language]) -> tuple[str, ...]:
    """Return the font families for code, with comments in `languages`."""
    return (CODE, *families(languages, "Sans"))


def _own(language: Language, style: Style) -> tuple[str, ...]:
    script = language.script
    if script in _IN_COMMON:
        return (_COMMON.format(style=style),)
    if script in _CJK:
        return (f"Noto {style} CJK {_CJK[script]}",)
    name = _NOTO_NAMES.get(script, language.script_name)
    # Noto Serif Arabic does not exist; Naskh is the style of its books and newspapers.
    serif = "Noto Naskh Arabic" if script == "Arab" else f"Noto Serif {name}"
    return (serif, f"Noto Sans {name}") if style == "Serif" else (f"Noto Sans {name}", serif)


@cache
def installed_families() -> frozenset[str]:
    """Return the names of all font families that fontconfig knows."""
    try:
        result = subprocess.run(
            ("fc-list", "--format", "%{family}\n"), capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise PublisherError("fontconfig is not installed; run ./setup.sh") from error
    lines = result.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(name for line in lines for name in line.split(","))


def lacks_fonts(language: Language) -> bool:
    """Say whether neither of the families made for a language is installed."""
    return installed_families().isdisjoint((_own(language, "Serif")[0], _own(language, "Sans")[0]))


def debian_package(language: Language) -> str:
    """Name the Debian package that brings the fonts of a language."""
    return "fonts-noto-cjk" if language.script in _CJK else "fonts-noto-core"
