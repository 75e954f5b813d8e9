"""Class callouts: paragraphs and quotations that a class of kramdown makes boxes.

`{: .note }` is that of just-the-docs, above the block; `{: .notice--info}` of Minimal Mistakes and
`{: .prompt-tip }` of Chirpy are below it. All become alerts, `> [!NOTE]`; other classes have no
effect.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.markup.attribute_list import parse_attributes
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.source_text import SourceText

_KEYWORDS = MappingProxyType(
    {
        **{name: name for name in ("note", "info", "tip", "hint", "important", "warning")},
        **{name: name for name in ("caution", "danger", "attention")},
        "new": "note",
        "notice": "note",
        "primary": "note",
        "success": "tip",
    }
)
_CLASS = re.compile(r"(?:(?:notice--|prompt-)(?=\w))?(\w+)(-title)?")
# The first line of a paragraph, which continues a quotation's without a mark of its own.
_PROSE = re.compile(r"(?!`{3}|[|~:$<#>{]|[-*+][ \t]|\d+[.)][ \t]|(?:[-*_][ \t]*){3,}$)\S")


def callout_changes(source: SourceText, start: int, end: int) -> Iterator[Change]:
    """Yield the changes that make a box of the block beside the list in a line from `start`."""
    line = source.text[start:end]
    prefix = line[: line.index("{")]
    if (found := _callout(line)) is None:
        return
    keyword, has_title = found
    mark = f"{prefix}> [!{keyword}]"
    above = _line_above(source, start, prefix)
    if above is not None and _is_text(above[1]):
        while (further := _line_above(source, above[0], prefix)) and _is_text(further[1]):
            above = further
        if _PROSE.match(above[1]) or above[1].startswith(">"):
            yield Change(above[0], above[0], f"{mark}\n")
            yield Change(start, end, "")
    elif above is None or above[1].startswith("<"):
        below_start, below_end = source.line_bounds(min(end + 1, len(source.text)))
        below = source.text[below_start:below_end]
        text = below[len(prefix) :] if below.startswith(prefix) else below.lstrip(" \t")
        if has_title and text.startswith(">"):
            yield Change(start, below_end, f"{mark} {text.lstrip('> ')}")
        elif _PROSE.match(text) or text.startswith(">"):
            yield Change(start, end, mark)


def _callout(line: str) -> tuple[str, bool] | None:
    """Return the keyword of a callout, and whether its first line is a title; None for others."""
    for name in parse_attributes(line).classes:
        found = _CLASS.fullmatch(name)
        if found and found[1] in _KEYWORDS:
            return _KEYWORDS[found[1]], found[2] is not None
    return None


def _line_above(source: SourceText, start: int, prefix: str) -> tuple[int, str] | None:
    """Return the start and the text of the line above, after a prefix; None for an empty one."""
    if not start:
        return None
    above, end = source.line_bounds(start - 1)
    text = source.text[above:end]
    rest = text[len(prefix) :] if text.startswith(prefix) else ""
    return (above, rest) if rest.strip() else None


def _is_text(line: str) -> bool:
    """Return whether a line can be one of a paragraph or quotation."""
    return not line.startswith(("#", "<", "{:", "|", "```", "~~~", ":::"))
