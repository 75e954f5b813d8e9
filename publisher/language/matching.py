"""Match of languages by tag: whether a text tagged as one is a text of another.

Tags are compared after their likely subtags are added (UTS #35, section 4.3): `zh-TW` is
`zh-Hant-TW`, and `pt` is `pt-Latn-BR`.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from babel.core import get_global

if TYPE_CHECKING:
    from publisher.language.locale import Language

_SUBTAGS = re.compile(
    r"(?P<language>[a-z]{2,8})(?:_(?P<script>[a-z]{4}))?(?:_(?P<region>[a-z]{2}|\d{3}))?(?![^_])",
    re.IGNORECASE,
)


class Match(IntEnum):
    """How well a tag matches a language; `NONE` is another language or script.

    `REGIONAL` is another region than the likely one of a language that is wanted without one:
    `es-MX` for `es`. `FOREIGN` is another region than the wanted one: `pt-BR` for `pt-PT`.
    """

    NONE = 0
    FOREIGN = 1
    REGIONAL = 2
    SAME = 3


class _Subtags(NamedTuple):
    """ISO codes of a language, its script and its region; empty ones are unknown."""

    language: str
    script: str
    region: str


@lru_cache(maxsize=1024)  # the tags come from files of any size
def match(tag: str, wanted: Language) -> Match:
    """Return how well a BCP 47 tag, in any spelling, matches the wanted language.

    Variants and extensions are ignored.
    """
    found, own = _likely_subtags(tag), _likely_subtags(wanted.code)
    if found is None or own is None or found[:2] != own[:2]:
        return Match.NONE
    if found.region == own.region:
        return Match.SAME
    return Match.FOREIGN if wanted.locale.territory else Match.REGIONAL


def _likely_subtags(tag: str) -> _Subtags | None:
    parsed = _SUBTAGS.match(_without_alias(tag.replace("-", "_")))
    if parsed is None:
        return None
    language = parsed["language"].lower()
    script, region = (parsed["script"] or "").title(), (parsed["region"] or "").upper()
    likely = get_global("likely_subtags")
    codes = ((language, script, region), (language, region), (language, script), (language,))
    tags = (likely.get("_".join(filter(None, code))) for code in codes)
    _, likely_script, likely_region = next(filter(None, tags), "__").split("_")
    return _Subtags(language, script or likely_script, region or likely_region)


@lru_cache(maxsize=256)
def base_code(tag: str) -> str:
    """Return the ISO 639 code of a tag, which need not be a valid one: `fil` of `tl-PH`."""
    return _without_alias(tag.lower().replace("-", "_")).partition("_")[0]


def _without_alias(code: str) -> str:
    """Replace the code of a language that has a newer one: `iw` by `he`."""
    language, separator, rest = code.partition("_")
    # CLDR has Norwegian without a form, but its texts are in Bokmål.
    aliases = {**get_global("language_aliases"), "no": "nb"}
    return f"{aliases.get(language.lower(), language)}{separator}{rest}"
