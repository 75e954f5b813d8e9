"""Images have no more pixels than their size in print can show."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from pdf_helpers import FAMILIES
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from publisher.images.load import image_asset
from publisher.outputs import OUTPUTS
from publisher.pages.page import Page

if TYPE_CHECKING:
    Object = Any  # of pypdf


def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return clouds of colour, the same at each call."""
    channels = [Image.linear_gradient("L"), Image.radial_gradient("L")]
    channels += [channel.transpose(Image.Transpose.ROTATE_90) for channel in channels]
    dots = Image.frombytes("L", (64, 64), bytes(n * n % 251 for n in range(4096)))
    bands = [ImageChops.add(band, dots.resize(band.size), 2) for band in channels]
    small = Image.merge(mode, bands[: len(mode)])
    return small.resize((width, height)).filter(ImageFilter.GaussianBlur(1))


def file_of(image: Image.Image, kind: str) -> bytes:
    content = io.BytesIO()
    image.save(content, kind, quality=95)
    return content.getvalue()


def embedded(content: bytes, ppi: int = 300, style: str = "") -> Object:
    """Draw an image one inch wide, and return the PDF's object for it."""
    html = (
        f"<html lang=en><title>x</title><style>img {{ width: 1in; {style} }}</style>"
        "<p><img src='asset:a' alt='Clouds'>"
    )
    page = Page(html, FAMILIES, {"a": image_asset(content, "a")}, image_ppi=ppi)
    rendered = OUTPUTS["pdf"].render(page).content
    assert OUTPUTS["pdf"].render(page).content == rendered
    resources: Object = pypdf.PdfReader(io.BytesIO(rendered)).pages[0]["/Resources"]
    (found,) = resources["/XObject"].values()
    return found.get_object()


def width(image: Object) -> int:
    return int(image["/Width"])


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_large_photo_is_scaled_to_the_resolution_of_print(kind: str) -> None:
    original = photo(900, 600)
    content = file_of(original, kind)
    image = embedded(content)
    assert (width(image), image["/Height"]) == (300, 200)
    assert len(image._data) < len(content) / 4  # noqa: SLF001 - as in the file
    shown = image.decode_as_image()
    difference = ImageChops.difference(shown, original.resize(shown.size, 1))
    assert max(difference.tobytes()) <= 12


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_photo_that_would_lose_few_pixels_keeps_all(kind: str) -> None:
    content = file_of(photo(440, 300), kind)
    image = embedded(content)
    assert width(image) == 440
    assert image.get_object().decode_as_image().size == (440, 300)
    if kind == "JPEG":
        assert image._data in content  # noqa: SLF001 - not encoded again


@pytest.mark.parametrize(("ppi", "expected"), [(0, 1200), (150, 150), (1200, 1200)])
def test_resolution_is_the_themes(ppi: int, expected: int) -> None:
    assert width(embedded(file_of(photo(1200, 900), "JPEG"), ppi)) == expected


def test_transparency_is_scaled_too() -> None:
    image = embedded(file_of(photo(900, 600, "RGBA"), "PNG"))
    assert width(image) == width(image["/SMask"]) == 300


def test_small_picture_keeps_its_pixels_for_those_who_enlarge_it() -> None:
    assert width(embedded(file_of(photo(60, 60), "PNG"), 30)) == 60


def test_drawing_that_would_become_larger_keeps_its_pixels() -> None:
    drawing = Image.new("1", (900, 900), 1)
    for x in range(0, 900, 7):
        ImageDraw.Draw(drawing).line([(x, 0), (900 - x, 900)], fill=0, width=3)
    assert width(embedded(file_of(drawing, "PNG"))) == 900


def test_turned_photo_is_as_sharp_as_others() -> None:
    content = file_of(photo(900, 900), "JPEG")
    for angle in (45, 90):
        assert width(embedded(content, style=f"transform: rotate({angle}deg)")) == 300


def test_image_that_is_drawn_twice_has_the_pixels_of_the_larger() -> None:
    page = Page(
        "<html lang=en><title>x</title><p><img src='asset:a' alt='Clouds' style='width: 1in'>"
        "<img src='asset:a' alt='Clouds' style='width: 2in'>",
        FAMILIES,
        {"a": image_asset(file_of(photo(900, 600), "JPEG"), "a")},
        image_ppi=150,
    )
    content = OUTPUTS["pdf"].render(page).content
    resources: Object = pypdf.PdfReader(io.BytesIO(content)).pages[0]["/Resources"]
    assert [width(image) for image in resources["/XObject"].values()] == [300]
