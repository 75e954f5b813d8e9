"""What lies on disk, read once: seeds, catalogues, and the editions they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from publisher import catalog, readers
from publisher.edition import source_edition, translated_edition
from publisher.errors import ConfigError, PublisherError
from publisher.language import Language
from publisher.layout import WORDS_LANGUAGE, extract_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from publisher.catalog import Catalog
    from publisher.config import Config
    from publisher.document import Document
    from publisher.edition import Edition

WORDS = "publisher"  # the domain of the layouts' own words


@dataclass(frozen=True)
class Project:
    """The chosen seeds and languages of a project, each file read once; nothing is written."""

    config: Config
    seeds: dict[str, Path]
    languages: tuple[Language, ...]
    _documents: dict[str, Document] = field(default_factory=dict)
    _catalogues: dict[tuple[str, str], Catalog] = field(default_factory=dict)
    _editions: dict[tuple[str, str], Edition] = field(default_factory=dict)

    def document(self, slug: str) -> Document:
        """Read a seed. Raises SeedError."""
        if slug not in self._documents:
            self._documents[slug] = readers.read(
                self.seeds[slug], slug, self.config.source_language
            )
        return self._documents[slug]

    def all_languages(self, document: Document) -> list[Language]:
        """Return the languages that the document appears in, its own first."""
        config = self.config
        return list(dict.fromkeys([document.language, config.source_language, *config.languages]))

    def chosen_languages(self, document: Document) -> list[Language]:
        """Return those of `all_languages` that were asked for."""
        return [
            language
            for language in self.all_languages(document)
            if not self.languages or language in self.languages
        ]

    def catalogue(self, domain: str, language: Language) -> Catalog:
        """Read a catalogue. Raises CatalogError."""
        key = (domain, language.code)
        if key not in self._catalogues:
            self._catalogues[key] = catalog.load(self.config.catalogue(domain, language))
        return self._catalogues[key]

    def edition(self, slug: str, language: Language) -> Edition:
        """Return the document in a language. Raises SeedError or CatalogError."""
        key = (slug, language.code)
        if key not in self._editions:
            self._editions[key] = self._edition(self.document(slug), language)
        return self._editions[key]

    def _edition(self, document: Document, language: Language) -> Edition:
        words = self.catalogue(WORDS, language)
        segment_by = self.config.segment
        if language == document.language:
            return source_edition(document, words, segment_by)
        catalogue = self.catalogue(document.slug, language)
        return translated_edition(document, language, catalogue, words, segment_by)

    def finished(self, slug: str, language: Language) -> bool:
        """Say whether an edition can be made and every message of it is translated."""
        try:
            return self.edition(slug, language).freshness.fresh
        except PublisherError:
            return False

    def missing_words(self, language: Language) -> int:
        """Count the layouts' own words that are not translated into a language."""
        if language.base == WORDS_LANGUAGE:
            return 0
        words = self.catalogue(WORDS, language)
        return sum(
            words.translation(message.source) is None
            for message in extract_words(self.config.templates)
        )


def open_project(config: Config, slugs: Sequence[str], languages: Sequence[str]) -> Project:
    """Return the project, narrowed to `slugs` and `languages` unless those are empty.

    Raises ConfigError for a slug or language that the project does not have.
    """
    seeds = readers.choose_seeds(config, slugs)
    chosen = tuple(Language.parse(name) for name in languages)
    project = Project(config, seeds, chosen)
    own = {config.source_language, *config.languages}
    for language in chosen:
        if language not in own and not _is_written_in(project, language):
            names = ", ".join(sorted(known.code for known in own))
            raise ConfigError(
                f"{language.code!r} is not among the project's languages ({names});"
                " add it to languages in pyproject.toml"
            )
    return project


def _is_written_in(project: Project, language: Language) -> bool:
    return any(project.document(slug).language == language for slug in project.seeds)
