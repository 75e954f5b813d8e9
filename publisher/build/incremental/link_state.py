"""State of a link, as it is recorded."""

from __future__ import annotations

from typing import NamedTuple


class LinkState(NamedTuple):
    """Target of a link, as far as a page or a finding depends on it.

    - `slug`: the article; empty if there is none
    - `anchor`: the heading; if it is missing, the digest of those that a hint can name: the
      article's anchors, or all slugs, with the articles that claim the address
    - `code`: language of the edition; if none is publishable, the address on the web or nothing
    """

    slug: str
    anchor: str = ""
    code: str = ""
