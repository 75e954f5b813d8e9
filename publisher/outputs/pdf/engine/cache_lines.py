"""Patch: a cache of the lines that WeasyPrint 70 splits off a text.

WeasyPrint lays columns out repeatedly until their heights balance, and splits every line
again each time: more than half of the layout time of a page in columns. A line depends only
on its text, style and width.
"""

from __future__ import annotations

import copy
from functools import wraps
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from weasyprint.layout import inline, preferred

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    Key = tuple[object, ...]
    Line = tuple[Any, ...]  # a deactivated Pango layout, and its measurements
    Split = Callable[..., Line]

_MAX_LINES = 5_000  # of a document: more than a sheet of paper holds


def _caching(split_first_line: Split) -> Split:
    """Wrap the splitting of lines: cache them until the layout of their document ends.

    A style does not change once lines are split in it. The key holds the digest of a
    paragraph's remaining text: the remainders of a long paragraph would fill the memory.
    """
    caches: WeakKeyDictionary[Any, dict[Key, tuple[Line, object]]] = WeakKeyDictionary()

    @wraps(split_first_line)
    def cached_split(
        text: str, style: object, context: object, *args: object, **kwargs: object
    ) -> Line:
        lines = caches.setdefault(context, {})
        digest = blake2b(text.encode(), digest_size=16).digest()
        key = (digest, id(style), args, *kwargs.items())
        if key not in lines:
            if len(lines) == _MAX_LINES:
                lines.clear()
            # The reference to the style keeps its id from being reused.
            lines[key] = split_first_line(text, style, context, *args, **kwargs), style
        layout, *measurements = lines[key][0]
        # Drawing a line reactivates its layout, and changes it.
        return (copy.copy(layout), *measurements)

    return cached_split


CACHE_LINES = Patch(
    name="cache_lines",
    reason="WeasyPrint 70 splits each line several times: more than half of the layout time.",
    upstream=(
        "https://github.com/Kozea/WeasyPrint/issues/578",
        "https://github.com/Kozea/WeasyPrint/pull/2808",
    ),
    replacements=(
        Replacement(
            (inline, preferred),
            "split_first_line",
            has_parameters(
                "text style context max_width justification_spacing is_line_start minimum"
            ),
            _caching,
        ),
    ),
)
