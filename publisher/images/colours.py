"""Colours: convert an image from its colour profile to sRGB, the colours of every page.

PDF/A allows only one of the device colour spaces (ISO 19005-3, 6.2.4.3), and a profile can
identify a camera or a monitor.
"""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageChops, ImageCms

_MAX_DIFFERENCE = 3  # of 255: rounding, between two descriptions of sRGB


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return an image in sRGB; the same one if it is so already, or its profile is unusable."""
    plain = without_palette(image)
    bands = plain.mode.removesuffix("A")  # a profile describes no transparency
    colours = plain if plain.mode == bands else plain.convert(bands)
    convert = _conversion(profile, bands) if profile else None
    if convert is None or _changes_little(convert, bands):
        return image if bands != "CMYK" else image.convert("RGB")
    converted = ImageCms.applyTransform(colours, convert)
    if converted is None:
        return image
    if bands == "L":
        converted = converted.convert("L")
    if plain.mode != bands:
        converted.putalpha(plain.getchannel("A"))
    return converted


def without_palette(image: Image.Image) -> Image.Image:
    """Return an image whose pixels are colours, with its transparency in a band of its own."""
    if "transparency" in image.info:
        return image.convert("LA" if image.mode in {"1", "L"} else "RGBA")
    mode = {"1": "L", "P": "RGB", "PA": "RGBA"}.get(image.mode)
    return image.convert(mode) if mode else image


def _conversion(profile: bytes, bands: str) -> ImageCms.ImageCmsTransform | None:
    """Return the conversion from a profile to sRGB, or None if the profile is damaged."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.buildTransform(source, _srgb(), bands, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _changes_little(convert: ImageCms.ImageCmsTransform, bands: str) -> bool:
    """Return whether a conversion leaves a sample of all colours nearly as it is."""
    if bands == "CMYK":
        return False
    down = Image.linear_gradient("L")
    across = down.transpose(Image.Transpose.ROTATE_90)
    up = down.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    sample = down if bands == "L" else Image.merge("RGB", (down, across, up))
    converted = ImageCms.applyTransform(sample, convert) or sample
    difference = ImageChops.difference(sample.convert("RGB"), converted)
    return max(difference.tobytes()) <= _MAX_DIFFERENCE
