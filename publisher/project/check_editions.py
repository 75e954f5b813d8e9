"""Checks of a project's editions, each by itself and in comparison with other articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.finding import Finding
    from publisher.project.project import Project


@dataclass(frozen=True)
class Checked:
    """Findings in an edition, or the error that prevented its check."""

    findings: tuple[Finding, ...] = ()
    error: PublisherError | None = None


def check_editions(project: Project) -> Iterator[Checked]:
    """Check every chosen edition, as far as possible without glossaries that cannot be read.

    Raises PublisherError for an unknown check in the policy.
    """
    project.checker.policy(project.config.source_language)
    selection = project.select()
    yield from (Checked(error=failure.error) for failure in selection.failures)
    for key in selection.editions:
        try:
            review = project.review(*key)
            with project.limited(key):
                across = project.checker.findings_across(review.edition)
            yield Checked((*review.findings, *across))
        except PublisherError as error:
            yield Checked(error=error)
    yield from (Checked(error=error) for error in project.locales.left_out)
