"""Check of scripts without spaces between words: whether their line ends can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.checks.check import Fault, of_edition
from publisher.language.clusters import runs
from publisher.language.word_breaks import INSTALL_ICU, icu_version
from publisher.markup.lines import line_of

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
    found = ((text[slice(*run)], fault) for text, fault in _texts(context) for run in runs(text))
    longest, fault = max(found, key=lambda item: len(item[0]), default=("", Fault("")))
    if len(longest) > _LONG and icu_version() is None:
        words = f"“{longest[:_LONG]}…”"
        message = f"needs ICU to end lines between the words of {words}; {INSTALL_ICU}"
        yield fault._replace(message=message)


def _texts(context: EditionContext) -> Iterator[tuple[str, Fault]]:
    """Yield each text, with a fault that names its place alone."""
    edition = context.edition
    if edition.is_source:
        file, line = edition.source.file, None
        for token in edition.source.tokens:
            line = line_of(token) or line
            yield token.content, Fault("", file=file, line=line)
    else:
        for unit in context.units:
            yield unit.target.text, Fault("", unit.key)
