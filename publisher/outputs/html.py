"""HTML as it was laid out: one self-contained file."""

from __future__ import annotations

import re
from base64 import b64encode
from html import unescape
from typing import TYPE_CHECKING

from publisher.pages.page import Rendering

if TYPE_CHECKING:
    from publisher.pages.page import Page


def render(page: Page) -> Rendering:
    """Return the page with its images inside; a reader's own machine finds the fonts."""

    def inside(found: re.Match[str]) -> str:
        asset = page.assets[unescape(found[1])]
        return f'src="data:{asset.media_type};base64,{b64encode(asset.content).decode()}"'

    # In text the quotation mark is escaped, so only attributes look like this.
    return Rendering(re.sub('src="asset:([^"]*)"', inside, page.html).encode())
