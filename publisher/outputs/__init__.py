"""Output formats.

In: a Page. Out: a Rendering, which holds the bytes of a file. One module per format; `OUTPUTS`
is their registry.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.base.guard import end_within
from publisher.outputs import html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from publisher.pages.page import Page, Rendering


DRAFTS = "draft"  # folder in `build/` for unfinished editions in all formats


@dataclass(frozen=True, kw_only=True)
class Output:
    """Output format, and the folder in `build/` for its files.

    - `ending`: file extension, without the dot
    - `folder`: folder for finished editions
    - `render`: function that renders a page
    - `preload`: module that workers import in advance to render faster; None if there is
      nothing to gain
    """

    ending: str
    folder: str
    render: Callable[[Page], Rendering]
    preload: str | None = None

    def render_within(self, seconds: float, page: Page) -> Rendering:
        """Render a page within the rest of its edition's time limit."""
        end_within(seconds)
        return self.render(page)

    def path_of(self, build: Path, slug: str, code: str, *, draft: bool = False) -> Path:
        """Return the path of an edition's file, from its article and language code."""
        folder = DRAFTS if draft else self.folder
        return build / folder / f"{slug}.{code}.{self.ending}"


def _render_pdf(page: Page) -> Rendering:
    """Render a page as PDF.

    WeasyPrint is imported on first use: it takes time and needs libraries that only PDFs need.
    """
    from publisher.outputs.pdf.load import load_pdf  # noqa: PLC0415 - see above

    rendering: Rendering = load_pdf().render(page)
    return rendering


OUTPUTS = MappingProxyType(
    {
        "pdf": Output(
            ending="pdf",
            folder="pdf",
            render=_render_pdf,
            preload="publisher.outputs.pdf.preload",
        ),
        "html": Output(ending="html", folder="html", render=html.render),
    }
)
