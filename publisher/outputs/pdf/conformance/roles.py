"""HTML's elements and the structure types of PDF that say the same (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}svg"

_ROLES = MappingProxyType(
    {
        **{f"h{level}": f"H{level}" for level in range(1, 7)},
        "main": "Part",
        "article": "Art",
        **dict.fromkeys(("section", "nav", "aside"), "Sect"),
        **dict.fromkeys(("header", "footer", "div", "figure", "address"), "Div"),
        **dict.fromkeys(("p", "pre", "hr"), "P"),
        "blockquote": "BlockQuote",
        "q": "Quote",
        **dict.fromkeys(("code", "kbd", "samp"), "Code"),
        **dict.fromkeys(("ul", "ol", "dl"), "L"),
        "li": "LI",
        "dt": "Lbl",
        "dd": "LBody",
        "a": "Link",
        "table": "Table",
        "thead": "THead",
        "tbody": "TBody",
        "tfoot": "TFoot",
        **{name: name.upper() for name in ("tr", "th", "td")},
        **dict.fromkeys(("caption", "figcaption"), "Caption"),
        **dict.fromkeys(("img", SVG), "Figure"),
    }
)
_NUMBERINGS = MappingProxyType(
    {
        "disc": "Disc",
        "circle": "Circle",
        "square": "Square",
        "decimal": "Decimal",
        "lower-roman": "LowerRoman",
        "upper-roman": "UpperRoman",
        **dict.fromkeys(("lower-alpha", "lower-latin"), "LowerAlpha"),
        **dict.fromkeys(("upper-alpha", "upper-latin"), "UpperAlpha"),
        "none": "None",
    }
)


def role(element: Element, parent: Element | None) -> str:
    """Return the structure type of an element; inline elements without one are Span.

    The notes at an article's end are Note, each of its own, and no list
    (ISO 14289-1, 7.9); what leads to one is Reference.
    """
    if parent is not None and parent.get("role") == "doc-endnotes" and element.tag == "ol":
        return "Div"
    if element.tag == "sup" and element.find("a[@role='doc-noteref']") is not None:
        return "Reference"
    return _ROLES.get(str(element.tag), "Span")


def is_note(parents: list[Element]) -> bool:
    """Say whether the first of an element and its ancestors is a note at the end."""
    return (
        len(parents) > 2  # noqa: PLR2004 - the note, its list, and their section
        and parents[0].tag == "li"
        and parents[2].get("role") == "doc-endnotes"
    )


def numbering(element: Element, style: object) -> str:
    """Return the ListNumbering of a list whose items have a CSS list-style-type.

    Digits of other scripts are decimal too (ISO 32000-1, table 347).
    """
    return _NUMBERINGS.get(str(style), "Decimal" if element.tag == "ol" else "Disc")


def scope(cell: Element, row: Element, group: Element | None) -> str:
    """Return which cells a header cell heads (ISO 32000-1, table 349)."""
    if named := {"row": "Row", "rowgroup": "Row"}.get(cell.get("scope", "")):
        return named
    first = next((other for other in row if other.tag in {"th", "td"}), None)
    heads_row = group is not None and group.tag == "tbody" and cell is first
    return "Row" if heads_row and not cell.get("scope") else "Column"


def words(element: Element) -> str:
    """Return what a reader hears of a link: its label, its words, or its image's description."""
    label = element.get("aria-label")
    return " ".join((label or "".join(_words(element))).split())


def _words(element: Element) -> list[str]:
    found = [element.get("alt", ""), element.text or ""]
    for child in element:
        found += [*_words(child), child.tail or ""]
    return found
