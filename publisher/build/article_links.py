"""Links of an edition to other articles: to their editions, or else to the web."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from publisher.language.locale import Language
    from publisher.markup.document import Document
    from publisher.outputs import Output
    from publisher.project.project import Project


def article_links(
    project: Project, document: Document, language: Language, output: Output, folder: Path
) -> dict[str, str | None]:
    """Return the addresses of a document's links on a page of an edition in a `folder`.

    They depend on the other articles' reviews alone, and not on the files that are built. None
    shows only the words of the link.
    """

    def address(href: str) -> str | None:
        target = project.links.target(document, href)
        if target is None:
            return project.links.web_address(document, href)
        fragment = f"#{quote(target.anchor)}" if target.anchor else ""
        if target.slug == document.slug:
            return fragment or None
        code = project.links.facts.edition(target.slug, language.code)
        if not code:
            return project.links.web_address(document, href)
        file = output.path_of(project.config.build, target.slug, code)
        return f"{relative_address(file, folder)}{fragment}"

    return {href: address(href) for href in document.links}


def relative_address(file: Path, folder: Path) -> str:
    """Return the address of a file relative to a folder.

    It begins with a dot: viewers of PDFs take `article.hy.pdf` for the name of a host (Chromium,
    Acrobat).
    """
    address = quote(Path(os.path.relpath(file, folder)).as_posix())
    return address if address.startswith("../") else f"./{address}"
