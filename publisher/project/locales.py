"""Files under `locales/`: catalogues, glossaries and translation memories, each read once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from polib import POEntry

from publisher.base.compare_and_swap import is_saved_since
from publisher.base.errors import PublisherError
from publisher.base.guard import Budget, guard
from publisher.base.project_folder import files_below
from publisher.base.read_cache import ReadCache
from publisher.catalogues.catalogue import Catalogue
from publisher.catalogues.catalogue_file import CatalogueFile, read_catalogue
from publisher.catalogues.known import KnownEntry, KnownTranslation
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.tmx import read_tmx
from publisher.checks.glossary_files import LoadedGlossary, load_glossary
from publisher.language.locale import Language
from publisher.project.default_page_words import LAYOUT_DOMAIN, default_page_words
from publisher.project.orphans import RETIRED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from publisher.catalogues.tmx import TranslationUnit
    from publisher.project.config import Config

    _Translations = Mapping[str, Sequence[KnownTranslation]]  # by source text


class Locales:
    """Reader of a project's catalogues, glossaries and memories, which caches them.

    A glossary or memory that cannot be read is left out, and its error is in `left_out`.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._files: ReadCache[Path, CatalogueFile] = ReadCache()
        self._catalogues: ReadCache[Path, Catalogue] = ReadCache()
        self._known_entries: ReadCache[Path, Sequence[POEntry]] = ReadCache()
        self._glossaries: ReadCache[LanguagePair, LoadedGlossary] = ReadCache()
        self._memories: ReadCache[tuple[Path, Language], Sequence[POEntry]] = ReadCache()
        self._translations: ReadCache[LanguagePair, _Translations] = ReadCache()
        self._left_out: dict[str, PublisherError] = {}

    @property
    def left_out(self) -> list[PublisherError]:
        """Errors of the glossaries and memories that were left out until now, each once."""
        return list(self._left_out.values())

    def _leave_out(self, errors: Iterable[PublisherError]) -> None:
        self._left_out |= {str(error): error for error in errors}

    def file(self, domain: str, language: Language) -> CatalogueFile:
        """Return the catalogue file of a domain. Raises PublisherError."""
        return self._read(self._config.catalogue(domain, language))

    def file_for_update(self, domain: str, language: Language) -> CatalogueFile:
        """Return the catalogue file of a domain; a link to a missing file counts as missing.

        An update creates a missing file. Raises PublisherError.
        """
        path = self._config.catalogue(domain, language)
        return self._read(path) if path.exists() else CatalogueFile(path, None)

    def replace(self, file: CatalogueFile) -> None:
        """Cache a catalogue file that was written, in place of the one that was read."""
        self._files.replace(file.path, file)
        self._catalogues.discard(file.path)

    def _read(self, path: Path) -> CatalogueFile:
        return self._files.get(path, lambda: read_catalogue(path))

    def catalogue(self, domain: str, language: Language) -> Catalogue:
        """Return the catalogue of a domain. Raises PublisherError, also after the time limit."""
        path = self._config.catalogue(domain, language)
        # The layouts' catalogue is shared by all articles; an article's belongs to its edition.
        budget = self._budget() if domain == LAYOUT_DOMAIN else None

        def parse() -> Catalogue:
            with guard(path, budget):
                return self._parse(path)

        return self._catalogues.get(path, parse)

    def layout_catalogue(self, language: Language) -> Catalogue:
        """Return the translations of layout messages: the project's, then the package's."""
        return self.catalogue(LAYOUT_DOMAIN, language).over(self.default_page_words(language))

    def layout_languages(self) -> Iterator[Language]:
        """Yield the languages that the project has translations of layout messages in."""
        for file in sorted(self._config.locales.glob(f"*/LC_MESSAGES/{LAYOUT_DOMAIN}.po")):
            with suppress(PublisherError):  # a folder that is no language's
                yield Language.parse(file.parents[1].name)

    def default_page_words(self, language: Language) -> Catalogue:
        """Return the package's translations of layout messages; none in its own repository."""
        path = default_page_words(language)
        if path is None or path == self._config.catalogue(LAYOUT_DOMAIN, language).resolve():
            return Catalogue()
        return self._catalogues.get(path, lambda: self._parse(path))

    def _parse(self, path: Path) -> Catalogue:
        """Parse a catalogue; one that was being saved is read again."""
        file = self._read(path)
        try:
            return file.catalogue
        except PublisherError:
            # Half of a save that was under way is no valid catalogue.
            if file.raw is None or not is_saved_since(path, file.raw):
                raise
        self._files.discard(path)
        return self._parse(path)

    def _budget(self) -> Budget:
        """Return the budget of a file that several editions share."""
        return Budget.whole(self._config.limits)

    def glossary(self, source: Language, target: Language) -> LoadedGlossary:
        """Return the glossary of a language pair, with the errors of its files."""
        folder = self._config.locales / target.code

        def load() -> LoadedGlossary:
            try:
                with guard(folder, self._budget()):
                    loaded = load_glossary(folder, source, target)
            except PublisherError as error:
                loaded = LoadedGlossary(None, (error,))
            self._leave_out(loaded.errors)
            return loaded

        return self._glossaries.get(LanguagePair(source, target), load)

    def known_elsewhere(
        self, domain: str, source: Language, language: Language
    ) -> list[KnownEntry]:
        """Return the translation memory of a language: entries outside the domain's catalogue.

        They come from the other articles' catalogues, also of articles that are gone or
        retired, and from TMX files. A file that cannot be read is left out. A catalogue that is
        updated after its first lookup keeps its old entries here: a text that moves from one
        article to another is found in its old place.
        """
        folder = self._config.catalogue(domain, language).parents[domain.count("/")]
        return [
            *self._in_catalogues(folder, {domain, LAYOUT_DOMAIN}),
            *self._in_catalogues(folder.parent / RETIRED),
            *self._in_memories(folder.parent, source, language),
        ]

    def _in_catalogues(self, folder: Path, excluded: Collection[str] = ()) -> Iterator[KnownEntry]:
        for path in files_below(folder, ".po"):
            name = path.relative_to(folder).with_suffix("").as_posix()
            if name not in excluded:
                yield from (KnownEntry(entry, name) for entry in self._entries(path))

    def _entries(self, path: Path) -> Sequence[POEntry]:
        def read() -> Sequence[POEntry]:
            with guard(path, self._budget()):
                return self._read(self._config.inside(path)).po

        try:
            return self._known_entries.get(path, read)
        except PublisherError:
            return ()

    def _in_memories(
        self, folder: Path, source: Language, language: Language
    ) -> Iterator[KnownEntry]:
        for path in sorted(folder.glob("*.tmx")):
            entries = self._memory(path, source, language)
            yield from (KnownEntry(entry, path.name, is_memory=True) for entry in entries)

    def _memory(self, path: Path, source: Language, target: Language) -> Sequence[POEntry]:
        def read() -> Sequence[POEntry]:
            with guard(path, self._budget()):
                return [_memory_entry(unit) for unit in read_tmx(path, source, target)]

        try:
            return self._memories.get((path, source), read)
        except PublisherError as error:
            self._leave_out([error])
            return ()

    def translations(self, source: Language, language: Language) -> _Translations:
        """Return the finished translations of a language, by source text."""

        def collect() -> _Translations:
            found: dict[str, list[KnownTranslation]] = {}
            for known in self.known_elsewhere(LAYOUT_DOMAIN, source, language):
                entry = known.entry
                if entry.msgctxt is None and not entry.fuzzy and not entry.obsolete:
                    translation = KnownTranslation(entry.msgstr, known.domain)
                    found.setdefault(entry.msgid, []).append(translation)
            return found

        return self._translations.get(LanguagePair(source, language), collect)


def _memory_entry(unit: TranslationUnit) -> POEntry:
    """Return a unit of a memory as an entry, fuzzy if it is for another region."""
    flags = ["fuzzy"] if unit.is_regional else []
    return POEntry(msgid=unit.source, msgstr=unit.target, flags=flags)
