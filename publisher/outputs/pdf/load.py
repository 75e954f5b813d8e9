"""Load WeasyPrint, in less than half the time of a plain import.

The patches in `engine.fast_import` save the time. If the import fails with them, WeasyPrint
is imported without them.
"""

from __future__ import annotations

import contextlib
import io
import os
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.system_packages import PANGO, remedy
from publisher.fonts.folders import installed_folders
from publisher.outputs.pdf.engine.fast_import import fast_import

if TYPE_CHECKING:
    from types import ModuleType

# The C types that every page uses.
_C_TYPES = (
    *("FcChar8 **", "PangoFcFontMap *", "PangoLogAttr[]", "PangoRectangle *"),
    *("char[]", "char[4]", "hb_codepoint_t[]", "hb_tag_t[100]", "unsigned int *"),
    "PangoGlyphInfo",
)
_NO_FONTS = Path(__file__).resolve().with_name("no-fonts.conf")


@cache
def load_pdf() -> ModuleType:
    """Return the module that renders PDFs, with all patches applied.

    Raises PublisherError if a system library is missing.
    """
    hide_installed_fonts()
    # If its import fails, WeasyPrint prints a page of advice; the second attempt may succeed.
    quiet = contextlib.redirect_stdout(io.StringIO())
    with contextlib.suppress(Exception), fast_import(), quiet:
        return _load()
    try:
        with quiet:
            return _load()
    except OSError as error:
        raise PublisherError(
            f"WeasyPrint lacks a library of the system ({str(error).splitlines()[0]});"
            f" {remedy([PANGO])}"
        ) from error


def _load() -> ModuleType:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "No fonts configured")  # see hide_installed_fonts
        from publisher.outputs.pdf import render  # noqa: PLC0415 - only now, see load_pdf
    return render


def parse_c_types() -> None:
    """Make cffi parse the C types of the first page now. Call `load_pdf` before."""
    from weasyprint.text.ffi import ffi  # noqa: PLC0415 - only now, see load_pdf

    for name in _C_TYPES:
        ffi.typeof(name)


def hide_installed_fonts() -> None:
    """Hide all fonts from fontconfig except those that a page brings, from now on.

    Fonts and settings of a machine can then change no page. The folders that its settings name
    are noted first, to find the fonts for pages.
    """
    installed_folders()
    os.environ["FONTCONFIG_FILE"] = str(_NO_FONTS)
    os.environ.pop("FONTCONFIG_SYSROOT", None)
