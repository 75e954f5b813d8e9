"""Which checks are run and how grave they are: `[tool.publisher.checks]`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from publisher.base.config_tables import Table
    from publisher.checks.check import Check
    from publisher.checks.finding import Severity
    from publisher.language.locale import Language

_KEYS = ("ignore", "error", "warning", "names")


@dataclass(frozen=True)
class Policy:
    """The severity of every check that is run, and names that no translation may change."""

    severities: Mapping[str, Severity]
    names: tuple[str, ...] = ()


def default_policy(checks: Mapping[str, Check[Any]]) -> Policy:
    """Return the policy of a project that says nothing about checks."""
    on = {name: check.severity for name, check in checks.items() if check.on}
    return Policy(MappingProxyType(on))


def load_policy(
    table: Table, checks: Mapping[str, Check[Any]], languages: Iterable[Language]
) -> dict[str, Policy]:
    """Read the policy of each language, by its code, from `[tool.publisher.checks]`.

    `ignore`, `error` and `warning` list checks: not to be run, or how grave they are;
    naming one in the latter two switches it on. A table named by a language's code says
    what is otherwise for it. Raises PublisherError for what is no check or key.
    """
    usual = default_policy(checks)
    codes = [language.code for language in languages]
    own = [key for key, value in table.values.items() if isinstance(value, dict)]
    table.refuse_unknown((*_KEYS, *codes), "[tool.publisher.checks]")
    inner = {code: table.inner(code, f"tool.publisher.checks.{code}") for code in own}
    for code, other in inner.items():
        other.refuse_unknown(_KEYS, f"[tool.publisher.checks.{code}]")
    usual = _changed(usual, table, checks)
    return {
        code: _changed(usual, inner[code], checks) if code in inner else usual for code in codes
    }


def _changed(policy: Policy, table: Table, checks: Mapping[str, Check[Any]]) -> Policy:
    severities = dict(policy.severities)
    known = list(checks)

    def names(value: object) -> list[str]:
        found = _words(value)
        for name in found:
            if name not in checks:
                raise PublisherError(f"no check is called {name!r}{nearest(name, known)}")
        return found

    for name in table.get("ignore", names) or ():
        severities.pop(name, None)
    severities |= dict.fromkeys(table.get("error", names) or (), "error")
    severities |= dict.fromkeys(table.get("warning", names) or (), "warning")
    kept = (*policy.names, *(table.get("names", _words) or ()))
    return replace(policy, severities=MappingProxyType(severities), names=kept)


def _words(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise PublisherError('must be a list of words in quotes, like ["number"]')
    return list(value)
