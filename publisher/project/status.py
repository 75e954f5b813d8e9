"""Status: the freshness of each edition, from its review and without any check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.errors import FAILURES, as_publisher_error
from publisher.project.results import Result

if TYPE_CHECKING:
    from publisher.base.errors import PublisherError
    from publisher.project.project import Project
    from publisher.project.results import EditionKey
    from publisher.project.review import Review


def status(project: Project) -> list[Result]:
    """Return the status of each chosen edition, and the failures of their articles."""
    selection = project.select()
    results = [_assess(project, key) for key in selection.editions]
    return selection.in_order([*selection.failures, *results])


def _assess(project: Project, key: EditionKey) -> Result:
    try:
        return result_of_review(project.review(*key))
    except FAILURES as error:
        return failure_of(key, error)


def result_of_review(review: Review) -> Result:
    """Return the result of an edition that is not built yet."""
    return Result(
        slug=review.edition.slug,
        language=review.edition.language,
        freshness=review.edition.freshness,
        missing_layout_messages=review.missing_layout_messages,
        warnings=review.warnings,
        stale_since=review.stale_since,
    )


def failure_of(key: EditionKey, error: PublisherError | OSError) -> Result:
    """Return the result of an edition that failed with an error of `FAILURES`."""
    return Result(slug=key.slug, language=key.language, error=as_publisher_error(error))
