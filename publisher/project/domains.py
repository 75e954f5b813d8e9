"""Domains: the messages of an article or of the layouts, and the languages of catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.files import is_there
from publisher.base.guard import Budget, guard
from publisher.catalogues.language_pair import LanguagePair
from publisher.editions.edition import messages_of
from publisher.language.locale import Language
from publisher.pages.layout_messages import LAYOUT_LANGUAGE
from publisher.project.default_page_words import LAYOUT_DOMAIN, languages_with_page_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publisher.catalogues.catalogue import Message
    from publisher.project.project import Project


@dataclass(frozen=True)
class Domain:
    """Messages that share a catalogue in each language: an article's, or the layouts'."""

    name: str
    source: Language
    messages: list[Message]
    languages: list[Language]

    @property
    def pairs(self) -> list[LanguagePair]:
        """Pairs of languages that glossaries and memories are for; of layouts, none."""
        languages = [] if self.name == LAYOUT_DOMAIN else self.languages
        return [LanguagePair(self.source, language) for language in languages]


def article_domain(project: Project, slug: str) -> Domain:
    """Return the domain of an article. Raises PublisherError."""
    document = project.document(slug)
    with guard(document.file, Budget.whole(project.config.limits)):
        messages = messages_of(document, project.config.segment)
    languages = _chosen(project, translations_of(project, slug))
    return Domain(slug, document.language, messages, languages)


def translations_of(project: Project, slug: str) -> list[Language]:
    """Return the languages that an article is translated into. Raises PublisherError."""
    document = project.document(slug)
    return [x for x in project.all_languages(document) if x != document.language]


def layout_domain(project: Project, sources: Iterable[Language]) -> Domain | None:
    """Return the domain of the layouts; `sources` are the articles' languages.

    There is none if a layout cannot be read: its messages would look deleted.
    """
    if project.layouts.errors:
        return None
    languages = [project.config.source_language, *project.config.languages, *sources]
    if project.config.templates.are_default:
        languages = [*languages, *languages_with_page_words()]
    needed = [x for x in dict.fromkeys(languages) if _needs_layout_messages(project, x)]
    source, messages = Language(LAYOUT_LANGUAGE), project.layouts.own_messages
    return Domain(LAYOUT_DOMAIN, source, messages, _chosen(project, needed))


def _needs_layout_messages(project: Project, language: Language) -> bool:
    file = project.config.catalogue(LAYOUT_DOMAIN, language)
    return is_there(file) or bool(project.page_words.messages(language))


def _chosen(project: Project, languages: Iterable[Language]) -> list[Language]:
    return [language for language in languages if project.is_chosen(language)]


def has_pot(project: Project, domain: Domain) -> bool:
    """Return whether a domain has a .pot file: that of layouts needs messages of their own."""
    return bool(domain.messages) or is_there(project.config.pot(domain.name))
