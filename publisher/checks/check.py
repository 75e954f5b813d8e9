"""What a check is: one small function, its name, how grave it is, and its help."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from publisher.catalogues.catalogue import Key
    from publisher.checks.context import EditionContext
    from publisher.checks.finding import Severity
    from publisher.checks.unit import Unit

_Function = TypeVar("_Function")


class Fault(NamedTuple):
    """What is wrong in an edition: with a message, or with a line of a file.

    Without a key and a file it is the catalogue that is meant.
    """

    message: str
    key: Key | None = None
    file: Path | None = None
    line: int | None = None


@dataclass(frozen=True)
class Check(Generic[_Function]):
    """A check by its name. One that cries wolf is not on by default."""

    function: _Function
    severity: Severity
    on: bool = True

    @property
    def name(self) -> str:
        """The name by which it is shown, switched and ignored."""
        return str(getattr(self.function, "__name__", "")).replace("_", "-")

    @property
    def help(self) -> str:
        """What is bad and what is good, with an example of each."""
        return inspect.getdoc(self.function) or ""


class MessageCheck(Check["Callable[[Unit], Iterator[str]]"]):
    """A check of one message and its translation."""


class EditionCheck(Check["Callable[[EditionContext], Iterator[Fault]]"]):
    """A check of a whole edition, in which messages are compared."""


def of_message(
    severity: Severity, *, on: bool = True
) -> Callable[[Callable[[Unit], Iterator[str]]], MessageCheck]:
    """Make a check of a function that says what is wrong with a unit."""
    return lambda function: MessageCheck(function, severity, on)


def of_edition(
    severity: Severity, *, on: bool = True
) -> Callable[[Callable[[EditionContext], Iterator[Fault]]], EditionCheck]:
    """Make a check of a function that says what is wrong within an edition."""
    return lambda function: EditionCheck(function, severity, on)
