"""Crop marks are clear of the bleed, and boxes beyond the bleed are not printed over them."""

from __future__ import annotations

import subprocess
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from helpers import need_poppler
from pdf_helpers import render_html
from PIL import Image

from publisher.outputs.pdf.engine.patch import unpatched

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<style>@page {{ size: 100mm; margin: 20mm; {} }} {}</style><p>Text"
BOXES = ("mediabox", "bleedbox", "trimbox")


def rendered(page: str, style: str = "") -> bytes:
    content: bytes = render_html(PAGE.format(page, style)).write_pdf()
    return content


def boxes(content: bytes) -> list[list[int]]:
    """Return the left and the right edge of the first page's boxes, in millimetres."""
    (page, *_) = pypdf.PdfReader(BytesIO(content)).pages
    found: list[Any] = [getattr(page, name) for name in BOXES]
    return [[round(float(edge) / 72 * 25.4) for edge in (box.left, box.right)] for box in found]


def dark(content: bytes, folder: Path) -> set[tuple[int, int]]:
    """Return the square millimetres of a medium that are not white, from its upper left corner."""
    need_poppler("pdftoppm")
    command = ["pdftoppm", "-r", "254", "-gray", "-", str(folder / "page")]
    subprocess.run(command, input=content, check=True)
    (file,) = folder.glob("page*.pgm")
    image = Image.open(file).reduce(10)
    places = product(range(image.width), range(image.height))
    return {place for place in places if image.getpixel(place) < 255}  # type: ignore[operator] # grey


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", [[0, 100]] * 3),
        ("bleed: 12mm", [[-12, 112], [-12, 112], [0, 100]]),
        ("bleed: 3mm; marks: crop", [[-10, 110], [-3, 103], [0, 100]]),
        ("bleed: 12mm; marks: crop cross", [[-24, 124], [-12, 112], [0, 100]]),
        ("bleed: 0; marks: crop", [[-7, 107], [0, 100], [0, 100]]),
    ],
)
def test_boxes_are_those_of_medium_bleed_and_page(page: str, expected: list[list[int]]) -> None:
    assert boxes(rendered(page)) == expected


def test_the_plain_engine_prints_marks_within_the_bleed() -> None:
    with unpatched("clear_marks"):
        assert boxes(rendered("bleed: 3mm; marks: crop"))[0] == [-3, 103]


def test_marks_are_at_the_corners_of_the_page_beyond_the_bleed(tmp_path: Path) -> None:
    content = rendered("bleed: 3mm; marks: crop", "p { visibility: hidden }")
    near, far = {9, 10}, {109, 110}  # a line is between two millimetres
    marks = dark(content, tmp_path)
    assert {min(x, y, 119 - x, 119 - y) for x, y in marks} <= set(range(6))
    assert {x for x, y in marks if y < 6} <= near | far
    assert {y for x, y in marks if x > 113} <= near | far
    assert all(marks & {(x, y) for x in side for y in (0, 119)} for side in (near, far))


def test_what_touches_an_edge_reaches_the_end_of_the_bleed(tmp_path: Path) -> None:
    style = "p { background: #456; margin: 0 -90mm; height: 20mm }"
    content = rendered("bleed: 3mm; marks: crop; background: #eee", style)
    bleed = {(x, y) for x in range(7, 113) for y in range(7, 113)}
    shown = dark(content, tmp_path)
    assert bleed <= shown
    assert {min(x, y, 119 - x, 119 - y) for x, y in shown - bleed} <= set(range(6))
