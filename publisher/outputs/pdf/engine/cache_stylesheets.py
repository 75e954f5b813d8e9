"""Patch: a cache of the style sheets in the style elements of pages.

WeasyPrint 70 parses them for each page, but the style sheets of a layout, a script or a
publishing house are the same on all pages.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from weasyprint import CSS, css
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters
from publisher.outputs.pdf.engine.warnings import collect_warnings

_MAX_STYLESHEETS = 64


class _NotCacheableError(Exception):
    """Raised for a style sheet that has other effects than its rules."""


class _NoFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint is not typed
    """A fetcher that refuses every address: whether an import is allowed depends on the page."""

    def fetch(self, url: str, _headers: object = None) -> None:
        raise FatalURLFetchingError(url)


class _FontFaces(list[object]):
    """A font configuration that collects the @font-face rules of a style sheet."""

    def add_font_face(self, *face: object) -> None:
        self.append(face)


def _cached_css(string: str | None = None, **options: Any) -> CSS:  # noqa: ANN401 - the original's signature
    """Return the style sheet that WeasyPrint requests, from the cache if possible.

    Each style sheet keeps its own @page rules. WeasyPrint collects those of a document in
    one list; their order is the same.
    """
    options["page_rules"] = None
    if string is None:
        return CSS(**options)
    try:
        return _parse(string, options["base_url"], options["media_type"])
    except _NotCacheableError:
        return CSS(string=string, **options)


@lru_cache(maxsize=_MAX_STYLESHEETS)
def _parse(string: str, base_url: str | None, media_type: str) -> CSS:
    """Parse a style sheet. Raises _NotCacheableError if it does more than add rules.

    Warnings are among the other effects: they must appear for each page.
    """
    faces, layers = _FontFaces(), list[object]()
    counters, profiles = dict[str, object](), dict[str, object]()
    try:
        with collect_warnings() as messages:
            sheet = CSS(
                string=string,
                base_url=base_url,
                url_fetcher=_NoFetcher(),
                media_type=media_type,
                font_config=faces,
                counter_style=counters,
                color_profiles=profiles,
                layers=layers,
            )
    except FatalURLFetchingError as error:
        raise _NotCacheableError from error
    if messages or faces or counters or profiles or layers:
        raise _NotCacheableError
    return sheet


CACHE_STYLESHEETS = Patch(
    name="cache_stylesheets",
    reason="WeasyPrint 70 parses the style elements of each page; most are the same on all.",
    upstream=("https://github.com/Kozea/WeasyPrint/issues/618",),
    replacements=(
        Replacement(
            (css,),
            "CSS",
            has_parameters("guess filename url file_obj string"),
            lambda _: _cached_css,
        ),
    ),
)
