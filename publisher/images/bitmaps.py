"""Bitmaps: validate the format and content, and leave nothing in the file but an sRGB image."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from types import MappingProxyType

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from publisher.base.errors import PublisherError
from publisher.base.guard import library_errors
from publisher.images.colours import in_srgb
from publisher.images.containers import drawing
from publisher.markup.document import Asset

# Pillow's other decoders never run.
_MEDIA_TYPES = MappingProxyType(
    {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
)
# The first bytes of formats; those that are refused have better messages by name.
_SIGNATURE = re.compile(
    rb"(?P<PNG>\x89PNG\r\n\x1a\n)|(?P<JPEG>\xff\xd8\xff)|(?P<GIF>GIF8)|(?P<WEBP>RIFF....WEBP)"
    rb"|(?P<TIFF>II\*\0|MM\0\*)|(?P<BMP>BM)|(?P<PSD>8BPS)|(?P<EPS>%!PS)|(?P<PDF>%PDF)"
    rb"|(?P<DDS>DDS )|(?P<AVIF>....ftypavi)|(?P<HEIC>....ftyp(?:hei|mif))",
    re.DOTALL,
)
_REMEDY = "save it as PNG, JPEG, GIF, WebP or SVG"
_ORIENTATION = 0x112  # tag of Exif (CIPA DC-008, 4.6.4)


def bitmap_asset(content: bytes, name: str) -> Asset:
    """Return a bitmap as an asset without metadata. Raises PublisherError for an unusable one.

    Errors begin with `name`, such as “the image 'bridge.png'”.

    The pixels are compressed again only if they must change: turned as Exif says, or
    converted from CMYK or another colour profile to sRGB.
    """
    kind = _identify(content, name)
    content = drawing(content, kind, described=True)
    with library_errors(lambda error: _damaged(error, name)):  # decoders raise many types
        changed = _changed_image(content, kind)
    if changed is not None:
        kind = "JPEG" if kind == "JPEG" else "PNG"
        content = _encode(changed, kind)
    return Asset(drawing(content, kind), _MEDIA_TYPES[kind])


def _damaged(error: Exception, name: str) -> PublisherError:
    if isinstance(error, Image.DecompressionBombWarning | Image.DecompressionBombError):
        return PublisherError(f"{name} has too many pixels; shrink it")
    reason = "" if isinstance(error, UnidentifiedImageError) else f" ({error})"
    return PublisherError(f"{name} is damaged{reason}; {_REMEDY}")


def _identify(content: bytes, name: str) -> str:
    """Return the image's format by its first bytes. Raises PublisherError for others."""
    signature = _SIGNATURE.match(content)
    kind = (signature.lastgroup if signature else None) or ""
    if kind in _MEDIA_TYPES:
        return kind
    problem = kind or ("of an unknown format" if content else "empty")
    raise PublisherError(f"{name} is {problem}; {_REMEDY}")


def _changed_image(content: bytes, kind: str) -> Image.Image | None:
    """Decode an image; return it upright and in sRGB, or None if it is so already."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of damaged metadata, which is dropped
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        # Importing WeasyPrint makes Pillow accept truncated images in the whole process.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        with Image.open(io.BytesIO(content), formats=(kind,)) as image:
            image.load()
            if image.mode.startswith(("I", "F")):
                raise ValueError("it has more than 8 bits of grey")
            upright = ImageOps.exif_transpose(image) if _is_turned(image) else image
            final = in_srgb(upright, image.info.get("icc_profile"))
            return None if final is image else final


def _is_turned(image: Image.Image) -> bool:
    """Return whether Exif orders a rotation or reflection; damaged data orders none."""
    # Exif data is damaged often, and its decoder raises many types.
    with contextlib.suppress(Exception):
        return image.getexif().get(_ORIENTATION, 1) in range(2, 9)
    return False


def _encode(image: Image.Image, kind: str) -> bytes:
    content = io.BytesIO()
    options = {"quality": 95, "subsampling": 0} if kind == "JPEG" else {}
    image.save(content, kind, **options)
    return content.getvalue()
