"""Chinese, Japanese and Korean paragraphs: their line ends, gaps and trimmed marks."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from publisher.base.errors import PublisherError
from publisher.language.east_asian.conventions import convention_of
from publisher.language.east_asian.line_ends import EndRule, end_rules
from publisher.language.east_asian.spacing import FULL_WIDTH, gaps, trim_at_end, trim_at_start
from publisher.language.locale import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.outputs.pdf.engine.paragraphs.flatten import Paragraph
    from publisher.outputs.pdf.engine.paragraphs.measure import Boundaries
    from publisher.outputs.pdf.lines.items import Measures

    Box = Any  # WeasyPrint is not typed

# Demerits, see `total_fit`.
_AVOIDED, _RAGGED_AVOIDED, _AUTHORS_HYPHEN = 1_000.0, 1e6, 1_000.0


@lru_cache(maxsize=64)
def east_asian_language(tag: str | None) -> Language | None:
    """Return the language of a tag if its lines follow East Asian rules."""
    try:
        language = Language.parse(tag or "")
    except PublisherError:
        return None
    return language if convention_of(language) else None


def east_asian_places(
    text: str, known: Boundaries, language: Language, *, is_justified: bool
) -> Iterator[tuple[int, float]]:
    """Yield the places within a text where a line may end, with their demerits."""
    by_unicode = set(known.line_ends)
    avoided = _AVOIDED if is_justified else _RAGGED_AVOIDED
    for place, rule in enumerate(end_rules(text, language), 1):
        if rule is EndRule.ALLOWED:
            yield place, 0
        elif place in by_unicode and rule is not EndRule.FORBIDDEN:
            penalty = avoided if rule is EndRule.AVOIDED else 0
            yield place, penalty or _is_latin(text[place - 1 : place + 1]) * _AUTHORS_HYPHEN


def _is_latin(characters: str) -> bool:
    """Return whether a boundary is within a Latin word, such as after its hyphen."""
    return characters.isascii() and not characters[0].isspace()


def with_east_asian_gaps(measures: Measures, paragraph: Paragraph, language: Language) -> Measures:
    """Return measures of a paragraph with the gaps between its characters."""
    sizes = _sizes(paragraph)
    widths = [
        advance / size if size else 0
        for advance, size in zip(measures.advances, sizes, strict=True)
    ]
    found = gaps(paragraph.text, language, widths)
    spaces, stretches, shrinks = [*measures.gaps], [*measures.stretches], [*measures.shrinks]
    for place, gap in enumerate(found):
        size = sizes[place]
        spaces[place] += gap.space * size
        stretches[place] += gap.stretch * size
        shrinks[place] += gap.shrink * size
    at_start, at_end = dict(measures.at_start), dict(measures.at_end)
    for place, mark in enumerate(paragraph.text):
        if widths[place] >= FULL_WIDTH:
            at_start[place] = -trim_at_start(mark, language) * sizes[place]
            at_end[place] = -trim_at_end(mark, language) * sizes[place]
    return replace(
        measures,
        gaps=spaces,
        stretches=stretches,
        shrinks=shrinks,
        at_start=at_start,
        at_end=at_end,
    )


def _sizes(paragraph: Paragraph) -> list[float]:
    """Return the font size of each character, 0 for objects."""
    sizes = [0.0] * len(paragraph.text)
    for leaf in paragraph.leaves:
        size = leaf.box.style["font_size"]
        sizes[leaf.start : leaf.end] = [size] * (leaf.end - leaf.start)
    return sizes


def gap_width(box: Box, language: Language) -> float:
    """Return the width of all gaps that widen the text of a box, in pixels."""
    width = 0.0
    for child in box.descendants():
        if isinstance(child, boxes.TextBox):
            ems = sum(max(gap.space, 0) for gap in gaps(child.text, language))
            width += ems * child.style["font_size"]
    return width
