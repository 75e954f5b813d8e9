"""Pages: an edition laid out, with its links to the finished others and what is attached."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from publisher.base.errors import FAILURES
from publisher.pages.layout import Sibling, lay_out
from publisher.pages.page import Attachment
from publisher.project.status import catalogues_of, is_finished, sources_of

if TYPE_CHECKING:
    from publisher.editions.edition import Edition
    from publisher.language.locale import Language
    from publisher.outputs import Output
    from publisher.pages.page import Page, Relationship
    from publisher.project.project import Project

# Not asked of the system, which would say otherwise elsewhere (RFC 2046, RFC 7763, IANA).
_MEDIA_TYPES = MappingProxyType(
    {
        ".txt": "text/plain",
        ".md": "text/markdown",
        ".html": "text/html",
        ".htm": "text/html",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".toml": "application/toml",
        ".po": "text/x-gettext-translation",
    }
)


def assemble_page(project: Project, output: Output, edition: Edition, file: Path) -> Page:
    """Lay the edition out, with links from `file` to its finished siblings.

    Whether a sibling is finished is a fact of its catalogue, so that the page is the
    same whichever editions are made together with it.
    """
    config, document = project.config, edition.source
    languages = project.all_languages(document)
    siblings = [
        Sibling(language, _link(output.place(config.build, edition.slug, language.code), file))
        for language in languages
        if language != edition.language and _can_be_linked(project, output, edition.slug, language)
    ]
    changed = project.history.last_change([*sources_of(edition), *catalogues_of(project, edition)])
    page = lay_out(edition, siblings, config.templates, changed, design=project.design)
    return replace(page, attachments=_attachments(project, edition)) if config.attach else page


def _link(target: Path, file: Path) -> str:
    return quote(Path(os.path.relpath(target, file.parent)).as_posix())


def _can_be_linked(project: Project, output: Output, slug: str, language: Language) -> bool:
    try:
        edition = project.edition(slug, language)
        if not output.is_gated:
            return edition.freshness.fresh
        return is_finished(project, slug, language)
    except FAILURES:
        return False


def _attachments(project: Project, edition: Edition) -> tuple[Attachment, ...]:
    """Return the files that the edition was made from: the article, and its catalogue."""
    catalogues = catalogues_of(project, edition)
    article = (_attachment(project, file, "Source") for file in sources_of(edition))
    return (*article, *(_attachment(project, file, "Supplement") for file in catalogues))


def _attachment(project: Project, file: Path, relationship: Relationship) -> Attachment:
    kind = _MEDIA_TYPES.get(file.suffix.lower(), "application/octet-stream")
    modified = project.history.last_change([file])
    return Attachment(file.name, kind, file.read_bytes(), relationship, modified)
