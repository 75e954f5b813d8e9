"""Language pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from publisher.language.locale import Language


class LanguagePair(NamedTuple):
    """Language of an article, and of its translation."""

    source: Language
    target: Language
