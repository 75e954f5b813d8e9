"""HTML output: a page as one self-contained file."""

from __future__ import annotations

import re
from base64 import b64encode
from html import unescape
from typing import TYPE_CHECKING

from publisher.pages.page import Rendering

if TYPE_CHECKING:
    from publisher.pages.page import Page


def render(page: Page) -> Rendering:
    """Return a page with its images as data URLs; fonts are left to the reader's device."""

    def data_url(found: re.Match[str]) -> str:
        asset = page.assets[unescape(found[1])]
        return f'src="data:{asset.media_type};base64,{b64encode(asset.content).decode()}"'

    # Text cannot match: its quotation marks are escaped.
    return Rendering(re.sub('src="asset:([^"]*)"', data_url, page.html).encode())
