"""Lines that are divided once, however often WeasyPrint 70 asks for them.

It lays columns out again and again, until all of them are equally high, and divides every
line anew each time: that is a good half of what a page in columns takes. A line is what
its text, style and width make it, so that the second answer is the first.
"""

from __future__ import annotations

import copy
from functools import wraps
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from weasyprint.layout import inline, preferred

from publisher.outputs.pdf.engine.patch import patch

if TYPE_CHECKING:
    from collections.abc import Callable

    Key = tuple[object, ...]
    Line = tuple[Any, ...]  # a Pango layout that is put away, and what was measured of it
    Split = Callable[..., Line]

_MOST = 5_000  # lines of a document that are remembered: more than a sheet of paper holds
_FIRST = "text style context max_width justification_spacing is_line_start minimum"


def cache_lines() -> None:
    """Have WeasyPrint remember lines from now on."""
    patch((inline, preferred), "split_first_line", _FIRST, _remembering)


def _remembering(split: Split) -> Split:
    """Return a `split_first_line` that keeps what it found while its document is laid out.

    A style is not changed once lines are divided by it. The rest of a paragraph is kept as
    its digest: all rests of a long one would fill the memory.
    """
    documents: WeakKeyDictionary[Any, dict[Key, tuple[Line, object]]] = WeakKeyDictionary()

    @wraps(split)
    def remembered(
        text: str, style: object, context: object, *more: object, **named: object
    ) -> Line:
        lines = documents.setdefault(context, {})
        digest = blake2b(text.encode(), digest_size=16).digest()
        key = (digest, id(style), more, *named.items())
        if key not in lines:
            if len(lines) == _MOST:
                lines.clear()
            # The style is kept so that no other can have its id.
            lines[key] = split(text, style, context, *more, **named), style
        layout, *measured = lines[key][0]
        # Whoever draws the line wakes its layout up, and changes it.
        return (copy.copy(layout), *measured)

    return remembered
