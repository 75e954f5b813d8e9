"""Patch: images with more pixels than a page can show are scaled well, or not at all.

With the option `dpi`, WeasyPrint 70 encodes every image above that resolution again, with the
quality that Pillow has by default. It takes an image that is turned for a narrower one, or divides
by zero.
"""

from __future__ import annotations

from functools import wraps
from math import ceil
from typing import TYPE_CHECKING, Any

from weasyprint.images import RasterImage

from publisher.images.scale import scale_down
from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source

if TYPE_CHECKING:
    from collections.abc import Callable

    Image = Any  # WeasyPrint is not typed
    GetObject = Callable[[Image, bool, float], object]

_WORTHWHILE = 2 / 3  # of the pixels across: presets of printers too scale images above 450 ppi


def _scaling(get_x_object: GetObject) -> GetObject:
    """Wrap the making of an image's object: scale the image by `dpi_ratio`, or keep it."""

    @wraps(get_x_object)
    def scaled_x_object(image: Image, interpolate: bool, dpi_ratio: float) -> object:  # noqa: FBT001 - the original's signature
        if dpi_ratio <= _WORTHWHILE:
            size = ceil(image.width * dpi_ratio), ceil(image.height * dpi_ratio)
            if scaled := scale_down(image.image_data.data, *size):
                image.image_data = image.cache_image_data(scaled.content)
                image.width, image.height = scaled.width, scaled.height
        return get_x_object(image, interpolate, 1)

    return scaled_x_object


SCALE_IMAGES = Patch(
    name="scale_images",
    reason=(
        "WeasyPrint 70 encodes images above the wanted resolution again, even if they lose few"
        " pixels, with a quality that is too low for print."
    ),
    replacements=(
        Replacement(
            (RasterImage,),
            "get_x_object",
            has_parameters("self interpolate dpi_ratio"),
            _scaling,
        ),
        edit_source(
            RasterImage.draw,
            SourceEdit(
                "abs(concrete_width * stream.ctm[0][0] * pt_to_in)",
                "concrete_width * math.hypot(*stream.ctm[0][:2]) * pt_to_in or math.inf",
            ),
            SourceEdit(
                "abs(concrete_height * stream.ctm[1][1] * pt_to_in)",
                "concrete_height * math.hypot(*stream.ctm[1][:2]) * pt_to_in or math.inf",
            ),
        ),
    ),
)
