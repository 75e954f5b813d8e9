"""Checks of names: the translation names the same people and places as the source.

A name is recognised by its sound, in any script: Пашинян is Pashinyan. If it sounds
different (Հայաստան is Armenia), its equivalent is inferred from the other messages of the
edition, or from the countries in CLDR.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz

from publisher.checks.check import Fault, of_edition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.checks.context import EditionContext
    from publisher.checks.unit import Side, Unit

# A word within a sentence that may be capitalised; the first word may be any word.
_NAME = re.compile(r"(?<=[\w,;:»”)] )[«“\"(]?([^\W\d_a-z][^\W\d_]{2,})")
_WORD = re.compile(r"[^\W\d_]{3,}")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
# Merges similar consonants and deletes vowels, so that spellings of one sound compare equal.
_CONSONANTS = str.maketrans("bdgvzcqx", "ptkfskkk", "aeiouyhwj")
_ENOUGH_CONSONANTS = 3  # to compare names by consonants alone
_SIMILAR_CONSONANTS = 80.0  # percent
_SIMILAR_LETTERS = 78.0  # percent, for names with few consonants
_STEM = 5  # letters that the inflections of a word share
_MIN_MESSAGES = 3  # with a name, to infer its equivalent
_MIN_SHARE = 0.75  # of these messages that must have the equivalent
_SHORT_WORD = 3  # letters: articles and prepositions, which titles do not capitalise
# All nouns are capitalised in these languages, so that names are not recognisable.
_CAPITAL_NOUNS = frozenset({"de", "lb", "gsw", "nds"})


@of_edition("warning")
def name(context: EditionContext) -> Iterator[Fault]:
    """The translation has another name in place of a name of the source.

    Bad (ru): On Monday Pashinyan met Lukashenko. → Пашинян встретил Лукашенко. | \
Then Lukashenko left for Minsk. → Затем Пашинян отбыл в Минск.
    Good (ru): On Monday Pashinyan met Lukashenko. → Пашинян встретил Лукашенко. | \
