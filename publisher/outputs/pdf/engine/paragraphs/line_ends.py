"""Places where the lines of a paragraph may end, with their penalties."""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from publisher.language.line_ends.clauses import ends_clause
from publisher.language.line_ends.discouraged import discouraged_line_ends, takes_names
from publisher.language.line_ends.phrases import inside_words, is_phrased
from publisher.language.line_ends.unspaced import Between, kinds_of_breaks
from publisher.language.word_breaks import word_breaks
from publisher.outputs.pdf.engine.paragraphs.east_asian import (
    east_asian_language,
    east_asian_places,
)
from publisher.outputs.pdf.engine.paragraphs.flatten import UnplannedError
from publisher.outputs.pdf.engine.paragraphs.hyphens import hyphen, hyphenations
from publisher.outputs.pdf.engine.paragraphs.measure import boundaries
from publisher.outputs.pdf.engine.paragraphs.names import names_in_document
from publisher.outputs.pdf.engine.paragraphs.style import (
    BALANCE,
    PRETTY,
    is_justified,
    text_wrap,
)
from publisher.outputs.pdf.lines.hanging import HYPHENS
from publisher.outputs.pdf.lines.items import SOFT_HYPHEN, LineEnd
from publisher.outputs.pdf.lines.total_fit import FORCED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from publisher.outputs.pdf.engine.paragraphs.flatten import Paragraph
    from publisher.outputs.pdf.engine.paragraphs.measure import Boundaries

    Context = Any  # WeasyPrint is not typed

# Demerits, see `total_fit`: a line whose spaces are twice as wide has 12,100.
_AUTHORS_HYPHEN, _SHORT_SUFFIX = 1_000.0, 20_000.0
_AGAINST_SENSE = 10_000.0
# Of display text, by `text-wrap`.
_DISPLAY_AGAINST_SENSE = MappingProxyType({BALANCE: 2e6, PRETTY: 150_000.0})
# Factors of those against the sense, between letters: without spaces, words may be divided from
# the rest of a phrase.
_INSIDE_PHRASE, _AT_HYPHEN, _INSIDE_WORD = 0.2, 2.0, 10.0
_BETWEEN = MappingProxyType(
    {Between.PHRASES: 0.05, Between.WORDS: _INSIDE_PHRASE, Between.PARTS: 6.0}
)
_CLAUSE_END, _PART_END = -5_000.0, -60_000.0  # of balanced text
_LONGEST_WORD = 500  # characters: to divide it anywhere in many ways takes long for nothing


def line_ends(paragraph: Paragraph, context: Context) -> list[LineEnd]:
    """Return the line ends of a paragraph in order; the last is the end of its text.

    Raises UnplannedError if a word is too long.
    """
    is_filled = is_justified(paragraph.line_box)
    found = {end.place: end for end in _candidates(paragraph, context, is_filled=is_filled)}
    wrap = text_wrap(paragraph.line_box)
    penalty = _AGAINST_SENSE if is_filled else _DISPLAY_AGAINST_SENSE.get(wrap, _AGAINST_SENSE)
    _judge_word_ends(found, paragraph, penalty)
    if not is_filled:
        _add_penalty(found, _places_against_sense(paragraph, context), paragraph, penalty)
        if wrap == BALANCE:
            _prefer_clauses(found, paragraph)
    text = paragraph.text
    forced = {place + 1 for place, character in enumerate(text) if character == "\n"}
    found |= {place: LineEnd(place, FORCED) for place in {*forced, len(text)}}
    places = sorted(found)
    if any(end - start > _LONGEST_WORD for start, end in pairwise([0, *places])):
        raise UnplannedError("a word as long as many lines")
    return [found[place] for place in places]


def _places_against_sense(paragraph: Paragraph, context: Context) -> frozenset[int]:
    text, tag = paragraph.text, paragraph.line_box.style["lang"] or ""
    names = names_in_document(context, tag) if takes_names(text, tag) else frozenset()
    return discouraged_line_ends(text, tag, names)


def _add_penalty(
    found: dict[int, LineEnd], places: AbstractSet[int], paragraph: Paragraph, penalty: float
) -> None:
    """Add a penalty to line ends that are against the sense of the text."""
    text, tag = paragraph.text, paragraph.line_box.style["lang"] or ""
    between_letters = _INSIDE_PHRASE if is_phrased(tag) else _AT_HYPHEN
    words = inside_words(text, tag)
    for place in found.keys() - paragraph.separated:
        end, is_space = found[place], text[place - 1] == " "
        if (len(text[:place].rstrip(" ")) if is_space else place) in places:
            factor = 1 if is_space else _INSIDE_WORD if place in words else between_letters
            found[place] = end._replace(penalty=end.penalty + penalty * factor)


def _judge_word_ends(found: dict[int, LineEnd], paragraph: Paragraph, penalty: float) -> None:
    """Set the penalties of line ends between words of Khmer, Lao, Burmese and Thai."""
    text, tag = paragraph.text, paragraph.line_box.style["lang"] or ""
    kinds = kinds_of_breaks(text, tag, word_breaks(text, paragraph.edges))
    for place in found.keys() & kinds:
        found[place] = found[place]._replace(penalty=penalty * _BETWEEN[kinds[place]])


def _prefer_clauses(found: dict[int, LineEnd], paragraph: Paragraph) -> None:
    """Prefer line ends after a clause, “Asked for help, / then refused it”, or a separator."""
    for place, end in found.items():
        if place in paragraph.separated:
            found[place] = end._replace(penalty=_PART_END)
        elif ends_clause(paragraph.text[:place]):
            found[place] = end._replace(penalty=end.penalty + _CLAUSE_END)


def _candidates(paragraph: Paragraph, context: Context, *, is_filled: bool) -> Iterator[LineEnd]:
    """Yield all line ends that are not forced; of those with the same place the last counts."""
    text, style = paragraph.text, paragraph.line_box.style
    known = _boundaries(paragraph)
    for leaf in paragraph.leaves:
        yield from hyphenations(leaf, paragraph, context)
    for place, penalty in _places(text, known, style["lang"], is_filled=is_filled):
        if not paragraph.may_end_line(place):
            continue
        before = text[place - 1]
        if before == SOFT_HYPHEN:
            style = paragraph.leaf_at(place - 1).box.style
            yield hyphen(style, context, is_filled=is_filled)._replace(place=place)
        else:
            yield LineEnd(place, penalty, has_hyphen=before in HYPHENS)


def _boundaries(paragraph: Paragraph) -> Boundaries:
    """Return the boundaries of a paragraph: no word is partly in an inline element."""
    text, edges = paragraph.text, paragraph.edges
    known = boundaries(text, paragraph.line_box.style["lang"])
    words = word_breaks(text, edges)
    if words == (others := word_breaks(text)):
        return known
    places = {*known.line_ends}.difference(others).union(words)
    return known._replace(line_ends=sorted(places))


def _places(
    text: str, known: Boundaries, tag: str | None, *, is_filled: bool
) -> Iterator[tuple[int, float]]:
    """Yield the places within a text where a line may end, with their demerits."""
    if language := east_asian_language(tag):
        yield from east_asian_places(text, known, language, is_justified=is_filled)
        return
    for place in known.line_ends:
        if 0 < place < len(text):
            if text[place - 1] in " \u200b":
                yield place, 0
            else:
                yield (
                    place,
                    _AUTHORS_HYPHEN if text[place : place + 3].isalnum() else _SHORT_SUFFIX,
                )
