"""Building of editions; a failure of one does not stop the others.

One function does each step: review → page (`_prepare`) → rendering (the executor) → file
(`_write`). Pages are assembled and files written in this process, in the order in which
renderings are ready.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from queue import SimpleQueue
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.files import write_atomically
from publisher.base.guard import seconds_left
from publisher.build.assemble import assemble_page
from publisher.build.incremental.fingerprints import page_fingerprint
from publisher.build.incremental.ledger import Inputs, input_files
from publisher.build.incremental.links import LinkStates
from publisher.build.missing_glyphs import missing_glyph_error
from publisher.build.render_errors import explain, too_long, with_length_warning
from publisher.build.withdraw import remove
from publisher.fonts.installed import faces
from publisher.project.results import EditionKey
from publisher.project.status import Reviewed, review_edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from concurrent.futures import Executor
    from pathlib import Path

    from publisher.build.incremental.ledger import Ledger
    from publisher.build.incremental.link_state import LinkState
    from publisher.outputs import Output
    from publisher.pages.page import Page, Rendering
    from publisher.project.project import Project
    from publisher.project.results import Result
    from publisher.project.review import Review

_QUEUED = 64  # pages ahead of the workers: more than any machine has cores


@dataclass(frozen=True)
class _Prepared:
    """Edition that is ready to be rendered to an output."""

    review: Review
    result: Result
    page: Page
    output: Output
    links: Mapping[str, LinkState] = field(default_factory=dict)

    @cached_property
    def fingerprint(self) -> str:
        """Fingerprint of the page and of everything that renders it."""
        return page_fingerprint(self.page, faces(self.page.families, self.page.fonts))

    @property
    def key(self) -> EditionKey:
        """Key of the edition."""
        return EditionKey(self.review.edition.slug, self.review.edition.language)

    def path(self, build: Path, *, draft: bool) -> Path:
        """Return the path of the edition's file, as a draft or not."""
        edition = self.review.edition
        return self.output.path_of(build, edition.slug, edition.language.code, draft=draft)


class _Queue:
    """Editions whose pages are being rendered, in the order in which they are ready.

    `concurrent.futures.wait` would not do: Ctrl-C in it leaves locks of futures held, and a
    worker's thread then waits for one without end.
    """

    def __init__(self) -> None:
        self._waiting: dict[Future[Rendering], _Prepared] = {}
        self._ready: SimpleQueue[Future[Rendering]] = SimpleQueue()

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, future: Future[Rendering], prepared: _Prepared) -> None:
        """Add an edition and the future of its rendering."""
        self._waiting[future] = prepared
        future.add_done_callback(self._ready.put)

    def get(self) -> tuple[Future[Rendering], _Prepared]:
        """Wait for the next rendering, and take its edition out."""
        future = self._ready.get()
        return future, self._waiting.pop(future)


def make(
    project: Project,
    editions: Iterable[EditionKey],
    output: Output,
    executor: Executor,
    ledger: Ledger | None = None,
) -> Iterator[Result]:
    """Build editions and yield their results as they are ready.

    Each file is replaced atomically or left as it was. An edition whose page has the
    fingerprint of the last build, in the `ledger`, is left too.
    """
    waiting = _Queue()
    for key in editions:
        prepared = _prepare(project, key, output, ledger)
        if not isinstance(prepared, _Prepared):
            yield prepared
            continue
        waiting.put(_submit(project, prepared, executor), prepared)
        # Keep enough pages queued that no worker idles.
        yield from _finish(project, waiting, ledger, _QUEUED)
    yield from _finish(project, waiting, ledger, 0)


