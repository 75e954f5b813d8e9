"""Proofs: each translation beside its source in build/proof/, finished or not."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.files import write_atomically
from publisher.base.guard import seconds_left
from publisher.build.article_links import article_links
from publisher.build.missing_glyphs import MissingGlyph, missing_glyph_error
from publisher.editions.bilingual import pair_with_source
from publisher.fonts.families import lacks_fonts
from publisher.outputs import OUTPUTS
from publisher.pages.layout import PROOF, lay_out
from publisher.project.status import Reviewed, review_edition

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.editions.edition import Edition
    from publisher.editions.proof import Proof
    from publisher.pages.page import Page, Rendering
    from publisher.project.project import Project
    from publisher.project.results import EditionKey, Result, Selection
    from publisher.project.review import Review

FOLDER = "proof"


def select_proofs(project: Project) -> Selection:
    """Return the chosen translations; a source edition has no proof.

    Raises PublisherError if no article is translated into a chosen language.
    """
    selection = project.select()
    translations = [
        key for key in selection.editions if key.language != project.document(key.slug).language
    ]
    if not translations and not selection.failures and project.languages:
        names = ", ".join(map(str, project.languages))
        raise PublisherError(f"no article is translated into {names}; choose another --language")
    return replace(selection, editions=tuple(translations))


def make_proof(project: Project, key: EditionKey, executor: Executor) -> Result:
    """Build the proof of an edition; its file is replaced atomically or left as it was."""
    reviewed = review_edition(project, key)
    if not isinstance(reviewed, Reviewed):
        return reviewed
    try:
        with project.limited(key):
            return _make(project, reviewed, executor)
    except PublisherError as error:
        return replace(reviewed.result, error=error)


def _make(project: Project, reviewed: Reviewed, executor: Executor) -> Result:
    review, result = reviewed
    config, edition = project.config, review.edition
    catalogue = project.locales.file(edition.slug, edition.language)
    proof = _proof(project, review, catalogue)
    file = config.build / FOLDER / f"{edition.slug}.{edition.language.code}.pdf"
    page = lay_out(
        edition,
        (),
        config.templates,
        project.history.last_change([*review.sources, *review.catalogues]),
        design=project.design,
        draft=not edition.freshness.fresh,
        proof=proof,
        links=_links(project, edition, file.parent),
    )
    rendering = _render(project, proof, page, executor)
    if rendering.missing_characters:
        raise _missing_glyph(project, proof, rendering.missing_characters, catalogue)
    write_atomically(file, rendering.content)
    missing = project.page_words.count_missing(edition.language, PROOF)
    return replace(
        result,
        file=file,
        pages=rendering.pages,
        missing_layout_messages=missing,
        error=review.glossary_error,
    )


def _links(project: Project, edition: Edition, folder: Path) -> dict[str, str | None]:
    """Return the addresses of links to other articles; a proof itself has no anchors."""
    links = article_links(project, edition.source, edition.language, OUTPUTS["pdf"], folder)
    is_within = {href for href, address in links.items() if address and address.startswith("#")}
    return {href: None if href in is_within else address for href, address in links.items()}


def _proof(project: Project, review: Review, catalogue: CatalogueFile) -> Proof:
    config = project.config
    changed = project.history.last_change(review.sources)
    return replace(
        pair_with_source(review.edition, config.segment, catalogue.lines, review.findings),
        catalogue=catalogue.path.relative_to(config.root).as_posix(),
        changed=changed and changed.date(),
        stale_since=review.stale_since,
    )


def _render(project: Project, proof: Proof, page: Page, executor: Executor) -> Rendering:
    try:
        render = partial(OUTPUTS["pdf"].render_within, seconds_left())
        return executor.submit(render, page).result()
    except PublisherError as error:
        edition = proof.edition
        problem = f"{error.message}; look at {edition.slug} ({edition.language}) and this layout"
        file = project.config.templates.file(f"{PROOF}.html")
        raise PublisherError(problem, file=file) from error


def _missing_glyph(
    project: Project, proof: Proof, characters: str, catalogue: CatalogueFile
) -> PublisherError:
    """Return the error for `characters` without a glyph in a proof's texts and comments."""
    edition, config = proof.edition, project.config
    languages = (edition.language, edition.source.language)
    if not any(lacks_fonts(language, config.fonts) for language in languages):
        missing = MissingGlyph(characters, config.fonts)
        for pair in proof.pairs:
            for sentence in pair.sentences:
                texts = (pair.text, sentence.comment, *(edit.was for edit in sentence.edits))
                if missing.character in "".join(texts):
                    source = sentence.segment.source
                    return missing.in_message(source, catalogue.path, sentence.line)
    return missing_glyph_error(edition, characters, catalogue, config.segment, config.fonts)
