"""Clean untrusted SVG images: self-contained, without metadata, drawn in bounded time.

The image is written again from parts that are known to draw something. An address must be a
fragment (`#name`) or an embedded bitmap (`data:`). Scripts and HTML, which only browsers
support, are refused.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

from publisher.base.css import check_css, outside_error, without_loading_rules
from publisher.base.errors import PublisherError
from publisher.images.svg_tree import MAX_ELEMENTS, excess_error, parse_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from publisher.markup.document import Asset

    CleanBitmap = Callable[[bytes], Asset]

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
# Prefixes of the attributes that are kept, by namespace.
_PREFIXES = {"": "", _XLINK: "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:"}
_NAMESPACED = frozenset({"xlink:href", "xml:lang", "xml:space", "xml:base"})
_ADDRESSES = frozenset({"href", "xlink:href", "src", "xml:base"})
_BROWSER_ELEMENTS = frozenset({"script", "foreignobject", "handler", "iframe", "embed", "object"})
# An image's alternative text is the article's.
_METADATA = frozenset({"metadata", "title", "desc"})
_TEXTS = frozenset({"text", "tspan", "textPath", "tref", "a"})
_URL = re.compile(r"url\(\s*[\"']?#([^)\"']*)", re.IGNORECASE)
# Characters that escapes in CSS can stand for, and XML forbids (XML 1.0, 2.2).
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BITMAP = re.compile(r"data:image/(?:png|jpe?g|gif|webp)(;base64)?,(.*)", re.DOTALL)


def clean_svg(content: bytes, clean_bitmap: CleanBitmap) -> bytes:
    """Return an SVG without metadata. Raises PublisherError for an unsafe one.

    The error's message is a predicate of “the image …”. `clean_bitmap` returns an embedded
    bitmap as an asset; it raises PublisherError for an unusable one.
    """
    original = parse_svg(content)
    if _split(original.tag) not in {("", "svg"), (_SVG, "svg")}:
        raise PublisherError("is of an unknown format; save it as PNG, JPEG, GIF, WebP or SVG")
    root = _clean_element(original, "svg", clean_bitmap)
    _check_drawn_elements(root)
    root.attrib = {"xmlns": _SVG, "xmlns:xlink": _XLINK, **root.attrib}
    return ET.tostring(root, encoding="unicode").encode()


def _split(tag: str) -> tuple[str, str]:
    """Return the namespace and the local name of an element or attribute."""
    namespace, _, name = tag.rpartition("}")
    return namespace.removeprefix("{"), name


def _clean_element(element: ET.Element, name: str, clean_bitmap: CleanBitmap) -> ET.Element:
    clean = ET.Element(name, dict(_attributes(element, name, clean_bitmap)))
    if name == "style":
        # Browsers read all text between its tags as a style sheet.
        css = "".join([element.text or "", *(child.tail or "" for child in element)])
        clean.text = _clean_style(css)
        return clean
    texts = name in _TEXTS
    clean.text = element.text if texts else None
    for child in element:
        if (child_name := _drawn_name(child)) is not None:
            clean.append(_clean_element(child, child_name, clean_bitmap))
        if texts and child.tail:
            _append_text(clean, child.tail)
    return clean


def _drawn_name(element: ET.Element) -> str | None:
    """Return the local name of an SVG element, or None for metadata, which is dropped.

    Raises PublisherError for parts that only a browser would run or show.
    """
    namespace, name = _split(element.tag)
    if name.lower() in _BROWSER_ELEMENTS or namespace == "http://www.w3.org/1999/xhtml":
        raise _browser_error(name)
    return None if namespace not in {"", _SVG} or name in _METADATA else name


def _append_text(element: ET.Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _attributes(
    element: ET.Element, element_name: str, clean_bitmap: CleanBitmap
) -> Iterator[tuple[str, str]]:
    """Yield the attributes that are kept: SVG's own, without those of editors and programs."""
    for key, value in element.attrib.items():
        namespace, local_name = _split(key)
        if local_name.lower().startswith("on"):
            raise _browser_error(element_name)
        name = _PREFIXES.get(namespace, "?:") + local_name
        if name.startswith(("data-", "aria-")) or (":" in name and name not in _NAMESPACED):
            continue
        if name == "attributeName" and value.rpartition(":")[2].strip() in {"href", "src"}:
            raise outside_error(value)
        if name == "style":
            yield name, _clean_style(value)
        elif name not in _ADDRESSES:
            check_css(value, _is_fragment)
            yield name, value
        elif element_name != "a":  # a link loads nothing, and nobody can follow it in an image
            yield name, _clean_address(value, clean_bitmap)


def _clean_style(css: str) -> str:
    # Browsers, too, load no style sheet and no font for a page's image.
    clean = without_loading_rules(css)
    check_css(clean, _is_fragment)
    if _NOT_XML.search(clean):
        raise PublisherError("has a damaged style; save it again, or as PNG")
    return clean


def _is_fragment(address: str) -> bool:
    return address.strip().startswith("#")


def _clean_address(address: str, clean_bitmap: CleanBitmap) -> str:
    if _is_fragment(address):
        return address.strip()
    if not (bitmap := _BITMAP.fullmatch(address.strip())):
        raise outside_error(address)
    asset = clean_bitmap(_decode_bitmap(bitmap))
    return f"data:{asset.media_type};base64,{base64.b64encode(asset.content).decode()}"


def _decode_bitmap(bitmap: re.Match[str]) -> bytes:
    content = unquote_to_bytes(bitmap[2])
    try:
        return base64.b64decode(content) if bitmap[1] else content
    except binascii.Error as error:
        raise PublisherError("contains a damaged bitmap; save it again") from error


def _browser_error(name: str) -> PublisherError:
    problem = f"contains a {name[:60]}, for browsers only; save it as plain SVG, or as PNG"
    return PublisherError(problem)


class _Visit(NamedTuple):
    element: ET.Element
    is_after: bool = False


def _check_drawn_elements(root: ET.Element) -> None:
    """Refuse cycles of references, and references that multiply (“billion laughs”).

    A depth-first traversal that visits each element before and after its dependencies. An
    element counts as often as it is referenced.
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
            if counts[element] > MAX_ELEMENTS:
                raise excess_error("draws")
        elif element not in counts:
            ancestors.add(element)
            stack.append(_Visit(element, is_after=True))
            if any(child in ancestors for child in dependencies):
                raise PublisherError("is drawn inside itself; save it as plain SVG, or as PNG")
            stack.extend(map(_Visit, dependencies))


def _references(element: ET.Element) -> Iterator[str]:
    """Yield the ids that an element refers to, such as patterns and reused elements."""
    for name, value in element.attrib.items():
        if name in _ADDRESSES and value.startswith("#"):
            yield value[1:]
        elif "url(" in value:
            yield from (url[1].strip() for url in _URL.finditer(value))
