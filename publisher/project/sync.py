"""Extraction and update: seeds and layouts → .pot files and catalogues."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.guard import Budget, guard
from publisher.catalogues.catalogue import CREDITS, write_pot
from publisher.catalogues.key import key_of
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.update import CatalogueUpdate
from publisher.editions.edition import messages_of
from publisher.language.locale import Language
from publisher.pages.layout_messages import LAYOUT_LANGUAGE
from publisher.project.locales import LAYOUT_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from publisher.catalogues.catalogue import Message
    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.catalogues.key import Key
    from publisher.catalogues.known import KnownEntry
    from publisher.catalogues.update import UpdateReport
    from publisher.checks.glossary import Glossary
    from publisher.project.project import Project

TERM = "term: "  # prefix of a comment with a glossary term


@dataclass(frozen=True)
class Written:
    """Outcome for a .pot file or catalogue, which has a report, or an error.

    An error can concern no single file.
    """

    file: Path | None = None
    changed: bool = False
    report: UpdateReport | None = None
    error: PublisherError | None = None


@dataclass(frozen=True)
class Domain:
    """Messages that share a catalogue in each language: an article's, or the layouts'."""

    name: str
    source: Language
    messages: list[Message]
    languages: list[Language]


def extract(project: Project) -> Iterator[Written]:
    """Write the .pot file of each chosen article and of the layout messages."""
    for domain in domains(project):
        yield _write_pot(project, domain) if isinstance(domain, Domain) else domain


def update(project: Project, *, write: bool = True) -> Iterator[Written]:
    """Extract, then update every chosen catalogue and create those of new languages.

    Glossaries and memories that cannot be read are left out, and reported last. Without
    `write` no file is changed; the reports count the changes that would be made.
    """
    for domain in domains(project):
        if not isinstance(domain, Domain):
            yield domain
            continue
        if write:
            yield _write_pot(project, domain)
        for language in domain.languages:
            yield _update(project, domain, language, write=write)
    yield from (Written(error=error) for error in project.locales.left_out)


def domains(project: Project) -> Iterator[Domain | Written]:
    """Yield the domains of the chosen articles, then the layouts'; errors in their place."""
    yield from (Written(error=error) for error in project.seed_errors)
    seen = [project.config.source_language, *project.config.languages]
    for slug in project.chosen_slugs:
        try:
            domain = article_domain(project, slug)
        except PublisherError as error:
            yield Written(error=error)
        else:
            seen.append(domain.source)
            yield domain
    if project.layouts.errors:
        # The messages of an unreadable layout would look deleted.
        yield from (Written(error=error) for error in project.layouts.errors)
        return
    languages = [language for language in dict.fromkeys(seen) if language.base != LAYOUT_LANGUAGE]
    source = Language(LAYOUT_LANGUAGE)
    messages = project.layouts.messages
    yield Domain(LAYOUT_DOMAIN, source, messages, _chosen(project, languages))


def article_domain(project: Project, slug: str) -> Domain:
    """Return the domain of an article. Raises PublisherError."""
    document = project.document(slug)
    with guard(document.file, Budget.whole(project.config.limits)):
        messages = messages_of(document, project.config.segment)
    languages = [x for x in project.all_languages(document) if x != document.language]
    return Domain(slug, document.language, messages, _chosen(project, languages))


def _chosen(project: Project, languages: Iterable[Language]) -> list[Language]:
    return [language for language in languages if project.is_chosen(language)]


def _write_pot(project: Project, domain: Domain) -> Written:
    try:
        file = project.config.pot(domain.name)
        with guard(file, Budget.whole(project.config.limits)):
            changed = write_pot(file, domain.name, domain.source, domain.messages)
            return Written(file, changed)
    except PublisherError as error:
        return Written(error=error)


def _update(project: Project, domain: Domain, language: Language, *, write: bool) -> Written:
    try:
        catalogue = project.config.catalogue(domain.name, language)
        with guard(catalogue, Budget.whole(project.config.limits)):
            return _bring_up_to_date(project, domain, language, write=write)
    except PublisherError as error:
        return Written(error=error)


def _bring_up_to_date(
    project: Project, domain: Domain, language: Language, *, write: bool
) -> Written:
    known: Sequence[KnownEntry] = ()
    add_terms = None
    file = project.locales.file_for_update(domain.name, language)
    if domain.name != LAYOUT_DOMAIN:
        known = project.locales.known_elsewhere(domain.name, domain.source, language)
        loaded = project.locales.glossary(domain.source, language)

        def add_terms(messages: Sequence[Message], file: CatalogueFile) -> list[Message]:
            before = _terms_of(file) if loaded.errors else {}
            return list(_with_terms(messages, loaded.glossary, before))

    pair = LanguagePair(domain.source, language)
    update = CatalogueUpdate(file, domain.name, pair, domain.messages, known, add_terms)
    if not write:
        report = update.preview().report
    else:
        updated, report = update.apply()
        project.locales.replace(updated)
    return Written(file.path, report.changed, report)


def _terms_of(file: CatalogueFile) -> dict[Key, list[str]]:
    """Return the glossary terms in the comments of a catalogue's entries."""
    return {
        key_of(entry): [line for line in entry.comment.split("\n") if line.startswith(TERM)]
        for entry in file.po
    }


def _with_terms(
    messages: Iterable[Message], glossary: Glossary | None, before: Mapping[Key, Sequence[str]]
) -> Iterator[Message]:
    """Add glossary terms to the comments of the messages that use them.

    `before` are the terms of each message that files which cannot be read may have had.
    """
    for message in messages:
        terms = list(_terms(glossary, message)) if glossary else []
        known = {_term(line) for line in terms}
        terms += [line for line in before.get(message.key, ()) if _term(line) not in known]
        yield replace(message, comments=(*message.comments, *sorted(terms, key=_term)))


def _term(comment: str) -> str:
    return comment.partition(" = ")[0]


def _terms(glossary: Glossary, message: Message) -> Iterator[str]:
    if message.source != CREDITS:
        for term in glossary.used_in(message.source):
            yield f"{TERM}{term.source} = {', '.join(term.targets)}"
