"""Outputs: a page of HTML in, a finished file's bytes out; one module an output."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.errors import PublisherError
from publisher.outputs import html

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from publisher.outputs.rendering import Page, Rendering


_NO_FONTS = Path(__file__).resolve().with_name("no-fonts.conf")


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


def load_pdf() -> ModuleType:
    """Load WeasyPrint only now: it takes half a second, and libraries that only PDFs need."""
    hide_installed_fonts()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No fonts configured")  # as it should be
            from publisher.outputs import pdf  # noqa: PLC0415 - see above
    except OSError as error:
        raise PublisherError(
            f"WeasyPrint lacks a library of the system ({str(error).splitlines()[0]});"
            " run ./setup.sh"
        ) from error
    return pdf


def _render_pdf(page: Page) -> Rendering:
    rendering: Rendering = load_pdf().render(page)
    return rendering


def hide_installed_fonts() -> None:
    """Let fontconfig know no font but those that a page brings, from now on.

    What else a machine has installed or set up can then change no page.
    """
    os.environ["FONTCONFIG_FILE"] = str(_NO_FONTS)
    os.environ.pop("FONTCONFIG_SYSROOT", None)


OUTPUTS = MappingProxyType(
    {
        "pdf": Output("pdf", "pdf", "draft", _render_pdf, "publisher.outputs.warm"),
        # A page on the web is not published by lying in a folder: drafts stand among them.
        "html": Output("html", "html", "html", html.render),
    }
)
