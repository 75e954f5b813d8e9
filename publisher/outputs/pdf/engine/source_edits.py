"""Edits of the source of a function: for a patch inside a function that no wrapper reaches.

Each edit states the original lines and their replacement, so a patch reads like a diff.
"""

from __future__ import annotations

import inspect
import textwrap
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[..., Any]


@dataclass(frozen=True)
class SourceEdit:
    """A passage of a function's source, and its replacement. The passage must occur once."""

    old: str
    new: str


def has_passages(*edits: SourceEdit) -> Callable[[Any], bool]:
    """Return a guard for functions whose source has the passage of each edit exactly once."""

    def guard(original: Any) -> bool:  # noqa: ANN401 - any attribute of the engine
        try:
            source = _source(original)
        except (OSError, TypeError):  # no function, or one without its source
            return False
        return all(source.count(edit.old) == 1 for edit in edits)

    return guard


def edited(*edits: SourceEdit) -> Callable[[Function], Function]:
    """Return a wrapper that compiles a function again from its edited source, in its module."""

    def wrap(original: Function) -> Function:
        source = _source(original)
        for edit in edits:
            source = source.replace(edit.old, edit.new)
        names: dict[str, Function] = {}
        # The name of the file tells an edited function from the engine's own in a traceback.
        code = compile(source, f"{__name__}: {original.__qualname__}", "exec", dont_inherit=True)
        exec(code, original.__globals__, names)  # noqa: S102 - the engine's own source
        return wraps(original)(names[original.__name__])

    return wrap


def _source(function: Any) -> str:  # noqa: ANN401 - any attribute of the engine
    return textwrap.dedent(inspect.getsource(function))
