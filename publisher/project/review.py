"""Review: everything known about an edition before it is laid out."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from functools import cached_property
from textwrap import shorten
from typing import TYPE_CHECKING

from publisher.base.characters import JOIN_MARK
from publisher.base.errors import PublisherError
from publisher.base.plural import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from publisher.checks.finding import Finding
    from publisher.editions.edition import Edition
    from publisher.project.gate import Gate
    from publisher.project.git_history import History


@dataclass(frozen=True, kw_only=True, eq=False)
class Review:
    """Review of an edition; `publishable` is the one answer to whether readers may have it.

    - `sources`: files of the article, its text and its sidecar
    - `catalogues`: the edition's own catalogue file; a source edition has none
    - `missing_layout_messages`: number of layout messages without translation

    Warnings, findings and approval are computed on first use, from `warn`, `check_source`, `check`
    and `read_approval`. These raise PublisherError for a file that cannot be read. So does every
    answer of the gate, after `find_errors`, for a glossary that cannot be read: findings
    without it may be incomplete.
    """

    edition: Edition
    sources: tuple[Path, ...]
    catalogues: tuple[Path, ...]
    missing_layout_messages: int
    gate: Gate
    history: History = field(repr=False)
    warn: Callable[[], Iterable[PublisherError]] = field(repr=False)
    check_source: Callable[[], Sequence[Finding]] = field(repr=False)
    check: Callable[[], Sequence[Finding]] = field(repr=False)
    find_errors: Callable[[], Sequence[PublisherError]] = field(repr=False)
    read_approval: Callable[[], str | None] = field(repr=False)

    @cached_property
    def warnings(self) -> tuple[PublisherError, ...]:
        """Problems that an editor or translator should know and that stop nothing."""
        return tuple(self.warn())

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Findings of the edition alone, without comparison with other articles."""
        return tuple(self.check())

    @cached_property
    def glossary_error(self) -> PublisherError | None:
        """Error of the glossaries that cannot be read: findings may be missing."""
        return PublisherError.of_all(self.find_errors())

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Findings that keep the edition from being published."""
        if self.glossary_error is not None:
            raise self.glossary_error.with_traceback(None)
        return tuple(found for found in self.findings if found.severity in self.gate.blocks)

    @cached_property
    def approved_by(self) -> str | None:
        """Name of the person who approved the catalogue in its present state."""
        return self.read_approval()

    @cached_property
    def held(self) -> str | None:
        """Why the gate holds the edition, as a predicate of “<slug> (<language>)”; None if not."""
        return self._blocked_by(self.blocking) or self.waiting

    @cached_property
    def blocking_in_source(self) -> tuple[Finding, ...]:
        """Findings in the article that keep all its editions from being published."""
        return tuple(found for found in self.check_source() if found.severity in self.gate.blocks)

    @property
    def held_without_check(self) -> str | None:
        """Why the gate holds the edition whatever its translation, as `held`; None if not."""
        return self._blocked_by(self.blocking_in_source) or self.waiting

    def _blocked_by(self, findings: Sequence[Finding]) -> str | None:
        if not findings:
            return None
        problem = f"is blocked by {counted(len(findings), 'finding')}"
        return f"{problem}; run: publisher check {self._options}"

    @cached_property
    def waiting(self) -> str | None:
        """Why an edition needs an approval, as `held`; None if it has or needs none."""
        edition = self.edition
        needs_approval = self.gate.approve and edition.freshness.fresh and not edition.is_source
        if not needs_approval or self.approved_by is not None:
            return None
        return f'is waiting for approval; run: publisher approve {self._options} --name "…"'

    @property
    def _options(self) -> str:
        edition = self.edition
        return f"--slug {shlex.quote(edition.slug)} --language {edition.language}"

    @property
    def publishable(self) -> bool:
        """Whether readers may have the edition: it is fresh, and the gate does not hold it."""
        # A stale edition needs no check.
        return self.edition.freshness.fresh and self.held is None

    @cached_property
    def stale_since(self) -> dt.date | None:
        """Day when the article became newer than its translation, if the history has it."""
        if self.edition.freshness.fresh:
            return None
        article = self.history.last_change(self.sources)
        translation = self.history.last_change(self.catalogues) if self.catalogues else None
        if article is None or (translation is not None and translation >= article):
            return None
        return article.date()


def misplaced_joins(edition: Edition, catalogue: Path) -> Iterator[PublisherError]:
    """Yield a warning for each join mark that has no sentence before it to join."""
    for segment in edition.misplaced:
        words = shorten(segment.source, 60, placeholder="…")
        yield PublisherError(
            f"“{words}” is translated as {JOIN_MARK}, but follows no sentence of its paragraph;"
            " translate it",
            file=catalogue,
        )
