"""Places where the words of a paragraph may be hyphenated."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import pyphen

from publisher.outputs.pdf.lines.items import SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.outputs.pdf.engine.paragraphs.flatten import Leaf

    Context = Any  # WeasyPrint is not typed


def hyphenation_points(
    leaf: Leaf, text: str, words: Sequence[tuple[int, int]], context: Context
) -> Iterator[int]:
    """Yield the places within the words of a text box, as its style asks for.

    A word with soft hyphens is divided there only (CSS Text 3, 5.4). So is none that is divided
    between boxes, and none at a place where its spelling would change.
    """
    style = leaf.box.style
    language = style["lang"] and pyphen.language_fallback(style["lang"])
    if style["hyphens"] != "auto" or not language:
        return
    total, left, right = style["hyphenate_limit_chars"]
    key = (language, left, right, total)
    if key not in context.dictionaries:
        context.dictionaries[key] = pyphen.Pyphen(lang=language, left=left, right=right)
    dictionary = context.dictionaries[key]
    first, last = (bisect_left(words, (place,)) for place in (leaf.start, leaf.end))
    for start, end in words[first:last]:
        word = text[start:end]
        if end - start >= total and end <= leaf.end and SOFT_HYPHEN not in word:
            for position in dictionary.positions(word):
                if position.data is None:
                    yield start + position
