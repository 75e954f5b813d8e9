"""Checks of messages side by side: one source, one translation."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from publisher.checks.check import Fault, of_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.context import EditionContext
    from publisher.checks.unit import Unit

_WORD = re.compile(r"[^\W_]+")
_LABEL = 2  # words: shorter texts are rightly the same, or not


@of_edition("warning")
def translated_otherwise(whole: EditionContext) -> Iterator[Fault]:
    """The same source is translated in two ways, without a context that tells them apart.

    Bad (ru): Read more here → Читать далее | Read more here. → Подробнее тут.
    Good (ru): Read more here → Читать далее | Read more here. → Читать далее.
    """
    for group in _alike([(u, _folded(u.source.shown)) for u in _units(whole)]):
        first = group[0]
        for unit in group[1:]:
            if _folded(unit.target.shown) != _folded(first.target.shown):
                other = first.target.shown[:60]
                yield Fault(f"the same text is translated “{other}” elsewhere", unit.key)
    for unit in _units(whole):
        other, article = whole.elsewhere.get(unit.source.text, ("", ""))
        if _folded(other) not in {"", _folded(unit.target.text)}:
            yield Fault(f"the same text is translated “{other[:60]}” in {article}", unit.key)


@of_edition("warning")
def translated_alike(whole: EditionContext) -> Iterator[Fault]:
    """Different sources have the same translation.

    Bad (ru): He came on Monday. → Он пришёл. | She left at once. → Он пришёл.
    Good (ru): He came on Monday. → Он пришёл. | She left at once. → Она ушла.
    """
    for group in _alike([(u, _folded(u.target.shown)) for u in _units(whole)]):
        first = group[0]
        for unit in group[1:]:
            if len(unit.source.words) > _LABEL and not _is_like(unit, first):
                other = first.source.shown[:60]
                yield Fault(f"“{other}” has the same translation", unit.key)


def _units(whole: EditionContext) -> list[Unit]:
    return [unit for unit in whole.units if unit.key[0] is None]


def _alike(pairs: list[tuple[Unit, str]]) -> list[list[Unit]]:
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit, words in pairs:
        if words:
            groups[words].append(unit)
    return [group for group in groups.values() if len(group) > 1]


def _is_like(one: Unit, other: Unit) -> bool:
    """Say whether two sources differ in a word of four at the most: in spelling, say."""
    ours, theirs = ({*_folded(u.source.shown).split()} for u in (one, other))
    return len(ours & theirs) * 4 >= max(len(ours), len(theirs)) * 3


def _folded(text: str) -> str:
    """Leave out all that is no word: case, and marks."""
    return " ".join(_WORD.findall(text.casefold()))
