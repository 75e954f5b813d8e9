"""Known translations: those of other catalogues and of translation memories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import polib


@dataclass(frozen=True)
class KnownEntry:
    """An entry, not to be changed, and the domain of its catalogue or the file of its memory."""

    entry: polib.POEntry
    domain: str
    is_memory: bool = False


class KnownTranslation(NamedTuple):
    """Finished translation of a text, and the article or memory that has it."""

    text: str
    domain: str
