"""Building: each edition made, or its failure told; one's failure leaves the others be."""

from __future__ import annotations

import datetime as dt
import glob
import os
import re
from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from publisher.characters import JOINED
from publisher.errors import FAILURES, PublisherError, told
from publisher.files import write_whole
from publisher.glyphs import glyph_error
from publisher.history import last_change
from publisher.inspection import held_back, look_at
from publisher.layout import Sibling, lay_out
from publisher.outputs import OUTPUTS
from publisher.outputs.rendering import Attachment, Page
from publisher.workers import Here, OverLimitError, Workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor, Future

    from publisher.catalog import Freshness
    from publisher.checks.finding import Finding
    from publisher.edition import Edition
    from publisher.language import Language
    from publisher.outputs import Output
    from publisher.outputs.rendering import Relationship, Rendering
    from publisher.project import Project

_AHEAD = 64  # pages laid out before they are rendered: more than there are cores
# Not asked of the system, which would say otherwise elsewhere (RFC 2046, RFC 7763, IANA).
_MEDIA_TYPES = MappingProxyType(
    {
        ".txt": "text/plain",
        ".md": "text/markdown",
        ".html": "text/html",
        ".htm": "text/html",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".toml": "application/toml",
        ".po": "text/x-gettext-translation",
    }
)


@dataclass(frozen=True)
class Job:
    """One edition to make. What cannot be an edition has an error and no language."""

    slug: str = ""
    language: Language | None = None
    error: PublisherError | None = None


@dataclass(frozen=True)
class Result:
    """What became of a job.

    `missing_words` counts the layouts' own words that are not translated; `warnings` are
    what an editor or translator should know and that stops nothing. `stale_since` is the
    day when the article became newer than its translation, where the history tells.
    `held` says why the gate kept a complete edition back, `findings` are what blocks it.
    """

    job: Job
    freshness: Freshness | None = None
    missing_words: int = 0
    file: Path | None = None
    pages: int | None = None
    error: PublisherError | None = None
    warnings: tuple[PublisherError, ...] = ()
    stale_since: dt.date | None = None
    held: str | None = None
    findings: tuple[Finding, ...] = ()


def jobs(project: Project) -> list[Job]:
    """Return a job for each chosen edition, the source's first."""
    found = [Job(error=error) for error in project.seed_errors]
    for slug in project.chosen_slugs:
        try:
            languages = project.all_languages(project.document(slug))
        except FAILURES as error:
            found.append(Job(slug, error=told(error)))
        else:
            found += [Job(slug, language) for language in languages if project.is_chosen(language)]
    return found


def assess(project: Project, job: Job) -> Result:
    """Say how fresh an edition is, without making it."""
    if job.language is None:
        return Result(job, error=job.error)
    try:
        edition = project.edition(job.slug, job.language)
        return Result(
            job,
            edition.freshness,
            project.missing_words(job.language),
            warnings=(
                *project.design.theme.warnings,
                *edition.source.warnings,
                *_misplaced(project, edition),
            ),
            stale_since=_stale_since(project, edition),
        )
    except FAILURES as error:
        return Result(job, error=told(error))


def _stale_since(project: Project, edition: Edition) -> dt.date | None:
    if edition.freshness.fresh:
        return None
    catalogue = project.config.catalogue(edition.slug, edition.language)
    article = last_change(sources_of(edition))
    translation = last_change([catalogue]) if catalogue.exists() else None
    if article is None or (translation is not None and translation >= article):
        return None
    return article.date()


def sources_of(edition: Edition) -> list[Path]:
    """Return the files that an article was read from: its text, and what is said of it."""
    document = edition.source
    found = [document.file, document.metadata_file or document.file]
    return [file for file in dict.fromkeys(found) if file.exists()]


def _catalogues(project: Project, edition: Edition) -> list[Path]:
    """Return the edition's own catalogue; the source's has none."""
    file = project.config.catalogue(edition.slug, edition.language)
    return [file] if file.exists() and not edition.is_source else []


def _attachments(project: Project, edition: Edition) -> tuple[Attachment, ...]:
    """Return the files that the edition was made from: the article, and its catalogue."""
    article = (_attachment(file, "Source") for file in sources_of(edition))
    catalogues = (_attachment(file, "Supplement") for file in _catalogues(project, edition))
    return (*article, *catalogues)


def _attachment(file: Path, relationship: Relationship) -> Attachment:
    kind = _MEDIA_TYPES.get(file.suffix.lower(), "application/octet-stream")
    return Attachment(file.name, kind, file.read_bytes(), relationship, last_change([file]))


