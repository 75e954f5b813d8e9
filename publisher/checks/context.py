"""A whole edition, as checks see it in which messages are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from publisher.checks.unit import Side, Unit
from publisher.translation.segments import text_blocks
from publisher.translation.translate import translate_segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publisher.catalogues.catalogue import Key
    from publisher.checks.glossary import Glossary
    from publisher.checks.po_lines import Place
    from publisher.editions.edition import Edition
    from publisher.translation.segments import Segment, SegmentBy
    from publisher.translation.translate import TranslatedSegment


@dataclass(frozen=True)
class EditionContext:
    """An edition's units, what its catalogue holds, and what else a check may ask.

    `elsewhere` are translations of other articles by their source, with the article.
    """

    edition: Edition
    units: tuple[Unit, ...]
    places: Mapping[Key, Place] = field(default_factory=dict)
    glossary: Glossary | None = None
    names: tuple[str, ...] = ()
    elsewhere: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()  # the checks that there are


def units(edition: Edition, segment_by: SegmentBy) -> tuple[Unit, ...]:
    """Return each translated message once, with its translation.

    A sentence that is joined to the one before it is compared together with it.
    """
    found: dict[tuple[str, str, str | None], Unit] = {}
    for unit in _units(edition, segment_by):
        found.setdefault((unit.source.text, unit.target.text, unit.key[0]), unit)
    return tuple(found.values())


def _units(edition: Edition, segment_by: SegmentBy) -> Iterator[Unit]:
    def lookup(segment: Segment) -> str | None:
        return edition.catalogue.translation(segment.source, segment.context)

    for block in text_blocks(edition.source, segment_by):
        group: list[TranslatedSegment] = []
        for answer in [*translate_segments(block, lookup), None]:
            if answer is not None and answer.target == "":
                group.append(answer)
                continue
            if group and group[0].target is not None:
                literal = block.field is not None or _is_literal(edition, block.index)
                yield _unit(edition, group, literal=literal)
            group = [answer] if answer is not None else []


def _is_literal(edition: Edition, index: int) -> bool:
    return bool(edition.source.tokens[index].meta.get("literal"))


def _unit(edition: Edition, group: list[TranslatedSegment], *, literal: bool) -> Unit:
    first, scope = group[0].segment, None if literal else edition.source.scope
    joined = edition.source.language.joiner.join(answer.segment.source for answer in group)
    return Unit(
        Side(joined, edition.source.language, scope),
        Side(group[0].target or "", edition.language, scope),
        first.kind,
        (first.context, first.source),
    )
