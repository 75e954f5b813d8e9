"""Policy: which checks run, and their severities, from the configuration's table `checks`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from publisher.base import values
from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from publisher.base.config_tables import Table
    from publisher.checks.check import Check
    from publisher.checks.finding import Severity
    from publisher.language.locale import Language

_KEYS = ("ignore", "error", "warning", "names")
_WORDS = values.strings('["number"]')


@dataclass(frozen=True)
class Policy:
    """Severity of each check that runs, and names that a translation must keep."""

    severities: Mapping[str, Severity]
    names: tuple[str, ...] = ()


def default_policy(checks: Mapping[str, Check[Any]]) -> Policy:
    """Return the policy of a project without configuration of checks."""
    on = {name: check.severity for name, check in checks.items() if check.on}
    return Policy(MappingProxyType(on))


def load_policy(
    table: Table, checks: Mapping[str, Check[Any]], languages: Iterable[Language]
) -> dict[str, Policy]:
    """Read the policy of each language, by its code, from the configuration's table `checks`.

    `ignore` lists checks that do not run; `error` and `warning` set severities and switch
    checks on. A table named by a language's code overrides these for the language. Raises
    PublisherError for an unknown check or key.
    """
    default = default_policy(checks)
    codes = list(dict.fromkeys(language.code for language in languages))
    table.refuse_unknown((*_KEYS, *codes))
    inner = {code: table.inner(code) for code in codes if code in table.values}
    for other in inner.values():
        other.refuse_unknown(_KEYS)
    default = _changed(default, table, checks)
    return {
        code: _changed(default, inner[code], checks) if code in inner else default
        for code in codes
    }


def _changed(policy: Policy, table: Table, checks: Mapping[str, Check[Any]]) -> Policy:
    severities = dict(policy.severities)
    known = list(checks)

    def names(value: object) -> tuple[str, ...]:
        found = _WORDS(value)
        for name in found:
            if name not in checks:
                raise PublisherError(f"unknown check {name!r}{nearest(name, known)}")
        return found

    for name in table.get("ignore", names) or ():
        severities.pop(name, None)
    severities |= dict.fromkeys(table.get("error", names) or (), "error")
    severities |= dict.fromkeys(table.get("warning", names) or (), "warning")
    kept = (*policy.names, *(table.get("names", _WORDS) or ()))
    return replace(policy, severities=MappingProxyType(severities), names=kept)
