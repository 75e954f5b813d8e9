"""Images of an article: found beside it, looked at, and carried along."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from dataclasses import replace
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from PIL import Image, ImageFile, UnidentifiedImageError

from publisher.document import Asset
from publisher.errors import PublisherError
from publisher.readers.svg import check_svg
from publisher.tables import nearest

if TYPE_CHECKING:
    from pathlib import Path

_LIMIT = 64 * 2**20
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_USABLE = "save it as PNG, JPEG, GIF, WebP or SVG"


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
    media_type = _check_bitmap(content, name)
    return Asset(_for_screens(content), media_type)


def keep(asset: Asset, assets: dict[str, Asset]) -> str:
    """Put an image among others under a name made of its bytes, and return that.

    So another image before it changes nothing.
    """
    digest = hashlib.sha256(asset.content).hexdigest()
    names = (f"image-{digest[:length]}" for length in range(4, 65))
    name = next(name for name in names if assets.get(name, asset) == asset)
    assets[name] = asset
    return name


def _check_bitmap(content: bytes, name: str) -> str:
    """Return the media type of a bitmap. Raises PublisherError if it cannot be shown."""
    kind = _bitmap_format(content, name) if content else "empty"
    if kind not in _FORMATS:
        raise PublisherError(f"the image {name!r} is {kind}, which no page can show; {_USABLE}")
    return _FORMATS[kind]


def _bitmap_format(content: bytes, name: str) -> str:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once it is loaded, lets them through
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # WeasyPrint, once loaded, lets damaged images pass for the whole process.
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            with Image.open(io.BytesIO(content)) as image:
                kind = image.format or "of an unknown format"
                if kind not in _FORMATS:  # some are programs, which loading would run
                    return kind
                image.load()
                if image.mode.startswith(("I", "F")):
                    kind = f"{kind} with more than 8 bits of grey"
    except UnidentifiedImageError:
        return "of an unknown format"
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PublisherError(f"the image {name!r} has too many pixels; shrink it") from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
    ) as error:  # each from one of Pillow's formats
        problem = f"the image {name!r} is damaged ({error}); {_USABLE}"
        raise PublisherError(problem) from error
    return kind


def _for_screens(content: bytes) -> bytes:
    """Turn a photograph in a printer's four inks into light's three colours.

    A PDF for archives has one of the two kinds, and its text is of the other
    (ISO 19005-3, 6.2.4.3).
    """
    with Image.open(io.BytesIO(content)) as image:
        if image.mode != "CMYK":
            return content
        written = io.BytesIO()
        image.convert("RGB").save(written, "JPEG", quality=95, subsampling=0)
        return written.getvalue()


def _svg(content: bytes, name: str) -> Asset:
    try:
        check_svg(content, partial(_check_inner, name=name))
    except PublisherError as error:
        raise PublisherError(f"the image {name!r} {error.message}") from error
    return Asset(content, "image/svg+xml")


def _check_inner(content: bytes, name: str) -> None:
    try:
        _check_bitmap(content, name)
    except PublisherError as error:
        raise PublisherError("holds a bitmap that cannot be shown; save it as PNG") from error
