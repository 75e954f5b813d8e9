"""Spans of Markdown: find code, and write code, images and the addresses of links."""

from __future__ import annotations

import re
from urllib.parse import quote

# Code between backticks (CommonMark 0.31.2, section 6.1); group 2 is its content.
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)((?s:.+?))(?<!`)\1(?!`)")
_MARK = re.compile(r"[\\`*\[\]<~_$]|&(?=#?\w+;)")
# Characters of addresses that need no encoding; neither brackets nor braces.
_SAFE = "/%:?#@!$&*+,;=~.-_"


def code_span(content: str) -> str:
    """Return text as a code span; nothing for a text without characters."""
    words = " ".join(content.split())
    return _fenced(words) if words else ""


def code_lines(content: str) -> str:
    """Return lines of code as code spans with line breaks between them, without empty lines."""
    lines = (line.rstrip() for line in content.expandtabs(4).split("\n"))
    return "<br>".join(_fenced(line) for line in lines if line)


def _fenced(code: str) -> str:
    """Return a code span of one line (CommonMark 0.31.2, section 6.1)."""
    longest = max(map(len, re.findall("`+", code)), default=0)
    fence = "`" * (longest + 1)
    space = " " if "`" in code[:1] + code[-1:] else ""
    return f"{fence}{space}{code}{space}{fence}"


def escaped(text: str) -> str:
    """Return plain text with a backslash before each character that may be a mark."""
    return _MARK.sub(r"\\\g<0>", text)


def image(description: str, address: str, title: str = "") -> str:
    """Return an image with a plain description and title."""
    words = escaped(" ".join(description.split()))
    return f"![{words}]({destination(address, title)})"


def destination(address: str, title: str = "") -> str:
    """Return the address and title of a link, without its end (section 6.3)."""
    words = quoted_title(" ".join(title.split())) if title.strip() else ""
    return quote(address, safe=_SAFE) + words


def quoted_title(title: str) -> str:
    """Return a title in quotes, after a space."""
    escaped_title = title.replace("\\", "\\\\").replace('"', '\\"')
    return f' "{escaped_title}"'
