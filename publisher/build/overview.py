"""Overview: the status of each edition, with its findings and its file in `build/`."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.build.incremental.ledger import Ledger
from publisher.build.incremental.links import RecordedFacts
from publisher.project.status import Reviewed, review_edition

if TYPE_CHECKING:
    from publisher.outputs import Output
    from publisher.project.project import Project
    from publisher.project.results import EditionKey, Result


def overview(project: Project, output: Output) -> list[Result]:
    """Return the result of each chosen edition, and the failures of their articles.

    It has all findings, also those that block nothing, and the edition's file if one was built
    from today's inputs. Nothing is built.
    """
    selection = project.select()
    with ExitStack() as stack:
        records = None
        with suppress(OSError):  # build/ cannot be used, so that it has no files either
            ledger = Ledger(project.config, output, project.history)
            stack.callback(ledger.close)
            addresses, facts = project.links.addresses, project.links.facts
            records = RecordedFacts(ledger, addresses, lambda: facts)
        chosen = selection.editions
        checked = project.progress(chosen, len(chosen), "Checking editions")
        results = [_overview_of(project, key, records) for key in checked]
    return selection.in_order([*selection.failures, *results])


def _overview_of(project: Project, key: EditionKey, records: RecordedFacts | None) -> Result:
    reviewed = review_edition(project, key)
    if not isinstance(reviewed, Reviewed):
        return reviewed
    review, result = reviewed
    record = records.up_to_date(key.slug).get(key.language.code) if records else None
    result = replace(result, file=project.config.root / record.file if record else None)
    try:
        with project.limited(key):
            across = project.checker.findings_across(review.edition)
            return replace(result, held=review.held, findings=(*review.findings, *across))
    except PublisherError as error:
        return replace(result, error=error)
