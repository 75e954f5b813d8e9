"""Checks of a project's editions, each by itself and in comparison with other articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.pages.layout_messages import LAYOUT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from publisher.checks.finding import Finding
    from publisher.project.project import Project
    from publisher.project.results import EditionKey


@dataclass(frozen=True)
class Checked:
    """Findings in an edition, or the error that prevented its check; of layouts without `key`."""

    key: EditionKey | None = None
    findings: tuple[Finding, ...] = ()
    error: PublisherError | None = None

    def only_in(self, files: Container[Path]) -> Checked:
        """Return the outcome without findings in other files."""
        return replace(self, findings=tuple(f for f in self.findings if f.file in files))


def check_editions(project: Project) -> Iterator[Checked]:
    """Check every chosen edition, then the translations of layout messages.

    Glossaries that cannot be read are left out, and reported last. Raises PublisherError for an
    unknown check in the policy.
    """
    project.checker.policy(project.config.source_language)
    selection = project.select()
    yield from (Checked(error=failure.error) for failure in selection.failures)
    chosen = selection.editions
    for key in project.progress(chosen, len(chosen), "Checking editions"):
        try:
            review = project.review(*key)
            with project.limited(key):
                across = project.checker.findings_across(review.edition)
            yield Checked(key, (*review.findings, *across))
        except PublisherError as error:
            yield Checked(key, error=error)
    yield from _check_layout_messages(project)
    yield from (Checked(error=error) for error in project.locales.left_out)


def _check_layout_messages(project: Project) -> Iterator[Checked]:
    for language in filter(project.is_chosen, project.locales.layout_languages()):
        if language.base == LAYOUT_LANGUAGE:
            continue
        try:
            yield Checked(findings=tuple(project.checker.layout_findings(language)))
        except PublisherError as error:
            yield Checked(error=error)
