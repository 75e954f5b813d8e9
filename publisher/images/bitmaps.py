"""Bitmaps: those that every page can show, in the colours of screens."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageFile, UnidentifiedImageError

from publisher.base.errors import PublisherError
from publisher.markup.document import Asset

_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_USABLE = "save it as PNG, JPEG, GIF, WebP or SVG"


def bitmap(content: bytes, name: str) -> Asset:
    """Make an asset of a bitmap. Raises PublisherError if it cannot be shown."""
    kind = _format(content, name) if content else "empty"
    if kind not in _FORMATS:
        raise PublisherError(f"the image {name!r} is {kind}, which no page can show; {_USABLE}")
    return Asset(_for_screens(content), _FORMATS[kind])


def _format(content: bytes, name: str) -> str:
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
