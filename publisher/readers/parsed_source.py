"""ParsedSource: the result of a reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from publisher.markup.scope import EMPTY_SCOPE, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from publisher.markup.document import Asset, Metadata
    from publisher.markup.fault import SourceFault


@dataclass(frozen=True, kw_only=True)
class ParsedSource:
    """Contents of a seed and its sidecar; Document describes the fields."""

    metadata: Metadata
    tokens: Sequence[Token]
    metadata_file: Path
    scope: Scope = EMPTY_SCOPE
    assets: Mapping[str, Asset] = field(default_factory=dict)
    links: Mapping[str, tuple[int | None, ...]] = field(default_factory=dict)
    faults: Sequence[SourceFault] = ()
    ignored_keys: tuple[str, ...] = ()
