"""Validate untrusted SVG images: self-contained, and drawn in bounded time.

An address in an SVG must be a fragment (`#name`) or an embedded bitmap (`data:`).
Scripts and HTML, which only browsers support, are refused too.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ADDRESS_ATTRIBUTES = frozenset({"href", "src", "base"})
_BROWSER_ELEMENTS = frozenset({"script", "foreignobject", "handler", "iframe", "embed", "object"})
_URL = re.compile(r"url\(\s*[\"']?([^)\"']*)", re.IGNORECASE)
_LOADING_RULE = re.compile(r"@(?:import|font-face)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BITMAP = re.compile(r"data:image/(?:png|jpe?g|gif|webp)(;base64)?,(.*)", re.DOTALL)
_MAX_DRAWN = 100_000  # elements, each counted as often as it is referenced
_MAX_DEPTH = 100  # levels of nesting; WeasyPrint draws nested elements recursively


def check_svg(content: bytes, check_bitmap: Callable[[bytes], None]) -> None:
    """Raise PublisherError for an unsafe SVG; its message is a predicate of “the image …”.

    `check_bitmap` raises PublisherError for an unusable embedded bitmap.
    """
    if b"<!ENTITY" in content:
        raise PublisherError("defines entities; save it as plain SVG")
    try:
        root = ET.fromstring(content)  # noqa: S314 - entities, the risk in expat, are refused above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise PublisherError(f"is damaged ({error}); save it again, or as PNG") from error
    if root.tag not in {"svg", "{http://www.w3.org/2000/svg}svg"}:
        raise PublisherError("is of an unknown format; save it as PNG, JPEG, GIF, WebP or SVG")
    _check_depth(root)
    for element in root.iter():
        _check_element(element, check_bitmap)
    _check_drawn_elements(root)


def _check_depth(root: ET.Element) -> None:
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
        if depth > _MAX_DEPTH:
            raise PublisherError(f"is nested more than {_MAX_DEPTH} deep; save it as PNG")


def _check_element(element: ET.Element, check_bitmap: Callable[[bytes], None]) -> None:
    name = _local_name(element.tag)
    has_handler = any(_local_name(key).lower().startswith("on") for key in element.attrib)
    if has_handler or name.lower() in _BROWSER_ELEMENTS:
        raise PublisherError(
            f"contains a {name}, for browsers only; save it as plain SVG, or as PNG"
        )
    for value in [*element.attrib.values(), element.text or ""]:
        _check_style(_plain_style(value))
    if name != "a":  # a link loads nothing
        _check_addresses(element, check_bitmap)


def _check_style(style: str) -> None:
    if rule := _LOADING_RULE.search(style):
        raise PublisherError(f"refers to another file by {rule[0]}; save it with text as paths")
    for url in _URL.finditer(style):
        if not url[1].strip().startswith("#"):
            raise _outside_error(url[1])


def _check_addresses(element: ET.Element, check_bitmap: Callable[[bytes], None]) -> None:
    for key, value in element.attrib.items():
        if _local_name(key).lower() not in _ADDRESS_ATTRIBUTES or value.strip().startswith("#"):
            continue
        if not (bitmap := _BITMAP.fullmatch(value.strip())):
            raise _outside_error(value)
        check_bitmap(_decode_bitmap(bitmap))


def _local_name(name: object) -> str:
    return str(name).rpartition("}")[2]


def _plain_style(text: str) -> str:
    """Return CSS without comments and with escapes decoded (CSS Syntax 3, 4.3.7)."""
    if "\\" in text:
        text = _ESCAPE.sub(lambda m: m[2] or _character(int(m[1], 16)), text)
    return _COMMENT.sub("", text) if "/*" in text else text


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004 - the last code point


def _outside_error(address: str) -> PublisherError:
    return PublisherError(f"refers to {address[:60]!r}, outside the image; embed it")


def _decode_bitmap(bitmap: re.Match[str]) -> bytes:
    content = unquote_to_bytes(bitmap[2])
    try:
        return base64.b64decode(content) if bitmap[1] else content
    except binascii.Error as error:
        raise PublisherError("contains a damaged bitmap; save it again") from error


class _Visit(NamedTuple):
    element: ET.Element
    is_after: bool = False


def _check_drawn_elements(root: ET.Element) -> None:
    """Refuse cycles of references, and references that multiply (“billion laughs”).

    A depth-first traversal that visits each element before and after its dependencies.
    """
    by_id = {name: element for element in root.iter() if (name := element.get("id"))}
    counts: dict[ET.Element, int] = {}
    ancestors: set[ET.Element] = set()
    stack = [_Visit(root)]
    while stack:
        element, is_after = stack.pop()
        dependencies = [*element, *filter(None, map(by_id.get, _references(element)))]
        if is_after:
            ancestors.discard(element)
            counts[element] = 1 + sum(counts.get(child, 0) for child in dependencies)
            if counts[element] > _MAX_DRAWN:
                raise PublisherError(
                    f"draws more than {_MAX_DRAWN:,} elements; save it as PNG".replace(",", " ")
                )
        elif element not in counts:
            ancestors.add(element)
            stack.append(_Visit(element, is_after=True))
            if any(child in ancestors for child in dependencies):
                raise PublisherError("is drawn inside itself; save it as plain SVG, or as PNG")
            stack.extend(map(_Visit, dependencies))


def _references(element: ET.Element) -> Iterator[str]:
    """Yield the ids that an element refers to, such as patterns and reused elements."""
    for key, value in element.attrib.items():
        is_drawn = _local_name(key) == "href" and _local_name(element.tag) != "a"
        if is_drawn and value.startswith("#"):
            yield value[1:]
        elif "url(" in value:
            yield from (url[1].strip()[1:] for url in _URL.finditer(value))
