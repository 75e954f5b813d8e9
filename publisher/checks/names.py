"""Checks of names: who is named in the source is named in the translation, and nobody else.

A name is known by its sound, whatever the script: Пашинян is Pashinyan. Where it sounds
otherwise (Հայաստան is Armenia), the other messages of the edition tell what stands for it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz import fuzz

from publisher.checks.check import Fault, of_edition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.checks.context import EditionContext
    from publisher.checks.unit import Unit

# A word with a capital behind a word without a stop; the first of a sentence is none.
_NAME = re.compile(r"(?<=[\w,;:»”)] )[«“\"(]?([^\W\d_a-z][^\W\d_]{2,})")
_WORD = re.compile(r"[^\W\d_]{3,}")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
_SOUNDS = str.maketrans("bdgvzcqx", "ptkfskkk", "aeiouyhwj")
_SURE = 3  # consonants by which a name is told from others
_LIKE = 80.0  # percent of the consonants
_LIKE_SHORT = 78.0  # percent of the letters, where consonants are few
_STEM = 5  # letters that words of another ending share
_OFTEN = 3  # messages that tell what stands for a name
_TOGETHER = 0.75  # of them in which both stand
# Nouns have capitals there, and names cannot be told from them.
_CAPITAL_NOUNS = frozenset({"de", "lb", "gsw", "nds"})


@of_edition("warning")
def name(whole: EditionContext) -> Iterator[Fault]:
    """A name of the source is missing, and another stands in the translation.

    Bad (ru): On Monday Pashinyan met Lukashenko. → Пашинян встретил Лукашенко. | \
Then Lukashenko left for Minsk. → Затем Пашинян отбыл в Минск.
    Good (ru): On Monday Pashinyan met Lukashenko. → Пашинян встретил Лукашенко. | \
Then Lukashenko left for Minsk. → Затем он отбыл в Минск.
    """
    if not whole.units or whole.units[0].source.language.base in _CAPITAL_NOUNS:
        return
    people = _People(whole.units)
    for unit in whole.units:
        for lost in people.lost_in(unit):
            if intruder := people.intruder(unit, lost):
                yield Fault(f"“{lost}” is missing, and “{intruder}” stands there", unit.key)


@dataclass(frozen=True)
class _People:
    """The names of an edition, and what stands for them."""

    units: Sequence[Unit]

    @cached_property
    def names(self) -> frozenset[str]:
        """All words with a capital in the midst of a sentence that are never written without.

        A heading in which every word has a capital tells nothing.
        """
        found: set[str] = set()
        small: set[str] = set()
        for unit in self.units:
            days = unit.source.language.calendar_words
            small.update(w for w in unit.source.words if w.islower())
            if not _is_all_capitals(unit):
                words = (m[1].removesuffix("’s") for m in _NAME.finditer(unit.source.prose))
                found.update(w for w in words if not w.isupper() and w.lower() not in days)
        return frozenset(word for word in found if word.lower() not in small)

    @cached_property
    def _named(self) -> dict[str, set[int]]:
        """In which messages the names of each family stand: Armenia's and Armenian's."""
        found: dict[str, set[int]] = defaultdict(set)
        for number, unit in enumerate(self.units):
            for known in self.named_in(unit):
                found[_stem(known)].add(number)
        return found

    @cached_property
    def _stands_for(self) -> dict[str, set[str]]:
        """The beginnings of words that stand where a family does, and seldom elsewhere."""
        stems = [{_stem(word) for word in _targets(unit)} for unit in self.units]
        where = Counter(stem for each in stems for stem in each)
        found: dict[str, set[str]] = defaultdict(set)
        for family, ours in self._named.items():
            near = Counter(stem for n in ours for stem in stems[n])
            for stem, both in near.items() if len(ours) >= _OFTEN else ():
                if both >= _TOGETHER * len(ours) and both >= where[stem] / 2:
                    found[family].add(stem)
        for country, own in self._countries.items():
            found[country].add(own)
        return found

    @cached_property
    def _countries(self) -> dict[str, str]:
        """The beginnings of countries' names in both languages, as CLDR has them."""
        source, target = self.units[0].source.language, self.units[0].target.language
        both = ((name, target.territories.get(code)) for code, name in source.territories.items())
        return {_stem(name): _stem(own) for name, own in both if own and " " not in name + own}

    @cached_property
    def _heard(self) -> Counter[str]:
        """In how many messages each name is known by its sound."""
        return Counter(
            n for unit in self.units for n in self.named_in(unit) if _sounds_in(n, unit)
        )

    def named_in(self, unit: Unit) -> list[str]:
        """Return the names in a source, also where they begin a sentence."""
        words = dict.fromkeys(_WORD.findall(unit.source.prose))
        return [word for word in words if word in self.names]

    def lost_in(self, unit: Unit) -> list[str]:
        """Return the names of a source that are not said, though it is known how they are.

        How a name is said that stands nowhere else is not known, but it may be.
        """
        if _is_all_capitals(unit):
            return []
        return [
            known
            for known in self.named_in(unit)
            if not any(self._is_for(word, known) for word in _targets(unit))
            and (
                self._heard[known]
                or self._stands_for.get(_stem(known))
                or len(self._named[_stem(known)]) == 1
            )
        ]

    def intruder(self, unit: Unit, lost: str) -> str | None:
        """Return a word that is another name of the edition, or a name that is none of it."""
        here = _WORD.findall(unit.source.prose)
        families = {_stem(word) for word in here}
        others = [other for other in self.names if _stem(other) not in families]
        inner = _inner_capitals(unit)
        for word in _targets(unit):
            caseless = word[0].lower() == word[0].upper()
            if not (caseless or _is_capital(word)) or any(
                self._is_for(word, known) for known in here
            ):
                continue
            if any(self._heard[n] and _sounds_like(n, word, exactly=caseless) for n in others):
                return word
            # The first word of a sentence may be any; where it is a country's, it is none.
            named = word in inner or _stem(word) in self._countries.values()
            if named and any(_stem(word) in self._stands_for.get(_stem(n), ()) for n in others):
                return word
            if self._heard[lost] and word in inner:
                return word
        return None

    def _is_for(self, word: str, known: str) -> bool:
        return _stem(word) in self._stands_for.get(_stem(known), ()) or _sounds_like(known, word)