Then Lukashenko left for Minsk. → Затем он отбыл в Минск.
    """
    if not context.units or context.units[0].source.language.base in _CAPITAL_NOUNS:
        return
    index = _NameIndex(context.units)
    for unit in context.units:
        for missing in index.missing_in(unit):
            if other := index.replacement(unit, missing):
                problem = f"has the name “{other}” where the source has “{missing}”"
                yield Fault(problem, unit.key)


@dataclass(frozen=True)
class _NameIndex:
    """Names of an edition and their equivalents in the translation.

    Names that share a stem, such as Armenia and Armenian, are one family.
    """

    units: Sequence[Unit]

    @cached_property
    def names(self) -> frozenset[str]:
        """Words of the source that are capitalised within a sentence and never in lower case.

        Headings in title case are skipped, as they capitalise every word.
        """
        found: set[str] = set()
        lowercase: set[str] = set()
        for unit in self.units:
            calendar_words = unit.source.language.calendar_words
            lowercase.update(w for w in unit.source.words if w.islower())
            if not _is_title_case(unit):
                words = _capitalised_within_sentences(unit.source)
                found.update(word for word in words if word.lower() not in calendar_words)
        return frozenset(word for word in found if word.lower() not in lowercase)

    @cached_property
    def _messages_by_family(self) -> dict[str, set[int]]:
        """Indexes of the messages with a name of each family."""
        found: dict[str, set[int]] = defaultdict(set)
        for number, unit in enumerate(self.units):
            for source_name in self.names_in(unit):
                found[_stem(source_name)].add(number)
        return found

    @cached_property
    def _equivalents(self) -> dict[str, set[str]]:
        """Stems of the translation that occur with a family, and seldom without it."""
        stems = [{_stem(word) for word in _target_words(unit)} for unit in self.units]
        totals = Counter(stem for each in stems for stem in each)
        found: dict[str, set[str]] = defaultdict(set)
        for family, messages in self._messages_by_family.items():
            if len(messages) < _MIN_MESSAGES:
                continue
            for stem, together in Counter(stem for n in messages for stem in stems[n]).items():
                if together >= _MIN_SHARE * len(messages) and together >= totals[stem] / 2:
                    found[family].add(stem)
        for country, translation in self._countries.items():
            found[country].add(translation)
        return found

    @cached_property
    def _countries(self) -> dict[str, str]:
        """Stems of the names of countries in both languages, from CLDR."""
        source, target = self.units[0].source.language, self.units[0].target.language
        pairs = ((name, target.territories.get(code)) for code, name in source.territories.items())
        return {_stem(a): _stem(b) for a, b in pairs if b and " " not in a + b}

    @cached_property
    def _recognised(self) -> frozenset[str]:
        """Names that are recognised by their sound in the translation of any message."""
        return frozenset(
            source_name
            for unit in self.units
            for source_name in self.names_in(unit)
            if any(_may_sound_like(source_name, word) for word in _target_words(unit))
        )

    def names_in(self, unit: Unit) -> list[str]:
        """Return the names in a source, including those that begin a sentence."""
        words = dict.fromkeys(_WORD.findall(unit.source.prose))
        return [word for word in words if word in self.names]

    def missing_in(self, unit: Unit) -> list[str]:
        """Return the names of a source that its translation lacks.

        A name counts only if its translation is known from elsewhere, or if no other message
        has it.
        """
        if _is_title_case(unit):
            return []
        return [
            source_name
            for source_name in self.names_in(unit)
            if not any(self._may_translate(word, source_name) for word in _target_words(unit))
            and (
                source_name in self._recognised
                or self._equivalents.get(_stem(source_name))
                or len(self._messages_by_family[_stem(source_name)]) == 1
            )
        ]

    def replacement(self, unit: Unit, missing: str) -> str | None:
        """Return a name in the translation that the source does not have, or None."""
        source_words = _WORD.findall(unit.source.prose)
        families = {_stem(word) for word in source_words}
        absent = [source_name for source_name in self.names if _stem(source_name) not in families]
        capitalised = _capitalised_within_sentences(unit.target)
        for word in _target_words(unit):
            caseless = word[0].lower() == word[0].title()  # Georgian capitals are no initials
            if not (caseless or _is_capitalised(word)):
                continue
            if any(self._may_translate(word, source_word) for source_word in source_words):
                continue
            if self._is_recognised_as_any(word, absent, exactly=caseless):
                return word
            # The first word of a sentence may be any word, unless it is a country.
            is_name = word in capitalised or _stem(word) in self._countries.values()
            if is_name and self._is_equivalent_of_any(word, absent):
                return word
            if missing in self._recognised and word in capitalised:
                return word
        return None

    def _is_recognised_as_any(self, word: str, names: list[str], *, exactly: bool) -> bool:
        recognised = (source_name for source_name in names if source_name in self._recognised)
        return any(
            _may_sound_like(source_name, word, exactly=exactly) for source_name in recognised
        )

    def _is_equivalent_of_any(self, word: str, names: list[str]) -> bool:
        return any(
            _stem(word) in self._equivalents.get(_stem(source_name), ()) for source_name in names
        )

    def _may_translate(self, word: str, source_word: str) -> bool:
        return self._is_equivalent_of_any(word, [source_word]) or _may_sound_like(
            source_word, word
        )


def _stem(word: str) -> str:
    return word[:_STEM].lower()


def _is_title_case(unit: Unit) -> bool:
    """Return whether a source capitalises every longer word, as English headings do."""
    long = [word for word in _WORD.findall(unit.source.prose) if len(word) > _SHORT_WORD]
    return len(long) > 1 and not any(word.islower() for word in long)


def _capitalised_within_sentences(side: Side) -> set[str]:
    return {m[1] for m in _NAME.finditer(side.prose) if _is_capitalised(m[1])}


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _target_words(unit: Unit) -> list[str]:
    """Return the words of a translation; without spaces between words, only its katakana."""
    text = unit.target.prose
    has_spaces = unit.target.language.has_word_spaces
    found = _WORD.findall(text) if has_spaces else _KATAKANA.findall(text)
    return list(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def _may_sound_like(source_name: str, word: str, *, exactly: bool = False) -> bool:
    """Return whether a word may be a name, with or without an ending.

    Use `exactly` for scripts without capitals, in which any word may be a name.
    """
    expected, found = _sound(source_name), _sound(word)
    if expected.letters[:1].translate(_CONSONANTS) != found.letters[:1].translate(_CONSONANTS):
        return False
    length = len(expected.consonants)
    if length >= _ENOUGH_CONSONANTS and len(found.consonants) >= _ENOUGH_CONSONANTS:
        if found.consonants.startswith(expected.consonants):
            return not exactly or length > _ENOUGH_CONSONANTS
        start = found.consonants[:length]
        return not exactly and fuzz.ratio(expected.consonants, start) >= _SIMILAR_CONSONANTS
    start = found.letters[: len(expected.letters)]
    return not exactly and fuzz.ratio(expected.letters, start) >= _SIMILAR_LETTERS


class _Sound(NamedTuple):
    """A word in Latin letters, with f for ph, and its consonants with similar ones merged."""

    letters: str
    consonants: str


@lru_cache(maxsize=16384)
def _sound(word: str) -> _Sound:
    letters = re.sub(r"[^a-z]", "", anyascii(word).lower()).replace("ph", "f")
    consonants = letters.translate(_CONSONANTS)
    return _Sound(letters, re.sub(r"(.)\1+", r"\1", consonants))
