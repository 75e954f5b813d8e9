"""Status of editions, from records where nothing changed; `project.status` computes it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from publisher.base.progress import silent
from publisher.build.incremental.fingerprints import edition_inputs
from publisher.build.records.known_findings import findings_value
from publisher.build.records.ledger import Task
from publisher.build.records.run import Failed, Made, Run
from publisher.project.results import Result, result_of, summary_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.base.progress import Progress
    from publisher.build.chosen import Chosen
    from publisher.project.config import Config
    from publisher.project.project import Project
    from publisher.project.results import EditionKey
    from publisher.readers.discovery import Seeds

_TASK = Task("status", edition_inputs, findings_of="check")


def status(
    config: Config,
    chosen: Chosen,
    progress: Progress = silent,
    *,
    seeds: Seeds | None = None,
) -> list[Result]:
    """Return the status of the chosen editions, and errors.

    Give the `seeds` if they have been found already. Raises PublisherError for
    articles and languages that the project does not have.
    """

    def read(key: EditionKey, value: Mapping[str, Any]) -> Result:
        return result_of(key, value["result"], config.root)

    with closing(Run(config, _TASK, chosen, progress, seeds)) as run:
        errors = [Result(error=error) for error in run.seed_errors]
        found = run.editions(read, _make)
        return errors + [
            Result(slug=item.slug, error=item.error) if isinstance(item, Failed) else item
            for item in found
        ]


def _make(project: Project, key: EditionKey) -> Made[Result]:
    from publisher.project.status import status_of  # noqa: PLC0415 - slow

    result = status_of(project, key)
    if result.error is not None:
        return Made(result)
    review = project.review(*key)
    root = project.config.root
    value: dict[str, Any] = {"result": summary_of(replace(result, changes=()), root)}
    if review.edition.freshness.fresh:
        # It does not depend on dates, and git need not run.
        return Made(result, {**value, **findings_value(review.findings, root)})
    return Made(result, value, dated=(review.sources, review.catalogues))
