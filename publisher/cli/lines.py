"""Lines for people: folded to a terminal's width, and cut short if there are too many.

A pipe gets each line whole. A path or slug is never broken, nor an argument in quotation marks: it
may exceed the width, on a line of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MANY = 30  # lines of one kind: more are not read
_SPACE = "\0"  # where no line is broken; error messages hold no control character
_QUOTED = re.compile(r"(?<![^\s(=])'[^']*'(?![^\s.,;:)])")
_COMMAND = re.compile(r"(?<=run: )[^;]+")
_INDENT = 2


def unbroken(text: str) -> str:
    """Return a path or slug for a line that may be folded, but not inside of it."""
    return text.replace(" ", _SPACE)


def unfolded(line: str) -> str:
    """Return a line as a pipe gets it."""
    return line.replace(_SPACE, " ")


def folded(line: str, width: int, indent: int = _INDENT) -> Iterator[str]:
    """Yield a line in parts that are at most `width` columns wide, if its words are.

    All but the first part are indented by `indent` columns more than the line.
    """
    if columns(line) <= width:
        yield unfolded(line)
        return
    line = _COMMAND.sub(lambda found: _in_one_line(found[0], width), line)
    line = _QUOTED.sub(lambda found: unbroken(found[0]), line)
    margin = line[: len(line) - len(line.lstrip(" "))]
    part = ""
    for word in filter(None, line.split(" ")):
        longer = f"{part} {word}" if part else f"{margin}{word}"
        if part and columns(longer) > width:
            yield unfolded(part)
            longer = f"{margin}{' ' * indent}{word}"
        part = longer
    yield unfolded(part)


def _in_one_line(command: str, width: int) -> str:
    """Return a command that is not broken, so that it can be copied, if a line has room for it."""
    return unbroken(command) if columns(command) <= width - _INDENT else command


def columns(text: str) -> int:
    """Return the width of a text on a terminal, where Chinese characters take two columns."""
    text = unfolded(text)
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - slow

    return cell_len(text)


def capped(lines: Sequence[str], rest: str, most: int = MANY) -> Iterator[str]:
    """Yield at most `most` lines; then the number of the others, with the words `rest`."""
    yield from lines[:most]
    if len(lines) > most:
        yield f"… and {len(lines) - most:,} more{rest}"


def unique(lines: Iterable[str]) -> list[str]:
    """Return lines in their order, each once."""
    return list(dict.fromkeys(lines))
