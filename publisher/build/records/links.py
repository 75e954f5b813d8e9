"""Links of articles: their targets today, compared with their former ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.build.incremental.links import LinkStates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from publisher.build.records.ledger import Ledger
    from publisher.project.project import Project
    from publisher.readers.article_addresses import ArticleAddresses


class RecordedLinks:
    """States of the links of articles, as far as results depend on them.

    The anchors of other articles come from the records that are up to date, or else from the
    project, which reads these articles.
    """

    def __init__(
        self, ledger: Ledger, addresses: ArticleAddresses, open_project: Callable[[], Project]
    ) -> None:
        self._ledger, self._open_project = ledger, open_project
        self._states = LinkStates(addresses, self)
        self._anchors: dict[str, frozenset[str] | None] = {}

    def of(self, slug: str) -> dict[str, list[str]]:
        """Return the targets of an article's links, by address."""
        links = self._open_project().document(slug).links
        states = {href: self._states.of_source(slug, href) for href in links}
        return {href: list(state) for href, state in states.items() if state is not None}

    def lead_alike(self, slug: str, links: Mapping[str, Sequence[str]]) -> bool:
        """Return whether links have the targets that they had."""
        return all(
            (found := self._states.of_source(slug, href)) is not None
            and list(found) == list(state)
            for href, state in links.items()
        )

    def anchors(self, slug: str) -> frozenset[str] | None:
        """Return the anchors of an article; None if it cannot be read."""
        if slug not in self._anchors:
            records = self._ledger.up_to_date(slug).values()
            found = next((record.value["anchors"] for record in records), None)
            self._anchors[slug] = (
                self._open_project().links.facts.anchors(slug)
                if found is None
                else frozenset(map(str, found))
            )
        return self._anchors[slug]

    def edition(self, _slug: str, _code: str) -> str:
        """Return no language: findings and counts depend on no other edition."""
        return ""
