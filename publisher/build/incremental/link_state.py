"""State of a link, as it is recorded."""

from __future__ import annotations

from typing import NamedTuple


class LinkState(NamedTuple):
    """What a link leads to, as far as a page or a finding depends on it.

    - `slug`: the article; empty if there is none
    - `anchors`: digest of the article's anchors, or of all slugs if there is no article
    - `code`: language of the edition; empty if no edition is publishable
    """

    slug: str
    anchors: str = ""
    code: str = ""
