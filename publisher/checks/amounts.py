"""Checks of amounts: empty, untranslated, too long or too short text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from publisher.base.characters import is_visible
from publisher.checks.check import Fault, of_edition, of_message
from publisher.markup.parser import parse_inline
from publisher.translation.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.context import EditionContext
    from publisher.checks.unit import Side, Unit
    from publisher.language.locale import Language

# Letters for each letter of English, roughly; syllabic and logographic scripts need fewer.
_DENSITY = {"Hans": 0.35, "Hant": 0.35, "Jpan": 0.5, "Kore": 0.55}
_MAX_RATIO = 2.0  # of length to expected length, or the inverse
_MIN_DIFFERENCE = 35  # letters: short texts may differ by any ratio
_MAX_EDITION_RATIO = 1.6
_MIN_EDITION_LETTERS = 2000
_MAX_LETTERS = 5_000  # of a message whose sentences are counted
_FEW_WORDS = 4  # titles of works seldom have more
_MIN_LOWERCASE_WORDS = 3  # more than a name has


@of_edition("error")
def empty(context: EditionContext) -> Iterator[Fault]:
    """A translation has only spaces or invisible characters.

    Bad (ru): The bridge. → \u200b
    Good (ru): The bridge. → Мост.
    """
    for unit in context.units:
        if not is_visible(unit.target.shown) and is_visible(unit.source.shown):
            yield Fault("has no visible character; translate it or leave it empty", unit.key)
    for entry in context.raw_entries.values():
        is_shown = entry.translation and entry.key[1] and not entry.fuzzy
        if is_shown and not entry.translation.strip():
            yield Fault("has only spaces; translate it or leave it empty", entry.key)


@of_message("warning")
def untranslated(unit: Unit) -> Iterator[str]:
    """The translation repeats the source.

    Bad (ru): The bridge was opened on Monday. → The bridge was opened on Monday.
    Good (ru): Telegram → Telegram
    """
    if unit.same_language or unit.source.text.strip() != unit.target.text.strip():
        return
    lowercase = [word for word in unit.source.words if word.islower()]
    if len(unit.source.words) >= _FEW_WORDS and len(lowercase) >= _FEW_WORDS // 2:
        yield f"“{unit.source.shown[:40]}” is not translated"


@of_message("warning")
def source_words(unit: Unit) -> Iterator[str]:
    """The translation has several words of the source in a row.

    Bad (ru): The bridge was opened on Monday. → Мост was opened on в понедельник.
    Good (ru): He wrote it on Visual Studio Code. → Он написал это в Visual Studio Code.
    """
    if unit.same_language or unit.source.text.strip() == unit.target.text.strip():
        return
    in_source = {word.lower() for word in unit.source.words}
    if sum(word.lower() in in_source for word in unit.target.words) < _MIN_LOWERCASE_WORDS:
        return  # before the slower search for runs
    for run in _runs_of_source_words(unit):
        lowercase = [word for word in run if word.islower() and len(word) > 1]
        is_long = not unit.same_script or len(run) > _FEW_WORDS
        if len(lowercase) >= _MIN_LOWERCASE_WORDS and is_long:
            yield f"“{' '.join(run)}” is not translated"


def _runs_of_source_words(unit: Unit) -> Iterator[list[str]]:
    """Yield the runs of words in the translation that are in the source in the same order."""
    source = _padded(unit.source.words)
    run: list[str] = []
    for word in unit.target.words:
        if _padded([*run, word]) in source:
            run.append(word)
            continue
        yield run
        run = [word] if _padded([word]) in source else []
    yield run


def _padded(words: list[str]) -> str:
    return f" {' '.join(words)} ".lower()


@of_message("warning")
def length(unit: Unit) -> Iterator[str]:
    """The translation is much longer or shorter than expected from the source.

    Bad (ru): The bridge was opened on Monday by the mayor, who had promised it for years. → Мост.
    Good (ru): The bridge was opened on Monday. → Мост открыли в понедельник.
    """
    if unit.same_language:
        return
    expected, actual = (_weight(side) for side in (unit.source, unit.target))
    if abs(expected - actual) <= _MIN_DIFFERENCE or not expected:
        return
    ratio = actual / expected
    if not 1 / _MAX_RATIO <= ratio <= _MAX_RATIO:
        yield f"has {ratio:.0%} of the length expected from the source"


def _weight(side: Side) -> float:
    """Return the length of a text, comparable between scripts."""
    return _letters(side.prose) / _DENSITY.get(side.language.script, 1)


@lru_cache(maxsize=2048)
def _letters(text: str) -> int:
    characters = Counter(text)  # one look-up of the category for each distinct character
    return sum(n for c, n in characters.items() if unicodedata.category(c)[0] in "LMN")


@of_edition("warning")
def longer_edition(context: EditionContext) -> Iterator[Fault]:
    """The whole edition is much longer than its source.

    Bad: a Russian edition of 9,000 letters where the source has 5,000.
    Good: a Russian edition of 6,000 letters where the source has 5,000.
    """
    expected = sum(_weight(unit.source) for unit in context.units)
    actual = sum(_weight(unit.target) for unit in context.units)
    if expected > _MIN_EDITION_LETTERS and actual > expected * _MAX_EDITION_RATIO:
        yield Fault(f"the edition has {actual / expected:.0%} of the source's length")


@of_message("warning")
def sentence_count(unit: Unit) -> Iterator[str]:
    """The translation has far fewer or more sentences than the source.

    Bad (ru): It rained. He left. She stayed on. They met again. → Шёл дождь.
    Good (ru): It rained. He left. → Шёл дождь, и он ушёл.
    """
    if max(len(unit.source.prose), len(unit.target.prose)) > _MAX_LETTERS:
        return  # unrealistic, and slow to split
    expected, found = (_count_sentences(s.prose, s.language) for s in (unit.source, unit.target))
    if max(expected, found) > 2 * min(expected, found) + 1:
        yield f"sentences: has {found}, the source has {expected}"


@lru_cache(maxsize=2048)  # each source is compared with the translations into all languages
def _count_sentences(prose: str, language: Language) -> int:
    text = re.sub(r"[«»“”„\"「」『』()（）]", "", prose)
    return len(sentences(text, language, parse_inline))
