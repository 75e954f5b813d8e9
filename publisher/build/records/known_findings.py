"""Known findings: those that another task has recorded for an edition, if they are up to date."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from publisher.build.incremental.rows import UNREADABLE
from publisher.project.results import finding_of, finding_values

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from publisher.build.records.ledger import Ledger
    from publisher.build.records.links import RecordedLinks
    from publisher.checks.finding import Finding
    from publisher.project.results import EditionKey

_FINDINGS = "findings"


class KnownFindings:
    """Findings of editions by themselves, from the records in a ledger.

    They do not depend on other catalogues, so the lookups of a record need not be repeated.
    """

    def __init__(self, ledger: Ledger, links: RecordedLinks, root: Path) -> None:
        self._links, self._root = links, root
        # The editions of an article are asked for one after the other.
        self._up_to_date = lru_cache(maxsize=1)(ledger.up_to_date)

    def of(self, key: EditionKey) -> list[Finding] | None:
        """Return the findings of an edition, or None if they are not known."""
        with suppress(*UNREADABLE):
            value = self._up_to_date(key.slug)[key.language.code].value
            if self._links.lead_alike(key.slug, value["links"]):
                return [finding_of(values, self._root) for values in value[_FINDINGS]]
        return None


def findings_value(findings: Iterable[Finding], root: Path) -> dict[str, object]:
    """Return the part of a record's value that makes findings known to another task."""
    return {_FINDINGS: [finding_values(found, root) for found in findings]}
