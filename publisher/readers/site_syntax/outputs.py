"""Outputs of template languages, `{{ … }}`, whose value is certain: addresses and plain words."""

from __future__ import annotations

import re

# Filters and variables that only put the address of the site before a path.
_PATH = re.compile(
    r"""\s*["']([^"']*)["']\s*(?:\|\s*(?:relative_url|absolute_url|relURL|absURL|url|"""
    r"""prepend:\s*site\.(?:baseurl|url))\s*)+"""
)
_WORDS = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')\s*""")
_SITE = re.compile(
    r"\s*(?:site\.(?:baseurl|url|base_url|github\.url)|base_?url|base\.url)\s*(?:\|\s*\w+\s*)*"
)


def value_of(expression: str, after: str, *, in_address: bool = False) -> str | None:
    """Return the output of an expression before the text `after`; None if only the site knows.

    Addresses of the site become addresses from its root.
    """
    if path := _PATH.fullmatch(expression):
        return "/" + path[1].lstrip("/")
    if words := _WORDS.fullmatch(expression):
        return words[1] or words[2] or ""
    if expression.startswith("#title "):  # of mdBook: the title of the browser's window
        return ""
    if not _SITE.fullmatch(expression):
        return None
    if re.match(r"/|\{\{|\{%", after):
        return ""
    return "/" if in_address else None
