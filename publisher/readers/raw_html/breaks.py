"""Breaks: line breaks where a text has elements with a line of their own."""

from __future__ import annotations

import re

# Sentinel for a line break between two elements, if there is text on both sides.
BREAK = "\ufdd2"
# Such breaks at the ends of a link's text.
_IN_LINK = re.compile(rf"(?<=\[)(?:{BREAK}[ \n]*)+|(?:[ \n]*{BREAK})+(?=\]\()")
_AT_EDGE = re.compile(r"\A<br>[ \n]*|(?<![ \n])[ \n]*<br>\Z")


def with_breaks(text: str) -> str:
    """Put a line break wherever a sentinel is between two texts."""
    if BREAK not in text:
        return text
    parts = _IN_LINK.sub("", text).split(BREAK)
    parts = [_AT_EDGE.sub("", _before_break(part)) for part in parts]
    return "<br>".join(filter(None, parts))


def _before_break(part: str) -> str:
    """Return a part of a text whose last character does not escape the break after it."""
    text = part.strip(" \n")
    is_escape = (len(text) - len(text.rstrip("\\"))) % 2 == 1
    return f"{text}\\" if is_escape else text
