"""Explanations of renderings that failed, or that did not fit the layout's number of pages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.base.limits import OverLimitError
from publisher.base.plural import counted
from publisher.outputs.pdf.engine.warnings import ignored_rule
from publisher.pages.layout_messages import SIZE_LIMIT
from publisher.pages.page import StyleSheetError

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.editions.edition import Edition
    from publisher.pages.templates import Templates
    from publisher.project.project import Project
    from publisher.project.results import Result

_OWN = "own.css"


def explain(project: Project, edition: Edition, error: PublisherError) -> PublisherError:
    """Return a renderer's error with the file that an editor can fix."""
    templates = project.config.templates
    if isinstance(error, OverLimitError):
        problem = f"in {edition.language.code} it {error.message}"
        return PublisherError(problem, file=edition.source.file)
    if "asset:theme:" in error.message:
        problem = "logo: the image cannot be drawn; save it again, or as PNG"
        return PublisherError(problem, file=templates.own / "theme.toml")
    if image := re.search(r"asset:([^\s:';]+)", error.message):
        problem = f"the image {unquote(image[1])!r} cannot be drawn; save it again, or as PNG"
        return PublisherError(problem, file=edition.source.file)
    if rule := _rule_error(templates, error.message):
        return rule
    problem = error.message.removesuffix(".")
    if isinstance(error, StyleSheetError):
        problem = (
            f"the PDF engine cannot draw a page with it ({problem}); correct the values in it"
        )
        return PublisherError(problem, file=templates.file(f"css/{error.sheet}"))
    problem = f"{problem}; look at {edition.slug} ({edition.language}) and its layout"
    return PublisherError(problem, file=templates.file(f"{project.layout_of(edition)}.html"))


def _rule_error(templates: Templates, message: str) -> PublisherError | None:
    """Return the error of a rule that the engine ignores, in a style sheet or layout."""
    if (quotation := ignored_rule(message)) is None:
        return None
    rule = re.compile(r"\s*".join(map(re.escape, re.findall(r":|[^\s:]+", quotation))))
    # The newsroom's own style sheet first: the others are ours, and tested.
    sheets = sorted(templates.files("css/*.css"), key=lambda sheet: sheet.name != _OWN)
    for file in (*sheets, *templates.files("*.html")):
        text = read_text(file, limit=SIZE_LIMIT)
        if found := rule.search(text):
            line = text.count("\n", 0, found.start()) + 1
            problem = f"the PDF engine does not know {quotation!r}; correct or delete it"
            return PublisherError(problem, file=file, line=line)
    return None


def with_length_warning(
    project: Project, edition: Edition, built: Result, page_limit: int | None
) -> Result:
    """Return a result with a warning if it exceeds `page_limit` pages, or has reduced type.

    Only a draft can exceed the limit: other editions have an error then.
    """
    if page_limit is not None and (built.pages or 0) > page_limit:
        warning = too_long(project, edition, built, page_limit)
        return replace(built, warnings=(*built.warnings, warning))
    if built.scale == 1:
        return built
    warning = PublisherError(
        f"{project.layout_of(edition)}: the type is set at {built.scale:.0%} of its size"
        f" to fit {counted(page_limit or 0, 'page')}",
        file=_text_file(project, edition),
    )
    return replace(built, warnings=(*built.warnings, warning))


def too_long(
    project: Project, edition: Edition, built: Result, page_limit: int | None
) -> PublisherError:
    """Return the error of an edition that exceeds `page_limit` pages even in the smallest type."""
    promised = counted(page_limit or 0, "page")
    return PublisherError(
        f"{project.layout_of(edition)}: the text takes {built.pages} pages, even at"
        f" {built.scale:.0%} of the type's size, and the layout promises {promised};"
        ' shorten it or choose layout = "article"',
        file=_text_file(project, edition),
    )


def _text_file(project: Project, edition: Edition) -> Path:
    catalogue = project.config.catalogue(edition.slug, edition.language)
    return edition.source.file if edition.is_source or not catalogue.exists() else catalogue
