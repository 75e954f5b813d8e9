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
from publisher.outputs.pdf.engine.paragraphs.flatten import OBJECT, UnplannedError
from publisher.outputs.pdf.engine.paragraphs.hyphens import hyphenation_points
from publisher.outputs.pdf.engine.paragraphs.last_line import before_few_letters
from publisher.outputs.pdf.engine.paragraphs.measure import advances, boundaries
from publisher.outputs.pdf.engine.paragraphs.names import names_in_document
from publisher.outputs.pdf.engine.paragraphs.style import (
    BALANCE,
    PRETTY,
    is_justified,
    text_wrap,
)
from publisher.outputs.pdf.lines.hanging import AT_END, HYPHENS
from publisher.outputs.pdf.lines.items import SOFT_HYPHEN, LineEnd
from publisher.outputs.pdf.lines.letters import JOINED
from publisher.outputs.pdf.lines.total_fit import FORCED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from publisher.outputs.pdf.engine.paragraphs.flatten import Paragraph
    from publisher.outputs.pdf.engine.paragraphs.measure import Boundaries

    Context = Any  # WeasyPrint is not typed
    Style = Any

_WRAPPING = ("normal", "pre-line")
_DIVIDED_ANYWHERE = ("anywhere", "break-word")

# Demerits, see `total_fit`: a line whose spaces are twice as wide has 12,100.
_HYPHEN, _RAGGED_HYPHEN = 1_000.0, 60_000.0
_AUTHORS_HYPHEN, _SHORT_SUFFIX = 1_000.0, 20_000.0
_SINGLE_WORD, _AGAINST_SENSE = 30_000.0, 10_000.0  # of ragged lines
# Of display text, by `text-wrap`.
_DISPLAY_SINGLE_WORD = 1e8
_DISPLAY_AGAINST_SENSE = MappingProxyType({BALANCE: 2e6, PRETTY: 150_000.0})
# Factors of this between letters: without spaces, words may be divided from the rest of a phrase.
_INSIDE_PHRASE, _AT_HYPHEN, _INSIDE_WORD = 0.2, 2.0, 10.0
_BETWEEN = MappingProxyType(
    {Between.PHRASES: 0.05, Between.WORDS: _INSIDE_PHRASE, Between.PARTS: 6.0}
)
_CLAUSE_END, _PART_END = -5_000.0, -60_000.0  # of balanced text
_ANYWHERE = 1e7
_WIDER_FORM = 0.5  # em, of a joined letter at the end of a line within its word
_LONGEST_WORD = 500  # characters: to divide it anywhere in many ways takes long for nothing


def line_ends(paragraph: Paragraph, context: Context) -> list[LineEnd]:
    """Return the line ends of a paragraph in order; the last is the end of its text.

    Raises UnplannedError if a word is too long.
    """
    is_filled = is_justified(paragraph.line_box)
    found = {end.place: end for end in _candidates(paragraph, context, is_filled=is_filled)}
    wrap = text_wrap(paragraph.line_box)
    single_word = 0.0 if is_filled else _SINGLE_WORD
    if wrap in _DISPLAY_AGAINST_SENSE:
        single_word = _DISPLAY_SINGLE_WORD
    penalty = _AGAINST_SENSE if is_filled else _DISPLAY_AGAINST_SENSE.get(wrap, _AGAINST_SENSE)
    _judge_word_ends(found, paragraph, penalty)
    if not is_filled:
        _add_penalty(found, _places_against_sense(paragraph, context), paragraph, penalty)
        if wrap == BALANCE:
            _prefer_clauses(found, paragraph)
    text, tag = paragraph.text, paragraph.line_box.style["lang"] or ""
    forced = {place + 1 for place, character in enumerate(text) if character == "\n"}
    forced.add(len(text))
    for place in forced:
        few = before_few_letters(text[:place], tag, found, single_word)
        found.update({end.place: end for end in few})
    found.update({place: LineEnd(place, FORCED) for place in forced})
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
        if leaf.box.style["white_space"] not in _WRAPPING:
            continue
        if points := [*hyphenation_points(leaf, text, known.words, context)]:
            hyphen = _hyphen(leaf.box.style, context, is_filled=is_filled)
            yield from (hyphen._replace(place=place) for place in points)
    for place, penalty in _places(text, known, style["lang"], is_filled=is_filled):
        if not _may_end(paragraph, place):
            continue
        before = text[place - 1]
        if before == SOFT_HYPHEN:
            style = paragraph.leaf_at(place - 1).box.style
            yield _hyphen(style, context, is_filled=is_filled)._replace(place=place)
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


def _may_end(paragraph: Paragraph, place: int) -> bool:
    """Return whether WeasyPrint can end a line at a place, and CSS lets it."""
    before, after = paragraph.text[place - 1], paragraph.text[place]
    if before == OBJECT or "\n" in (before, after):
        return False
    boxes = {paragraph.leaf_at(place - 1).box, paragraph.leaf_at(place).box}
    return any(box.style["white_space"] in _WRAPPING for box in boxes)


def _hyphen(style: Style, context: Context, *, is_filled: bool) -> LineEnd:
    """Return a line end that adds the hyphen of a style; one that is not seen has no width."""
    hyphen = style["hyphenate_character"]
    width = sum(advances(hyphen, style, context))
    penalty = _HYPHEN if is_filled else _RAGGED_HYPHEN
    hang = width * AT_END.get(hyphen, 0) if is_filled else 0
    return LineEnd(0, penalty, width, hang, has_hyphen=width > 0)


def divided_anywhere(
    paragraph: Paragraph, line_ends: list[LineEnd], width: float
) -> list[LineEnd]:
    """Return line ends, and more of them in words that are wider than a line (CSS Text 3, 5.5)."""
    clusters = boundaries(paragraph.text, paragraph.line_box.style["lang"]).clusters
    found, start = [], 0
    for line_end in line_ends:
        if sum(paragraph.advances[start : line_end.place]) > width:
            found += [
                LineEnd(place, _ANYWHERE, hang=-_widening(paragraph, place))
                for place in range(start + 1, line_end.place)
                if place in clusters and _may_divide(paragraph, place)
            ]
        found.append(line_end)
        start = line_end.place
    return found


def _widening(paragraph: Paragraph, place: int) -> float:
    """Return by how much a letter is wider if a line ends after it, within its word."""
    if not JOINED.match(paragraph.text, place - 1):
        return 0
    size: float = paragraph.leaf_at(place - 1).box.style["font_size"]
    return _WIDER_FORM * size


def _may_divide(paragraph: Paragraph, place: int) -> bool:
    style = paragraph.leaf_at(place - 1).box.style
    return style["overflow_wrap"] in _DIVIDED_ANYWHERE and _may_end(paragraph, place)
