"""Extraction and update: seeds and layouts → .pot files and catalogues."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.files import is_there
from publisher.base.guard import Budget, guard
from publisher.catalogues.catalogue import write_pot
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.update import CatalogueUpdate
from publisher.editions.edition import messages_of
from publisher.language.locale import Language
from publisher.pages.layout_messages import LAYOUT_LANGUAGE
from publisher.project.default_page_words import LAYOUT_DOMAIN, languages_with_page_words
from publisher.project.renamed_articles import move, renamed_articles
from publisher.project.terms import add_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from publisher.catalogues.catalogue import Message
    from publisher.catalogues.update import UpdateReport
    from publisher.project.project import Project
    from publisher.project.renamed_articles import Renamed


@dataclass(frozen=True)
class Written:
    """Outcome for a .pot file or catalogue, which has a report, or an error.

    An error can concern no single file. `moved_from` is the path of a renamed article's file.
    """

    file: Path | None = None
    changed: bool = False
    report: UpdateReport | None = None
    error: PublisherError | None = None
    moved_from: Path | None = None

    @property
    def outdated(self) -> bool:
        """Whether the file changed in more than its form."""
        return self.changed if self.report is None else self.report.outdated


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
        if not isinstance(domain, Domain):
            yield domain
        elif _has_pot(project, domain):
            yield _write_pot(project, domain, write=True)


def update(project: Project, *, write: bool = True) -> Iterator[Written]:
    """Extract, then update every chosen catalogue and create those of new languages.

    Articles that were renamed take their catalogues with them.

    Glossaries and memories that cannot be read are left out, and reported last. Without
    `write` no file is changed; the reports count the changes that would be made.
    """
    for article in renamed_articles(project):
        yield from _move(project, article, write=write)
    for domain in domains(project):
        if not isinstance(domain, Domain):
            yield domain
            continue
        if _has_pot(project, domain):
            yield _write_pot(project, domain, write=write)
        for language in domain.languages:
            yield _update(project, domain, language, write=write)
    yield from (Written(error=error) for error in project.locales.left_out)


def _move(project: Project, article: Renamed, *, write: bool) -> Iterator[Written]:
    """Move the files of a renamed article."""
    for file, target in article.moves(project.config):
        try:
            if write:
                move(file, target, article.slug)
        except PublisherError as error:
            yield Written(error=error)
        else:
            yield Written(target, changed=True, moved_from=file)


def domains(project: Project) -> Iterator[Domain | Written]:
    """Yield the domains of the chosen articles, then the layouts'; errors in their place."""
    yield from (Written(error=error) for error in project.seed_errors)
    seen = [project.config.source_language, *project.config.languages]
    chosen = project.chosen_slugs
    for slug in project.progress(chosen, len(chosen), "Articles"):
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
    yield _layout_domain(project, seen)


def _layout_domain(project: Project, languages: list[Language]) -> Domain:
    if project.config.templates.are_default:
        languages = [*languages, *languages_with_page_words()]
    needed = [x for x in dict.fromkeys(languages) if _needs_layout_messages(project, x)]
    source, messages = Language(LAYOUT_LANGUAGE), project.layouts.own_messages
    return Domain(LAYOUT_DOMAIN, source, messages, _chosen(project, needed))


def _needs_layout_messages(project: Project, language: Language) -> bool:
    file = project.config.catalogue(LAYOUT_DOMAIN, language)
    return is_there(file) or bool(project.page_words.messages(language))


def article_domain(project: Project, slug: str) -> Domain:
    """Return the domain of an article. Raises PublisherError."""
    document = project.document(slug)
    with guard(document.file, Budget.whole(project.config.limits)):
        messages = messages_of(document, project.config.segment)
    languages = [x for x in project.all_languages(document) if x != document.language]
    return Domain(slug, document.language, messages, _chosen(project, languages))


def _chosen(project: Project, languages: Iterable[Language]) -> list[Language]:
    return [language for language in languages if project.is_chosen(language)]


def _has_pot(project: Project, domain: Domain) -> bool:
    """Return whether a domain has a .pot file: that of layouts needs messages of their own."""
    return bool(domain.messages) or is_there(project.config.pot(domain.name))


def _write_pot(project: Project, domain: Domain, *, write: bool) -> Written:
    try:
        file = project.config.pot(domain.name)
        with guard(file, Budget.whole(project.config.limits)):
            changed = write_pot(file, domain.name, domain.source, domain.messages, write=write)
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
    update = catalogue_update(project, domain, language)
    if domain.name != LAYOUT_DOMAIN:
        known = project.locales.known_elsewhere(domain.name, domain.source, language)
        update = replace(update, others=known)
    if not write:
        report = update.preview().report
    else:
        updated, report = update.apply()
        project.locales.replace(updated)
    return Written(update.file.path, report.changed, report)


def catalogue_update(project: Project, domain: Domain, language: Language) -> CatalogueUpdate:
    """Return the update of a domain's catalogue, with the glossary terms of an article."""
    file = project.locales.file_for_update(domain.name, language)
    pair = LanguagePair(domain.source, language)
    if domain.name == LAYOUT_DOMAIN:
        return CatalogueUpdate(file, domain.name, pair, project.page_words.messages(language))
    update = CatalogueUpdate(file, domain.name, pair, domain.messages)
    loaded = project.locales.glossary(domain.source, language)
    return replace(update, adapt=partial(add_terms, loaded=loaded))
