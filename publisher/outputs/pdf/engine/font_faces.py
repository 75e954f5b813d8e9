"""The font configuration of a page: the given faces as @font-face rules, and no others."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from publisher.base.errors import PublisherError
from publisher.outputs.pdf.engine.warnings import collect_warnings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.fonts.installed import Face

_RULE = """\
@font-face {{
  font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style};
  src: url("font:{number}");
}}
"""


class _FontFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint is not typed
    """A fetcher that serves the files of the faces by number, and refuses all other addresses."""

    def __init__(self, faces: Sequence[Face]) -> None:
        super().__init__()
        self._faces = {f"font:{number}": face for number, face in enumerate(faces)}

    def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
        if url not in self._faces:
            raise FatalURLFetchingError(f"the page has no font {url!r}")
        return URLFetcherResponse(url, self._faces[url].read(), {"Content-Type": "font/ttf"})


@lru_cache(maxsize=8)
def configuration(faces: tuple[Face, ...]) -> FontConfiguration:
    """Return WeasyPrint's font configuration for these faces.

    All style sheets of a page must use it: the fonts of another configuration are silently
    ignored. It is cached for further pages, because a new one takes time and memory that
    WeasyPrint never frees. The regional forms of a collection keep their own names beside
    the collection's. Raises PublisherError for a font that cannot be loaded.
    """
    fonts = FontConfiguration()
    rules = "".join(_RULE.format(face=face, number=number) for number, face in enumerate(faces))
    with collect_warnings() as messages:
        weasyprint.CSS(string=rules, font_config=fonts, url_fetcher=_FontFetcher(faces))
    if messages:
        raise PublisherError(f"WeasyPrint: {messages[0]}")
    return fonts
