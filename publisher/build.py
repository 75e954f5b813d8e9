"""Building: each edition made, or its failure told; one's failure leaves the others be."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from publisher.errors import GlyphError, PublisherError
from publisher.files import write_whole
from publisher.layout import Sibling, lay_out, page_families
from publisher.outputs import render_pdf
from publisher.project import WORDS
from publisher.segments import segments

if TYPE_CHECKING:
    from publisher.catalog import Freshness
    from publisher.edition import Edition
    from publisher.language import Language
    from publisher.project import Project

Output = Literal["pdf", "html"]


@dataclass(frozen=True)
class Job:
    """One edition to make. An article that cannot be read has an error and no language."""

    slug: str
    language: Language | None
    error: PublisherError | None = None


@dataclass(frozen=True)
class Result:
    """What became of a job.

    `missing_words` counts the layouts' own words that are not translated; `withdrawn`
    is the finished file of an earlier day that today's unfinished edition replaces.
    """

    job: Job
    freshness: Freshness | None = None
    missing_words: int = 0
    file: Path | None = None
    pages: int | None = None
    withdrawn: Path | None = None
    error: PublisherError | None = None

    @property
    def complete(self) -> bool:
        """Whether every word of it is translated, the layout's own too."""
        fresh = self.freshness is not None and self.freshness.fresh
        return fresh and not self.missing_words and self.error is None


def jobs(project: Project) -> list[Job]:
    """Return a job for each chosen edition, the source's first."""
    found = []
    for slug in project.seeds:
        try:
            languages = project.chosen_languages(project.document(slug))
        except PublisherError as error:
            found.append(Job(slug, None, error))
        else:
            found += [Job(slug, language) for language in languages]
    return found


def assess(project: Project, job: Job) -> Result:
    """Say how fresh an edition is, without making it."""
    if job.language is None:
        return Result(job, error=job.error)
    try:
        edition = project.edition(job.slug, job.language)
        missing = project.missing_words(job.language)
    except PublisherError as error:
        return Result(job, error=error)
    return Result(job, edition.freshness, missing)


def make(project: Project, job: Job, output: Output) -> Result:
    """Make one edition and write it whole, or leave everything as it was."""
    result = assess(project, job)
    if result.error is not None or job.language is None:
        return result
    edition = project.edition(job.slug, job.language)
    write = {"pdf": _write_pdf, "html": _write_html}[output]
    try:
        return write(project, edition, result)
    except PublisherError as error:
        return replace(result, error=error)


def _write_html(project: Project, edition: Edition, result: Result) -> Result:
    file = _place(project, edition.slug, edition.language, "html", "html")
    page = _page(project, edition, file, "html", "html")
    write_whole(file, page.encode())
    return replace(result, file=file)


def _write_pdf(project: Project, edition: Edition, result: Result) -> Result:
    """Write a finished edition to build/pdf, any other to build/draft, and take back its twin.

    What stands in build/pdf is then always what today's text and catalogues say.
    """
    slug, language = edition.slug, edition.language
    finished = _place(project, slug, language, "pdf", "pdf")
    draft = _place(project, slug, language, "draft", "pdf")
    file, twin = (finished, draft) if edition.freshness.fresh else (draft, finished)
    page = _page(project, edition, file, "pdf", "pdf")
    pdf = render_pdf(page, page_families(edition, project.all_languages(edition.source)))
    if pdf.foreign:
        raise _glyph_error(project, edition, pdf.foreign)
    write_whole(file, pdf.content)
    withdrawn = twin if twin == finished and twin.is_file() else None
    if twin.is_file():
        twin.unlink()
    return replace(result, file=file, pages=pdf.pages, withdrawn=withdrawn)


def _place(project: Project, slug: str, language: Language, folder: str, ending: str) -> Path:
    return project.config.build / folder / f"{slug}.{language.code}.{ending}"


def _page(project: Project, edition: Edition, file: Path, folder: str, ending: str) -> str:
    """Lay the edition out, with links from `file` to its finished siblings in `folder`."""
    languages = project.all_languages(edition.source)
    siblings = [
        Sibling(language, _link(_place(project, edition.slug, language, folder, ending), file))
        for language in languages
        if language != edition.language and project.finished(edition.slug, language)
    ]
    return lay_out(edition, siblings, project.config.templates, languages)


def _link(target: Path, file: Path) -> str:
    return quote(Path(os.path.relpath(target, file.parent)).as_posix())


def _glyph_error(project: Project, edition: Edition, characters: str) -> GlyphError:
    """Say which character has no glyph, and where it stands: file, line and segment."""
    first = characters[0]
    name = unicodedata.name(first, "unnamed")
    others = f" and {len(characters) - 1} more characters" if len(characters) > 1 else ""
    problem = f"no chosen font has {first!r} (U+{ord(first):04X} {name}){others}"
    mend = f"replace it, or see invoke doctor --language {edition.language} for missing fonts"
    catalogue = project.config.catalogue(edition.slug, edition.language)
    for segment in segments(edition.source, project.config.segment):
        translation = None if edition.is_source else edition.catalogue.translation(segment.source)
        if first in (translation or segment.source):
            file = catalogue if translation else edition.source.file
            line = _line_of(first, file) if translation else segment.line
            text = shorten(segment.source, 60, placeholder="…")
            return GlyphError(f"{problem}, in “{text}”; {mend}", file=file, line=line)
    return GlyphError(
        f"{problem}, in the words, names or dates that the layout adds; {mend}",
        file=project.config.catalogue(WORDS, edition.language),
    )


def _line_of(character: str, catalogue: Path) -> int | None:
    lines = catalogue.read_text(encoding="utf-8").splitlines()
    places = (n for n, text in enumerate(lines, 1) if character in text and text[:1] != "#")
    return next(places, None)
