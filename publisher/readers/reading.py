"""What a reader makes of a seed's file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from publisher.markup.inline_rules import NOTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from publisher.base.errors import PublisherError
    from publisher.markup.document import Asset, Metadata


@dataclass(frozen=True)
class Reading:
    """The parts of a Document that come from its seed; there each is explained."""

    metadata: Metadata
    tokens: Sequence[Token]
    metadata_file: Path
    scope: Scope = NOTHING
    assets: Mapping[str, Asset] = field(default_factory=dict)
    warnings: Sequence[PublisherError] = ()