def _prepare(
    project: Project, key: EditionKey, output: Output, ledger: Ledger | None
) -> _Prepared | Result:
    """Return the prepared edition, or its result if nothing has to be rendered."""
    reviewed = review_edition(project, key)
    if not isinstance(reviewed, Reviewed):
        return reviewed
    review, result = reviewed
    try:
        with project.limited(key):
            result = replace(result, held=review.held, findings=review.blocking)
            prepared = _Prepared(review, result, assemble_page(project, review, output), output)
            if ledger is not None:
                prepared = replace(prepared, links=_link_states(project, review))
            unchanged = _unchanged(project, prepared, ledger) if ledger else None
    except PublisherError as error:
        return replace(result, error=error)
    if unchanged is not None or ledger is None:
        return unchanged or prepared
    return replace(prepared, result=replace(result, changes=ledger.changes(key, prepared.links)))


def _link_states(project: Project, review: Review) -> dict[str, LinkState]:
    document, code = review.edition.source, review.edition.language.code
    states = LinkStates(project.links.addresses, project.links.facts)
    return states.of(document.slug, code, document.links)


def _unchanged(project: Project, prepared: _Prepared, ledger: Ledger) -> Result | None:
    """Return the result of an edition whose file was built from the very same page."""
    edition = prepared.review.edition
    before = ledger.find_by_page(prepared.key, prepared.fingerprint)
    if before is None:
        return None
    built = replace(prepared.result, file=before.file, pages=before.pages, scale=before.scale)
    result = with_length_warning(project, edition, built, prepared.page.page_limit)
    _record(project, prepared, ledger, result)
    return result


def _submit(project: Project, prepared: _Prepared, executor: Executor) -> Future[Rendering]:
    """Submit the page; its rendering has the seconds that the edition has left."""
    try:
        with project.limited(prepared.key):
            render = partial(prepared.output.render_within, seconds_left())
            return executor.submit(render, prepared.page)
    except PublisherError as error:
        failed: Future[Rendering] = Future()
        failed.set_exception(error)
        return failed


def _record(project: Project, prepared: _Prepared, ledger: Ledger, result: Result) -> None:
    """Record an edition and its inputs in the ledger."""
    review, source = prepared.review, prepared.review.edition.source
    ledger.record(
        result,
        Inputs(
            languages=tuple(language.code for language in project.all_languages(source)),
            files=(
                *input_files(project.config, source.slug, source.file),
                *project.files_of(source.slug),
            ),
            dated=(review.sources, review.catalogues),
            page=prepared.fingerprint,
            anchors=source.scope.anchors,
            links=prepared.links,
        ),
    )


def _finish(
    project: Project, waiting: _Queue, ledger: Ledger | None, most: int
) -> Iterator[Result]:
    """Write finished renderings until at most `most` pages are waiting."""
    while len(waiting) > most:
        future, prepared = waiting.get()
        try:
            with project.limited(prepared.key):
                result = _write(project, prepared, future)
        except PublisherError as error:
            result = replace(prepared.result, error=error)
        if ledger is not None and result.error is None:
            _record(project, prepared, ledger, result)
        yield result


def _write(project: Project, prepared: _Prepared, future: Future[Rendering]) -> Result:
    config, edition = project.config, prepared.review.edition
    try:
        rendering = future.result()
    except PublisherError as error:
        raise explain(project, edition, error) from error
    if rendering.missing_characters:
        catalogue = project.locales.file(edition.slug, edition.language)
        missing = rendering.missing_characters
        raise missing_glyph_error(edition, missing, catalogue, config.segment, config.fonts)
    draft = not prepared.review.publishable or not rendering.fits
    file = prepared.path(config.build, draft=draft)
    other = prepared.path(config.build, draft=not draft)
    write_atomically(file, rendering.content)
    if other != file and (not draft or config.gate.stale == "withdraw"):
        remove(other, config.build)
    built = replace(prepared.result, file=file, pages=rendering.pages, scale=rendering.scale)
    if not rendering.fits and prepared.review.publishable:
        return replace(built, error=too_long(project, edition, built, prepared.page.page_limit))
    return with_length_warning(project, edition, built, prepared.page.page_limit)
