"""Checks of editions, from records where nothing changed; `project.check_editions` makes them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.base.progress import silent
from publisher.build.incremental.fingerprints import edition_inputs
from publisher.build.records.known_findings import findings_value
from publisher.build.records.ledger import Task
from publisher.build.records.run import Failed, Made, Run
from publisher.catalogues.language_pair import LanguagePair
from publisher.language.locale import Language
from publisher.project.check_editions import (
    Checked,
    check_edition,
    check_layout_messages,
)
from publisher.project.results import finding_of, finding_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.base.progress import Progress
    from publisher.build.chosen import Chosen
    from publisher.project.config import Config
    from publisher.project.project import Project
    from publisher.project.results import EditionKey
    from publisher.readers.discovery import Seeds

_TASK = Task("check", edition_inputs, findings_of="status")


def check(
    config: Config,
    chosen: Chosen,
    progress: Progress = silent,
    *,
    seeds: Seeds | None = None,
) -> list[Checked]:
    """Check the chosen editions; see `check_editions`.

    Give the `seeds` if they have been found already.
    """

    def read(key: EditionKey, value: Mapping[str, Any]) -> _Checked:
        recorded = (*value["findings"], *value["across"])
        found = (finding_of(values, config.root) for values in recorded)
        source = Language.parse(value["languages"][0])
        checked = Checked(key, tuple(found), missing=int(value["missing"]))
        return _Checked(checked, LanguagePair(source, key.language))

    with closing(Run(config, _TASK, chosen, progress, seeds)) as run:
        run.project.checker.policy(config.source_language)
        failures = [Checked(error=error) for error in run.seed_errors]
        made: list[_Checked] = []
        for item in run.editions(read, _make):
            if isinstance(item, Failed):
                failures.append(Checked(error=item.error))
            else:
                made.append(item)
        pairs = (item.pair for item in made if item.pair.source != item.pair.target)
        layouts = check_layout_messages(run.project)
        left_out = [Checked(error=error) for error in run.left_out(pairs)]
        return [*failures, *(item.checked for item in made), *layouts, *left_out]


class _Checked(NamedTuple):
    """Outcome of a check, and the languages of the article and of the edition."""

    checked: Checked
    pair: LanguagePair


def _make(project: Project, key: EditionKey) -> Made[_Checked]:
    checked = check_edition(project, key)
    made = _Checked(checked, LanguagePair(project.document(key.slug).language, key.language))
    if checked.error is not None:
        return Made(made)
    root, own = project.config.root, project.review(*key).findings
    across = [finding_values(found, root) for found in checked.findings[len(own) :]]
    value = {**findings_value(own, root), "across": across, "missing": checked.missing}
    return Made(made, value, others=project.checker.others(project.edition(*key)))
