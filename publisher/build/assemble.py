"""Page assembly: a reviewed edition, its links to sibling editions, and its attachments."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.build.article_links import article_links, relative_address
from publisher.pages.layout import Sibling, lay_out
from publisher.pages.page import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from publisher.editions.edition import Edition
    from publisher.outputs import Output
    from publisher.pages.page import Page, Relationship
    from publisher.project.project import Project
    from publisher.project.review import Review

# Not the system's registry, which differs between machines (RFC 2046, RFC 7763, IANA).
_MEDIA_TYPES = MappingProxyType(
    {
        ".txt": "text/plain",
        ".md": "text/markdown",
        ".markdown": "text/markdown",
        ".mdx": "text/markdown",
        ".qmd": "text/markdown",
        ".rmd": "text/markdown",
        ".html": "text/html",
        ".htm": "text/html",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".toml": "application/toml",
        ".po": "text/x-gettext-translation",
    }
)


def assemble_page(project: Project, review: Review, output: Output) -> Page:
    """Lay out an edition for an output, with links to publishable editions.

    These are its siblings, and those of articles that it links to. The links depend on the
    reviews of these alone: the page is the same whichever editions are built together with it.
    """
    config, edition = project.config, review.edition
    draft = not review.publishable
    file = output.path_of(config.build, edition.slug, edition.language.code, draft=draft)
    page = lay_out(
        edition,
        list(_siblings(project, edition, output, file)),
        config.templates,
        project.history.last_change([*review.sources, *review.catalogues]),
        design=project.design,
        draft=draft,
        links=article_links(project, edition.source, edition.language, output, file.parent),
    )
    if not page.has_text:
        layout = project.layout_of(edition)
        raise PublisherError(
            "does not show the article's text; include _text.html in its block body",
            file=config.templates.file(f"{layout}.html"),
        )
    return replace(page, attachments=_attachments(project, review)) if config.attach else page


def _siblings(project: Project, edition: Edition, output: Output, file: Path) -> Iterator[Sibling]:
    """Yield links from an edition's file to the publishable editions in other languages."""
    slug, build = edition.slug, project.config.build
    for language in project.all_languages(edition.source):
        if language != edition.language and project.is_publishable(
            slug, language, if_unreadable=False
        ):
            target = output.path_of(build, slug, language.code)
            yield Sibling(language, relative_address(target, file.parent))


def _attachments(project: Project, review: Review) -> tuple[Attachment, ...]:
    """Return the edition's sources and catalogue as attachments (PDF 2.0, 7.11.3)."""
    sources = [_attachment(project, file, "Source") for file in review.sources]
    catalogues = [_attachment(project, file, "Supplement") for file in review.catalogues]
    return (*sources, *catalogues)


def _attachment(project: Project, file: Path, relationship: Relationship) -> Attachment:
    media_type = _MEDIA_TYPES.get(file.suffix.lower(), "application/octet-stream")
    modified = project.history.last_change([file])
    return Attachment(file.name, media_type, file.read_bytes(), relationship, modified)
