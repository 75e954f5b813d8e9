"""Making proofs: each translation beside its source in build/proof/, whatever its state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.base.errors import FAILURES, PublisherError, as_publisher_error
from publisher.base.files import write_atomically
from publisher.build.missing_glyphs import missing_glyph_error, missing_glyph_in_message
from publisher.catalogues import pofile
from publisher.editions.bilingual import pair_with_source
from publisher.fonts.families import lacks_fonts
from publisher.outputs import OUTPUTS
from publisher.pages.layout import PROOF, lay_out
from publisher.project.inspection import look_at
from publisher.project.status import assess, jobs, sources_of

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from publisher.editions.edition import Edition
    from publisher.editions.proof import Proof
    from publisher.project.project import Project
    from publisher.project.results import Job, Result

FOLDER = "proof"


def proof_jobs(project: Project) -> list[Job]:
    """Return a job for each chosen translation; a source has nothing beside it.

    Raises PublisherError where languages were asked for and no article is translated into one.
    """
    found = [job for job in jobs(project) if job.error or not _is_source(project, job)]
    if not found and project.languages:
        names = ", ".join(map(str, project.languages))
        raise PublisherError(f"no article is translated into {names}; choose another --language")
    return found


def _is_source(project: Project, job: Job) -> bool:
    return job.language == project.document(job.slug).language


def make_proof(project: Project, job: Job, executor: Executor) -> Result:
    """Make one proof and write it whole, or leave everything as it was."""
    result = assess(project, job)
    if result.error is not None or job.language is None:
        return result
    try:
        return _make(project, result, project.edition(job.slug, job.language), executor)
    except FAILURES as error:
        return replace(result, error=as_publisher_error(error))


def _make(project: Project, result: Result, edition: Edition, executor: Executor) -> Result:
    config, language = project.config, edition.language
    catalogue = config.catalogue(edition.slug, language)
    sources = sources_of(edition)
    changed = project.history.last_change(sources)
    proof = replace(
        pair_with_source(
            edition, config.segment, pofile.lines_of(catalogue), look_at(project, edition)
        ),
        catalogue=catalogue.relative_to(config.root).as_posix(),
        changed=changed and changed.date(),
        stale_since=result.stale_since,
    )
    written = [*sources, *([catalogue] if catalogue.exists() else [])]
    when = project.history.last_change(written)
    page = lay_out(edition, (), config.templates, when, design=project.design, proof=proof)
    try:
        rendering = executor.submit(OUTPUTS["pdf"].render, page).result()
    except PublisherError as error:
        where = f"{error.message}; look at {edition.slug} ({language}) and this layout"
        raise PublisherError(where, file=config.templates / f"{PROOF}.html") from error
    if rendering.foreign:
        raise _glyph_error(project, proof, rendering.foreign, catalogue)
    file = config.build / FOLDER / f"{edition.slug}.{language.code}.pdf"
    write_atomically(file, rendering.content)
    missing = project.missing_words(language, in_proofs=True)
    return replace(result, file=file, pages=rendering.pages, missing_words=missing)


def _glyph_error(
    project: Project, proof: Proof, characters: str, catalogue: Path
) -> PublisherError:
    """Say where a character stands that no font of the proof has."""
    edition = proof.edition
    if not any(map(lacks_fonts, (edition.language, edition.source.language))):
        for pair in proof.pairs:
            for sentence in pair.sentences:
                drafted = (pair.text, sentence.comment, *(edit.was for edit in sentence.edits))
                if characters[0] in "".join(drafted):
                    return missing_glyph_in_message(
                        characters, sentence.segment.source, catalogue, sentence.line
                    )
    return missing_glyph_error(edition, characters, catalogue, project.config.segment)
