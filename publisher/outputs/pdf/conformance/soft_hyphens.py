"""Soft hyphens: those that divide words at line ends, as opposed to an author's hyphens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from publisher.outputs.pdf.conformance.marked_content import is_generated, text_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.outputs.pdf.conformance.marked_content import Sheet

    Box = Any  # WeasyPrint is not typed

_INVISIBLE = re.compile("[\\s\u00ad]")


def boxes_with_soft_hyphen(pages: Sequence[Sheet]) -> set[Box]:
    """Return the text boxes whose final hyphen divides a word.

    WeasyPrint 70 does not mark the hyphens that it adds: the text of the element has none at
    that offset.
    """
    hyphenated = set()
    ends: dict[object, int] = {}  # by element: offset in its text after the last box
    for piece in text_pieces(pages):
        box = piece.box
        if is_generated(box) or box.element is None:  # no element: a running head or foot
            continue
        text = _INVISIBLE.sub("", _own_text(box.element))
        drawn = _INVISIBLE.sub("", box.text)
        hyphen = box.style["hyphenate_character"]
        # The head of a table is drawn again on its next page: start over at its first letter.
        end = ends.get(box.element, 0) % (len(text) or 1) + len(drawn)
        if len(hyphen) == 1 and drawn.endswith(hyphen) and text[end - 1 : end] != hyphen:
            hyphenated.add(box)
            end -= 1
        ends[box.element] = end
    return hyphenated


def _own_text(element: Any) -> str:  # noqa: ANN401 - an element of the HTML
    return (element.text or "") + "".join(child.tail or "" for child in element)
