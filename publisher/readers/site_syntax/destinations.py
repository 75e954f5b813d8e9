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
_BEFORE = re.compile(
    r"""(?:\]\(<?|\]:[ \t]*|(?<![\\\w])<|\b(href|src)\s*=\s*["']?)([^\s()<>"']*)$"""
)
_IN_ADDRESS = re.compile(r"""\bhttps?://[^\s()<>"'`]*$""")
# After an address: a title, and the end of the link.
_TITLE = re.compile(r"""[ \t]*>?[ \t]*(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))?[ \t]*\)""")
# The rest of an address: template code, which may have spaces, and anything else without.
_REST = re.compile(r"""(?:\{\{.*?\}\}|\{%.*?%\}|[^\s()<>"'{]|\{(?![{%]))*""")


# Template code in an address that is shown, and its replacement.
UNKNOWN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
ELLIPSIS = "…"


class Destination(NamedTuple):
    """An address from `start` to `end`; `opening` is where its syntax begins."""

    opening: int
    start: int
    end: int
    is_image: bool

    def with_written_address(self, text: str) -> Change:
        """Return the change to an address that shows its template code, for a message."""
        return Change(self.start, self.end, destination(text[self.start : self.end]))

    def with_address(self, text: str, address: str) -> Change:
        """Return the change to an address; one in angle brackets may need words."""
        if self.is_autolink(text):
            is_full = "://" in address
            link = f"<{address}>" if is_full else f"[{address}]({destination(address)})"
            return Change(self.opening, self.end + 1, link)
        return Change(self.start, self.end, address)

    def is_autolink(self, text: str) -> bool:
        """Return whether the address is a text by itself, in angle brackets."""
        return text[self.opening] == "<" and text[self.end : self.end + 1] == ">"

    def without_link(self, text: str) -> Iterator[Change]:
        """Yield the changes that leave only the text of a link, or only delete an address."""
        if text.startswith("]:", self.opening):  # the definition of a reference
            bracket = opening_bracket(text, self.opening)
            yield Change(self.start if bracket is None else bracket, self.end, "")
            return
        if self.is_autolink(text):
            yield Change(
                self.opening, self.end + 1, UNKNOWN.sub(ELLIPSIS, text[self.start : self.end])
            )
            return
        closing = _TITLE.match(text, self.end)
        bracket = opening_bracket(text, self.opening)
        if not text.startswith("](", self.opening) or closing is None or bracket is None:
            yield Change(self.start, self.end, "")
            return
        yield Change(bracket, bracket + 1, "")
        yield Change(self.opening, closing.end(), "")


def is_in_address(text: str, offset: int) -> bool:
    """Return whether a construct at an offset is part of an address that is shown as text."""
    return _IN_ADDRESS.search(text, max(offset - _MAX_LENGTH, 0), offset) is not None


def find_destination(text: str, construct: Construct) -> Destination | None:
    """Return the address that begins with a construct, or that has it as its first."""
    window = text[max(construct.start - _MAX_LENGTH, 0) : construct.start]
    window = window[window.rfind("\n") + 1 :]
    if (before := _BEFORE.search(window)) is None:
        return None
    opening = construct.start - len(before[0])
    rest = _REST.match(text, construct.end)
    end = rest.end() if rest else construct.end
    if before[0].startswith("<") and text[end : end + 1] != ">":
        return None
    bracket = opening_bracket(text, opening) if before[0].startswith("](") else None
    return Destination(
        opening=opening,
        start=construct.start - len(before[2]),
        end=end,
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
