"""Bitmaps: validate the format and content, and convert CMYK to RGB."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageFile, UnidentifiedImageError

from publisher.base.errors import PublisherError
from publisher.markup.document import Asset

_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_REMEDY = "save it as PNG, JPEG, GIF, WebP or SVG"


def bitmap_asset(content: bytes, name: str) -> Asset:
    """Return a bitmap as an asset. Raises PublisherError for an unusable one."""
    kind = _identify(content, name) if content else "empty"
    if kind not in _FORMATS:
        raise PublisherError(f"the image {name!r} is {kind}; {_REMEDY}")
    return Asset(_without_cmyk(content), _FORMATS[kind])


def _identify(content: bytes, name: str) -> str:
    """Return the image's format, or a description of an unusable one; decode the pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # Importing WeasyPrint makes Pillow accept truncated images in the whole process.
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            with Image.open(io.BytesIO(content)) as image:
                kind = image.format or "of an unknown format"
                if kind not in _FORMATS:  # loading some, such as EPS, would run a program
                    return kind
                image.load()
                if image.mode.startswith(("I", "F")):
                    kind = f"{kind} with more than 8 bits of grey"
    except UnidentifiedImageError:
        return "of an unknown format"
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PublisherError(f"the image {name!r} has too many pixels; shrink it") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # depends on the format
        problem = f"the image {name!r} is damaged ({error}); {_REMEDY}"
        raise PublisherError(problem) from error
    return kind


def _without_cmyk(content: bytes) -> bytes:
    """Convert a CMYK photograph to RGB; return any other image unchanged.

    PDF/A allows only one of the two device colour spaces, and the text is RGB
    (ISO 19005-3, 6.2.4.3).
    """
    with Image.open(io.BytesIO(content)) as image:
        if image.mode != "CMYK":
            return content
        converted = io.BytesIO()
        image.convert("RGB").save(converted, "JPEG", quality=95, subsampling=0)
        return converted.getvalue()
