"""Project: the articles, editions and reviews of a folder, each read or made once."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from publisher import readers
from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.base.guard import Budget, guard
from publisher.base.noted_files import noting_files
from publisher.base.progress import silent
from publisher.base.read_cache import ReadCache
from publisher.editions.edition import source_edition, translated_edition
from publisher.pages.theme import Design, load_theme
from publisher.project.approval import approved_by
from publisher.project.budgets import Budgets
from publisher.project.checker import Checker
from publisher.project.git_history import History
from publisher.project.layouts import Layouts
from publisher.project.links import Links, ProjectFacts
from publisher.project.locales import Locales
from publisher.project.page_words import PageWords
from publisher.project.results import EditionKey, Result, Selection
from publisher.project.review import Review, misplaced_joins
from publisher.readers.discovery import ENDINGS
from publisher.readers.settings import ReaderSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from publisher.base.progress import Progress
    from publisher.editions.edition import Edition
    from publisher.language.locale import Language
    from publisher.markup.document import Document
    from publisher.project.config import Config
    from publisher.readers.discovery import Seeds


class Project:
    """A project on disk; nothing is written.

    `slugs` and `languages` narrow it to the chosen ones; empty means all. Give the `history`
    if it has been read already. The articles of long work go through `progress`, which can be set;
    so can `before_use`, which is called with each file before an article is read from it.
    """

    def __init__(
        self,
        config: Config,
        seeds: Seeds,
        *,
        slugs: Sequence[str] = (),
        languages: Sequence[Language] = (),
        history: History | None = None,
    ) -> None:
        self.config = config
        self.seeds = seeds
        self.history = history or History(config.root)
        self.locales = Locales(config)
        self.layouts = Layouts(config.templates, config.limits)
        self.page_words = PageWords(self.layouts, self.locales)
        self.links = Links(config, seeds, ProjectFacts(self))
        self.checker = Checker(config, self.locales, self.links)
        self.languages = tuple(languages)
        self.progress: Progress = silent
        self.before_use: Callable[[Path], None] = lambda _: None
        self._slugs = frozenset(slugs)
        self._documents: ReadCache[str, Document] = ReadCache()
        self._files: dict[str, set[Path]] = {}
        self._editions: ReadCache[EditionKey, Edition] = ReadCache()
        self._reviews: ReadCache[EditionKey, Review] = ReadCache()
        self._designs: ReadCache[Path, Design] = ReadCache()
        self._budgets = Budgets(config.limits)

    @property
    def chosen_slugs(self) -> list[str]:
        """Slugs that were chosen, in order."""
        return [slug for slug in self.seeds.files if not self._slugs or slug in self._slugs]

    @property
    def seed_errors(self) -> list[PublisherError]:
        """Errors of files that cannot be articles; if some were chosen, of theirs."""
        return self.seeds.errors_of(self._slugs)

    def is_chosen(self, language: Language) -> bool:
        """Return whether a language was chosen."""
        return not self.languages or language in self.languages

    def select(self, slugs: Iterable[str] | None = None) -> Selection:
        """Return the chosen editions, the source's first, and the failures of their articles.

        `slugs` replaces the chosen ones, without errors of seeds.
        """
        failures = [Result(error=error) for error in self.seed_errors] if slugs is None else []
        editions: list[EditionKey] = []
        chosen = self.chosen_slugs if slugs is None else list(slugs)
        for slug in self.progress(chosen, len(chosen), "Reading articles"):
            try:
                languages = self.all_languages(self.document(slug))
            except PublisherError as error:
                failures.append(Result(slug=slug, error=error))
            else:
                editions += [EditionKey(slug, x) for x in languages if self.is_chosen(x)]
        return Selection(tuple(self.seeds.files), tuple(editions), tuple(failures))

    def all_languages(self, document: Document) -> list[Language]:
        """Return the languages of a document's editions, its own first."""
        config = self.config
        return list(dict.fromkeys([document.language, config.source_language, *config.languages]))

    def document(self, slug: str) -> Document:
        """Return the parsed seed. Raises PublisherError."""
        return self._documents.get(slug, lambda: self._read(slug))

    def _read(self, slug: str) -> Document:
        file = self.seeds.files[slug]
        budget = self._budgets.of_article(slug)
        with noting_files(self.before_use) as self._files[slug], guard(file, budget):
            language, settings = self.config.source_language, self.reader_settings
            return readers.read(file, slug, language, self.seeds.folder, settings)

    @cached_property
    def reader_settings(self) -> ReaderSettings:
        """Settings for the readers of articles."""
        layouts = frozenset(self.config.templates.layouts())
        return ReaderSettings(layouts, self.config.front_matter, self.config.base_url)

    def files_of(self, slug: str) -> frozenset[Path]:
        """Return the files that an article was read from, and those that it names in vain."""
        return frozenset(self._files.get(slug, ()))

    def forget(self) -> None:
        """Free the memory of articles and editions; they are read again when they are needed.

        So the memory that a task takes does not grow with the articles.
        """
        for cache in (self._documents, self._editions, self._reviews):
            cache.clear()
        self._files.clear()
        self.checker.forget()
        self.locales.forget()

    def edition(self, slug: str, language: Language) -> Edition:
        """Return the document in a language. Raises PublisherError."""
        key = EditionKey(slug, language)
        return self._editions.get(key, lambda: self._edition(key))

    def _edition(self, key: EditionKey) -> Edition:
        segment_by, (slug, language) = self.config.segment, key
        document = self.document(slug)
        with self.limited(key):
            layout_messages = self.page_words.catalogue(language)
            if language == document.language:
                return source_edition(document, layout_messages, segment_by)
            catalogue = self.locales.catalogue(slug, language)
            return translated_edition(document, language, catalogue, layout_messages, segment_by)

    @contextmanager
    def limited(self, key: EditionKey) -> Iterator[None]:
        """Run the body, work on an edition, in a guard with the edition's own budget.

        Its failures are those of the catalogue, unless there is none, or the article is slow.
        """
        document, budget = self.document(key.slug), self._budgets.of_edition(key)
        is_article = key.language == document.language or self._budgets.is_mostly_spent(key.slug)
        with guard(document.file if is_article else self.config.catalogue(*key), budget):
            yield

    def review(self, slug: str, language: Language) -> Review:
        """Return the review of an edition, made once. Raises PublisherError."""
        key = EditionKey(slug, language)
        return self._reviews.get(key, lambda: self._review(self.edition(slug, language)))

    def is_publishable(self, slug: str, language: Language, *, if_unreadable: bool) -> bool:
        """Return whether readers may have an edition.

        An edition that cannot be read has no answer; then it is `if_unreadable`.
        """
        try:
            return self.review(slug, language).publishable
        except PublisherError:
            return if_unreadable

    def _review(self, edition: Edition) -> Review:
        language, document = edition.language, edition.source
        key = EditionKey(edition.slug, language)
        catalogue = self.config.catalogue(edition.slug, language)
        has_catalogue = not edition.is_source and catalogue.exists()
        sources = [document.file, document.metadata_file]
        missing = self.page_words.count_missing(language, self.layout_of(edition))
        limited = self.limited(key)

        return Review(
            edition=edition,
            sources=tuple(path for path in dict.fromkeys(sources) if path.exists()),
            catalogues=(catalogue,) if has_catalogue else (),
            missing_layout_messages=missing,
            gate=self.config.gate,
            history=self.history,
            warn=limited(lambda: self._warnings(edition)),
            check_source=limited(lambda: self.checker.source_findings(edition)),
            check=limited(lambda: self.checker.findings(edition)),
            find_errors=lambda: self.checker.glossary_errors(edition),
            read_approval=limited(lambda: approved_by(self.locales.file(*key).po)),
        )

    def _warnings(self, edition: Edition) -> list[PublisherError]:
        catalogue = self.config.catalogue(edition.slug, edition.language)
        joins = misplaced_joins(edition, catalogue)
        words = self.page_words.unknown(edition.language)
        faults = [
            PublisherError(found.message, file=found.file, line=found.line)
            for found in self.checker.source_findings(edition)
            if found.severity == "warning"
        ]
        return [*self.design.theme.warnings, *words, *faults, *joins]

    def layout_of(self, edition: Edition) -> str:
        """Return the name of an edition's layout."""
        return edition.target.metadata.layout or self.config.layout

    @property
    def design(self) -> Design:
        """Look of the pages. Raises PublisherError for a bad theme."""
        return self._designs.get(self.config.templates.own / "theme.toml", self._design)

    def _design(self) -> Design:
        config, templates = self.config, self.config.templates.own
        with guard(templates / "theme.toml", Budget.whole(config.limits)):
            theme = load_theme(templates, config.fonts)
            return Design(theme, config.layout, config.fonts, config.calendar)


