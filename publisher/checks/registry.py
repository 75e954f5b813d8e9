"""Registry of checks, and the function that runs them on an edition.

To add a check, write a decorated function in the module of its theme.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from publisher.base.errors import shortened
from publisher.checks import (
    amounts,
    consistency,
    files,
    invisible,
    letters,
    names,
    numbers,
    punctuation,
    repetition,
    sources,
    structure,
    terms,
    word_breaks,
)
from publisher.checks.check import Check, EditionCheck, Fault, MessageCheck, SourceCheck
from publisher.checks.finding import Finding, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import ModuleType

    from publisher.catalogues.key import Key
    from publisher.catalogues.po_scanner import RawEntry
    from publisher.checks.context import EditionContext
    from publisher.checks.finding import Severity
    from publisher.checks.policy import Policy
    from publisher.checks.unit import Unit

    _Entries = Mapping[Key, RawEntry]

_THEMES: tuple[ModuleType, ...] = (
    *(structure, numbers, invisible, letters, punctuation, amounts, repetition),
    *(names, consistency, terms, word_breaks, files, sources),
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

    With `across`, these are instead the findings that only a comparison with other articles
    shows.
    """
    faults = {name: _faults(CHECKS[name], context, across=across) for name in policy.severities}
    return _findings(faults, context.raw_entries, catalogue, policy)


def message_findings(
    units: Sequence[Unit], entries: _Entries, catalogue: Path, policy: Policy
) -> list[Finding]:
    """Return the findings of a policy's checks of single messages, sorted by position.

    `entries` are those of the catalogue as written.
    """
    faults = {name: _message_faults(CHECKS[name], units) for name in policy.severities}
    return _findings(faults, entries, catalogue, policy)


def _findings(
    faults: Mapping[str, Iterable[Fault]], entries: _Entries, catalogue: Path, policy: Policy
) -> list[Finding]:
    return in_order(
        _finding(fault, name, policy.severities[name], entries, catalogue)
        for name in faults
        for fault in faults[name]
        if not _is_opted_out(fault, name, entries)
    )


def _faults(check: Check[Any], context: EditionContext, *, across: bool) -> Iterator[Fault]:
    if isinstance(check, EditionCheck):
        function = check.across if across else check.function
        yield from function(context) if function else ()
    elif not across:
        yield from _message_faults(check, context.units)
        yield from _source_faults(check, context)


def _message_faults(check: Check[Any], units: Sequence[Unit]) -> Iterator[Fault]:
    if isinstance(check, MessageCheck):
        for unit in units:
            for message in check.function(unit):
                yield Fault(message, unit.key)


def _source_faults(check: Check[Any], context: EditionContext) -> Iterator[Fault]:
    if isinstance(check, SourceCheck):
        for found in context.faults:
            if found.check == check.name:
                yield Fault(found.message, file=context.edition.source.file, line=found.line)


def _is_opted_out(fault: Fault, check: str, entries: _Entries) -> bool:
    entry = _entry(fault, entries)
    return entry is not None and check in entry.opt_outs


def _finding(
    fault: Fault, check: str, severity: Severity, entries: _Entries, catalogue: Path
) -> Finding:
    entry = _entry(fault, entries)
    return Finding(
        file=fault.file or catalogue,
        line=entry.line if entry else fault.line,
        severity=severity,
        check=check,
        message=shortened(fault.message),
        key=fault.key,
    )


def _entry(fault: Fault, entries: _Entries) -> RawEntry | None:
    """Return the catalogue entry with a fault; None if the fault is elsewhere."""
    return entries.get(fault.key) if fault.key else None
