"""System libraries of the PDF engine: which of them are missing."""

from __future__ import annotations

import ctypes

from publisher.base.errors import PublisherError
from publisher.base.system_packages import HARFBUZZ_SUBSET, PANGO

# Under the names by which WeasyPrint loads them. PangoFT2 depends on all the others.
_LIBRARIES = (
    (PANGO, ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")),
    (HARFBUZZ_SUBSET, ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib")),
)


def missing_libraries() -> list[str]:
    """Return the needs of the engine that are not installed.

    Libraries under unusual names are found too, but only by loading WeasyPrint.
    """
    missing = [need for need, names in _LIBRARIES if not any(map(_loads, names))]
    return [need for need in missing if not _is_found(need)]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _is_found(need: str) -> bool:
    """Return whether WeasyPrint finds a library by a search of the system."""
    from publisher.outputs.pdf.load import load_pdf  # noqa: PLC0415 - slow, and seldom needed

    try:
        load_pdf()
    except PublisherError:
        return False
    from weasyprint.text import ffi  # noqa: PLC0415 - likewise

    return need == PANGO or bool(ffi.harfbuzz_subset)
