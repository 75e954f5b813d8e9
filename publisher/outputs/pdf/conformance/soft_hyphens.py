"""Hyphens that divide words at line ends, told from those that an author wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from publisher.outputs.pdf.conformance.marked_content import is_generated, pieces_of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.outputs.pdf.conformance.marked_content import Sheet

    Box = Any  # WeasyPrint is not typed

_NOT_DRAWN = re.compile("[\\s\u00ad]")


def divided(pages: Sequence[Sheet]) -> set[Box]:
    """Return the pieces of lines that end with a hyphen within a word.

    WeasyPrint 70 does not say which hyphens it added: they are those that the text of the
    element does not have there.
    """
    found = set()
    read: dict[object, int] = {}
    for _, box in pieces_of_text(pages):
        if is_generated(box) or box.element is None:  # or of a running head
            continue
        text = _NOT_DRAWN.sub("", _own_text(box.element))
        drawn = _NOT_DRAWN.sub("", box.text)
        hyphen = box.style["hyphenate_character"]
        # A table's head is drawn again on its next page: reading starts anew.
        end = read.get(box.element, 0) % (len(text) or 1) + len(drawn)
        if len(hyphen) == 1 and drawn.endswith(hyphen) and text[end - 1 : end] != hyphen:
            found.add(box)
            end -= 1
        read[box.element] = end
    return found


def _own_text(element: Any) -> str:  # noqa: ANN401 - an element of the HTML
    return (element.text or "") + "".join(child.tail or "" for child in element)
