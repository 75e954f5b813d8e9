"""Context of checks: the units of an edition, its catalogue, and the data to compare with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from publisher.checks.unit import Side, Unit
from publisher.translation.segments import text_blocks
from publisher.translation.translate import translate_segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publisher.catalogues.key import Key
    from publisher.catalogues.po_lines import RawEntry
    from publisher.checks.glossary import Glossary
    from publisher.editions.edition import Edition
    from publisher.translation.segments import Segment, SegmentBy
    from publisher.translation.translate import TranslatedSegment


@dataclass(frozen=True)
class EditionContext:
    """An edition with the data that its checks need.

    `raw_entries` are the entries of its catalogue as written, and `names` those to keep in
    every language. `elsewhere` maps a source to its translation in another article and that
    article's slug. `check_names` are the names of all checks.
    """

    edition: Edition
    units: tuple[Unit, ...]
    raw_entries: Mapping[Key, RawEntry] = field(default_factory=dict)
    glossary: Glossary | None = None
    names: tuple[str, ...] = ()
    elsewhere: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    check_names: frozenset[str] = frozenset()


def units(edition: Edition, segment_by: SegmentBy) -> tuple[Unit, ...]:
    """Return each translated message once, with its translation.

    A sentence that is joined to the one before it shares its unit.
    """
    found: dict[tuple[str, str, str | None], Unit] = {}
    for unit in _all_units(edition, segment_by):
        found.setdefault((unit.source.text, unit.target.text, unit.key[0]), unit)
    return tuple(found.values())


def _all_units(edition: Edition, segment_by: SegmentBy) -> Iterator[Unit]:
    def lookup(segment: Segment) -> str | None:
        return edition.catalogue.translation(segment.source, segment.context)

    for block in text_blocks(edition.source, segment_by):
        group: list[TranslatedSegment] = []
        for segment in [*translate_segments(block, lookup), None]:
            if segment is not None and segment.target == "":  # joined to the one before
                group.append(segment)
                continue
            if group and group[0].target is not None:
                literal = block.field is not None or _is_literal(edition, block.index)
                yield _unit(edition, group, literal=literal)
            group = [segment] if segment is not None else []


def _is_literal(edition: Edition, index: int) -> bool:
    return bool(edition.source.tokens[index].meta.get("literal"))


def _unit(edition: Edition, group: list[TranslatedSegment], *, literal: bool) -> Unit:
    first, scope = group[0].segment, None if literal else edition.source.scope
    joined = edition.source.language.joiner.join(part.segment.source for part in group)
    return Unit(
        Side(joined, edition.source.language, scope),
        Side(group[0].target or "", edition.language, scope),
        first.kind,
        (first.context, first.source),
    )
