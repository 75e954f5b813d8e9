"""What lies on disk, each file read once: seeds, catalogues, and the editions they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from polib import POEntry

from publisher import readers
from publisher.base.config_tables import nearest
from publisher.base.errors import FAILURES, PublisherError, as_publisher_error
from publisher.base.limits import deadline
from publisher.catalogues import catalogue, pofile
from publisher.catalogues.catalogue import merge_repeated
from publisher.catalogues.tmx import read_tmx
from publisher.catalogues.update import KnownEntry
from publisher.editions.edition import source_edition, translated_edition
from publisher.language.locale import Language
from publisher.pages.layout import PROOF
from publisher.pages.layout_messages import (
    LAYOUT_LANGUAGE,
    extract_messages,
    refuse_other_placeholders,
)
from publisher.pages.theme import Design, load_theme
from publisher.project.git_history import History
from publisher.readers.discovery import ENDINGS, Seeds, find_seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from publisher.catalogues.catalogue import Catalogue, Message
    from publisher.checks.finding import Finding
    from publisher.editions.edition import Edition
    from publisher.markup.document import Document
    from publisher.project.config import Config

K = TypeVar("K")
T = TypeVar("T")

LAYOUT_DOMAIN = "publisher"  # the domain of the layouts' own words


@dataclass(frozen=True)
class Project:
    """A project's seeds, catalogues and editions; nothing is written.

    `slugs` and `languages` are those that were asked for; empty means all.
    """

    config: Config
    seeds: Seeds
    slugs: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    _history: History | None = None
    _documents: dict[str, Document | PublisherError] = field(default_factory=dict)
    _catalogues: dict[tuple[str, str], Catalogue | PublisherError] = field(default_factory=dict)
    _editions: dict[tuple[str, str], Edition | PublisherError] = field(default_factory=dict)
    _entries: dict[Path, list[POEntry]] = field(default_factory=dict)
    _memories: dict[tuple[Path, Language], list[POEntry]] = field(default_factory=dict)
    _translations: dict[tuple[Language, Language], dict[str, list[tuple[str, str]]]] = field(
        default_factory=dict
    )
    # What was found in editions already, for those who look at them.
    findings: dict[tuple[str, str], list[Finding]] = field(default_factory=dict)
    # And who approved them as they are, for the gate, which is asked by each sibling.
    approvals: dict[tuple[str, str], str | None] = field(default_factory=dict)

    @cached_property
    def history(self) -> History:
        """When its files were last changed."""
        return self._history or History(self.config.root)

    @property
    def chosen_slugs(self) -> list[str]:
        """The slugs that were asked for, in order."""
        return [slug for slug in self.seeds.files if not self.slugs or slug in self.slugs]

    @property
    def seed_errors(self) -> list[PublisherError]:
        """What in seeds/ cannot be an article; told when all articles are asked for."""
        return [] if self.slugs else self.seeds.errors

    def document(self, slug: str) -> Document:
        """Read a seed. Raises PublisherError."""
        return self._once(self._documents, slug, lambda: self._read(slug))

    def _read(self, slug: str) -> Document:
        file = self.seeds.files[slug]
        with deadline(self.config.limits.seconds, file):
            return readers.read(file, slug, self.config.source_language)

    def _once(self, made: dict[K, T | PublisherError], key: K, make: Callable[[], T]) -> T:
        """Make what is asked for, or fail at it, the first time only."""
        if key not in made:
            try:
                made[key] = make()
            except FAILURES as error:
                made[key] = as_publisher_error(error)
        if isinstance(found := made[key], PublisherError):
            raise found
        return found

    def all_languages(self, document: Document) -> list[Language]:
        """Return the languages that the document appears in, its own first."""
        config = self.config
        return list(dict.fromkeys([document.language, config.source_language, *config.languages]))

    def is_chosen(self, language: Language) -> bool:
        """Say whether a language was asked for."""
        return not self.languages or language in self.languages

    def catalogue(self, domain: str, language: Language) -> Catalogue:
        """Read a catalogue. Raises PublisherError."""
        key = (domain, language.code)
        return self._once(self._catalogues, key, lambda: self._load(domain, language))

    def _load(self, domain: str, language: Language) -> Catalogue:
        file = self.config.catalogue(domain, language)
        with deadline(self.config.limits.seconds, file):
            return catalogue.load_catalogue(file)

    def known_elsewhere(
        self, domain: str, source: Language, language: Language
    ) -> list[KnownEntry]:
        """Return what all other catalogues of a language know: its translation memory.

        Catalogues of articles that are gone belong to it, and TMX files beside them; a
        catalogue that cannot be read does not. Raises PublisherError for a bad TMX file.
        """
        folder = self.config.catalogue(domain, language).parents[domain.count("/")]
        found = []
        for file in sorted(folder.rglob("*.po")):
            name = file.relative_to(folder).with_suffix("").as_posix()
            if name in {domain, LAYOUT_DOMAIN}:
                continue
            if file not in self._entries:
                try:
                    self._entries[file] = list(pofile.load(self.config.inside(file)))
                except FAILURES:
                    self._entries[file] = []
            found += [KnownEntry(entry, name) for entry in self._entries[file]]
        for file in sorted(folder.parent.glob("*.tmx")):
            if (file, source) not in self._memories:
                pairs = read_tmx(file, source, language)
                entries = [POEntry(msgid=text, msgstr=words) for text, words in pairs]
                self._memories[file, source] = entries
            found += [KnownEntry(entry, file.name) for entry in self._memories[file, source]]
        return found

    def translations_of(
        self, source: Language, language: Language
    ) -> dict[str, list[tuple[str, str]]]:
        """Return the finished translations that a language's catalogues and memories have.

        Each source comes with its translations and the articles that have them. Raises
        what `known_elsewhere` raises.
        """
        place = (source, language)
        if place not in self._translations:
            found: dict[str, list[tuple[str, str]]] = {}
            for known in self.known_elsewhere(LAYOUT_DOMAIN, source, language):
                entry = known.entry
                if entry.msgctxt is None and not entry.fuzzy and not entry.obsolete:
                    found.setdefault(entry.msgid, []).append((entry.msgstr, known.domain))
            self._translations[place] = found
        return self._translations[place]

    def edition(self, slug: str, language: Language) -> Edition:
        """Return the document in a language. Raises PublisherError."""
        key = (slug, language.code)
        return self._once(self._editions, key, lambda: self._edition(slug, language))

    def _edition(self, slug: str, language: Language) -> Edition:
        document = self.document(slug)
        words = self.catalogue(LAYOUT_DOMAIN, language)
        file = self.config.catalogue(LAYOUT_DOMAIN, language)
        refuse_other_placeholders(self.words, words, file)
        segment_by = self.config.segment
        if language == document.language:
            return source_edition(document, words, segment_by)
        catalogue = self.catalogue(document.slug, language)
        with deadline(self.config.limits.seconds, self.config.catalogue(slug, language)):
            return translated_edition(document, language, catalogue, words, segment_by)

    @cached_property
    def design(self) -> Design:
        """How the pages are to look. Raises PublisherError for a bad theme."""
        return Design(load_theme(self.config.templates), self.config.layout)

    @cached_property
    def _layouts(self) -> tuple[dict[str, list[Message]], list[PublisherError]]:
        """The own words of each layout that can be read, and why others cannot."""
        found: dict[str, list[Message]] = {}
        errors = []
        for layout in sorted(self.config.templates.rglob("*.html")):
            try:
                found[layout.stem] = extract_messages(layout)
            except FAILURES as error:
                errors.append(as_publisher_error(error))
        if not any(found.values()) and not errors:
            errors.append(
                PublisherError("holds no layout; put one there", file=self.config.templates)
            )
        return found, errors

    @cached_property
    def words(self) -> list[Message]:
        """The own words of all layouts that can be read."""
        return merge_repeated(chain.from_iterable(self._layouts[0].values()))

    @property
    def layout_errors(self) -> list[PublisherError]:
        """Why layouts cannot be read; only their own editions suffer from it."""
        return self._layouts[1]

    def missing_words(self, language: Language, *, in_proofs: bool = False) -> int:
        """Count the layouts' own words that are not translated; no reader sees a proof's."""
        if language.base == LAYOUT_LANGUAGE:
            return 0
        answers = self.catalogue(LAYOUT_DOMAIN, language)
        shown = merge_repeated(
            message
            for name, words in self._layouts[0].items()
            if in_proofs or not name.startswith(PROOF)
            for message in words
        )
        return sum(answers.translation(message.source) is None for message in shown)


def open_project(
    config: Config,
    slugs: Sequence[str],
    languages: Sequence[str],
    history: History | None = None,
) -> Project:
    """Return the project, narrowed to `slugs` and `languages` unless those are empty.

    Give the `history` of its files if it was asked already. Raises PublisherError for a
    slug or language that the project does not have.
    """
    seeds = find_seeds(config.seeds)
    if not seeds.files and not seeds.errors:
        endings = ", ".join(ENDINGS)
        raise PublisherError(f"holds no article; put one there ({endings})", file=config.seeds)
    for slug in slugs:
        if slug not in seeds.files:
            raise PublisherError(f"no seed is called {slug!r}{nearest(slug, seeds.files)}")
    chosen = tuple(Language.parse(name) for name in languages)
    project = Project(config, seeds, tuple(slugs), chosen, history)
    own = {config.source_language, *config.languages}
    for language in chosen:
        if language not in own and not _is_written_in(project, language):
            names = ", ".join(sorted(known.code for known in own))
            raise PublisherError(
                f"{language.code!r} is not among the project's languages ({names});"
                " add it to languages in pyproject.toml"
            )
    return project


def _is_written_in(project: Project, language: Language) -> bool:
    return any(project.document(slug).language == language for slug in project.chosen_slugs)
