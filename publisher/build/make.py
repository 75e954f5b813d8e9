"""Building: each edition made, or its failure told; one's failure leaves the others be."""

from __future__ import annotations

import re
from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from publisher.base.errors import FAILURES, PublisherError, as_publisher_error
from publisher.base.files import write_atomically
from publisher.base.workers import OverLimitError
from publisher.build.assemble import assemble_page
from publisher.build.incremental.fingerprints import page_fingerprint
from publisher.build.incremental.ledger import input_files
from publisher.build.missing_glyphs import missing_glyph_error
from publisher.build.withdraw import remove
from publisher.fonts.installed import faces
from publisher.outputs import OUTPUTS
from publisher.project.inspection import held_back, look_at
from publisher.project.status import assess, catalogues_of, sources_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from publisher.build.incremental.ledger import Ledger
    from publisher.editions.edition import Edition
    from publisher.outputs import Output
    from publisher.pages.page import Page, Rendering
    from publisher.project.project import Project
    from publisher.project.results import Job, Result

_AHEAD = 64  # pages laid out before they are rendered: more than there are cores


@dataclass(frozen=True)
class _Prepared:
    """An edition that waits for its rendering, and its places: `finished`, or as a `draft`.

    `changed` are the inputs that it is made anew for.
    """

    result: Result
    edition: Edition
    finished: Path
    draft: Path
    page: Page
    changed: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> str:
        """The digest of the page, and of all that it is rendered with."""
        return page_fingerprint(self.page, (face.file for face in faces(self.page.families)))


def make(
    project: Project,
    jobs: Iterable[Job],
    output_name: str,
    executor: Executor,
    ledger: Ledger | None = None,
) -> Iterator[Result]:
    """Make editions, each written whole or left as it was; yield what became of them.

    Pages are laid out here, rendered by `executor`, and written here, in whatever order
    they are done. One whose page is that of before, by the `ledger`, is left as it is.
    """
    output = OUTPUTS[output_name]
    waiting: dict[Future[Rendering], _Prepared] = {}
    for job in jobs:
        result = assess(project, job)
        if result.error is not None or job.language is None:
            yield result
            continue
        try:
            prepared = _prepare(project, _gated(project, result, output), output)
            if ledger:
                made_for = ledger.changes(job.slug, job.language.code)
                prepared = replace(prepared, changed=made_for)
            known = _known(project, prepared, ledger) if ledger else None
        except FAILURES as error:
            yield replace(result, error=as_publisher_error(error))
            continue
        if known is not None:
            yield known
            continue
        waiting[executor.submit(output.render, prepared.page)] = prepared
        # So many pages wait that no worker ever does.
        yield from _finish(project, waiting, ledger, _AHEAD)
    yield from _finish(project, waiting, ledger, 0)


def _gated(project: Project, result: Result, output: Output) -> tuple[Result, Edition]:
    """Ask the gate, where there is one; what it holds back is a draft."""
    job = result.job
    assert job.language is not None  # noqa: S101 - what has none has an error
    edition = project.edition(job.slug, job.language)
    if not output.is_gated:
        return result, edition
    held = held_back(project, edition)
    blocks = project.config.gate.blocks
    found = tuple(f for f in look_at(project, edition) if f.severity in blocks)
    return replace(result, held=held, findings=found), replace(edition, held=held is not None)


def _prepare(project: Project, assessed: tuple[Result, Edition], output: Output) -> _Prepared:
    (result, edition), build = assessed, project.config.build
    slug, code = edition.slug, edition.language.code
    finished = output.place(build, slug, code)
    draft = output.place(build, slug, code, draft=True)
    page = assemble_page(project, output, edition, finished if edition.finished else draft)
    return _Prepared(result, edition, finished, draft, page)


def _known(project: Project, prepared: _Prepared, ledger: Ledger) -> Result | None:
    """Return what there is of an edition if it was made of the very same page."""
    before = ledger.with_page(prepared.result.job, prepared.digest)
    if before is None:
        return None
    made = replace(prepared.result, file=before.file, pages=before.pages, scale=before.scale)
    result = _with_remark(project, prepared, made, fits=True)
    _keep(project, prepared, ledger, result)
    return result


def _keep(project: Project, prepared: _Prepared, ledger: Ledger, result: Result) -> None:
    """Record an edition and what it was made of."""
    edition, source = prepared.edition, prepared.edition.source
    languages = [language.code for language in project.all_languages(source)]
    images = [asset.file for asset in source.assets.values() if asset.file is not None]
    sources, catalogues = sources_of(edition), catalogues_of(project, edition)
    files = [*input_files(project.config, edition.slug, source.file), *images]
    ledger.keep(result, languages, files, (sources, catalogues), prepared.digest)


def _finish(
    project: Project,
    waiting: dict[Future[Rendering], _Prepared],
    ledger: Ledger | None,
    most: int,
) -> Iterator[Result]:
    """Write what is rendered, until at most so many are waiting."""
    while len(waiting) > most:
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            prepared = waiting.pop(future)
            try:
                result = _write(project, prepared, future)
            except FAILURES as error:
                result = replace(prepared.result, error=as_publisher_error(error))
            if ledger is not None and result.error is None:
                _keep(project, prepared, ledger, result)
            yield replace(result, changed=prepared.changed)


def _write(project: Project, prepared: _Prepared, future: Future[Rendering]) -> Result:
    config, edition = project.config, prepared.edition
    try:
        rendering = future.result()
    except PublisherError as error:
        raise _explained(project, edition, error) from error
    if rendering.foreign:
        catalogue = config.catalogue(edition.slug, edition.language)
        raise missing_glyph_error(edition, rendering.foreign, catalogue, config.segment)
    published = edition.finished and rendering.fits
    file, twin = prepared.finished, prepared.draft
    if not published:
        file, twin = twin, file
    write_atomically(file, rendering.content)
    if twin != file and (published or config.gate.stale == "withdraw"):
        remove(twin)
    pages, scale = rendering.pages, rendering.scale
    made = replace(prepared.result, file=file, pages=pages, scale=scale)
    return _with_remark(project, prepared, made, fits=rendering.fits)


def _with_remark(project: Project, prepared: _Prepared, made: Result, *, fits: bool) -> Result:
    """Say what was done to keep the layout's promise of pages, or that nothing helped."""
    if fits and made.scale == 1:
        return made
    edition, number = prepared.edition, prepared.page.promised
    promised = f"{number} page{'s' if number != 1 else ''}"
    catalogue = project.config.catalogue(edition.slug, edition.language)
    file = edition.source.file if edition.is_source else catalogue
    layout = _layout_of(project, edition)
    if fits:
        problem = f"the type is set at {made.scale:.0%} of its size to fit {promised}"
    else:
        problem = (
            f"the text takes {made.pages} pages, even at {made.scale:.0%} of the"
            f" type's size, and the layout promises {promised}; shorten it or choose"
            ' layout = "article"'
        )
    remark = PublisherError(f"{layout}: {problem}", file=file)
    if not fits:
        return replace(made, error=remark)
    return replace(made, warnings=(*made.warnings, remark))


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
