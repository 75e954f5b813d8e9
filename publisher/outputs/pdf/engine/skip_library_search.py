"""Patch: WeasyPrint 70 finds its system libraries by their usual names, without a search.

This module imports neither WeasyPrint nor pyphen: the patch applies while they are imported.
"""

from __future__ import annotations

import ctypes.util

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters


def _find_no_library(name: str) -> str | None:  # noqa: ARG001 - the original's signature
    return None


SKIP_LIBRARY_SEARCH = Patch(
    name="skip_library_search",
    reason=(
        "WeasyPrint 70 tries several names for each system library. For each wrong name,"
        " Python runs ldconfig and compilers."
    ),
    upstream=("https://github.com/Kozea/WeasyPrint/issues/1125",),
    replacements=(
        Replacement(
            (ctypes.util,), "find_library", has_parameters("name"), lambda _: _find_no_library
        ),
    ),
)
