"""Checks of a project's editions, each by itself and in comparison with other articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.catalogues.language_pair import LanguagePair
from publisher.pages.layout_messages import LAYOUT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from publisher.checks.finding import Finding
    from publisher.language.locale import Language
    from publisher.project.project import Project
    from publisher.project.results import EditionKey


@dataclass(frozen=True)
class Checked:
    """Findings in an edition, or the error that prevented its check; of layouts without `key`.

    `missing` counts the article's messages that the catalogue does not have.
    """

    key: EditionKey | None = None
    findings: tuple[Finding, ...] = ()
    error: PublisherError | None = None
    missing: int = 0

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
    pairs: list[LanguagePair] = []
    chosen = selection.editions
    for key in project.progress(chosen, len(chosen), "Checking editions"):
        pairs += pairs_of(project.document(key.slug).language, [key.language])
        yield check_edition(project, key)
    yield from check_layout_messages(project)
    yield from (Checked(error=error) for error in project.locales.left_out(pairs))


def pairs_of(source: Language, languages: Iterable[Language]) -> list[LanguagePair]:
    """Return the pairs of an article's editions in these languages that are translations."""
    return [LanguagePair(source, language) for language in languages if language != source]


def check_edition(project: Project, key: EditionKey) -> Checked:
    """Check an edition by itself, and in comparison with other articles."""
    try:
        review = project.review(*key)
        with project.limited(key):
            across = project.checker.findings_across(review.edition)
        findings = (*review.findings, *across)
        return Checked(key, findings, missing=review.edition.freshness.missing)
    except PublisherError as error:
        return Checked(key, error=error)


def check_layout_messages(project: Project) -> Iterator[Checked]:
    """Check the project's translations of layout messages into the chosen languages."""
    for language in filter(project.is_chosen, project.locales.layout_languages()):
        if language.base == LAYOUT_LANGUAGE:
            continue
        try:
            yield Checked(findings=tuple(project.checker.layout_findings(language)))
        except PublisherError as error:
            yield Checked(error=error)
