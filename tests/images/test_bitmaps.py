"""Bitmaps: damaged and excessive ones are refused."""

from __future__ import annotations

import io

import pytest
from helpers import picture
from PIL import Image, ImageFile

from publisher.base.errors import PublisherError
from publisher.images.load import image_asset


def test_bitmap_with_too_many_pixels_is_refused_before_decoding() -> None:
    content = io.BytesIO()
    Image.new("1", (50_000, 50_000)).save(content, "PNG")
    with pytest.raises(PublisherError, match="too many pixels"):
        image_asset(content.getvalue(), "bomb.png")


def test_damaged_image_is_refused_after_weasyprint_changed_pillow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint sets it
    with pytest.raises(PublisherError, match="is damaged"):
        image_asset(picture()[:50], "x.png")
