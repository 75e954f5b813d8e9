"""Check of scripts without spaces between words: whether their line ends can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.extras import extra_remedy
from publisher.checks.check import Fault, of_edition
from publisher.language.clusters import runs
from publisher.language.word_breaks import icu_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.context import EditionContext

_LONG = 30  # characters of a run that is seldom one word, and may be wider than the rest of a line


@of_edition("warning")
def word_breaks(context: EditionContext) -> Iterator[Fault]:
    """Khmer, Lao, Burmese or Thai words have no spaces between them, and ICU is not installed.

    ICU knows the words of these scripts. Without it, lines end at spaces only, or within words.

    Bad: an edition in Khmer on a machine without ICU
    Good: the same with ICU, or with U+200B between the words
    """
    edition = context.edition
    found = (text[slice(*run)] for text in _texts(context) for run in runs(text))
    longest = max(found, key=len, default="")
    if len(longest) > _LONG and icu_version() is None:
        words = f"“{longest[:_LONG]}…”"
        message = f"needs ICU to end lines between the words of {words}; {extra_remedy('icu')}"
        # It is the machine's fault, not that of a line.
        yield Fault(message, file=edition.source.file if edition.is_source else None)


def _texts(context: EditionContext) -> Iterator[str]:
    if context.edition.is_source:
        return (token.content for token in context.edition.source.tokens)
    return (unit.target.text for unit in context.units)
