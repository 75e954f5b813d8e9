"""Inspection: every edition of a project through the checks and the gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.compare_and_swap import replace_if_unchanged
from publisher.base.errors import FAILURES, PublisherError, as_publisher_error
from publisher.base.files import decoded
from publisher.catalogues import pofile
from publisher.catalogues.catalogue import key_of
from publisher.checks.context import EditionContext, units
from publisher.checks.glossary import load_glossary
from publisher.checks.po_lines import places
from publisher.checks.policy import load_policy
from publisher.checks.registry import CHECKS, findings
from publisher.project.gate import APPROVED_BY, approval, approver, seal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import polib

    from publisher.checks.finding import Finding
    from publisher.checks.glossary import Glossary
    from publisher.checks.policy import Policy
    from publisher.checks.unit import Unit
    from publisher.editions.edition import Edition
    from publisher.language.locale import Language
    from publisher.project.project import Project


@dataclass(frozen=True)
class Inspected:
    """What was found in an edition, or why it could not be looked at."""

    findings: tuple[Finding, ...] = ()
    error: PublisherError | None = None


def inspect(project: Project) -> Iterator[Inspected]:
    """Look at every chosen edition. Raises PublisherError for a check that does not exist."""
    _policy(project, project.config.source_language)
    yield from (Inspected(error=error) for error in project.seed_errors)
    for slug in project.chosen_slugs:
        try:
            languages = project.all_languages(project.document(slug))
        except FAILURES as error:
            yield Inspected(error=as_publisher_error(error))
            continue
        yield from (
            _inspect(project, slug, language)
            for language in languages
            if project.is_chosen(language)
        )


def _inspect(project: Project, slug: str, language: Language) -> Inspected:
    try:
        return Inspected(tuple(_look_at(project, project.edition(slug, language), across=True)))
    except FAILURES as error:
        return Inspected(error=as_publisher_error(error))


def look_at(project: Project, edition: Edition) -> list[Finding]:
    """Return what the checks find in an edition by itself, sorted. Raises PublisherError.

    What only a comparison with all other articles shows, `inspect` finds.
    """
    place = (edition.slug, edition.language.code)
    if place not in project.findings:
        project.findings[place] = _look_at(project, edition, across=False)
    return project.findings[place]


def _look_at(project: Project, edition: Edition, *, across: bool) -> list[Finding]:
    config, language = project.config, edition.language
    file = config.catalogue(edition.slug, language)
    policy = _policy(project, language)
    translated = not edition.is_source and file.exists()
    asked = tuple(units(edition, config.segment)) if translated else ()
    whole = EditionContext(
        edition,
        asked,
        places(decoded(pofile.read(file), file)) if translated else {},
        glossary(project, edition.source.language, language) if translated else None,
        policy.names,
        _elsewhere(project, edition, asked) if across else {},
        frozenset(CHECKS),
    )
    return findings(whole, file, policy)


def _elsewhere(
    project: Project, edition: Edition, asked: Sequence[Unit]
) -> dict[str, tuple[str, str]]:
    """Return how other articles translate the texts of an edition, and which articles."""
    known = project.translations_of(edition.source.language, edition.language)
    found = {}
    for text in {unit.source.text for unit in asked}:
        others = (pair for pair in known.get(text, ()) if pair[1] != edition.slug)
        if other := next(others, None):
            found[text] = other
    return found


def glossary(project: Project, source: Language, language: Language) -> Glossary | None:
    """Read the glossary of a language. Raises PublisherError."""
    folder = project.config.root / "locales" / language.code
    return load_glossary(folder, source, language)


def _policy(project: Project, language: Language) -> Policy:
    config = project.config
    languages = [config.source_language, *config.languages, language]
    return load_policy(config.checks, CHECKS, languages)[language.code]


def held_back(project: Project, edition: Edition) -> str | None:
    """Say why the gate does not let an edition through; None if it does.

    Raises PublisherError for what cannot be read.
    """
    gate = project.config.gate
    if blocking := [f for f in look_at(project, edition) if f.severity in gate.blocks]:
        return f"{len(blocking)} findings; see invoke check"
    if gate.approve and not edition.is_source and approved_by(project, edition) is None:
        return "nobody approved it as it is; see invoke approve"
    return None


def approved_by(project: Project, edition: Edition) -> str | None:
    """Return who approved a catalogue as it is. Raises PublisherError."""
    place = (edition.slug, edition.language.code)
    if place not in project.approvals:
        po = pofile.load(project.config.catalogue(edition.slug, edition.language))
        project.approvals[place] = approver(po.metadata.get(APPROVED_BY), _seal(po))
    return project.approvals[place]


def approve(project: Project, slug: str, language: Language, name: str) -> Path:
    """Write into a catalogue's header who approved it as it is, and return the file.

    Raises PublisherError where the edition is not finished or has findings that block.
    """
    edition = project.edition(slug, language)
    file = project.config.catalogue(slug, language)
    if edition.is_source or not edition.freshness.fresh:
        raise PublisherError("only a complete translation can be approved", file=file)
    for finding in look_at(project, edition):
        if finding.severity in project.config.gate.blocks:
            raise PublisherError(f"cannot be approved: {finding}", file=file)
    raw = pofile.read(file)
    po = pofile.parse(raw, file)
    po.metadata[APPROVED_BY] = approval(name, _seal(po))
    replace_if_unchanged(file, pofile.canonical(po, file), raw)
    project.approvals.pop((slug, language.code), None)
    return file


def _seal(po: polib.POFile) -> str:
    entries = [entry for entry in po if not entry.obsolete]
    return seal((*key_of(entry), entry.msgstr, entry.fuzzy) for entry in entries)
