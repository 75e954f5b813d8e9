"""Outputs: a page of HTML in, a finished file's bytes out; one module an output."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.outputs import html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from publisher.pages.page import Page, Rendering


@dataclass(frozen=True)
class Output:
    """An output: its files' ending, and the folders of build/ for finished and other editions.

    `warm` is a module that makes `render` quick, for a worker to import; without one it is
    quick as it is.
    """

    ending: str
    folder: str
    draft_folder: str
    render: Callable[[Page], Rendering]
    warm: str | None = None

    @property
    def is_gated(self) -> bool:
        """Whether it has a folder that only finished editions reach."""
        return self.folder != self.draft_folder

    def place(self, build: Path, slug: str, code: str, *, draft: bool = False) -> Path:
        """Return where an edition lies, by its article and its language's code."""
        folder = self.draft_folder if draft else self.folder
        return build / folder / f"{slug}.{code}.{self.ending}"


def _render_pdf(page: Page) -> Rendering:
    """Load WeasyPrint only now: it takes a while, and libraries that only PDFs need."""
    from publisher.outputs.pdf.load import load_pdf  # noqa: PLC0415 - see above

    rendering: Rendering = load_pdf().render(page)
    return rendering


OUTPUTS = MappingProxyType(
    {
        "pdf": Output("pdf", "pdf", "draft", _render_pdf, "publisher.outputs.pdf.preload"),
        # A page on the web is not published by lying in a folder: drafts stand among them.
        "html": Output("html", "html", "html", html.render),
    }
)