def _misplaced(project: Project, edition: Edition) -> Iterator[PublisherError]:
    file = project.config.catalogue(edition.slug, edition.language)
    for segment in edition.misplaced:
        words = shorten(segment.source, 60, placeholder="…")
        yield PublisherError(
            f"“{words}” is translated as {JOINED}, but no sentence of its paragraph stands"
            " before it; translate it",
            file=file,
        )


@dataclass(frozen=True)
class _Prepared:
    """An edition that waits for its rendering, and its places: `finished`, or as a `draft`.

    `promised` is how many pages its layout has for it, where that is limited.
    """

    result: Result
    edition: Edition
    finished: Path
    draft: Path
    promised: int | None


def executor(project: Project, output_name: str, count: int | None = None) -> Executor:
    """Return what renders an output: where that is slow, `count` processes, all cores' by default.

    They start at once, while the project is read.
    """
    warm = OUTPUTS[output_name].warm
    if warm is None:
        return Here()
    return Workers(count or len(os.sched_getaffinity(0)), project.config.limits, warm)


def make(
    project: Project, jobs: Iterable[Job], output_name: str, executor: Executor
) -> Iterator[Result]:
    """Make editions, each written whole or left as it was; yield what became of them.

    Pages are laid out here, rendered by `executor`, and written here, in whatever order
    they are done.
    """
    output = OUTPUTS[output_name]
    waiting: dict[Future[Rendering], _Prepared] = {}
    for job in jobs:
        result = assess(project, job)
        if result.error is not None or job.language is None:
            yield result
            continue
        try:
            prepared, page = _prepare(project, _gated(project, result, output), output)
        except FAILURES as error:
            yield replace(result, error=told(error))
            continue
        waiting[executor.submit(output.render, page)] = prepared
        # So many pages wait that no worker ever does.
        yield from _finish(project, waiting, _AHEAD)
    yield from _finish(project, waiting, 0)


def _gated(project: Project, result: Result, output: Output) -> tuple[Result, Edition]:
    """Ask the gate, where there is one; what it holds back is a draft."""
    job = result.job
    assert job.language is not None  # noqa: S101 - what has none has an error
    edition = project.edition(job.slug, job.language)
    if not _is_gated(output):
        return result, edition
    held = held_back(project, edition)
    blocks = project.config.gate.blocks
    found = tuple(f for f in look_at(project, edition) if f.severity in blocks)
    return replace(result, held=held, findings=found), replace(edition, held=held is not None)


def _prepare(
    project: Project, assessed: tuple[Result, Edition], output: Output
) -> tuple[_Prepared, Page]:
    result, edition = assessed
    finished = _place(project, output, edition.slug, edition.language)
    draft = _place(project, output, edition.slug, edition.language, output.draft_folder)
    page = _page(project, output, edition, finished if edition.finished else draft)
    return _Prepared(result, edition, finished, draft, page.promised), page


def _finish(
    project: Project, waiting: dict[Future[Rendering], _Prepared], most: int
) -> Iterator[Result]:
    """Write what is rendered, until at most so many are waiting."""
    while len(waiting) > most:
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            prepared = waiting.pop(future)
            try:
                yield _write(project, prepared, future)
            except FAILURES as error:
                yield replace(prepared.result, error=told(error))


def _write(project: Project, prepared: _Prepared, future: Future[Rendering]) -> Result:
    config, edition = project.config, prepared.edition
    try:
        rendering = future.result()
    except PublisherError as error:
        raise _explained(project, edition, error) from error
    if rendering.foreign:
        catalogue = config.catalogue(edition.slug, edition.language)
        raise glyph_error(edition, rendering.foreign, catalogue, config.segment)
    published = edition.finished and rendering.fits
    file, twin = prepared.finished, prepared.draft
    if not published:
        file, twin = twin, file
    write_whole(file, rendering.content)
    if twin != file and (published or config.gate.stale == "withdraw"):
        _remove(twin)
    made = replace(prepared.result, file=file, pages=rendering.pages)
    remark = _remark_on_length(project, prepared, rendering)
    if not rendering.fits:
        return replace(made, error=remark)
    return replace(made, warnings=(*made.warnings, remark)) if remark else made


def _remark_on_length(
    project: Project, prepared: _Prepared, rendering: Rendering
) -> PublisherError | None:
    """Say what was done to keep the layout's promise, or that nothing helped."""
    if rendering.fits and rendering.scale == 1:
        return None
    edition, number = prepared.edition, prepared.promised
    promised = f"{number} page{'s' if number != 1 else ''}"
    catalogue = project.config.catalogue(edition.slug, edition.language)
    file = edition.source.file if edition.is_source else catalogue
    layout = _layout_of(project, edition)
    if rendering.fits:
        problem = f"the type is set at {rendering.scale:.0%} of its size to fit {promised}"
    else:
        problem = (
            f"the text takes {rendering.pages} pages, even at {rendering.scale:.0%} of the"
            f" type's size, and the layout promises {promised}; shorten it or choose"
            ' layout = "article"'
        )
    return PublisherError(f"{layout}: {problem}", file=file)


