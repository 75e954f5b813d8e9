"""Patch: WeasyPrint 70 imports the rarely used modules of fontTools when it calls them.

This module imports neither WeasyPrint nor pyphen: the patch applies while they are imported.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from publisher.outputs.pdf.engine.patch import Patch, Replacement

if TYPE_CHECKING:
    from collections.abc import Callable

# For variable fonts, for compressed fonts, and for subsets without HarfBuzz.
_RARELY_USED = ("fontTools.varLib.instancer", "fontTools.ttLib.woff2", "fontTools.subset")


class _LazyModule(ModuleType):
    """A placeholder for a module: calling one of its functions or classes imports it."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*args: object, **kwargs: object) -> object:
            return getattr(import_module(self.__name__), name)(*args, **kwargs)

        return call


def _is_not_imported(module: ModuleType | None) -> bool:
    return module is None


def _defer(name: str) -> Replacement:
    return Replacement((sys.modules,), name, _is_not_imported, lambda _: _LazyModule(name))


DEFER_FONT_TOOLS = Patch(
    name="defer_font_tools",
    reason=(
        "WeasyPrint 70 imports modules that it needs for few fonts or for none."
        " They are imported when one of their functions is called."
    ),
    upstream=("https://github.com/Kozea/WeasyPrint/issues/2073",),
    replacements=tuple(_defer(name) for name in _RARELY_USED),
)
