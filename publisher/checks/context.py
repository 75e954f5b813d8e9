"""Context of checks: the units of an edition, its catalogue, and the data to compare with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from publisher.checks.unit import Side, Unit
from publisher.translation.segments import text_blocks
from publisher.translation.translate import joined_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publisher.catalogues.key import Key
    from publisher.catalogues.known import KnownTranslation
    from publisher.catalogues.po_scanner import RawEntry
    from publisher.checks.glossary import Glossary
    from publisher.editions.edition import Edition
    from publisher.markup.fault import SourceFault
    from publisher.translation.segments import Segment, SegmentBy
    from publisher.translation.translate import JoinedSegments


@dataclass(frozen=True)
class EditionContext:
    """An edition with the data that its checks need.

    `raw_entries` are the entries of its catalogue as written, and `names` those to keep in
    every language. `elsewhere` maps a source to its translation in another article.
    `check_names` are the names of all checks. `faults` are those of the article.
    """

    edition: Edition
    units: tuple[Unit, ...]
    raw_entries: Mapping[Key, RawEntry] = field(default_factory=dict)
    glossary: Glossary | None = None
    names: tuple[str, ...] = ()
    elsewhere: Mapping[str, KnownTranslation] = field(default_factory=dict)
    check_names: frozenset[str] = frozenset()
    faults: tuple[SourceFault, ...] = ()


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
        return edition.catalogue.translation_of(segment.key)

    for block in text_blocks(edition.source, segment_by):
        literal = block.field is not None or _is_literal(edition, block.index)
        groups = [group for group in joined_groups(block, lookup) if group.target is not None]
        found = [_unit(edition, group, literal=literal) for group in groups]
        targets = tuple(unit.target for unit in found)
        for number, unit in enumerate(found):
            yield replace(unit, before=targets[:number], after=targets[number + 1 :])


def _is_literal(edition: Edition, index: int) -> bool:
    return bool(edition.source.tokens[index].meta.get("literal"))


def _unit(edition: Edition, group: JoinedSegments, *, literal: bool) -> Unit:
    scope = None if literal else edition.source.scope
    joined = edition.source.language.joiner.join(segment.source for segment in group.segments)
    return Unit(
        source=Side(joined, edition.source.language, scope),
        target=Side(group.target or "", edition.language, scope),
        key=group.segments[0].key,
    )
