"""Exchange: translations to other tools as TMX, and from translated documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publisher import readers
from publisher.base.characters import JOIN_MARK
from publisher.base.errors import PublisherError
from publisher.base.files import write_atomically
from publisher.base.guard import guard
from publisher.catalogues import pofile
from publisher.catalogues.catalogue import CREDITS
from publisher.catalogues.key import key_of
from publisher.catalogues.rewrite import rewrite
from publisher.catalogues.tmx import TranslationUnit, to_tmx
from publisher.project.default_page_words import LAYOUT_DOMAIN
from publisher.project.domains import Domain, article_domain
from publisher.project.results import EditionKey
from publisher.project.sync import Written, catalogue_update, domains
from publisher.translation.alignment import LIKELY_CONFIDENCE, SURE_CONFIDENCE, align

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import polib

    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.language.locale import Language
    from publisher.project.project import Project
    from publisher.translation.alignment import Aligned

MEMORIES = "tmx"  # folder in build/


def export_memory(project: Project) -> Iterator[Written]:
    """Write build/tmx/<language>.tmx: all finished translations of the chosen articles."""
    units: dict[Language, list[TranslationUnit]] = {}
    for domain in domains(project):
        if not isinstance(domain, Domain):
            yield domain
        elif domain.name != LAYOUT_DOMAIN:
            for language in domain.languages:
                try:
                    with project.limited(EditionKey(domain.name, language)):
                        finished = list(_finished(project, domain, language))
                except PublisherError as error:
                    yield Written(error=error)
                else:
                    units.setdefault(language, []).extend(finished)
    for language, finished in units.items():
        file = project.config.build / MEMORIES / f"{language.code}.tmx"
        content = to_tmx(finished, project.config.source_language, language)
        yield Written(file, write_atomically(file, content))


def _finished(project: Project, domain: Domain, language: Language) -> Iterator[TranslationUnit]:
    catalogue = project.locales.catalogue(domain.name, language)
    for message in domain.messages:
        translation = catalogue.translation_of(message.key)
        if translation and translation != JOIN_MARK and message.source != CREDITS:
            yield TranslationUnit(message.source, translation)


@dataclass(frozen=True)
class Filled:
    """Outcome of an alignment: numbers of messages in a catalogue.

    `sure` and `fuzzy` ones were filled; `messages` counts all.
    """

    file: Path
    sure: int
    fuzzy: int
    messages: int


def fill_from(project: Project, slug: str, translated: Path, language: Language) -> Filled:
    """Fill a catalogue from a document that translates its article.

    Only messages without translation are filled, and only with pairs that are likely. A
    comment gives the confidence of each; those that are not sure are fuzzy. Raises
    PublisherError.
    """
    with project.limited(EditionKey(slug, language)):
        return _fill_from(project, slug, translated, language)


def _fill_from(project: Project, slug: str, translated: Path, language: Language) -> Filled:
    source = project.document(slug)
    if language == source.language:
        problem = f"--language {language} is the article's own; name that of {translated.name}"
        raise PublisherError(problem)
    with guard(translated):
        settings = project.reader_settings
        target = readers.read(translated, translated.stem, language, settings=settings)
    domain = article_domain(project, slug)
    pairs = list(align(source, replace(target, language=language)))
    update = catalogue_update(project, domain, language)
    filled: list[polib.POEntry] = []

    def fill(file: CatalogueFile) -> bytes:
        po = replace(update, file=file).preview().file.parse()
        filled[:] = _fill(po, pairs, translated.name)
        return pofile.canonical(po, file.path)

    file = rewrite(update.file, fill)
    project.locales.replace(file)
    fuzzy = sum(entry.fuzzy for entry in filled)
    return Filled(file.path, len(filled) - fuzzy, fuzzy, len(domain.messages) - 1)


def _fill(po: polib.POFile, pairs: Iterable[Aligned], origin: str) -> Iterator[polib.POEntry]:
    """Fill the empty entries of a catalogue, and yield them."""
    empty = {key_of(entry): entry for entry in po if not entry.msgstr and not entry.obsolete}
    is_filled = False
    for pair in pairs:
        is_join = pair.translation == JOIN_MARK
        is_usable = pair.confidence >= LIKELY_CONFIDENCE and (is_filled or not is_join)
        entry = empty.pop(pair.segment.key, None) if is_usable else None
        # A joined sentence is in the translation of the preceding one.
        is_filled = entry is not None
        if entry is None:
            continue
        entry.msgstr = pair.translation
        remark = f"aligned with {origin}, {pair.confidence:.0%}"
        entry.tcomment = "\n".join(filter(None, (entry.tcomment, remark)))
        if pair.confidence < SURE_CONFIDENCE:
            entry.flags.append("fuzzy")
        yield entry
