"""Budgets of a project's articles and editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.guard import Budget

if TYPE_CHECKING:
    from publisher.base.limits import Limits
    from publisher.project.results import EditionKey


class Budgets:
    """Rest of the limits of articles and editions, over all steps of the pipeline."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._articles: dict[str, Budget] = {}
        self._editions: dict[EditionKey, Budget] = {}

    def of_article(self, slug: str) -> Budget:
        """Return the budget for reading an article."""
        return self._articles.setdefault(slug, Budget.whole(self._limits))

    def is_mostly_spent(self, slug: str) -> bool:
        """Return whether reading an article has taken more time than it left for its editions."""
        return self.of_article(slug).seconds_left < self._limits.seconds / 2

    def of_edition(self, key: EditionKey) -> Budget:
        """Return the budget of an edition: reading its article has used a part of it."""
        rest = Budget(self._limits, self.of_article(key.slug).seconds_left)
        return self._editions.setdefault(key, rest)
