"""Files under `locales/`: catalogues, glossaries and translation memories, each read once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from polib import POEntry

from publisher.base.compare_and_swap import is_saved_since
from publisher.base.errors import PublisherError
from publisher.base.guard import Budget, guard
from publisher.base.project_folder import files_below
from publisher.base.read_cache import ReadCache
from publisher.catalogues.catalogue import Catalogue
from publisher.catalogues.catalogue_file import CatalogueFile, read_catalogue
from publisher.catalogues.known import KnownEntry
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.tmx import read_tmx
from publisher.checks.glossary_files import LoadedGlossary, load_glossary
from publisher.language.locale import Language
from publisher.project.default_page_words import LAYOUT_DOMAIN, default_page_words
from publisher.project.known_catalogues import KnownCatalogues
from publisher.project.language_index import LanguageIndex
from publisher.project.orphans import RETIRED
from publisher.project.other_catalogues import EntriesElsewhere, Memories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from publisher.catalogues.tmx import TranslationUnit
    from publisher.project.config import Config


class Locales:
    """Reader of a project's catalogues, glossaries and memories, which caches them.

    A glossary or memory that cannot be read is left out; `left_out` returns its error.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._files: ReadCache[Path, CatalogueFile] = ReadCache()
        self._catalogues: ReadCache[Path, Catalogue] = ReadCache()
        self._glossaries: ReadCache[LanguagePair, LoadedGlossary] = ReadCache()
        self._memories: ReadCache[LanguagePair, _Memories] = ReadCache()
        self._indexes: ReadCache[Path, LanguageIndex] = ReadCache()
        self._moved: dict[Path, CatalogueFile] = {}
        self._known = KnownCatalogues(self.known_file)

    def file(self, domain: str, language: Language) -> CatalogueFile:
        """Return the catalogue file of a domain. Raises PublisherError."""
        return self._read(self._config.catalogue(domain, language))

    def file_for_update(self, domain: str, language: Language) -> CatalogueFile:
        """Return the catalogue file of a domain; a link to a missing file counts as missing.

        An update creates a missing file. Raises PublisherError.
        """
        path = self._config.catalogue(domain, language)
        if path in self._moved:
            return self._moved[path]
        return self._read(path) if path.exists() else CatalogueFile(path, None)

    def expect(self, moved: CatalogueFile) -> None:
        """Take a file for one that is there: an update that writes nothing would move it there."""
        self._moved[moved.path] = moved

    def use(self, known: KnownCatalogues) -> None:
        """Keep the known entries of catalogues elsewhere than in memory."""
        self._known = known

    def keep_known(self, domain: str, language: Language) -> None:
        """Keep the entries that others can take from a catalogue that is about to be written."""
        self._known.keep(self._config.catalogue(domain, language))

    def forget(self) -> None:
        """Free the memory of articles' catalogues; they are read again when they are needed."""
        for cache in (self._files, self._catalogues):
            cache.discard_where(lambda path: path.name != f"{LAYOUT_DOMAIN}.po")

    def replace(self, file: CatalogueFile) -> None:
        """Cache a catalogue file that was written, in place of the one that was read."""
        self._known.add(file)
        self._files.replace(file.path, file)
        self._catalogues.discard(file.path)

    def _read(self, path: Path) -> CatalogueFile:
        return self._files.get(path, lambda: read_catalogue(path, self._known.parse))

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
            return loaded

        return self._glossaries.get(LanguagePair(source, target), load)

    def known_elsewhere(
        self, domain: str, source: Language, language: Language
    ) -> EntriesElsewhere:
        """Return the translation memory of a language: entries outside the domain's catalogue.

        They come from the other articles' catalogues, also of articles that are gone or
        retired, and from TMX files. A file that cannot be read is left out. A catalogue that
        this run updates keeps its old entries here: a text that moves from one article to
        another is found in its old place.
        """
        own = self._config.catalogue(domain, language)
        memories = self._memories_of(LanguagePair(source, language))
        return EntriesElsewhere(own, self.index(language), memories.entries)

    def index(self, language: Language) -> LanguageIndex:
        """Return the index of the catalogues of a language."""
        folder = self._config.locales / language.code

        def make() -> LanguageIndex:
            return LanguageIndex(catalogues_below(folder), self._known)

        return self._indexes.get(folder, make)

    def known_file(self, path: Path) -> CatalogueFile:
        """Return a catalogue that others take entries from. Raises PublisherError."""
        with guard(path, self._budget()):
            file = self._read(self._config.inside(path))
            _ = file.po
        return file

    def read_once(self, path: Path) -> CatalogueFile:
        """Return a catalogue as `known_file` does, and do not keep it in memory."""
        was_read = path in self._files
        try:
            return self.known_file(path)
        finally:
            if not was_read:
                self._files.discard(path)

    def left_out(self, pairs: Iterable[LanguagePair]) -> list[PublisherError]:
        """Return the errors of glossaries and memories that cannot be read, each once."""
        errors = (
            error
            for pair in pairs
            for error in (*self.glossary(*pair).errors, *self._memories_of(pair).errors)
        )
        return list({str(error): error for error in errors}.values())

    def _memories_of(self, pair: LanguagePair) -> _Memories:
        return self._memories.get(pair, lambda: self._read_memories(*pair))

    def _read_memories(self, source: Language, language: Language) -> _Memories:
        known: list[KnownEntry] = []
        errors: list[PublisherError] = []
        for path in sorted((self._config.locales / language.code).glob("*.tmx")):
            try:
                with guard(path, self._budget()):
                    units = read_tmx(path, source, language)
            except PublisherError as error:
                errors.append(error)
            else:
                entries = map(_memory_entry, units)
                known += [KnownEntry(entry, path.name, is_memory=True) for entry in entries]
        return _Memories(Memories(known), tuple(errors))


class _Memories(NamedTuple):
    """Memories of a language pair, and errors of those left out."""

    entries: Memories
    errors: tuple[PublisherError, ...]


def catalogues_below(folder: Path) -> dict[Path, str]:
    """Return the domains of the catalogues in a language's folder, by path in a fixed order.

    They are those of articles, also of retired ones, but not that of layout messages.
    """
    articles, retired = folder / "LC_MESSAGES", folder / RETIRED
    domains = {
        path: path.relative_to(parent).with_suffix("").as_posix()
        for parent in (articles, retired)
        for path in files_below(parent, ".po")
    }
    domains.pop(articles / f"{LAYOUT_DOMAIN}.po", None)
    return domains


def _memory_entry(unit: TranslationUnit) -> POEntry:
    """Return a unit of a memory as an entry, fuzzy if it is for another region."""
    flags = ["fuzzy"] if unit.is_regional else []
    return POEntry(msgid=unit.source, msgstr=unit.target, flags=flags)
