"""Overview: the status of each edition, with its findings and its file in `build/`."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from publisher.base.progress import silent
from publisher.build.check import check
from publisher.build.incremental.ledger import Ledger
from publisher.build.incremental.links import RecordedFacts
from publisher.build.status import status
from publisher.language.locale import Language
from publisher.project.git_history import History
from publisher.project.results import EditionKey
from publisher.readers.article_addresses import ArticleAddresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from publisher.base.progress import Progress
    from publisher.build.chosen import Chosen
    from publisher.outputs import Output
    from publisher.project.check_editions import Checked
    from publisher.project.config import Config
    from publisher.project.links import ProjectFacts
    from publisher.project.results import Result
    from publisher.readers.discovery import Seeds


def overview(
    config: Config, chosen: Chosen, output: Output, seeds: Seeds, progress: Progress = silent
) -> list[Result]:
    """Return the result of each chosen edition, and the failures of their articles.

    It has all findings, also those that block nothing, and the edition's file if one was built
    from today's inputs. Nothing is built. Raises PublisherError for articles and languages that
    the project does not have.
    """
    results = status(config, chosen, progress, seeds=seeds)
    outcomes = check(config, chosen, progress, seeds=seeds)
    checked = {item.key: item for item in outcomes if item.key}
    slugs = dict.fromkeys(result.slug for result in results)
    files = _files(config, chosen, output, seeds, slugs)
    return [_with_findings(result, checked, files) for result in results]


def _with_findings(
    result: Result, checked: Mapping[EditionKey, Checked], files: Mapping[EditionKey, Path]
) -> Result:
    if result.language is None or result.freshness is None:
        return result
    key = EditionKey(result.slug, result.language)
    found = checked[key]
    error = result.error or found.error
    return replace(result, findings=found.findings, file=files.get(key), error=error)


def _files(
    config: Config, chosen: Chosen, output: Output, seeds: Seeds, slugs: Iterable[str]
) -> dict[EditionKey, Path]:
    """Return the files that were built from today's inputs."""
    history = History(config.root)

    def today() -> ProjectFacts:
        # Slow imports, for links to articles without a record.
        from publisher.project.links import ProjectFacts  # noqa: PLC0415
        from publisher.project.project import open_project  # noqa: PLC0415

        return ProjectFacts(open_project(config, *chosen, seeds=seeds, history=history))

    found: dict[EditionKey, Path] = {}
    # Without a usable build/ there are no files either.
    with suppress(OSError), closing(Ledger(config, output, history)) as ledger:
        addresses = ArticleAddresses(seeds, config.base_url)
        records = RecordedFacts(ledger, addresses, cache(today))
        for slug in slugs:
            for code, record in records.up_to_date(slug).items():
                found[EditionKey(slug, Language(code))] = config.root / record.file
    return found
