"""The gate: which editions may be published, by `[tool.publisher.gate]`. Nothing is read here.

An approval is a name and the seal of what was approved, in the catalogue's header. The
seal is made of every message and its translation, so an edit after it breaks it; comments
and the header's dates are no part of it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publisher.base.config_tables import Table

Stale = Literal["withdraw", "keep"]

APPROVED_BY = "X-Approved-By"
_KEYS = ("blocks", "stale", "approve")
_SEVERITIES = ("error", "warning")
_SEAL = 16  # hexadecimal digits: 64 bits tell edits apart; nobody forges them
_APPROVAL = re.compile(rf"(.+) <([0-9a-f]{{{_SEAL}}})>")


@dataclass(frozen=True)
class Gate:
    """What keeps an edition back, and what becomes of its last file when it does.

    `blocks` are the severities of findings that keep it back; `approve` asks for an
    approval; `stale` says whether the last file of a formerly complete edition is
    withdrawn, which no reader takes for today's text, or kept.
    """

    blocks: tuple[str, ...] = ("error",)
    stale: Stale = "withdraw"
    approve: bool = False


def load_gate(table: Table) -> Gate:
    """Read `[tool.publisher.gate]`. Raises PublisherError by key and line."""
    table.refuse_unknown(_KEYS, "[tool.publisher.gate]")
    usual = Gate()
    blocks, approve = table.get("blocks", _blocks), table.get("approve", _yes_or_no)
    return Gate(
        usual.blocks if blocks is None else blocks,
        table.get("stale", _stale) or usual.stale,
        usual.approve if approve is None else approve,
    )


def seal(messages: Iterable[tuple[str | None, str, str, bool]]) -> str:
    """Return the seal of messages: (context, source, translation, fuzzy), in any order."""
    ordered = sorted(messages, key=lambda message: (message[0] or "", message[1]))
    return hashlib.sha256(repr(ordered).encode()).hexdigest()[:_SEAL]


def approval(name: str, sealed: str) -> str:
    """Write an approval for a catalogue's header. Raises PublisherError for what is no name."""
    if not name.strip() or not name.isprintable() or set(name) & set("<>"):
        raise PublisherError("give the approver's name on one line, such as --name 'Ann Example'")
    return f"{name.strip()} <{sealed}>"


def approver(written: str | None, sealed: str) -> str | None:
    """Return who approved what the seal stands for; None if nobody did, or before an edit."""
    found = _APPROVAL.fullmatch(written or "")
    return found[1] if found and found[2] == sealed else None


def _blocks(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or any(word not in _SEVERITIES for word in value):
        raise PublisherError(
            'must be a list of severities, like ["error"] or ["error", "warning"]'
        )
    return tuple(value)


def _stale(value: object) -> Stale:
    if value == "withdraw":
        return "withdraw"
    if value == "keep":
        return "keep"
    raise PublisherError(f'must be "withdraw" or "keep", not {value!r}')


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise PublisherError("must be true or false")
    return value
