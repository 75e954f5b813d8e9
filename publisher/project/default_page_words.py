"""Default page words: the package's translations of layout messages, for every project."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from publisher.base.package_data import package_data
from publisher.language.locale import Language
from publisher.language.matching import Match, match

if TYPE_CHECKING:
    from pathlib import Path

LAYOUT_DOMAIN = "publisher"  # gettext domain of the layout messages
_FILE = f"LC_MESSAGES/{LAYOUT_DOMAIN}.po"


@cache
def languages_with_page_words() -> tuple[Language, ...]:
    """Return the languages that the package translates layout messages into, sorted."""
    files = sorted(package_data("locales").glob(f"*/{_FILE}"))
    return tuple(Language(file.parents[1].name) for file in files)


def default_page_words(language: Language) -> Path | None:
    """Return the package's catalogue of layout messages for a language, or None.

    It can be of another region: `pt` serves `pt-PT`, but `zh-Hans` does not serve `zh-TW`.
    """
    known = languages_with_page_words()
    best = language
    if language not in known:
        best = max(known, key=lambda other: match(other.tag, language), default=language)
        if match(best.tag, language) is Match.NONE:
            return None
    return package_data("locales") / best.code / _FILE
