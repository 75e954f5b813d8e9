"""Editions of a project: which there are, how fresh each is, and what the gate says of it."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from publisher.base.characters import JOIN_MARK
from publisher.base.errors import FAILURES, PublisherError, as_publisher_error
from publisher.project.inspection import held_back
from publisher.project.results import Job, Result

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from publisher.editions.edition import Edition
    from publisher.language.locale import Language
    from publisher.project.project import Project


def jobs(project: Project) -> list[Job]:
    """Return a job for each chosen edition, the source's first."""
    found = [Job(error=error) for error in project.seed_errors]
    for slug in project.chosen_slugs:
        try:
            languages = project.all_languages(project.document(slug))
        except FAILURES as error:
            found.append(Job(slug, error=as_publisher_error(error)))
        else:
            found += [Job(slug, language) for language in languages if project.is_chosen(language)]
    return found


def assess(project: Project, job: Job) -> Result:
    """Say how fresh an edition is, without making it."""
    if job.language is None:
        return Result(job, error=job.error)
    try:
        edition = project.edition(job.slug, job.language)
        return Result(
            job,
            edition.freshness,
            project.missing_words(job.language),
            warnings=(
                *project.design.theme.warnings,
                *edition.source.warnings,
                *_misplaced(project, edition),
            ),
            stale_since=_stale_since(project, edition),
        )
    except FAILURES as error:
        return Result(job, error=as_publisher_error(error))


def _stale_since(project: Project, edition: Edition) -> dt.date | None:
    if edition.freshness.fresh:
        return None
    catalogue = project.config.catalogue(edition.slug, edition.language)
    article = project.history.last_change(sources_of(edition))
    translation = project.history.last_change([catalogue]) if catalogue.exists() else None
    if article is None or (translation is not None and translation >= article):
        return None
    return article.date()


def sources_of(edition: Edition) -> list[Path]:
    """Return the files that an article was read from: its text, and what is said of it."""
    document = edition.source
    found = [document.file, document.metadata_file or document.file]
    return [file for file in dict.fromkeys(found) if file.exists()]


def catalogues_of(project: Project, edition: Edition) -> list[Path]:
    """Return the edition's own catalogue; the source's has none."""
    file = project.config.catalogue(edition.slug, edition.language)
    return [file] if file.exists() and not edition.is_source else []


def _misplaced(project: Project, edition: Edition) -> Iterator[PublisherError]:
    file = project.config.catalogue(edition.slug, edition.language)
    for segment in edition.misplaced:
        words = shorten(segment.source, 60, placeholder="…")
        yield PublisherError(
            f"“{words}” is translated as {JOIN_MARK}, but no sentence of its paragraph stands"
            " before it; translate it",
            file=file,
        )


def is_finished(project: Project, slug: str, language: Language) -> bool:
    """Say whether readers may have an edition. Raises PublisherError."""
    edition = project.edition(slug, language)
    return edition.freshness.fresh and held_back(project, edition) is None
