"""Structure types and attributes of PDF for HTML elements (ISO 32000-1, 14.8.4 and 14.8.5)."""

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
_ROLES_OF_ARIA = MappingProxyType({"math": "Formula", "img": "Figure"})
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

    Endnotes are single Note elements, so their list is a Div (ISO 14289-1, 7.9). A link to
    a note is a Reference. The list of a table of contents is a TOC (ISO 32000-1, table 333).
    """
    if element.tag == "ol" and parent is not None:
        lists = {"doc-endnotes": "Div", "doc-toc": "TOC"}
        if found := lists.get(parent.get("role", "")):
            return found
    if element.tag == "sup" and element.find("a[@role='doc-noteref']") is not None:
        return "Reference"
    if named := _ROLES_OF_ARIA.get(element.get("role", "")):
        return named
    return _ROLES.get(str(element.tag), "Span")


def is_note(element: Element, section: Element | None) -> bool:
    """Return whether an element is an endnote; `section` contains the list that it is in."""
    return element.tag == "li" and section is not None and section.get("role") == "doc-endnotes"


def numbering(element: Element, style: object) -> str:
    """Return the ListNumbering of a list for the `list-style-type` of its items.

    Decimal covers the digits of all scripts (ISO 32000-1, table 347).
    """
    return _NUMBERINGS.get(str(style), "Decimal" if element.tag == "ol" else "Disc")


def scope(cell: Element, row: Element, group: Element | None) -> str:
    """Return the Scope of a header cell: its row or its column (ISO 32000-1, table 349)."""
    if named := {"row": "Row", "rowgroup": "Row"}.get(cell.get("scope", "")):
        return named
    first = next((other for other in row if other.tag in {"th", "td"}), None)
    heads_row = group is not None and group.tag == "tbody" and cell is first
    return "Row" if heads_row and not cell.get("scope") else "Column"


def accessible_name(element: Element) -> str:
    """Return the name of a link for screen readers: its label, or its text and images' text."""
    label = element.get("aria-label")
    return " ".join((label or "".join(_texts(element))).split())


def _texts(element: Element) -> list[str]:
    texts = [element.get("alt", ""), element.text or ""]
    for child in element:
        texts += [*_texts(child), child.tail or ""]
    return texts
