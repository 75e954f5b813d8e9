"""Registry of checks, and the function that runs them on an edition.

To add a check, write a decorated function in the module of its theme.
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


def findings(
    context: EditionContext, catalogue: Path, policy: Policy, *, across: bool = False
) -> list[Finding]:
    """Return the findings of a policy's checks in an edition, sorted by position.

    With `across`, only the checks that compare an edition with other articles run.
    """
    found = set[Finding]()
    for name, severity in policy.severities.items():
        if across and not CHECKS[name].across:
            continue
        for fault in _faults(CHECKS[name], context):
            entry = context.raw_entries.get(fault.key) if fault.key else None
            if entry is None or name not in entry.opt_outs:
                line = entry.line if entry else fault.line
                file = fault.file or catalogue
                found.add(Finding(file, line, severity, name, fault.message, fault.key))
    return sorted(found, key=lambda finding: finding.order)


def _faults(check: Check[Any], context: EditionContext) -> Iterator[Fault]:
    if isinstance(check, EditionCheck):
        yield from check.function(context)
    elif isinstance(check, MessageCheck):
        for unit in context.units:
            for message in check.function(unit):
                yield Fault(message, unit.key)
