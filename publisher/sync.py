"""Seeds and layouts → gettext templates and catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher import catalog
from publisher.edition import messages_of
from publisher.errors import PublisherError
from publisher.language import Language
from publisher.layout import WORDS_LANGUAGE, extract_words
from publisher.project import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from publisher.catalog import Message, Report
    from publisher.project import Project


@dataclass(frozen=True)
class Written:
    """A template or catalogue that was brought up to date, or why it could not be.

    A catalogue has a report of its messages.
    """

    file: Path
    changed: bool = False
    report: Report | None = None
    error: PublisherError | None = None


@dataclass(frozen=True)
class _Domain:
    """What is translated together: an article, or the layouts' own words."""

    name: str
    source: Language
    messages: list[Message]
    languages: list[Language]


def extract(project: Project) -> Iterator[Written]:
    """Write the gettext template of each chosen article, and of the layouts' own words."""
    for domain in _domains(project):
        yield domain if isinstance(domain, Written) else _write_pot(project, domain)


def update(project: Project) -> Iterator[Written]:
    """Extract, then bring every chosen catalogue in step, creating those of new languages."""
    for domain in _domains(project):
        if isinstance(domain, Written):
            yield domain
            continue
        yield _write_pot(project, domain)
        for language in domain.languages:
            yield _update(project, domain, language)


def _domains(project: Project) -> Iterator[_Domain | Written]:
    """Yield what there is to translate; a seed that cannot be read becomes its error."""
    config = project.config
    everyone = [config.source_language, *config.languages]
    for slug, file in project.seeds.items():
        try:
            document = project.document(slug)
            messages = messages_of(document, config.segment)
        except PublisherError as error:
            yield Written(file, error=error)
            continue
        languages = [x for x in project.chosen_languages(document) if x != document.language]
        everyone.append(document.language)
        yield _Domain(slug, document.language, messages, languages)
    languages = [
        language
        for language in dict.fromkeys(everyone)
        if language.base != WORDS_LANGUAGE
        and (not project.languages or language in project.languages)
    ]
    words = extract_words(config.templates)
    yield _Domain(WORDS, Language(WORDS_LANGUAGE), [*words], languages)


def _write_pot(project: Project, domain: _Domain) -> Written:
    file = project.config.pot(domain.name)
    return _attempt(
        file,
        lambda: Written(
            file, catalog.write_pot(file, domain.name, domain.source, domain.messages)
        ),
    )


def _update(project: Project, domain: _Domain, language: Language) -> Written:
    file = project.config.catalogue(domain.name, language)

    def bring_in_step() -> Written:
        report = catalog.update(file, domain.name, language, domain.messages)
        return Written(file, report.changed, report)

    return _attempt(file, bring_in_step)


def _attempt(file: Path, work: Callable[[], Written]) -> Written:
    try:
        return work()
    except PublisherError as error:
        return Written(file, error=error)
