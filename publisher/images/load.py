"""Load the images of an article as validated assets."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.images.find import path_in
from publisher.images.svg import clean_svg
from publisher.markup.document import Asset

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.images.find import ImagePlaces

_MAX_BYTES = 64 * 2**20
_SVG_TAG = re.compile(rb"<(?:[\w.-]+:)?svg\b")


def load_image(address: str, places: ImagePlaces) -> Asset:
    """Load the image at `address`.

    Raises PublisherError, without file and line, for an image that is missing, remote, outside
    the places, or unusable.
    """
    return read_image(places.find(address), path_in(address))


def read_image(path: Path, name: str) -> Asset:
    """Return an image file as an asset. Raises PublisherError for an unusable one."""
    with path.open("rb") as stream:
        content = stream.read(_MAX_BYTES + 1)
    return image_asset(content, name)


def image_asset(content: bytes, name: str) -> Asset:
    """Return an image file as an asset. Raises PublisherError for an unusable one."""
    return embedded_asset(content, f"the image {name!r}")


def embedded_asset(content: bytes, name: str) -> Asset:
    """Return an image as an asset; errors call it `name`, such as “image 1 of the page,”.

    Raises PublisherError for an unusable one.
    """
    if len(content) > _MAX_BYTES:
        raise PublisherError(f"{name} is larger than {_MAX_BYTES // 2**20} MiB; shrink it")
    if _is_svg(content):
        return _svg_asset(content, name)
    from publisher.images.bitmaps import bitmap_asset  # noqa: PLC0415 - Pillow is slow, bitmaps are few

    return bitmap_asset(content, name)


def add_content(content: bytes, contents: dict[str, bytes]) -> str:
    """Add an image's bytes to `contents` under a name derived from them; return the name.

    The name does not depend on the images before it.
    """
    digest = hashlib.sha256(content).hexdigest()
    names = (f"image-{digest[:length]}" for length in range(4, 65))
    name = next(name for name in names if contents.get(name, content) == content)
    contents[name] = content
    return name


def _is_svg(content: bytes) -> bool:
    """Return whether content is XML with an SVG element, in UTF-8 or UTF-16."""
    text = content.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return text.startswith(b"<") and _SVG_TAG.search(text) is not None


def _svg_asset(content: bytes, name: str) -> Asset:
    try:
        return Asset(clean_svg(content, _bitmap_in_svg), "image/svg+xml")
    except PublisherError as error:
        raise PublisherError(f"{name} {error.message}") from error


def _bitmap_in_svg(content: bytes) -> Asset:
    from publisher.images.bitmaps import bitmap_asset  # noqa: PLC0415 - likewise

    try:
        return bitmap_asset(content, "")
    except PublisherError as error:
        raise PublisherError("contains an unusable bitmap; save it as PNG") from error
