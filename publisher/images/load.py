"""Load the images of an article as validated assets."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.images.svg import check_svg
from publisher.markup.document import Asset

if TYPE_CHECKING:
    from pathlib import Path

_MAX_BYTES = 64 * 2**20


def load_image(address: str, beside: Path, seeds: Path) -> Asset:
    """Load the image at `address`, relative to the folder `beside` and within `seeds`.

    Raises PublisherError, without file and line, for an image that is missing, outside
    `seeds`, or unusable.
    """
    if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
        raise PublisherError(
            f"the image {address!r} is not in seeds/; download it and put it beside the article"
        )
    name = unquote(urlsplit(address).path)
    path = beside / name
    if not name:
        raise PublisherError("an image has no address; write ![description](file.png)")
    try:
        inside = path.resolve().is_relative_to(seeds.resolve())
        is_file = path.is_file()
    except (OSError, ValueError, RuntimeError) as error:  # too long, U+0000, a loop of links
        raise PublisherError(f"{shorten(name, 60)!r} is not a valid file name") from error
    if not inside:
        raise PublisherError(f"the image {name!r} is outside seeds/; copy it into the folder")
    if path.is_dir():
        raise PublisherError(f"{name!r} is a folder, not an image")
    if not is_file:
        known = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
        hint = nearest(path.name, known) or "; put it beside the article"
        raise PublisherError(f"there is no image {name!r}{hint}")
    with path.open("rb") as stream:
        return replace(image_asset(stream.read(_MAX_BYTES + 1), name), file=path)


def image_asset(content: bytes, name: str) -> Asset:
    """Return an image as an asset. Raises PublisherError for an unusable one."""
    if len(content) > _MAX_BYTES:
        raise PublisherError(
            f"the image {name!r} is larger than {_MAX_BYTES // 2**20} MiB; shrink it"
        )
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and b"<svg" in content:
        return _svg_asset(content, name)
    from publisher.images.bitmaps import bitmap_asset  # noqa: PLC0415 - Pillow is slow, bitmaps are few

    return bitmap_asset(content, name)


def add_image(asset: Asset, assets: dict[str, Asset]) -> str:
    """Add an image to `assets` under a name derived from its bytes; return the name.

    The name does not depend on the images before it.
    """
    digest = hashlib.sha256(asset.content).hexdigest()
    names = (f"image-{digest[:length]}" for length in range(4, 65))
    name = next(name for name in names if assets.get(name, asset) == asset)
    assets[name] = asset
    return name


def _svg_asset(content: bytes, name: str) -> Asset:
    try:
        check_svg(content, partial(_check_embedded, name=name))
    except PublisherError as error:
        raise PublisherError(f"the image {name!r} {error.message}") from error
    return Asset(content, "image/svg+xml")


def _check_embedded(content: bytes, name: str) -> None:
    from publisher.images.bitmaps import bitmap_asset  # noqa: PLC0415 - likewise

    try:
        bitmap_asset(content, name)
    except PublisherError as error:
        raise PublisherError("contains an unusable bitmap; save it as PNG") from error
