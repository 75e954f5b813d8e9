"""Extraction and update: seeds and layouts → .pot files and catalogues."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError
from publisher.base.guard import Budget, guard
from publisher.catalogues.catalogue import write_pot
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.update import CatalogueUpdate
from publisher.catalogues.update import Updated as UpdatedFile
from publisher.project.default_page_words import LAYOUT_DOMAIN
from publisher.project.domains import Domain, article_domain, has_pot, layout_domain
from publisher.project.renamed_articles import move, moved, renamed_articles
from publisher.project.terms import add_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.catalogues.update import UpdateReport
    from publisher.language.locale import Language
    from publisher.project.other_catalogues import EntriesElsewhere
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
        if self.report is None or self.moved_from is not None:
            return self.changed
        return self.report.outdated


def extract(project: Project) -> Iterator[Written]:
    """Write the .pot file of each chosen article and of the layout messages."""
    for domain in domains(project):
        if not isinstance(domain, Domain):
            yield domain
        elif has_pot(project, domain):
            yield update_pot(project, domain, write=True)


def update(project: Project, *, write: bool = True) -> Iterator[Written]:
    """Extract, then update every chosen catalogue and create those of new languages.

    Articles that were renamed take their catalogues with them.

    Glossaries and memories that cannot be read are left out, and reported last. Without
    `write` no file is changed; the reports count the changes that would be made.
    """
    yield from each_once(_updates(project, write=write))


def _updates(project: Project, *, write: bool) -> Iterator[Written]:
    yield from move_renamed(project, write=write)
    pairs: list[LanguagePair] = []
    for domain in domains(project):
        pairs += domain.pairs if isinstance(domain, Domain) else ()
        yield from _outcomes(project, domain, write=write)
    yield from (Written(error=error) for error in project.locales.left_out(pairs))


def move_renamed(project: Project, *, write: bool) -> Iterator[Written]:
    """Move the files of renamed articles."""
    for article in renamed_articles(project):
        yield from _move(project, article, write=write)


def _move(project: Project, article: Renamed, *, write: bool) -> Iterator[Written]:
    """Move the files of a renamed article."""
    for file, target in article.moves(project.config):
        try:
            if write:
                move(file, target, article.slug)
            elif target.suffix == ".po":
                project.locales.expect(moved(file, target, article.slug))
        except PublisherError as error:
            yield Written(error=error)
        else:
            yield Written(target, changed=True, moved_from=file)


def each_once(written: Iterable[Written]) -> list[Written]:
    """Return the outcomes with that of each file that was moved, and its update, as one."""
    outcomes = list(written)
    moves = {item.file: item.moved_from for item in outcomes if item.moved_from is not None}
    updated = {item.file for item in outcomes if item.moved_from is None} & moves.keys()
    return [
        replace(item, changed=True, moved_from=moves[item.file]) if item.file in updated else item
        for item in outcomes
        if item.moved_from is None or item.file not in updated
    ]


def domains(project: Project) -> Iterator[Domain | Written]:
    """Yield the domains of the chosen articles, then the layouts'; errors in their place."""
    yield from (Written(error=error) for error in project.seed_errors)
    seen: list[Language] = []
    chosen = project.chosen_slugs
    for slug in project.progress(chosen, len(chosen), "Articles"):
        try:
            domain = article_domain(project, slug)
        except PublisherError as error:
            yield Written(error=error)
        else:
            seen.append(domain.source)
            yield domain
    yield from _layout_domain(project, seen)


def _layout_domain(project: Project, sources: Iterable[Language]) -> Iterator[Domain | Written]:
    if domain := layout_domain(project, sources):
        yield domain
    yield from (Written(error=error) for error in project.layouts.errors)


def update_layouts(
    project: Project, sources: Iterable[Language], *, write: bool
) -> Iterator[Written]:
    """Update the files of the layout messages; `sources` are the articles' languages."""
    for domain in _layout_domain(project, sources):
        yield from _outcomes(project, domain, write=write)


def _outcomes(project: Project, domain: Domain | Written, *, write: bool) -> Iterator[Written]:
    if not isinstance(domain, Domain):
        yield domain
        return
    if has_pot(project, domain):
        yield update_pot(project, domain, write=write)
    for language in domain.languages:
        yield update_catalogue(project, domain, language, write=write).written


def update_pot(project: Project, domain: Domain, *, write: bool) -> Written:
    """Write the .pot file of a domain, or without `write` report whether it would change."""
    try:
        file = project.config.pot(domain.name)
        with guard(file, Budget.whole(project.config.limits)):
            changed = write_pot(file, domain.name, domain.source, domain.messages, write=write)
            return Written(file, changed)
    except PublisherError as error:
        return Written(error=error)


class Updated(NamedTuple):
    """Outcome of an update of a catalogue.

    `settled` is the report of another update of the `file`, if that would change nothing;
    `others` are the entries that it may depend on.
    """

    written: Written
    file: CatalogueFile | None = None
    settled: UpdateReport | None = None
    others: EntriesElsewhere | None = None


def update_catalogue(
    project: Project, domain: Domain, language: Language, *, write: bool
) -> Updated:
    """Update a catalogue, or without `write` report the changes that would be made."""
    try:
        catalogue = project.config.catalogue(domain.name, language)
        with guard(catalogue, Budget.whole(project.config.limits)):
            return _bring_up_to_date(project, domain, language, write=write)
    except PublisherError as error:
        return Updated(Written(error=error))


def _bring_up_to_date(
    project: Project, domain: Domain, language: Language, *, write: bool
) -> Updated:
    update = catalogue_update(project, domain, language)
    if domain.name == LAYOUT_DOMAIN:
        return Updated(_applied(project, update, write=write)[0])
    project.locales.keep_known(domain.name, language)
    others = project.locales.known_elsewhere(domain.name, domain.source, language)
    written, updated = _applied(project, replace(update, others=others), write=write)
    if written.changed:  # another update looks up less
        others = project.locales.known_elsewhere(domain.name, domain.source, language)
    settled = replace(update, others=others).settled(updated) if write else None
    return Updated(written, updated.file, None if others.is_scanned else settled, others)


def _applied(
    project: Project, update: CatalogueUpdate, *, write: bool
) -> tuple[Written, UpdatedFile]:
    updated = update.apply() if write else update.preview()
    if write:
        project.locales.replace(updated.file)
    return Written(update.file.path, updated.report.changed, updated.report), updated


def catalogue_update(project: Project, domain: Domain, language: Language) -> CatalogueUpdate:
    """Return the update of a domain's catalogue, with the glossary terms of an article."""
    file = project.locales.file_for_update(domain.name, language)
    pair = LanguagePair(domain.source, language)
    if domain.name == LAYOUT_DOMAIN:
        return CatalogueUpdate(file, domain.name, pair, project.page_words.messages(language))
    update = CatalogueUpdate(file, domain.name, pair, domain.messages)
    loaded = project.locales.glossary(domain.source, language)
    return replace(update, adapt=partial(add_terms, loaded=loaded))
