"""Loading WeasyPrint, in half of the time that it takes by itself.

WeasyPrint 70 tries several names for each library of the system, and Python starts
compilers to look for each wrong one (`ctypes.util.find_library`). Here a wrong name is
missing at once. Should no name be the right one, it is loaded as it loads itself.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

_NO_FONTS = Path(__file__).resolve().with_name("no-fonts.conf")


def load_pdf() -> ModuleType:
    """Return the module that renders PDFs; raise PublisherError where a library is missing."""
    hide_installed_fonts()
    # It prints a page of advice where it fails, which may be too early.
    quiet = contextlib.redirect_stdout(io.StringIO())
    with contextlib.suppress(OSError), _without_a_search(), quiet:
        return _load()
    try:
        return _load()
    except OSError as error:
        raise PublisherError(
            f"WeasyPrint lacks a library of the system ({str(error).splitlines()[0]});"
            " run ./setup.sh"
        ) from error


def _load() -> ModuleType:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "No fonts configured")  # as it should be
        from publisher.outputs import pdf  # noqa: PLC0415 - only now, see load_pdf
    return pdf


def _nowhere(name: str) -> str | None:  # noqa: ARG001 - as its original takes it
    return None


@contextlib.contextmanager
def _without_a_search() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


def hide_installed_fonts() -> None:
    """Let fontconfig know no font but those that a page brings, from now on.

    What else a machine has installed or set up can then change no page.
    """
    os.environ["FONTCONFIG_FILE"] = str(_NO_FONTS)
    os.environ.pop("FONTCONFIG_SYSROOT", None)
