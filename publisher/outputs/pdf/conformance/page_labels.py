"""Page labels: viewers number pages as they are printed (ISO 32000-1, 12.4.2)."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.formatting_structure.boxes import TextBox

from publisher.outputs.pdf.conformance.marked_content import descendants

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publisher.outputs.pdf.conformance.marked_content import Sheet

    Box = Any  # WeasyPrint is not typed

_NUMBER, _OTHER = r"\b(\w+)\b", ".*?"  # the counter `page`; what is not known, such as its total
_SPACE = r"\s+"


def add_page_labels(pdf: pydyf.PDF, pages: Sequence[Sheet]) -> None:
    """Label each page with its printed number.

    A page without one, such as a cover, has that of its place in the digits of the others. No
    labels are added if they are those that viewers show anyway.
    """
    printed = [_printed_number(sheet) for sheet in pages]
    places = [str(place) for place in range(1, len(pages) + 1)]
    digits = _digits(printed)
    labels = [
        number or place.translate(digits) for number, place in zip(printed, places, strict=True)
    ]
    if labels != places:
        texts = [pydyf.Dictionary({"P": pydyf.String(label)}) for label in labels]
        numbers = pydyf.Array(chain.from_iterable(enumerate(texts)))
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})


def _printed_number(sheet: Sheet) -> str | None:
    """Return the number of a page in its head or foot; None if it has none."""
    return next(filter(None, map(_number_in, sheet.margins)), None)


def _number_in(margin: Box) -> str | None:
    """Return the number of the page in one of its margins, found by the text around it in CSS."""
    content = margin.style["content"]
    if not isinstance(content, tuple):  # a keyword, such as none
        return None
    pattern = "".join(_pattern(kind, value) for kind, value in content)
    text = " ".join(box.text for box in descendants(margin) if isinstance(box, TextBox))
    found = re.fullmatch(rf"\s*{pattern}\s*", f" {text} ")
    return found[1] if found and found.re.groups else None


def _pattern(kind: str, value: Any) -> str:  # noqa: ANN401 - words, or a counter's name and style
    """Return a pattern for a part of the content of a margin."""
    if kind == "string":
        return _SPACE.join(map(re.escape, re.split(_SPACE, value)))
    return _NUMBER if kind == "counter()" and value[0] == "page" else _OTHER


def _digits(numbers: Iterable[str | None]) -> dict[int, str]:
    """Return the digits of the first number that is decimal, by those of ASCII."""
    for number in filter(None, numbers):
        if number.isdecimal():
            zero = ord(number[0]) - unicodedata.decimal(number[0])
            return {ord(str(value)): chr(zero + value) for value in range(10)}
    return {}
