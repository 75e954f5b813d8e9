"""Picture of the first pages of some PDFs, for the README."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

if TYPE_CHECKING:
    from collections.abc import Sequence

_RESOLUTION = 56  # dots per inch
_GAP = 16  # pixels between pages
_FRAME = "#c8c8c8"
_COLOURS = 64


def write_picture(files: Sequence[Path], target: Path) -> None:
    """Write the first pages of `files` side by side as a PNG file; needs pdftoppm."""
    pages = _first_pages(files)
    step = pages[0].width + _GAP
    sheet = Image.new("RGB", (step * len(pages) - _GAP, pages[0].height), "white")
    for number, page in enumerate(pages):
        sheet.paste(page, (number * step, 0))
    sheet.quantize(_COLOURS, kmeans=4).save(target, optimize=True)


def _first_pages(files: Sequence[Path]) -> list[Image.Image]:
    pages = []
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            page = Path(folder) / str(number)
            options = ("-png", "-singlefile", "-r", str(_RESOLUTION))
            subprocess.run(("pdftoppm", *options, str(file), str(page)), check=True)
            pages.append(ImageOps.expand(Image.open(page.with_suffix(".png")), 1, fill=_FRAME))
    return pages
