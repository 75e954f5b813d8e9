"""Bitmaps are scaled without loss of thin lines, transparency and colours of small parts."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from publisher.images.scale import scale_down

LINES, GAP, HEIGHT = 60, 51, 300  # a gap that no scale divides evenly
WIDTH = LINES * GAP


def hairlines(mode: str) -> Image.Image:
    """Return upright lines of one pixel, and noise below them, which makes the file large."""
    image = Image.new("RGB", (WIDTH, 2 * HEIGHT), "white")
    for number in range(LINES):
        ImageDraw.Draw(image).line([(number * GAP, 0), (number * GAP, HEIGHT)], fill="black")
    image.paste(Image.effect_noise((WIDTH, HEIGHT), 80).convert("RGB"), (0, HEIGHT))
    return image.convert(mode)


def scaled(image: Image.Image, kind: str = "PNG", **options: int) -> Image.Image:
    """Scale the file of an image to a tenth, and return the upper half of it."""
    content = io.BytesIO()
    image.save(content, kind, **options)
    small = scale_down(content.getvalue(), WIDTH // 10, HEIGHT // 5)
    assert small is not None
    shown = Image.open(io.BytesIO(small.content))
    assert shown.size == (small.width, small.height) == (WIDTH // 10, HEIGHT // 5)
    return shown.crop((0, 0, shown.width, shown.height // 2 - 4))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_no_thin_line_is_lost(mode: str) -> None:
    row = scaled(hairlines(mode)).convert("L").crop((0, 10, WIDTH // 10, 11)).tobytes()
    ink = [sum(255 - value for value in row[start : start + 5]) for start in places()]
    assert min(ink) >= 15  # of 25.5, the ink of a line one tenth of a pixel wide


def places() -> list[int]:
    """Return where the parts of a scaled row begin that have a line each."""
    return [max(0, number * GAP // 10 - 2) for number in range(LINES)]


def test_transparent_colour_of_a_palette_is_scaled_too() -> None:
    image = hairlines("P")
    white = image.getpixel((1, 1))
    assert isinstance(white, int)
    alpha = scaled(image, transparency=white).getchannel("A")
    row = alpha.crop((0, 10, alpha.width, 11)).tobytes()
    assert all(any(row[start : start + 5]) for start in places())
    assert not all(row)


def test_colours_of_thin_stripes_in_a_photo_are_kept() -> None:
    """They would fade if the file had one colour for four pixels."""
    image = hairlines("RGB")
    for x in range(0, WIDTH, 20):
        ImageDraw.Draw(image).rectangle([x, 0, x + 9, HEIGHT], fill="red")
        ImageDraw.Draw(image).rectangle([x + 10, 0, x + 19, HEIGHT], fill="blue")
    shown = scaled(image, "JPEG", quality=95, subsampling=0)
    reds = shown.getchannel("R").crop((20, 10, 80, 11)).tobytes()
    assert min(reds[::2]) > 200
    assert max(reds[1::2]) < 60
