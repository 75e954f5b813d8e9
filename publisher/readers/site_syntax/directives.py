"""Directives of MyST: ```` ```{figure} x.png ````, or `:::{card} Title`, with options below.

They become containers, images, code, math and captions as Markdown of ours has them; those that
another one holds are read in the next round. See https://mystmd.org/guide/directives.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from publisher.readers.site_syntax.directive_writers import WRITERS, Directive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from publisher.readers.site_syntax.code_map import CodeMap, Range
    from publisher.readers.site_syntax.source_text import Change, SourceText

_OPENING = re.compile(
    r"^(?P<prefix>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(?P<fence>:{3,}|`{3,}|~{3,})[ \t]*"
    r"\{(?P<name>[A-Za-z][\w:.-]*)\}[ \t]*(?P<argument>[^\n]*?)[ \t]*$",
    re.MULTILINE,
)
_COLONS = re.compile(r"^[ \t>]*(:{3,})[ \t]*$", re.MULTILINE)
_OPTION = re.compile(r"\n[ \t>]*:([\w-]+):(?:[ \t]+([^\n]*?))?[ \t]*(?=\n|\Z)")
_YAML = re.compile(r"\n[ \t>]*---[ \t]*((?:\n[ \t>]*[\w-]+:[^\n]*)+)\n[ \t>]*---[ \t]*(?=\n|\Z)")
_YAML_OPTION = re.compile(r"\n[ \t>]*([\w-]+):[ \t]*[\"']?([^\n]*?)[\"']?[ \t]*(?=\n|\Z)")


def read_directives(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that write directives as Markdown; unknown ones stay as they are."""
    end, closings = 0, [(mark.span(), len(mark[1])) for mark in _COLONS.finditer(source.text)]
    for opening in _OPENING.finditer(source.text):
        write = WRITERS.get(opening["name"].lower())
        if write is None or opening.start() < end:
            continue
        found = _directive(source, code, opening, closings)
        changes = list(write(found)) if found else []
        end = max((change.end for change in changes), default=end)
        yield from changes


def _directive(
    source: SourceText,
    code: CodeMap,
    opening: re.Match[str],
    closings: Sequence[tuple[tuple[int, int], int]],
) -> Directive | None:
    """Return the directive of an opening line, or None for a line of code or without an end."""
    text = source.text
    bounds = _bounds(text, code.at(opening.start("fence")), opening, closings)
    if bounds is None:
        return None
    inner_end, end = bounds
    options, inner = _options(text, opening.end(), inner_end)
    above = text[: opening.start()].removesuffix("\n").rpartition("\n")[2]
    indent = re.sub(r"[^\s>]", " ", opening["prefix"])
    return Directive(
        name=opening["name"].lower().rpartition(":")[2],
        argument=opening["argument"],
        options=options,
        content=text[inner:inner_end],
        colons=opening["fence"][0] == ":",
        fence=opening["fence"],
        indent=indent,
        gap=f"\n{indent}" if above.strip("> \t") and indent == opening["prefix"] else "",
        start=opening.start("fence"),
        inner=inner,
        inner_end=max(inner, inner_end),
        end=max(inner, end),
        line=source.file_line(opening.start()),
    )


def _bounds(
    text: str,
    block: Range | None,
    opening: re.Match[str],
    closings: Sequence[tuple[tuple[int, int], int]],
) -> tuple[int, int] | None:
    """Return where the content ends, and where the directive does, or None."""
    fence = opening["fence"]
    if fence[0] == ":":
        below = closings[bisect_right(closings, opening.end(), key=lambda mark: mark[0][0]) :]
        spans = (span for span, length in below if length >= len(fence))
        return next(spans, None) if block is None else None
    if block is None or block.info is None or block.start != opening.start():
        return None
    end = block.end - (text[block.end - 1] == "\n")
    last = text.rfind("\n", 0, end) + 1
    is_closed = re.fullmatch(rf"[ \t>]*{fence}{fence[0]}*[ \t]*", text[last:end])
    return last if is_closed and last > opening.start() else end, end


def _options(text: str, start: int, end: int) -> tuple[Mapping[str, str], int]:
    """Return the options below an opening line, and where they end."""
    if yaml := _YAML.match(text, start, end):
        return dict(_YAML_OPTION.findall(yaml[1])), yaml.end()
    options = dict[str, str]()
    while option := _OPTION.match(text, start, end):
        options[option[1]] = option[2] or ""
        start = option.end()
    return options, start
