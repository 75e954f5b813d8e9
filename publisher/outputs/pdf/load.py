"""Loading WeasyPrint, in less than half of the time that it takes by itself.

WeasyPrint 70 tries several names for each library of the system, and Python starts
compilers to look for each wrong one (`ctypes.util.find_library`). Here a wrong name is
missing at once. It also imports what it needs for few fonts or none; here that waits
until it is called. And it names the length of each array that it makes, which cffi reads
as a type of its own by parsing all declarations again; here it reads the type once.
Should anything fail so, it is loaded as it loads itself.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import os
import re
import sys
import warnings
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import cffi

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# For variable fonts, compressed ones, and all where HarfBuzz does not take subsets.
_SELDOM = ("fontTools.varLib.instancer", "fontTools.ttLib.woff2", "fontTools.subset")
_ARRAY = re.compile(r"(\w+)\[(\d+)\]")
# What each page makes in C.
_TYPES = (
    *("FcChar8 **", "PangoFcFontMap *", "PangoLogAttr[]", "PangoRectangle *"),
    *("char[]", "char[4]", "hb_codepoint_t[]", "hb_tag_t[100]", "unsigned int *"),
    "PangoGlyphInfo",
)
_NO_FONTS = Path(__file__).resolve().with_name("no-fonts.conf")


@cache
def load_pdf() -> ModuleType:
    """Return the module that renders PDFs; raise PublisherError where a library is missing."""
    hide_installed_fonts()
    # It prints a page of advice where it fails, which may be too early.
    quiet = contextlib.redirect_stdout(io.StringIO())
    with (
        contextlib.suppress(Exception),
        _without_a_search(),
        _defer_rarely_used(),
        _arrays(),
        quiet,
    ):
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
        import publisher.language.hyphenation.dictionaries  # noqa: F401, PLC0415 - words are divided by its rules too
        from publisher.outputs.pdf import render  # noqa: PLC0415 - only now, see load_pdf
    return render


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


def parse_types() -> None:
    """Have cffi parse what it would parse for the first page. Load WeasyPrint before."""
    from weasyprint.text.ffi import ffi  # noqa: PLC0415 - only now

    for name in _TYPES:
        ffi.typeof(name)


class _LazyModule(ModuleType):
    """Stands for a module, which is imported when one of its functions or classes is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*args: object, **kwargs: object) -> object:
            return getattr(import_module(self.__name__), name)(*args, **kwargs)

        return call


@contextlib.contextmanager
def _defer_rarely_used() -> Iterator[None]:
    """Give out stand-ins for some modules; who imports these afterwards gets them."""
    later = {name: _LazyModule(name) for name in _SELDOM if name not in sys.modules}
    sys.modules.update(later)
    try:
        yield
    finally:
        for name in later:
            del sys.modules[name]


class _FFI(cffi.FFI):  # type: ignore[misc] # cffi is not typed
    """Makes arrays of as many items as it is given, without a look at their number."""

    def new(self, cdecl: str, init: Any = None) -> object:  # noqa: ANN401 - FFI's signature
        array = _ARRAY.fullmatch(cdecl)
        if array and isinstance(init, list | tuple) and len(init) == int(array[2]):
            return super().new(f"{array[1]}[]", init)
        return super().new(cdecl, init)


@contextlib.contextmanager
def _arrays() -> Iterator[None]:
    before = cffi.FFI
    cffi.FFI = _FFI
    try:
        yield
    finally:
        cffi.FFI = before


def hide_installed_fonts() -> None:
    """Let fontconfig know no font but those that a page brings, from now on.

    What else a machine has installed or set up can then change no page.
    """
    os.environ["FONTCONFIG_FILE"] = str(_NO_FONTS)
    os.environ.pop("FONTCONFIG_SYSROOT", None)
