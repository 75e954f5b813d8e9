"""Emoji of a page: each becomes an element that is a picture with its name."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from publisher.fonts.emoji import GENERIC
from publisher.language.emoji import find_emoji, name_of

# No line becomes higher by one, and none is slanted, spaced or underlined.
_STYLE = f"font: normal 1em/1 {GENERIC}; letter-spacing: 0; text-decoration-color: transparent"
_NOT_SHOWN = frozenset({"head", "{http://www.w3.org/2000/svg}svg"})


def name_emoji(element: Element, language: str = "") -> None:
    """Put the emoji of an element and of those within it into elements with their names.

    `language` is the BCP 47 tag of the text around it.
    """
    if element.tag in _NOT_SHOWN:
        return
    language = element.get("lang", language)
    children = [*element]
    element.text, named = _divided(element.text or "", language)
    element[:] = named
    for child in children:
        name_emoji(child, language)
        element.append(child)
        child.tail, named = _divided(child.tail or "", language)
        element.extend(named)


def _divided(text: str, language: str) -> tuple[str, list[Element]]:
    """Return a text up to its first emoji, and an element for each, with the text after it."""
    found = [*find_emoji(text)]
    ends = [*(emoji.start for emoji in found[1:]), len(text)]
    elements = []
    for emoji, end in zip(found, ends, strict=False):
        name = name_of(emoji.text, language)
        attributes = {"role": "img", "aria-label": name.text, "style": _STYLE}
        if name.language != language.partition("-")[0]:
            attributes["lang"] = name.language
        element = Element("span", attributes)
        element.text, element.tail = emoji.text, text[emoji.end : end]
        elements.append(element)
    return text[: found[0].start] if found else text, elements
