"""Approval of a complete edition, written into its catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.compare_and_swap import replace_if_unchanged
from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.project.approval import add_approval
from publisher.project.results import EditionKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from publisher.language.locale import Language
    from publisher.project.project import Project


def approve_all(
    project: Project, editions: Iterable[EditionKey], name: str
) -> Iterator[Path | PublisherError]:
    """Approve editions; yield the file of each, or the error that prevented its approval."""
    for slug, language in editions:
        try:
            yield approve(project, slug, language, name)
        except PublisherError as error:
            yield error


def approve(project: Project, slug: str, language: Language, name: str) -> Path:
    """Write an approval into a catalogue's header, and return the file.

    Raises PublisherError for an incomplete edition and for one with findings that block it,
    and ChangedMeanwhileError for a file that was saved since it was read.
    """
    with project.limited(EditionKey(slug, language)):
        return _approve(project, slug, language, name)


def _approve(project: Project, slug: str, language: Language, name: str) -> Path:
    review = project.review(slug, language)
    file = project.locales.file(slug, language)
    if review.edition.is_source or not review.edition.freshness.fresh or file.raw is None:
        raise PublisherError("only a complete translation can be approved", file=file.path)
    for finding in review.blocking:
        raise PublisherError(f"cannot be approved: {finding}", file=file.path)
    po = pofile.parse(file.raw, file.path)
    add_approval(po, name)
    # Not again after a save: the approval is of the reviewed text.
    replace_if_unchanged(file.path, pofile.canonical(po, file.path), file.raw)
    return file.path
