"""Configuration of the publication gate, the table `gate`; `review.Review` applies it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from publisher.base import values
from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from publisher.base.config_tables import Table

StalePolicy = Literal["withdraw", "keep"]

_KEYS = ("blocks", "stale", "approve")
_SEVERITIES = ("error", "warning")
_STALE: tuple[StalePolicy, ...] = ("withdraw", "keep")


@dataclass(frozen=True)
class Gate:
    """Conditions of publication.

    - `blocks`: severities of findings that keep an edition from being published
    - `stale`: whether the last file of an edition that became stale is withdrawn or kept
    - `approve`: whether an edition needs an approval
    """

    blocks: tuple[str, ...] = ("error",)
    stale: StalePolicy = "withdraw"
    approve: bool = False


def load_gate(table: Table) -> Gate:
    """Read the table `gate`. Raises PublisherError by key and line."""
    table.refuse_unknown(_KEYS)
    default = Gate()
    blocks = table.get("blocks", _blocks)
    return Gate(
        default.blocks if blocks is None else blocks,
        table.get("stale", values.one_of(_STALE)) or default.stale,
        table.get("approve", values.boolean) or default.approve,
    )


def _blocks(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or any(word not in _SEVERITIES for word in value):
        raise PublisherError(
            'must be a list of severities, like ["error"] or ["error", "warning"]'
        )
    return tuple(value)
