"""Checks: small functions, each with a name, a severity and its docstring as help."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from publisher.catalogues.key import Key
    from publisher.checks.context import EditionContext
    from publisher.checks.finding import Severity
    from publisher.checks.unit import Unit

_Function = TypeVar("_Function")


class Fault(NamedTuple):
    """A problem in an edition, before it has a severity: in a message, or on a line of a file.

    `key` names the message. Without `key` and `file` the problem is in the catalogue.
    """

    message: str
    key: Key | None = None
    file: Path | None = None
    line: int | None = None


@dataclass(frozen=True)
class Check(Generic[_Function]):
    """A named check with its default severity. Noisy checks are not `on` by default."""

    function: _Function
    severity: Severity
    on: bool = True

    @property
    def name(self) -> str:
        """Name in reports, in the configuration and in `# ignore-…` comments."""
        return str(getattr(self.function, "__name__", "")).replace("_", "-")

    @property
    def help(self) -> str:
        """Docstring of the function: the problem, with bad and good examples."""
        return inspect.getdoc(self.function) or ""


class MessageCheck(Check["Callable[[Unit], Iterator[str]]"]):
    """A check of one message and its translation."""


@dataclass(frozen=True)
class EditionCheck(Check["Callable[[EditionContext], Iterator[Fault]]"]):
    """A check of a whole edition, for comparisons between messages.

    `across` yields the faults that only a comparison with other articles shows, which
    `function` does not yield. None if the check compares nothing with other articles.
    """

    across: Callable[[EditionContext], Iterator[Fault]] | None = None


class SourceCheck(Check["Callable[[], None]"]):
    """A check of the article's own text, whose reader finds the faults."""


def of_message(
    severity: Severity, *, on: bool = True
) -> Callable[[Callable[[Unit], Iterator[str]]], MessageCheck]:
    """Return a decorator for a function that yields the problems of one unit."""
    return lambda function: MessageCheck(function, severity, on)


def of_edition(
    severity: Severity,
    *,
    on: bool = True,
    across: Callable[[EditionContext], Iterator[Fault]] | None = None,
) -> Callable[[Callable[[EditionContext], Iterator[Fault]]], EditionCheck]:
    """Return a decorator for a function that yields the problems of an edition.

    `across` yields the problems of an edition in comparison with other articles.
    """
    return lambda function: EditionCheck(function, severity, on, across)


def of_source(severity: Severity) -> Callable[[Callable[[], None]], SourceCheck]:
    """Return a decorator for a function that holds the help of a check of articles."""
    return lambda function: SourceCheck(function, severity)
