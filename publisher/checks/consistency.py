"""Checks of consistency between messages: one source, one translation."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from publisher.checks.check import Fault, of_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from publisher.checks.context import EditionContext
    from publisher.checks.unit import Unit

_WORD = re.compile(r"[^\W_]+")
_MAX_LABEL_WORDS = 2  # different labels this short may rightly have one translation


def _translated_otherwise_in_other_articles(context: EditionContext) -> Iterator[Fault]:
    for unit in _units(context):
        known = context.elsewhere.get(unit.source.text)
        if known and _folded(known.text) not in {"", _folded(unit.target.text)}:
            problem = f"the same text is translated “{known.text[:60]}” in {known.domain}"
            yield Fault(problem, unit.key)


@of_edition("warning", across=_translated_otherwise_in_other_articles)
def translated_otherwise(context: EditionContext) -> Iterator[Fault]:
    """The same source has two translations, and no context (msgctxt) distinguishes them.

    Bad (ru): Read more here → Читать далее | Read more here. → Подробнее тут.
    Good (ru): Read more here → Читать далее | Read more here. → Читать далее.
    """
    for first, *others in _groups_by(_units(context), lambda unit: unit.source.shown):
        for unit in others:
            if _folded(unit.target.shown) != _folded(first.target.shown):
                other = first.target.shown[:60]
                yield Fault(f"the same text is translated “{other}” elsewhere", unit.key)


@of_edition("warning")
def translated_alike(context: EditionContext) -> Iterator[Fault]:
    """Different sources have the same translation.

    Bad (ru): He came on Monday. → Он пришёл. | She left at once. → Он пришёл.
    Good (ru): He came on Monday. → Он пришёл. | She left at once. → Она ушла.
    """
    for first, *others in _groups_by(_units(context), lambda unit: unit.target.shown):
        for unit in others:
            is_label = len(unit.source.words) <= _MAX_LABEL_WORDS
            if not is_label and not _have_similar_sources(unit, first):
                other = first.source.shown[:60]
                yield Fault(f"“{other}” has the same translation", unit.key)


def _units(context: EditionContext) -> list[Unit]:
    """Return the units without a msgctxt, which exists to allow different translations."""
    return [unit for unit in context.units if unit.key[0] is None]


def _groups_by(units: list[Unit], text_of: Callable[[Unit], str]) -> list[list[Unit]]:
    """Return the units in groups that share a text; ignore case and marks."""
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if words := _folded(text_of(unit)):
            groups[words].append(unit)
    return list(groups.values())


def _have_similar_sources(one: Unit, other: Unit) -> bool:
    """Return whether two sources share three words of four: a variant in spelling."""
    words, others = ({*_folded(u.source.shown).split()} for u in (one, other))
    return len(words & others) * 4 >= max(len(words), len(others)) * 3


def _folded(text: str) -> str:
    """Return the words of a text, without case and marks."""
    return " ".join(_WORD.findall(text.casefold()))
