"""What a proof is: an edition and its source, sentence by sentence, for those who review it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from markdown_it.token import Token

    from publisher.catalogues.catalogue import Key
    from publisher.catalogues.source_changes import Edit
    from publisher.editions.edition import Edition
    from publisher.translation.segments import Segment

    Words = tuple[Token, ...]


class Remark(Protocol):
    """What somebody or something has to say of a message, such as a finding of a check.

    Without a key it is about the whole edition.
    """

    @property
    def key(self) -> Key | None: ...  # noqa: D102 - see the class
    @property
    def severity(self) -> str: ...  # noqa: D102
    @property
    def check(self) -> str: ...  # noqa: D102
    @property
    def message(self) -> str: ...  # noqa: D102


class State(Enum):
    """What a translation is worth: only a finished one is published."""

    FINISHED = "finished"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"


@dataclass(frozen=True)
class Sentence:
    """A segment of the source by its `number`, and what became of it.

    `edits` compare it with the source that a fuzzy translation was made from. `line` is
    that of its translation in the catalogue; `comment` is the translator's.
    """

    number: int
    segment: Segment
    words: Words
    edits: tuple[Edit, ...] = ()
    line: int | None = None
    fuzzy: bool = False
    comment: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A translation beside its sentence, or beside several that are joined in it.

    `image` is shown with the words that describe it.
    """

    sentences: tuple[Sentence, ...]
    words: Words
    text: str
    state: State
    image: Words = ()

    @property
    def kind(self) -> str:
        """What it is in the text: `heading 2`, `paragraph`."""
        return self.sentences[0].segment.kind.removesuffix(", continued")

    @property
    def continues(self) -> bool:
        """Whether a sentence of the same paragraph stands before it."""
        return self.sentences[0].segment.kind != self.kind

    @property
    def level(self) -> int | None:
        """The level of a heading below the title."""
        return int(self.kind[-1]) if self.kind.startswith("heading ") else None


@dataclass(frozen=True)
class Untranslated:
    """What nobody is asked to translate, such as code and bare numbers, piece by piece."""

    pieces: tuple[Words, ...]


@dataclass(frozen=True)
class Proof:
    """A bilingual edition: its rows in the order of the text, and `remarks` on the whole.

    `title` is the edition's; `remarked` counts all remarks, on whatever they are;
    `catalogue` names the translation's file, `changed` is the day of the source's last
    change, `stale_since` that on which it became newer than the translation.
    """

    edition: Edition
    title: Words
    rows: tuple[Pair | Untranslated, ...]
    remarks: tuple[Remark, ...] = ()
    remarked: int = 0
    catalogue: str = ""
    changed: dt.date | None = None
    stale_since: dt.date | None = None

    @property
    def pairs(self) -> list[Pair]:
        """The rows that have a translation, or want one."""
        return [row for row in self.rows if isinstance(row, Pair)]
