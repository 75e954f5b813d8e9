"""Seeds and layouts → .pot files and catalogues."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from publisher import readers
from publisher.base.characters import JOIN_MARK
from publisher.base.compare_and_swap import replace_if_unchanged
from publisher.base.errors import FAILURES, PublisherError, as_publisher_error
from publisher.base.files import write_atomically
from publisher.catalogues import catalogue, pofile
from publisher.catalogues.catalogue import CREDITS, key_of
from publisher.catalogues.tmx import to_tmx
from publisher.catalogues.update import update_catalogue
from publisher.editions.edition import messages_of
from publisher.language.locale import Language
from publisher.pages.layout_messages import LAYOUT_LANGUAGE
from publisher.project.inspection import glossary
from publisher.project.project import LAYOUT_DOMAIN
from publisher.translation.alignment import SURE, align

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from publisher.catalogues.catalogue import Message
    from publisher.catalogues.update import UpdateReport
    from publisher.checks.glossary import Glossary
    from publisher.project.project import Project

TERM = "term: "  # the beginning of a hint from the glossary


@dataclass(frozen=True)
class Written:
    """A .pot or catalogue that was brought up to date, or why it could not be.

    A catalogue has a report of its messages; an error may be about no one file.
    """

    file: Path | None = None
    changed: bool = False
    report: UpdateReport | None = None
    error: PublisherError | None = None


@dataclass(frozen=True)
class _Domain:
    """What is translated together: an article, or the layouts' own words; or its error."""

    name: str = ""
    source: Language = field(default=Language(LAYOUT_LANGUAGE))
    messages: list[Message] = field(default_factory=list)
    languages: list[Language] = field(default_factory=list)
    error: PublisherError | None = None


def extract(project: Project) -> Iterator[Written]:
    """Write the .pot of each chosen article, and of the layouts' own words."""
    for domain in _domains(project):
        yield _write_pot(project, domain)


def export_memory(project: Project) -> Iterator[Written]:
    """Write build/tmx/<language>.tmx: all finished translations of the chosen articles."""
    pairs: dict[Language, list[tuple[str, str]]] = {}
    for domain in _domains(project):
        if domain.error is not None or domain.name == LAYOUT_DOMAIN:
            yield from [Written(error=domain.error)] if domain.error else []
            continue
        for language in domain.languages:
            known = project.catalogue(domain.name, language)
            pairs.setdefault(language, []).extend(
                (message.source, translation)
                for message in domain.messages
                if (translation := known.translation(message.source, message.context))
                and message.source != CREDITS
                and translation != JOIN_MARK
            )
    for language, found in pairs.items():
        file = project.config.build / "tmx" / f"{language.code}.tmx"
        content = to_tmx(found, project.config.source_language, language)
        yield Written(file, write_atomically(file, content))


@dataclass(frozen=True)
class Filled:
    """What an alignment put into a catalogue, in messages; the rest it left alone."""

    file: Path
    sure: int
    fuzzy: int
    messages: int


def fill_from(project: Project, slug: str, translated: Path, language: Language) -> Filled:
    """Fill a catalogue from a document that translates its article.

    Only messages without translation are filled. Each says in a comment how sure its
    translation is; what is not sure is fuzzy. Raises PublisherError.
    """
    source = project.document(slug)
    target = readers.read(translated, translated.stem, language)
    file = project.config.catalogue(slug, language)
    domain = next(domain for domain in _domains(project) if domain.name == slug)
    update_catalogue(file, slug, (source.language, language), domain.messages)
    raw = pofile.read(file)
    po = pofile.parse(raw, file)
    empty = {key_of(e): e for e in po if not e.msgstr and not e.obsolete}
    sure = fuzzy = 0
    for pair in align(source, replace(target, language=language)):
        entry = empty.pop((pair.segment.context, pair.segment.source), None)
        if entry is None:
            continue
        entry.msgstr = pair.translation
        remark = f"aligned with {translated.name}, {pair.confidence:.0%}"
        entry.tcomment = "\n".join(filter(None, (entry.tcomment, remark)))
        if pair.confidence < SURE:
            entry.flags.append("fuzzy")
            fuzzy += 1
        else:
            sure += 1
    replace_if_unchanged(file, pofile.canonical(po, file), raw)
    return Filled(file, sure, fuzzy, len(domain.messages) - 1)


def update(project: Project, *, write: bool = True) -> Iterator[Written]:
    """Extract, then bring every chosen catalogue in step, creating those of new languages.

    Without `write` nothing is written; the reports say what would be.
    """
    for domain in _domains(project):
        if write or domain.error is not None:
            yield _write_pot(project, domain)
        for language in domain.languages:
            yield _update(project, domain, language, write=write)


def _domains(project: Project) -> Iterator[_Domain]:
    config = project.config
    everyone = [config.source_language, *config.languages]
    yield from (_Domain(error=error) for error in project.seed_errors)
    for slug in project.chosen_slugs:
        try:
            document = project.document(slug)
            messages = messages_of(document, config.segment)
        except FAILURES as error:
            yield _Domain(error=as_publisher_error(error))
            continue
        everyone.append(document.language)
        languages = [x for x in project.all_languages(document) if x != document.language]
        yield _Domain(slug, document.language, messages, _chosen(project, languages))
    if project.layout_errors:
        # Without a layout its words would look as if they had gone away.
        yield from (_Domain(error=error) for error in project.layout_errors)
        return
    languages = [x for x in dict.fromkeys(everyone) if x.base != LAYOUT_LANGUAGE]
    yield _Domain(LAYOUT_DOMAIN, messages=project.words, languages=_chosen(project, languages))


def _chosen(project: Project, languages: list[Language]) -> list[Language]:
    return [language for language in languages if project.is_chosen(language)]


def _write_pot(project: Project, domain: _Domain) -> Written:
    if domain.error is not None:
        return Written(error=domain.error)
    file = project.config.pot(domain.name)

    def write() -> Written:
        changed = catalogue.write_pot(file, domain.name, domain.source, domain.messages)
        return Written(file, changed)

    return _attempt(write)


def _update(project: Project, domain: _Domain, language: Language, *, write: bool) -> Written:
    file = project.config.catalogue(domain.name, language)

    def bring_in_step() -> Written:
        others = (
            []
            if domain.name == LAYOUT_DOMAIN
            else project.known_elsewhere(domain.name, domain.source, language)
        )
        languages = (domain.source, language)
        messages = _with_terms(project, domain, language)
        report = update_catalogue(file, domain.name, languages, messages, others, write=write)
        return Written(file, report.changed, report)

    return _attempt(bring_in_step)


def _with_terms(project: Project, domain: _Domain, language: Language) -> list[Message]:
    """Tell the translator of each message what the glossary says of it."""
    known = glossary(project, domain.source, language)
    if known is None or domain.name == LAYOUT_DOMAIN:
        return domain.messages
    return [
        replace(message, comments=(*message.comments, *_hints(known, message)))
        for message in domain.messages
    ]


def _hints(known: Glossary, message: Message) -> Iterator[str]:
    if message.source != CREDITS:
        for term in sorted(known.used_in(message.source), key=lambda term: term.source):
            yield f"{TERM}{term.source} = {', '.join(term.targets)}"


def _attempt(work: Callable[[], Written]) -> Written:
    try:
        return work()
    except FAILURES as error:
        return Written(error=as_publisher_error(error))