def _layout_of(project: Project, edition: Edition) -> str:
    return edition.target.metadata.layout or project.config.layout


def _explained(project: Project, edition: Edition, error: PublisherError) -> PublisherError:
    """Say of what a page was made that cannot be rendered."""
    templates = project.config.templates
    if isinstance(error, OverLimitError):
        problem = f"in {edition.language.code} it {error.message}"
        return PublisherError(problem, file=edition.source.file)
    if "asset:theme:" in error.message:
        problem = "logo: the image cannot be drawn; save it anew, or as PNG"
        return PublisherError(problem, file=templates / "theme.toml")
    if image := re.search(r"asset:([^\s:';]+)", error.message):
        problem = f"the image {unquote(image[1])!r} cannot be drawn; save it anew, or as PNG"
        return PublisherError(problem, file=edition.source.file)
    where = f"{error.message}; look at {edition.slug} ({edition.language}) and its layout"
    return PublisherError(where, file=templates / f"{_layout_of(project, edition)}.html")


def _is_gated(output: Output) -> bool:
    """Say whether an output has a folder that only finished editions reach."""
    return output.folder != output.draft_folder


@dataclass(frozen=True)
class Stale:
    """A file that today's text and catalogues do not make: withdrawn, or kept since a day."""

    file: Path
    kept_since: dt.date | None = None


def withdraw_stale(project: Project, output_name: str) -> list[Stale]:
    """Take out of an output's folder all that today's text does not make, and name it.

    That is: editions of any article and language that are not finished any more, and
    files of articles and languages that are gone. The former stay where the gate keeps
    what is stale. An edition whose seed or catalogue cannot be read keeps its last file,
    until somebody mends that.
    """
    output = OUTPUTS[output_name]
    folder = project.config.build / output.folder
    if not _is_gated(output) or not folder.is_dir():
        return []
    kept, old = set[Path](), set[Path]()
    for slug in project.seeds.files:
        try:
            languages = project.all_languages(project.document(slug))
        except FAILURES:
            kept.update(folder.glob(f"{glob.escape(slug)}.*.{output.ending}"))
            continue
        for language in languages:
            place = _place(project, output, slug, language)
            (kept if _may_stay(project, slug, language) else old).add(place)
    if project.config.gate.stale == "withdraw":
        old = set()
    found = []
    for file in sorted(folder.rglob(f"*.{output.ending}")):
        if file in old:
            day = dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC).date()
            found.append(Stale(file, day))
        elif file not in kept:
            _remove(file)
            found.append(Stale(file))
    return found


def _may_stay(project: Project, slug: str, language: Language) -> bool:
    try:
        return _is_finished(project, slug, language)
    except FAILURES:
        return True


def _is_finished(project: Project, slug: str, language: Language) -> bool:
    """Say whether readers may have an edition. Raises PublisherError."""
    edition = project.edition(slug, language)
    return edition.freshness.fresh and held_back(project, edition) is None


def _can_be_linked(project: Project, output: Output, slug: str, language: Language) -> bool:
    try:
        edition = project.edition(slug, language)
        if not _is_gated(output):
            return edition.freshness.fresh
        return _is_finished(project, slug, language)
    except FAILURES:
        return False


def _remove(file: Path) -> None:
    if file.is_file():
        file.unlink()


def _place(
    project: Project, output: Output, slug: str, language: Language, folder: str | None = None
) -> Path:
    name = f"{slug}.{language.code}.{output.ending}"
    return project.config.build / (folder or output.folder) / name


def _page(project: Project, output: Output, edition: Edition, file: Path) -> Page:
    """Lay the edition out, with links from `file` to its finished siblings.

    Whether a sibling is finished is a fact of its catalogue, so that the page is the
    same whichever editions are made together with it.
    """
    config, document = project.config, edition.source
    languages = project.all_languages(document)
    siblings = [
        Sibling(language, _link(_place(project, output, edition.slug, language), file))
        for language in languages
        if language != edition.language and _can_be_linked(project, output, edition.slug, language)
    ]
    changed = last_change([*sources_of(edition), *_catalogues(project, edition)])
    page = lay_out(edition, siblings, config.templates, changed, design=project.design)
    return replace(page, attachments=_attachments(project, edition)) if config.attach else page


def _link(target: Path, file: Path) -> str:
    return quote(Path(os.path.relpath(target, file.parent)).as_posix())
