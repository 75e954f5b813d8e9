"""SVG images from strangers: drawn from what lies in the file alone, and in bounded time.

All addresses in an SVG are its own parts (`#name`) or bitmaps that it holds (`data:`).
What only a browser runs or draws (scripts, HTML) is refused too, since no PDF shows it.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LOADS = frozenset({"href", "src", "base"})
_FOREIGN = frozenset({"script", "foreignobject", "handler", "iframe", "embed", "object"})
_IN_STYLE = re.compile(r"url\(\s*[\"']?([^)\"']*)", re.IGNORECASE)
_RULE = re.compile(r"@(?:import|font-face)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BITMAP = re.compile(r"data:image/(?:png|jpe?g|gif|webp)(;base64)?,(.*)", re.DOTALL)
_MOST_PARTS = 100_000  # elements that are drawn, each as often as something refers to it
_DEEPEST = 100  # elements within one another; WeasyPrint draws each by a call within a call


def check_svg(content: bytes, check_bitmap: Callable[[bytes], None]) -> None:
    """Raise PublisherError, to be read behind “the image … ”, for an SVG that is not safe.

    `check_bitmap` raises it for a bitmap inside the SVG that cannot be shown.
    """
    if b"<!ENTITY" in content:
        raise PublisherError("defines entities; save it as plain SVG")
    try:
        root = ET.fromstring(content)  # noqa: S314 - without entities expat only ever reads it
    except (ET.ParseError, ValueError, LookupError) as error:
        raise PublisherError(f"is damaged ({error}); save it anew, or as PNG") from error
    if root.tag not in {"svg", "{http://www.w3.org/2000/svg}svg"}:
        raise PublisherError("is of an unknown format; save it as PNG, JPEG, GIF, WebP or SVG")
    _refuse_deep(root)
    for element in root.iter():
        _check_element(element, check_bitmap)
    _refuse_many(root)


def _refuse_deep(root: ET.Element) -> None:
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
        if depth > _DEEPEST:
            raise PublisherError(f"is nested more than {_DEEPEST} deep; save it as PNG")


def _check_element(element: ET.Element, check_bitmap: Callable[[bytes], None]) -> None:
    name = _local(element.tag)
    if name.lower() in _FOREIGN or any(_local(key).lower()[:2] == "on" for key in element.attrib):
        raise PublisherError(f"holds a {name} for browsers only; save it as plain SVG, or as PNG")
    for value in [*element.attrib.values(), element.text or ""]:
        style = _plain_style(value)
        if rule := _RULE.search(style):
            raise PublisherError(
                f"refers to another file by {rule[0]}; save it with text as paths"
            )
        for found in _IN_STYLE.finditer(style):
            if not found[1].strip().startswith("#"):
                raise _outside(found[1])
    if name == "a":  # a link loads nothing
        return
    for key, value in element.attrib.items():
        if _local(key).lower() not in _LOADS or value.strip().startswith("#"):
            continue
        if not (bitmap := _BITMAP.fullmatch(value.strip())):
            raise _outside(value)
        check_bitmap(_decoded(bitmap))


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _plain_style(text: str) -> str:
    """Return CSS without comments, and its escapes as what they mean (CSS Syntax 3, 4.3.7)."""
    if "\\" in text:
        text = _ESCAPE.sub(lambda m: m[2] or _character(int(m[1], 16)), text)
    return _COMMENT.sub("", text) if "/*" in text else text


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004 - Unicode's last


def _outside(address: str) -> PublisherError:
    problem = f"refers to {address[:60]!r} outside itself; save it with all inside"
    return PublisherError(problem)


def _decoded(bitmap: re.Match[str]) -> bytes:
    content = unquote_to_bytes(bitmap[2])
    try:
        return base64.b64decode(content) if bitmap[1] else content
    except binascii.Error as error:
        raise PublisherError("holds a bitmap that is damaged; save it anew") from error


def _refuse_many(root: ET.Element) -> None:
    """Refuse what draws itself, or grows beyond measure by references to references."""
    named = {name: element for element in root.iter() if (name := element.get("id"))}
    parts: dict[ET.Element, int] = {}
    # Each element is entered twice: before and after all that it is made of.
    open_: set[ET.Element] = set()
    stack = [(root, False)]
    while stack:
        element, done = stack.pop()
        needs = [*element, *filter(None, map(named.get, _references(element)))]
        if done:
            open_.discard(element)
            parts[element] = 1 + sum(parts.get(need, 0) for need in needs)
            if parts[element] > _MOST_PARTS:
                raise PublisherError(
                    f"draws more than {_MOST_PARTS:,} parts; save it as PNG".replace(",", " ")
                )
        elif element not in parts:
            open_.add(element)
            stack.append((element, True))
            if any(need in open_ for need in needs):
                raise PublisherError("is drawn inside itself; save it as plain SVG, or as PNG")
            stack.extend((need, False) for need in needs)


def _references(element: ET.Element) -> Iterator[str]:
    """Yield the names of the parts that an element draws, or is drawn by."""
    for key, value in element.attrib.items():
        if _local(key) == "href" and _local(element.tag) != "a" and value.startswith("#"):
            yield value[1:]
        elif "url(" in value:
            yield from (found[1].strip()[1:] for found in _IN_STYLE.finditer(value))
