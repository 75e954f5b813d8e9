"""Render HTML to PDF with WeasyPrint 70, accessible (PDF/UA-1) and archivable (PDF/A-3a)."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from publisher.base.errors import PublisherError
from publisher.base.guard import library_errors
from publisher.fonts.emoji import EMOJI, layout_face
from publisher.fonts.installed import faces
from publisher.fonts.symbols import replace_in_code
from publisher.outputs.pdf.conformance.finish import finisher_for
from publisher.outputs.pdf.conformance.marked_content import with_sheets
from publisher.outputs.pdf.conformance.metadata import output_intent_profile
from publisher.outputs.pdf.emoji import name_emoji
from publisher.outputs.pdf.engine.font_faces import configuration
from publisher.outputs.pdf.engine.registry import apply_patches
from publisher.outputs.pdf.engine.warnings import collect_warnings, ignored_rule
from publisher.outputs.pdf.fit import fit
from publisher.outputs.pdf.hidden_text import HIDDEN_TEXT, fit_hidden_text
from publisher.outputs.pdf.off_page import text_off_page
from publisher.outputs.pdf.page_foot import move_to_foot
from publisher.pages.page import Page, Rendering, StyleSheetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publisher.fonts.installed import Face
    from publisher.markup.document import Asset

_VARIANT = "pdf/a-3a"  # the finisher adds PDF/UA-1
_COLOURS = "sRGB"
_SVG = "image/svg+xml"
_BITMAPS = tuple(f"data:image/{kind}" for kind in ("png", "jpeg", "jpg", "gif", "webp"))
_NESTED = "markup is nested too deeply; remove some levels"
_OFF_PAGE = "the line of “{}” is higher than its page and runs off it; make what it holds smaller"
_MOST_SHOWN = 60  # characters
_SPACES = frozenset(" \n\t\u00a0")  # invisible in any font

apply_patches()


class _AssetFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint is not typed
    """Fetcher for the page's images; it refuses all other URLs, so that nothing leaks in."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        super().__init__()
        self._assets = {unquote(name): asset for name, asset in assets.items()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        asset = self._assets.get(unquote(url.removeprefix("asset:")))
        if url.startswith("asset:") and asset is not None:
            return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})
        if url.startswith(_BITMAPS):  # embedded in an SVG
            return super().fetch(url, headers)
        raise FatalURLFetchingError(f"a page may not load anything, but this one loads {url!r}")


def render(page: Page) -> Rendering:
    """Render a page with its own fonts and images only; reduce the type size if it must fit.

    Raises PublisherError for any error or warning of WeasyPrint. It names an image that cannot
    be drawn by itself as `asset:` and its name. Raises StyleSheetError for a style sheet without
    which the page can be drawn; a rule that is ignored is quoted instead, as a search for its
    style sheet takes as long as the page again, for each. Same input, same bytes.
    """
    try:
        return _render(page)
    except PublisherError as error:
        if (image := _undrawable(page)) is not None:
            raise PublisherError(f"asset:{image}: {error.message}") from error
        # Style sheets that are nested too deeply make no page.
        is_known = error.message == _NESTED or ignored_rule(error.message)
        if not is_known and (sheet := _faulty_stylesheet(page)) is not None:
            raise StyleSheetError(error.message, sheet) from error
        raise


def _undrawable(page: Page) -> str | None:
    """Return the name of an SVG image that cannot be drawn by itself; None if all can."""
    for name, asset in page.assets.items():
        html = f'<html lang="en"><title>.</title><p><img src="asset:{escape(name)}" alt="."></p>'
        try:
            if asset.media_type == _SVG:
                _render(Page(html, page.families, {name: asset}, fonts=page.fonts))
        except PublisherError:
            return name
    return None


def _faulty_stylesheet(page: Page) -> str | None:
    """Return the style sheet without which a page can be drawn; None if none is at fault.

    The last ones first: they are the newsroom's own.
    """
    for name in reversed([*page.stylesheets]):
        html = page.html.replace(page.stylesheets[name], "")
        try:
            _render(replace(page, html=html))
        except PublisherError:
            continue
        return name
    return None


def _render(page: Page) -> Rendering:
    """Render a page; code with symbols that no font has is shown with others in their place."""
    rendering = _render_as_is(page)
    html = replace_in_code(page.html, rendering.missing_characters)
    return rendering if html == page.html else _render_as_is(replace(page, html=html))


def _render_as_is(page: Page) -> Rendering:
    fonts, fetcher = configuration(faces_of(page)), _AssetFetcher(page.assets)
    options = {"pdf_variant": _VARIANT, "output_intent": _COLOURS, "dpi": page.image_ppi or None}

    def draw(html: str) -> weasyprint.Document:
        # Without a base URL, as WeasyPrint would write local paths into the file.
        source = weasyprint.HTML(string=html, base_url=None, url_fetcher=fetcher)
        if EMOJI in page.families:
            name_emoji(source.etree_element)
        return source.render(
            font_config=fonts, color_profiles={_COLOURS: output_intent_profile()}, **options
        )

    with _render_errors(), collect_warnings() as warnings:
        fitted = fit(page, draw)
        if lost := text_off_page(fitted.document):
            shown = lost if len(lost) <= _MOST_SHOWN else f"{lost[:_MOST_SHOWN]}…"
            raise PublisherError(_OFF_PAGE.format(shown))
        if HIDDEN_TEXT in page.html:
            fit_hidden_text(fitted.document)
        move_to_foot(fitted.document)
        document = with_sheets(fitted.document)
        content = document.write_pdf(finisher=finisher_for(page.attachments), **options)
    missing_characters = _missing_characters(document)
    if warnings and not missing_characters:
        raise PublisherError(f"WeasyPrint: {warnings[0]}")
    return Rendering(
        content,
        pages=len(document.pages),
        missing_characters=missing_characters,
        scale=fitted.scale,
        fits=fitted.fits,
    )


def faces_of(page: Page) -> tuple[Face, ...]:
    """Return the faces that a page is laid out with."""
    found = faces(page.families, page.fonts)
    return tuple(layout_face(face) if face.family == EMOJI else face for face in found)


@contextmanager
def _render_errors() -> Iterator[None]:
    """Convert an error of WeasyPrint to a PublisherError."""
    try:
        with library_errors(_explain):  # many types, all without a page
            yield
    except FatalURLFetchingError as error:  # not an Exception
        raise PublisherError(str(error)) from error


def _explain(error: Exception) -> PublisherError:
    if isinstance(error, RecursionError):
        return PublisherError(_NESTED)
    return PublisherError(f"WeasyPrint: {error or type(error).__name__}")


def _missing_characters(document: weasyprint.Document) -> str:
    """Return the characters that no font has a glyph for, which are drawn as boxes."""
    missing = {chr(codepoint) for font in document.fonts.values() for codepoint in font.missing}
    return "".join(sorted(missing - _SPACES))
