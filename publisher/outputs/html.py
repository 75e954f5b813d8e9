"""HTML output: a page as one self-contained file."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape, unescape
from typing import TYPE_CHECKING

from publisher.pages.page import Rendering

if TYPE_CHECKING:
    from publisher.pages.page import Page

# Text cannot match these: its angle brackets and quotation marks are escaped.
_IMAGE = re.compile('src="asset:([^"]*)"')
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEADER = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)
_TAG = re.compile("<[^>]*>")


def render(page: Page) -> Rendering:
    """Return a page with its images as data URLs; fonts are left to the reader's device.

    Wide tables scroll, with the keyboard too.
    """

    def data_url(found: re.Match[str]) -> str:
        asset = page.assets[unescape(found[1])]
        return f'src="data:{asset.media_type};base64,{b64encode(asset.content).decode()}"'

    title = _TITLE.search(page.html)
    html = _TABLE.sub(lambda table: _scrolling(table[0], title[1] if title else ""), page.html)
    return Rendering(_IMAGE.sub(data_url, html).encode())


def _scrolling(table: str, title: str) -> str:
    """Put a table into a region that scrolls by keyboard (WCAG 2.2, 2.1.1).

    The region is named by the headers of the table's first row, or by the page's title.
    """
    first_row = table.partition("</tr>")[0]
    headers = (
        " ".join(unescape(_TAG.sub("", text)).split()) for text in _HEADER.findall(first_row)
    )
    name = ", ".join(filter(None, headers)) or unescape(title)
    return (
        f'<div class="scrolling" role="region" tabindex="0" aria-label="{escape(name)}">'
        f"{table}</div>"
    )