def open_project(
    config: Config,
    slugs: Sequence[str] = (),
    languages: Sequence[str] = (),
    *,
    seeds: Seeds | None = None,
    history: History | None = None,
) -> Project:
    """Return the project, narrowed to `slugs` and `languages`; empty means all.

    Give `seeds` and `history` if they have been read already. Raises PublisherError for a slug
    or language that the project does not have.
    """
    seeds = seeds or config.find_seeds()
    if not seeds.files and not seeds.errors:
        endings = ", ".join(ENDINGS)
        raise PublisherError(f"contains no article; add one ({endings})", file=seeds.folder)
    for slug in slugs:
        if slug not in seeds.files:
            raise PublisherError(f"unknown article {slug!r}{nearest(slug, seeds.files)}")
    chosen = [config.language(name) for name in languages]
    project = Project(config, seeds, slugs=slugs, languages=chosen, history=history)
    own = {config.source_language, *config.languages}
    for language in chosen:
        if language not in own and not _is_written_in(project, language):
            names = ", ".join(sorted(known.code for known in own))
            raise PublisherError(
                f"{language.code!r} is not among the project's languages ({names});"
                f" add it to languages in {config.file.name}"
            )
    return project


def _is_written_in(project: Project, language: Language) -> bool:
    for slug in project.chosen_slugs:
        with suppress(PublisherError):  # reported when its editions are selected
            if project.document(slug).language == language:
                return True
    return False
