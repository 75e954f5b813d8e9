"""Images of an article: found beside it, looked at, and carried along."""

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

_LIMIT = 64 * 2**20


def load_image(address: str, beside: Path, seeds: Path) -> Asset:
    """Load the image that an article calls `address`; it lies within `seeds`.

    Raises PublisherError, without file and line, for one that is missing, lies
    elsewhere, or cannot be shown.
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
        raise PublisherError(f"no file can be called {shorten(name, 60)!r}") from error
    if not inside:
        raise PublisherError(f"the image {name!r} lies outside seeds/; copy it into the folder")
    if path.is_dir():
        raise PublisherError(f"{name!r} is a folder, and no image")
    if not is_file:
        known = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
        hint = nearest(path.name, known) or "; put it beside the article"
        raise PublisherError(f"there is no image {name!r}{hint}")
    with path.open("rb") as stream:
        return replace(image_asset(stream.read(_LIMIT + 1), name), file=path)


def image_asset(content: bytes, name: str) -> Asset:
    """Make an asset of an image's bytes; raise PublisherError if they cannot be shown."""
    if len(content) > _LIMIT:
        raise PublisherError(f"the image {name!r} is larger than {_LIMIT // 2**20} MiB; shrink it")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and b"<svg" in content:
        return _svg(content, name)
    from publisher.images.bitmaps import bitmap  # noqa: PLC0415 - few articles have one

    return bitmap(content, name)


def keep(asset: Asset, assets: dict[str, Asset]) -> str:
    """Put an image among others under a name made of its bytes, and return that.

    So another image before it changes nothing.
    """
    digest = hashlib.sha256(asset.content).hexdigest()
    names = (f"image-{digest[:length]}" for length in range(4, 65))
    name = next(name for name in names if assets.get(name, asset) == asset)
    assets[name] = asset
    return name


def _svg(content: bytes, name: str) -> Asset:
    try:
        check_svg(content, partial(_check_inner, name=name))
    except PublisherError as error:
        raise PublisherError(f"the image {name!r} {error.message}") from error
    return Asset(content, "image/svg+xml")


def _check_inner(content: bytes, name: str) -> None:
    from publisher.images.bitmaps import bitmap  # noqa: PLC0415 - likewise

    try:
        bitmap(content, name)
    except PublisherError as error:
        raise PublisherError("holds a bitmap that cannot be shown; save it as PNG") from error
