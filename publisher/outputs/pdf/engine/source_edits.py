"""Edits of the source of a function: for a fault that no wrapper can reach.

Each edit states the original lines and their replacement, so a patch reads like a diff. The
function is changed in place: modules that imported it by name have the edited one.
"""

from __future__ import annotations

import inspect
import linecache
import textwrap
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import TYPE_CHECKING, Any

from publisher.outputs.pdf.engine.patch import Replacement

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class SourceEdit:
    """A passage of a function's source, and its replacement. The passage must occur once."""

    old: str
    new: str


def edit_source(function: Callable[..., Any], *edits: SourceEdit) -> Replacement:
    """Return the replacement of a function's code by its source with all edits."""

    def has_passages(original: Any) -> bool:  # noqa: ANN401 - any attribute of the engine
        source = _source(original) if isinstance(original, CodeType) else ""
        return bool(source) and all(source.count(edit.old) == 1 for edit in edits)

    def compile_edited(original: CodeType) -> CodeType:
        source = _source(original)
        for edit in edits:
            source = source.replace(edit.old, edit.new)
        # The file and the first line are the original's, for tracebacks.
        source = "\n" * (original.co_firstlineno - 1) + source
        module = compile(source, original.co_filename, "exec", dont_inherit=True)
        return next(code for code in module.co_consts if isinstance(code, CodeType))

    return Replacement((function,), "__code__", has_passages, compile_edited)


@cache
def _source(code: CodeType) -> str:
    """Return the source of a function, or an empty text if it was compiled without one.

    Like `inspect.getsource`, which first looks for the module among all that are imported.
    """
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 :]
    return textwrap.dedent("".join(inspect.getblock(lines)))
