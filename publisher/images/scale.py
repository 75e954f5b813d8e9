"""Scaling: bitmaps with no more pixels than a page can show."""

from __future__ import annotations

import io
from hashlib import sha256
from typing import NamedTuple

from PIL import Image

from publisher.images.colours import without_palette

_QUALITY = 90  # of JPEG: differences are invisible at 300 ppi
_LEAST_SAVED = 10_000  # bytes: logos and emoji stay sharp when a viewer enlarges them
_MOST_CACHED = 16


class Scaled(NamedTuple):
    """File of an image, and its size in pixels."""

    content: bytes
    width: int
    height: int


class _Key(NamedTuple):
    digest: bytes
    width: int
    height: int


_cache: dict[_Key, Scaled | None] = {}  # the editions of an article share its images


def scale_down(content: bytes, width: int, height: int) -> Scaled | None:
    """Return a PNG or JPEG that is valid and in sRGB, scaled down to fit into a size in pixels.

    Its format is the same. None if the file would not become much smaller.
    """
    if len(content) <= _LEAST_SAVED:
        return None
    key = _Key(sha256(content).digest(), width, height)
    if key not in _cache:
        if len(_cache) == _MOST_CACHED:
            del _cache[next(iter(_cache))]
        _cache[key] = _scaled(content, width, height)
    return _cache[key]


def _scaled(content: bytes, width: int, height: int) -> Scaled | None:
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as original:
        # Pillow drops pixels of palettes and of single bits, and so thin lines, instead of mixing.
        image, written = without_palette(original), io.BytesIO()
        image.thumbnail((width, height), Image.Resampling.LANCZOS)
        image.save(written, original.format, optimize=True, quality=_QUALITY, subsampling=0)
        scaled = Scaled(written.getvalue(), *image.size)
    return scaled if len(scaled.content) + _LEAST_SAVED < len(content) else None
