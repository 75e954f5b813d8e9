"""Names of people in a text, found by their capitals.

In running text two or three words with capitals are mostly a name: Nikol Pashinyan, Ursula von
der Leyen. A heading in title case shows only those with particles, and those that the running
text of its article has too.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from publisher.language.line_ends.binding_words import NAME_PARTICLES, SURE_PARTICLES, TITLE_CASE
from publisher.language.no_break_words import CAPITAL_NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from publisher.language.line_ends.words import Word

# Words of a name; the last two of a longer run are the likeliest. Where nouns have capitals, the
# first of three is mostly a title.
_LONGEST, _LONGEST_BESIDE_NOUNS = 3, 2
_CONTENT = 3  # letters of the shortest word that title case always writes with a capital
_FEWEST, _SHARE = 3, 0.9  # such words of a heading in title case, and those with a capital
_ENDS_SENTENCE = frozenset(".!?…:")

_POSSESSIVE = re.compile("['’]s$")
_PARTICLES = frozenset(NAME_PARTICLES.split())
# Two characters for each word: its kind, and a space if a name may go on after it.
_NAME, _PARTICLE, _PREPOSITION, _OTHER = "Npq-"
_GOES_ON, _ENDS = " |"
_RUN = re.compile("N(?: (?:p )*N)+(?: (?:q )+N)?")
_RUN_WITH_PARTICLE = re.compile("N(?: (?:p )+N)+")


def gaps_in_names(
    words: Sequence[Word],
    base: str,
    common: AbstractSet[str],
    known: AbstractSet[tuple[str, str]] = frozenset(),
) -> set[int]:
    """Return the words of a text, by index, after which a name goes on.

    `base` is the ISO 639 code of the language. `common` holds its words, in lower case, that are
    no names though they may begin a sentence, `known` neighbours in names of the same article.
    """
    title_case = base in TITLE_CASE and is_title_case(words, common)
    run = _RUN_WITH_PARTICLE if title_case else _RUN
    kinds = _kinds(words, common, frozenset(SURE_PARTICLES.get(base, "").split()))
    longest = _LONGEST_BESIDE_NOUNS if base in CAPITAL_NOUNS else _LONGEST
    gaps = {gap for found in run.finditer(kinds) for gap in _gaps(found, longest)}
    return gaps | {gap for gap, pair in enumerate(_neighbours(words)) if pair in known}


def names_in(
    words: Sequence[Word], base: str, common: AbstractSet[str]
) -> Iterator[tuple[str, str]]:
    """Yield the neighbours in each name of a text, which may be known in another text."""
    neighbours = _neighbours(words)
    return (neighbours[gap] for gap in gaps_in_names(words, base, common))


def _neighbours(words: Sequence[Word]) -> list[tuple[str, str]]:
    names = (_POSSESSIVE.sub("", word.core) for word in words)
    return list(pairwise(names))


def _kinds(words: Sequence[Word], common: AbstractSet[str], sure: AbstractSet[str]) -> str:
    kinds = (
        _kind(word, common, sure) + (_GOES_ON if _goes_on(word, following) else _ENDS)
        for word, following in pairwise(words)
    )
    return "".join(kinds) + (_kind(words[-1], common, sure) if words else "")


def _gaps(run: re.Match[str], longest: int) -> range:
    """Return the gaps of a run: all of them, or those of its last two names."""
    names = run[0].partition(_PREPOSITION)[0].rstrip()
    start = names[:-1].rindex(_NAME) if names.count(_NAME) > longest else 0
    return range((run.start() + start) // 2, run.end() // 2)


def _kind(word: Word, common: AbstractSet[str], sure: AbstractSet[str]) -> str:
    if word.core in _PARTICLES:
        return _PREPOSITION if word.core in common and word.core not in sure else _PARTICLE
    if not word.is_capital or word.is_acronym or word.lower in common:
        return _OTHER
    return _OTHER if any(map(str.isdigit, word.core)) else _NAME


def _goes_on(word: Word, following: Word) -> bool:
    """Return whether no mark divides two words. The stop of an initial does not."""
    initial = len(word.core) == 1 and word.closing == "."
    possessive = _POSSESSIVE.search(word.core)
    return not following.opening and not possessive and (not word.closing or initial)


def is_title_case(words: Sequence[Word], common: AbstractSet[str]) -> bool:
    """Return whether a heading writes most of its words with a capital, as many in English do."""
    content = [
        word.is_capital
        for previous, word in pairwise(words)
        if len(word.core) >= _CONTENT
        and word.has_case
        and not word.is_acronym
        and word.lower not in common
        and word.core not in _PARTICLES
        and not _ENDS_SENTENCE & {*previous.closing}
    ]
    return len(content) >= _FEWEST and sum(content) >= _SHARE * len(content)
