"""Checks: an edition in, findings out. One check is one small function with its help.

To add a check, write one in the module of its theme.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from publisher.checks import (
    amounts,
    consistency,
    files,
    letters,
    names,
    numbers,
    punctuation,
    structure,
    terms,
)
from publisher.checks.check import Check, EditionCheck, Fault, MessageCheck
from publisher.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from publisher.checks.context import EditionContext
    from publisher.checks.policy import Policy

_THEMES: tuple[ModuleType, ...] = (
    *(structure, numbers, letters, punctuation, amounts),
    *(names, consistency, terms, files),
)

CHECKS: MappingProxyType[str, Check[Any]] = MappingProxyType(
    {
        value.name: value
        for theme in _THEMES
        for value in vars(theme).values()
        if isinstance(value, Check)
    }
)


def findings(whole: EditionContext, catalogue: Path, policy: Policy) -> list[Finding]:
    """Return what the checks of a policy find in an edition, sorted by place."""
    found = set[Finding]()
    for name, severity in policy.severities.items():
        for fault in _faults(CHECKS[name], whole):
            place = whole.places.get(fault.key) if fault.key else None
            if place is None or name not in place.ignored:
                line = place.line if place else fault.line
                file = fault.file or catalogue
                found.add(Finding(file, line, severity, name, fault.message, fault.key))
    return sorted(found, key=lambda finding: finding.order)


def _faults(check: Check[Any], whole: EditionContext) -> Iterator[Fault]:
    if isinstance(check, EditionCheck):
        yield from check.function(whole)
    elif isinstance(check, MessageCheck):
        for unit in whole.units:
            for message in check.function(unit):
                yield Fault(message, unit.key)
