"""Status: freshness of each edition, and whether the gate holds it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError
from publisher.project.results import Result

if TYPE_CHECKING:
    from publisher.project.project import Project
    from publisher.project.results import EditionKey
    from publisher.project.review import Review


class Reviewed(NamedTuple):
    """Review of an edition, and its result before it is built."""

    review: Review
    result: Result


def status(project: Project) -> list[Result]:
    """Return the status of each chosen edition, and the failures of their articles."""
    selection = project.select()
    chosen = selection.editions
    reviewed = project.progress(chosen, len(chosen), "Counting messages")
    results = [status_of(project, key) for key in reviewed]
    return selection.in_order([*selection.failures, *results])


def status_of(project: Project, key: EditionKey) -> Result:
    """Return the status of an edition. Only a complete one is checked: another is no candidate."""
    reviewed = review_edition(project, key)
    if not isinstance(reviewed, Reviewed):
        return reviewed
    review, result = reviewed
    try:
        with project.limited(key):
            if review.edition.freshness.fresh:
                return replace(result, held=review.held, findings=review.blocking)
            # The counts hold without a glossary, but its error is one of the edition.
            held, findings = review.held_without_check, review.blocking_in_source
            return replace(result, held=held, findings=findings, error=review.glossary_error)
    except PublisherError as error:
        return replace(result, error=error)


def review_edition(project: Project, key: EditionKey) -> Reviewed | Result:
    """Return the review of an edition, or the result of one that cannot be read."""
    try:
        with project.limited(key):
            review = project.review(*key)
            return Reviewed(review, _result_of(review))
    except PublisherError as error:
        return Result(slug=key.slug, language=key.language, error=error)


def _result_of(review: Review) -> Result:
    return Result(
        slug=review.edition.slug,
        language=review.edition.language,
        freshness=review.edition.freshness,
        missing_layout_messages=review.missing_layout_messages,
        warnings=review.warnings,
        stale_since=review.stale_since,
    )
