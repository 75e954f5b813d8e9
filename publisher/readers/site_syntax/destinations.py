"""Destinations: addresses of links and images that have template code in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.spans import destination
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.constructs import Construct

_MAX_LENGTH = 400  # characters of a link's text, and of an address before its template code
_BEFORE = re.compile(r"""(?:\]\(<?|\]:[ \t]*|\b(href|src)\s*=\s*["']?)([^\s()<>"']*)$""")
# After an address: a title, and the end of the link.
_TITLE = re.compile(r"""[ \t]*>?[ \t]*(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))?[ \t]*\)""")
# The rest of an address: template code, which may have spaces, and anything else without.
_REST = re.compile(r"""(?:\{\{.*?\}\}|\{%.*?%\}|[^\s()<>"'{]|\{(?![{%]))*""")


class Destination(NamedTuple):
    """An address from `start` to `end`; `opening` is where its syntax begins."""

    opening: int
    start: int
    end: int
    is_image: bool

    def with_written_address(self, text: str) -> Change:
        """Return the change to an address that shows its template code, for a message."""
        return Change(self.start, self.end, destination(text[self.start : self.end]))

    def without_link(self, text: str) -> Iterator[Change]:
        """Yield the changes that leave only the text of a link, or only delete an address."""
        closing = _TITLE.match(text, self.end)
        bracket = opening_bracket(text, self.opening)
        if not text.startswith("](", self.opening) or closing is None or bracket is None:
            yield Change(self.start, self.end, "")
            return
        yield Change(bracket, bracket + 1, "")
        yield Change(self.opening, closing.end(), "")


def find_destination(text: str, construct: Construct) -> Destination | None:
    """Return the address that begins with a construct, or that has it as its first."""
    window = text[max(construct.start - _MAX_LENGTH, 0) : construct.start]
    window = window[window.rfind("\n") + 1 :]
    if (before := _BEFORE.search(window)) is None:
        return None
    opening = construct.start - len(before[0])
    rest = _REST.match(text, construct.end)
    bracket = opening_bracket(text, opening) if before[0].startswith("](") else None
    return Destination(
        opening=opening,
        start=construct.start - len(before[2]),
        end=rest.end() if rest else construct.end,
        is_image=before[1] == "src"
        or (bracket is not None and text[bracket - 1 : bracket] == "!"),
    )


def opening_bracket(text: str, closing: int) -> int | None:
    """Return the offset of the bracket that opens the text of a link or span, or None."""
    depth = 0
    for offset in range(closing, max(closing - _MAX_LENGTH, -1), -1):
        if text[offset] in "[]" and text[offset - 1 : offset] != "\\":
            depth += 1 if text[offset] == "]" else -1
            if not depth:
                return offset
    return None
