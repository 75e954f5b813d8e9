"""Proof: a bilingual edition for reviewers, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from markdown_it.token import Token

    from publisher.catalogues.key import Key
    from publisher.catalogues.word_diff import Edit
    from publisher.editions.edition import Edition
    from publisher.translation.segments import Segment

    Tokens = tuple[Token, ...]


class Remark(Protocol):
    """A remark on a message, such as a finding of a check.

    Without a key, it is about the whole edition.
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
    """State of a translation; only finished ones are published."""

    FINISHED = "finished"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A numbered segment of the source, with the state of its translation.

    `words` are its inline tokens. `edits` compare it with the source that a fuzzy
    translation was made from. `line` is that of the translation in the catalogue;
    `comment` is the translator's.
    """

    number: int
    segment: Segment
    words: Tokens
    edits: tuple[Edit, ...] = ()
    line: int | None = None
    fuzzy: bool = False
    comment: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A translation and its sentence, or the several sentences that are joined in it.

    `words` are the inline tokens of the translation, `text` its Markdown. `image` is the
    token of the image that the translation describes.
    """

    sentences: tuple[Sentence, ...]
    words: Tokens
    text: str
    state: State
    image: Tokens = ()

    @property
    def kind(self) -> str:
        """Kind of the segment: `heading 2`, `paragraph`."""
        return self.sentences[0].segment.kind.removesuffix(", continued")

    @property
    def continues(self) -> bool:
        """Whether another sentence of the same paragraph precedes it."""
        return self.sentences[0].segment.kind != self.kind

    @property
    def level(self) -> int | None:
        """Level of a heading below the title."""
        return int(self.kind[-1]) if self.kind.startswith("heading ") else None


@dataclass(frozen=True)
class Untranslatable:
    """Consecutive pieces without messages, such as code and bare numbers."""

    pieces: tuple[Tokens, ...]


@dataclass(frozen=True)
class Proof:
    """A bilingual edition: its title, rows in reading order, and remarks on the whole.

    `remarked` counts all remarks, those in rows included. `catalogue` is the path of the
    translation's file, `changed` the day of the source's last change, and `stale_since`
    the day when it became newer than the translation.
    """

    edition: Edition
    title: Tokens
    rows: tuple[Pair | Untranslatable, ...]
    remarks: tuple[Remark, ...] = ()
    remarked: int = 0
    catalogue: str = ""
    changed: dt.date | None = None
    stale_since: dt.date | None = None

    @property
    def pairs(self) -> list[Pair]:
        """Rows with messages."""
        return [row for row in self.rows if isinstance(row, Pair)]
