"""Scope: the definitions of a document that its inline text may refer to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Scope:
    """Definitions that inline text may refer to; text outside a document has none.

    `references` are link definitions and `notes` footnote numbers, both by label as
    markdown-it stores them. `anchors` are the IDs of headings, `lost` the anchors that the
    document links to but does not define, `aliases` the anchors by the names that links give
    them in the manner of other generators, `images` the addresses of its images, `tags`
    the raw HTML tags in use.
    """

    references: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)
    images: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    @cached_property
    def footnotes(self) -> dict[str, dict[Any, Any]]:
        """The notes in the footnote plugin's format; the plugin only updates its counters."""
        return {
            "refs": {f":{label}": number for label, number in self.notes.items()},
            "list": {number: {"label": label, "count": 0} for label, number in self.notes.items()},
        }


EMPTY_SCOPE = Scope()
