"""Checks of how much is said: nothing, the source's own words, too much, too little, twice."""

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

# How many letters a language needs for what English says in one hundred, roughly; the
# scripts of syllables and of words need far fewer.
_DENSE = {"Hans": 0.35, "Hant": 0.35, "Jpan": 0.5, "Kore": 0.55}
_TIMES = 2.0  # longer or shorter than expected by this much
_LETTERS_APART = 35  # letters by which a short text may differ, whatever its share
_EDITION_TIMES = 1.6
_MANY_LETTERS = 2000
_LONGEST = 5_000  # letters of a message whose sentences are counted
_FEW_WORDS = 4  # names of works seldom have more
_SMALL_WORDS = 3  # words in small letters: more than a name
# Languages in which a word said twice means something (reduplication).
_DOUBLING = frozenset({"hi", "mr", "bn", "ne", "ur", "pa", "gu", "ta", "te", "kn", "ml", "si"})
_DOUBLING |= {"id", "ms", "jv", "su", "tl", "fil", "vi", "th", "lo", "km", "my", "tr", "az"}
_DOUBLING |= {"zh", "ja", "ko", "ka", "hy", "fa", "ar", "he", "af", "sw"}
_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]{2,}) \1(?![\w-])", re.IGNORECASE)
# What a language says twice in good grammar.
_TWICE = {
    "de": "die der das sie wir dass",
    "en": "had that is",
    "fr": "nous vous",
    "nl": "die dat",
    "it": "",
    "ru": "еле чуть",
    "sv": "att som",
    "da": "der at",
    "nb": "at",
}


@of_edition("error")
def empty(whole: EditionContext) -> Iterator[Fault]:
    """A translation holds spaces or invisible characters only.

    Bad (ru): The bridge. → \u200b
    Good (ru): The bridge. → Мост.
    """
    for unit in whole.units:
        if not is_visible(unit.target.shown) and is_visible(unit.source.shown):
            yield Fault("nothing can be seen of the translation; write it", unit.key)
    for place in whole.places.values():
        written = place.translation and place.texts.get("msgid") and not place.fuzzy
        if written and not place.translation.strip():
            yield Fault("the translation is spaces only; write it or leave it empty", place.key)


@of_message("warning")
def untranslated(unit: Unit) -> Iterator[str]:
    """The translation repeats the source.

    Bad (ru): The bridge was opened on Monday. → The bridge was opened on Monday.
    Good (ru): Telegram → Telegram
    """
    if unit.same_language or unit.source.text.strip() != unit.target.text.strip():
        return
    small = [word for word in unit.source.words if word.islower()]
    if len(unit.source.words) >= _FEW_WORDS and len(small) >= _FEW_WORDS // 2:
        yield f"“{unit.source.shown[:40]}” is the source's own text"


@of_message("warning")
def source_words(unit: Unit) -> Iterator[str]:
    """Words of the source stand among the translation's, in the source's script.

    Bad (ru): The bridge was opened on Monday. → Мост was opened on в понедельник.
    Good (ru): He wrote it on Visual Studio Code. → Он написал это в Visual Studio Code.
    """
    if unit.same_language or unit.source.text.strip() == unit.target.text.strip():
        return
    known = {word.lower() for word in unit.source.words}
    if sum(word.lower() in known for word in unit.target.words) < _SMALL_WORDS:
        return
    run: list[str] = []
    ours = _padded(unit.source)
    for word in [*unit.target.words, ""]:
        if word and f" {' '.join([*run, word])} ".lower() in ours:
            run.append(word)
            continue
        small = [word for word in run if word.islower() and len(word) > 1]
        if len(small) >= _SMALL_WORDS and (not unit.same_script or len(run) > _FEW_WORDS):
            yield f"“{' '.join(run)}” is the source's own text"
        run = [word] if word and f" {word} ".lower() in ours else []


def _padded(side: Side) -> str:
    return f" {' '.join(side.words)} ".lower()


@of_message("warning")
def length(unit: Unit) -> Iterator[str]:
    """The translation is much longer or shorter than the source lets expect.

    Bad (ru): The bridge was opened on Monday by the mayor, who had promised it for years. → Мост.
    Good (ru): The bridge was opened on Monday. → Мост открыли в понедельник.
    """
    if unit.same_language:
        return
    ours, theirs = (_weight(side) for side in (unit.source, unit.target))
    if abs(ours - theirs) <= _LETTERS_APART or not ours:
        return
    share = theirs / ours
    if not 1 / _TIMES <= share <= _TIMES:
        yield f"{share:.0%} of the length that the source lets expect"


def _weight(side: Side) -> float:
    return _letters(side.prose) / _DENSE.get(side.language.script, 1)


@lru_cache(maxsize=2048)
def _letters(text: str) -> int:
    signs = Counter(text)  # of which there are few, however long the text
    return sum(n for sign, n in signs.items() if unicodedata.category(sign)[0] in "LMN")


@of_edition("warning")
def longer_edition(whole: EditionContext) -> Iterator[Fault]:
    """The whole edition is much longer than its source.

    Bad: a Russian edition of 9,000 letters where the source has 5,000.
    Good: a Russian edition of 6,000 letters where the source has 5,000.
    """
    ours = sum(_weight(unit.source) for unit in whole.units)
    theirs = sum(_weight(unit.target) for unit in whole.units)
    if ours > _MANY_LETTERS and theirs > ours * _EDITION_TIMES:
        yield Fault(f"the edition has {theirs / ours:.0%} of the source's length")


@of_message("warning")
def sentence_count(unit: Unit) -> Iterator[str]:
    """The translation has far fewer or more sentences than the source.

    Bad (ru): It rained. He left. She stayed on. They met again. → Шёл дождь.
    Good (ru): It rained. He left. → Шёл дождь, и он ушёл.
    """
    if max(len(unit.source.prose), len(unit.target.prose)) > _LONGEST:
        return  # nobody writes so; finding sentences there takes long
    ours, theirs = (_sentences(s.prose, s.language) for s in (unit.source, unit.target))
    if max(ours, theirs) > 2 * min(ours, theirs) + 1:
        yield f"{theirs} sentences here, {ours} in the source"


@lru_cache(maxsize=2048)  # a source is compared with the translations into all languages
def _sentences(prose: str, language: Language) -> int:
    text = re.sub(r"[«»“”„\"「」『』()（）]", "", prose)
    return len(sentences(text, language, parse_inline))


@of_message("warning")
def doubled_word(unit: Unit) -> Iterator[str]:
    """A word stands twice in a row, where the source does not and the language would not.

    Bad (ru): In the city → В городе городе
    Good (tr): slowly → yavaş yavaş
    """
    language = unit.target.language
    if language.base in _DOUBLING or _DOUBLED.search(unit.source.prose):
        return
    for found in _DOUBLED.finditer(unit.target.prose):
        if found[1].lower() not in _TWICE.get(language.base, "").split():
            yield f"“{found[0]}” stands twice in a row"
