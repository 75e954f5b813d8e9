"""Patch: cffi parses the type of an array once, whatever its length.

WeasyPrint 70 writes the length into the type (`hb_codepoint_t[12]`). cffi treats
each length as another type, and parses all declarations again for it.
"""

from __future__ import annotations

import re
from functools import wraps
from typing import TYPE_CHECKING, Any

import cffi
from weasyprint.text.ffi import ffi

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    New = Callable[..., Any]

_ARRAY = re.compile(r"(\w+)\[(\d+)\]")
_has_parameters = has_parameters("cdecl init")


def _parses_types(new: Any) -> bool:  # noqa: ANN401 - cffi is not typed
    """Return whether this is `FFI.new` in Python: the compiled class cannot be patched."""
    return isinstance(getattr(new, "__self__", None), cffi.FFI) and _has_parameters(new)


def _without_length(new: New) -> New:
    """Wrap `FFI.new`: leave the length to the initial value, where that has as many items."""

    @wraps(new)
    def new_array(cdecl: str, init: Any = None) -> object:  # noqa: ANN401 - the original's signature
        array = _ARRAY.fullmatch(cdecl)
        if array and isinstance(init, list | tuple) and len(init) == int(array[2]):
            return new(f"{array[1]}[]", init)
        return new(cdecl, init)

    return new_array


SHARE_ARRAY_TYPES = Patch(
    name="share_array_types",
    reason="cffi parses all C declarations again for each length of an array: for each font.",
    replacements=(Replacement((ffi,), "new", _parses_types, _without_length),),
)
