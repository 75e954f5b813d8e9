"""Bitmaps: damaged and excessive ones are refused."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from typing import NoReturn

import pytest
from helpers import picture
from PIL import Image, ImageFile

from publisher.base.errors import PublisherError
from publisher.images.load import image_asset

Image.init()  # registers all formats


def test_bitmap_with_too_many_pixels_is_refused_before_decoding() -> None:
    header = b"IHDR" + struct.pack(">II", 50_000, 50_000) + b"\1\0\0\0\0"
    content = picture()[:12] + header + struct.pack(">I", zlib.crc32(header)) + picture()[33:]
    with pytest.raises(PublisherError, match="too many pixels"):
        image_asset(content, "bomb.png")


@pytest.mark.parametrize("kind", sorted({*Image.SAVE} - {"IM"}))
def test_no_other_decoder_runs(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of another format is refused whatever its name, before Pillow looks at it."""
    for other in set(Image.OPEN) - {"PNG", "JPEG", "GIF", "WEBP"}:
        monkeypatch.setitem(Image.OPEN, other, (_run, lambda _start: True))
    content = io.BytesIO()
    with contextlib.suppress(OSError, ValueError):  # formats of other modes, or without an encoder
        Image.new("RGB", (16, 16)).save(content, kind)
    refusal = pytest.raises(PublisherError, match=r"the image 'a\.png' is")
    is_known = kind in {"PNG", "JPEG", "GIF", "WEBP", "MPO"}
    with contextlib.nullcontext() if is_known else refusal:
        image_asset(content.getvalue(), "a.png")


def _run(*_: object) -> NoReturn:
    raise AssertionError


def test_damaged_image_is_refused_after_weasyprint_changed_pillow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint sets it
    with pytest.raises(PublisherError, match="is damaged"):
        image_asset(picture()[:50], "x.png")
