"""Patches: guarded, reversible replacements of attributes of the engine.

WeasyPrint and pyphen offer no hook where these patches apply. Each patch is written for the
pinned version: a guard compares the engine's attribute with the expected one, and a patch
that does not fit is not applied. That costs speed or typography, and breaks nothing.
"""

from __future__ import annotations

import inspect
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Owner = Any  # a module or another object; a dict such as `sys.modules`


@dataclass(frozen=True)
class Replacement:
    """The replacement of an attribute by `wrap(original)`, on every owner.

    A function has several owners where modules import it by name. A dict owns its items;
    a missing item or attribute is None. `guard` returns whether `wrap` fits the original.
    """

    owners: tuple[Owner, ...]
    attribute: str
    guard: Callable[[Any], bool]
    wrap: Callable[[Any], Any]


@dataclass(frozen=True)
class Patch:
    """A named change of the engine: all its replacements are made together, or none.

    `name` is that of the module that defines it. `upstream` lists the addresses of the issues
    and pull requests about it.
    """

    name: str
    reason: str
    replacements: tuple[Replacement, ...]
    upstream: tuple[str, ...] = ()

    def fits(self) -> bool:
        """Return whether the engine has everything that the patch replaces."""
        return all(
            item.guard(_get(owner, item.attribute))
            for item in self.replacements
            for owner in item.owners
        )


class _Change(NamedTuple):
    owner: Owner
    attribute: str
    original: Any
    replacement: Any

    def make(self) -> None:
        _set(self.owner, self.attribute, self.replacement)

    def revert(self) -> None:
        _set(self.owner, self.attribute, self.original)


_applied: dict[str, list[_Change]] = {}  # by the name of the patch


def has_parameters(names: str) -> Callable[[Any], bool]:
    """Return a guard for functions and classes whose first parameters have these names."""
    expected = names.split()

    def guard(original: Any) -> bool:  # noqa: ANN401 - any attribute of the engine
        try:
            parameters = [*inspect.signature(original).parameters]
        except (TypeError, ValueError):  # no function, or none with a signature
            return False
        return parameters[: len(expected)] == expected

    return guard


def new_attribute(owner: type, name: str, default: object) -> Replacement:
    """Return the addition of an attribute to a class of the engine."""
    return Replacement((owner,), name, lambda attribute: attribute is None, lambda _: default)


def apply(patch: Patch) -> bool:
    """Apply a patch; return False if it was applied before or does not fit."""
    if patch.name in _applied or not patch.fits():
        return False
    _applied[patch.name] = [change for item in patch.replacements for change in _changes(item)]
    for change in _applied[patch.name]:
        change.make()
    return True


def _changes(item: Replacement) -> list[_Change]:
    originals = [_get(owner, item.attribute) for owner in item.owners]
    wrapped = item.wrap(originals[0])
    return [
        _Change(owner, item.attribute, original, wrapped)
        for owner, original in zip(item.owners, originals, strict=True)
    ]


def is_applied(patch: Patch) -> bool:
    """Return whether a patch is applied, also while `unpatched` suspends it."""
    return patch.name in _applied


@contextmanager
def patched(*patches: Patch) -> Iterator[None]:
    """Apply patches within the block."""
    added = [patch.name for patch in patches if apply(patch)]
    try:
        yield
    finally:
        for name in added:
            for change in _applied.pop(name):
                change.revert()


@contextmanager
def unpatched(*names: str) -> Iterator[None]:
    """Suspend the named patches, or all, within the block.

    Raises KeyError for a patch that is not applied.
    """
    changes = [change for name in names or _applied for change in _applied[name]]
    for change in changes:
        change.revert()
    try:
        yield
    finally:
        for change in changes:
            change.make()


def _get(owner: Owner, attribute: str) -> Any:  # noqa: ANN401 - any attribute of the engine
    return owner.get(attribute) if isinstance(owner, dict) else getattr(owner, attribute, None)


def _set(owner: Owner, attribute: str, value: Any) -> None:  # noqa: ANN401 - any attribute of the engine
    if not isinstance(owner, dict):
        setattr(owner, attribute, value)
    elif value is None:
        del owner[attribute]
    else:
        owner[attribute] = value
