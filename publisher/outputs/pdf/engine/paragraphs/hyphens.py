"""Hyphens: line ends within the words of a paragraph that add one."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import pyphen

from publisher.outputs.pdf.engine.paragraphs.flatten import WRAPPING
from publisher.outputs.pdf.engine.paragraphs.measure import advances, boundaries
from publisher.outputs.pdf.engine.paragraphs.style import is_justified
from publisher.outputs.pdf.lines.hanging import AT_END, HYPHENS
from publisher.outputs.pdf.lines.items import SOFT_HYPHEN, LineEnd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.outputs.pdf.engine.paragraphs.flatten import Leaf, Paragraph

    Context = Any  # WeasyPrint is not typed
    Style = Any

# Demerits, see `total_fit`: a line whose spaces are twice as wide has 12,100.
_HYPHEN, _RAGGED_HYPHEN = 1_000.0, 60_000.0
_IN_COMPOUND = 2e7  # about those of a line whose spaces are 2.4 times as wide
_SUFFIX = 2  # the most letters after an author's hyphen that are no word of their own
# The fewest letters of a word of running text that is divided, and of its parts.
_LIMITS, _USUAL_LIMITS = "__hyphenate_limit", (6, 3, 3)
_LEAST_PART = 2


def hyphen(style: Style, context: Context, *, is_filled: bool) -> LineEnd:
    """Return a line end that adds the hyphen of a style; one that is not seen has no width."""
    character = style["hyphenate_character"]
    width = sum(advances(character, style, context))
    penalty = _HYPHEN if is_filled else _RAGGED_HYPHEN
    hang = width * AT_END.get(character, 0) if is_filled else 0
    return LineEnd(0, penalty, width, hang, has_hyphen=width > 0)


def hyphenations(
    leaf: Leaf,
    paragraph: Paragraph,
    context: Context,
    limits: tuple[int, int, int] | None = None,
) -> Iterator[LineEnd]:
    """Yield the line ends within the words of a text box, with the limits of its style or others.

    A compound is better divided at its own hyphen: “Abashidze-/Kobuladze”.
    """
    places = [
        *_points(leaf, paragraph, context, limits or leaf.box.style["hyphenate_limit_chars"])
    ]
    if places:
        end = hyphen(leaf.box.style, context, is_filled=is_justified(paragraph.line_box))
        for place, is_in_compound in places:
            penalty = end.penalty + (_IN_COMPOUND if is_in_compound else 0)
            yield end._replace(place=place, penalty=penalty)


def usual_limits(style: Style) -> tuple[int, int, int]:
    """Return the limits of running text: `--hyphenate-limit`, like `hyphenate-limit-chars`.

    One number is that of a word, of two the second is that of both parts (CSS Text 4, 6.3.1).
    """
    match [int(token.value) for token in style[_LIMITS] or () if token.type == "number"]:
        case [total]:
            return total, _LEAST_PART, _LEAST_PART
        case [total, part]:
            return total, part, part
        case [total, left, right]:
            return total, left, right
    return _USUAL_LIMITS


def _points(
    leaf: Leaf, paragraph: Paragraph, context: Context, limits: tuple[int, int, int]
) -> Iterator[tuple[int, bool]]:
    """Yield the hyphenation points of a text box, and whether each is in a compound.

    A word with soft hyphens is divided there only (CSS Text 3, 5.4). So is none that is divided
    between boxes, and none at a place where its spelling would change.
    """
    text, style = paragraph.text, leaf.box.style
    language = style["lang"] and pyphen.language_fallback(style["lang"])
    if style["hyphens"] != "auto" or not language or style["white_space"] not in WRAPPING:
        return
    total, left, right = limits
    key = (language, left, right, total)
    if key not in context.dictionaries:
        context.dictionaries[key] = pyphen.Pyphen(lang=language, left=left, right=right)
    dictionary = context.dictionaries[key]
    words = boundaries(text, paragraph.line_box.style["lang"]).words
    first, last = (bisect_left(words, (place,)) for place in (leaf.start, leaf.end))
    for start, end in words[first:last]:
        word = text[start:end]
        if end - start >= total and end <= leaf.end and SOFT_HYPHEN not in word:
            is_in_compound = _joins_words(text, start - 1) or _joins_words(text, end)
            for position in dictionary.positions(word):
                if position.data is None:
                    yield start + position, is_in_compound


def _joins_words(text: str, place: int) -> bool:
    """Return whether a character is a hyphen between two words."""
    return (
        0 < place < len(text)
        and text[place] in HYPHENS
        and text[place - 1].isalnum()
        and text[place + 1 : place + 2 + _SUFFIX].isalnum()
        and len(text) > place + 1 + _SUFFIX
    )
