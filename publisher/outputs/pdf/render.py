"""HTML → PDF for every reader and for archives (PDF/UA-1, PDF/A-3a), through WeasyPrint 70."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from publisher.base.errors import PublisherError
from publisher.fonts.installed import faces
from publisher.outputs.pdf.conformance.finish import finisher_for
from publisher.outputs.pdf.conformance.marked_content import sheets
from publisher.outputs.pdf.conformance.metadata import add_output_intent
from publisher.outputs.pdf.engine.balance_headlines import balance_headlines
from publisher.outputs.pdf.engine.cache_lines import cache_lines
from publisher.outputs.pdf.engine.cache_stylesheets import cache_stylesheets
from publisher.outputs.pdf.engine.font_faces import configuration
from publisher.outputs.pdf.engine.note_glyphs import record_lines
from publisher.outputs.pdf.engine.warnings import collect_warnings
from publisher.outputs.pdf.fit import fit
from publisher.pages.page import Rendering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.markup.document import Asset
    from publisher.pages.page import Page

_VARIANT = "pdf/a-3a"  # the finisher makes it PDF/UA-1 too
_COLOURS = "sRGB"
_BITMAPS = tuple(f"data:image/{kind}" for kind in ("png", "jpeg", "jpg", "gif", "webp"))
_SPACES = frozenset(" \n\t\u00a0")  # drawn as nothing, whichever font they are taken from

balance_headlines()
record_lines()
cache_lines()
cache_stylesheets()


class _AssetFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint is not typed
    """Give out the page's own images, and refuse every other address: nothing can leak in."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        super().__init__()
        self._assets = {unquote(name): asset for name, asset in assets.items()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        asset = self._assets.get(unquote(url.removeprefix("asset:")))
        if url.startswith("asset:") and asset is not None:
            return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})
        if url.startswith(_BITMAPS):  # what an SVG holds inside itself
            return super().fetch(url, headers)
        raise FatalURLFetchingError(f"a page may not load anything, but this one loads {url!r}")


def render(page: Page) -> Rendering:
    """Render a page with its own fonts and images only, set smaller where it has to be.

    Raises PublisherError for whatever WeasyPrint complains of. Same input, same bytes.
    """
    fonts, fetcher = configuration(faces(page.families)), _AssetFetcher(page.assets)
    options = {"pdf_variant": _VARIANT, "output_intent": _COLOURS}

    def draw(html: str) -> weasyprint.Document:
        # No base address: WeasyPrint would write local paths into the file.
        whole = weasyprint.HTML(string=html, base_url=None, url_fetcher=fetcher)
        return whole.render(
            font_config=fonts, color_profiles={_COLOURS: add_output_intent()}, **options
        )

    try:
        with collect_warnings() as told:
            fitted = fit(page, draw)
            document = sheets(fitted.document)
            content = document.write_pdf(finisher=finisher_for(page.attachments), **options)
    except FatalURLFetchingError as error:
        raise PublisherError(str(error)) from error
    except RecursionError as error:
        raise PublisherError("marks are nested too deeply; take some out") from error
    except MemoryError:
        raise
    except Exception as error:  # whatever it stumbles over; the page is not made
        problem = f"WeasyPrint: {error or type(error).__name__}"
        raise PublisherError(problem) from error
    foreign = _missing_characters(document)
    if told and not foreign:
        raise PublisherError(f"WeasyPrint: {told[0]}")
    return Rendering(content, len(document.pages), foreign, fitted.scale, fitted.fits)


def _missing_characters(document: weasyprint.Document) -> str:
    """Return what was drawn with a box for want of a glyph."""
    found = {chr(codepoint) for font in document.fonts.values() for codepoint in font.missing}
    return "".join(sorted(found - _SPACES))
