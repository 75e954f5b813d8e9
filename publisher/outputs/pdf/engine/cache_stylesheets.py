"""Style sheets that are parsed once, however many pages WeasyPrint 70 draws with them.

It parses what stands in a page's style elements anew for each page. But what a layout, a
script or a house has to say is the same on all of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from weasyprint import CSS, css
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from publisher.outputs.pdf.engine.patch import patch
from publisher.outputs.pdf.engine.warnings import collect_warnings

_MOST = 64  # style sheets that are kept


def cache_stylesheets() -> None:
    """Have WeasyPrint remember the style sheets that stand in pages, from now on."""
    patch([css], "CSS", "guess filename url file_obj string", lambda _: _style_sheet)


class _ParticularError(Exception):
    """Raised for a style sheet that does more than to style: it is parsed for each page."""


class _Nothing(URLFetcher):  # type: ignore[misc] # WeasyPrint is not typed
    """Fetches nothing: what a style sheet imports is its page's to allow."""

    def fetch(self, url: str, _headers: object = None) -> None:
        raise FatalURLFetchingError(url)


class _Faces(list[object]):
    """Takes the fonts that a style sheet brings."""

    def add_font_face(self, *face: object) -> None:
        self.append(face)


def _style_sheet(string: str | None = None, **options: Any) -> CSS:  # noqa: ANN401 - WeasyPrint's own
    """Return the style sheet that WeasyPrint asks for.

    Each keeps its own rules for pages. WeasyPrint has all of a page add to one list, whose
    rules then apply in the same order.
    """
    options["page_rules"] = None
    if string is None:
        return CSS(**options)
    try:
        return _parsed(string, options["base_url"], options["media_type"])
    except _ParticularError:
        return CSS(string=string, **options)


@lru_cache(maxsize=_MOST)
def _parsed(string: str, base_url: str | None, media_type: str) -> CSS:
    """Parse a style sheet that has no effect but its rules, and nothing to complain of."""
    faces, layers = _Faces(), list[object]()
    counters, profiles = dict[str, object](), dict[str, object]()
    try:
        with collect_warnings() as told:
            sheet = CSS(
                string=string,
                base_url=base_url,
                url_fetcher=_Nothing(),
                media_type=media_type,
                font_config=faces,
                counter_style=counters,
                color_profiles=profiles,
                layers=layers,
            )
    except FatalURLFetchingError as error:
        raise _ParticularError from error
    if told or faces or counters or profiles or layers:
        raise _ParticularError
    return sheet