def _stem(word: str) -> str:
    return word[:_STEM].lower()


def _is_all_capitals(unit: Unit) -> bool:
    """Say whether every longer word of a source has a capital, as in English headings."""
    long = [word for word in _WORD.findall(unit.source.prose) if len(word) > _SURE]
    return len(long) > 1 and not any(word.islower() for word in long)


def _inner_capitals(unit: Unit) -> set[str]:
    return {m[1] for m in _NAME.finditer(unit.target.prose) if not m[1].isupper()}


def _is_capital(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _targets(unit: Unit) -> list[str]:
    text = unit.target.prose
    found = _KATAKANA.findall(text) if not unit.target.language.joiner else _WORD.findall(text)
    return list(dict.fromkeys(found))


def _sounds_in(known: str, unit: Unit) -> bool:
    return any(_sounds_like(known, word) for word in _targets(unit))


@lru_cache(maxsize=65536)
def _sounds_like(known: str, word: str, *, exactly: bool = False) -> bool:
    """Say whether a word may be a name with an ending behind it.

    Without capitals any word may be a name, and only the same sounds tell.
    """
    (letters, sound), (other, theirs) = _sound(known), _sound(word)
    if letters[:1].translate(_SOUNDS) != other[:1].translate(_SOUNDS):
        return False
    if len(sound) >= _SURE and len(theirs) >= _SURE:
        if exactly:
            return theirs.startswith(sound) and len(sound) > _SURE
        return theirs.startswith(sound) or fuzz.ratio(sound, theirs[: len(sound)]) >= _LIKE
    return not exactly and fuzz.ratio(letters, other[: len(letters)]) >= _LIKE_SHORT


@lru_cache(maxsize=16384)
def _sound(word: str) -> tuple[str, str]:
    """Write a word in Latin letters, and its consonants as they sound alike."""
    letters = re.sub(r"[^a-z]", "", anyascii(word).lower())
    return letters, re.sub(r"(.)\1+", r"\1", letters.replace("ph", "f").translate(_SOUNDS))
