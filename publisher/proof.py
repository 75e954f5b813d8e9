"""Proofs: an edition and its source, sentence by sentence, for those who review it.

Both sides come from the one walk over the document's places, so that each sentence stands
beside its own translation. Nothing is read or laid out here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from markdown_it.token import Token

from publisher.catalog import CREDITS
from publisher.document import image_of
from publisher.markdown import parse_inline
from publisher.segments import Segment, places
from publisher.translation import answers
from publisher.triage import Edit, edits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from publisher.catalog import Key
    from publisher.config import SegmentBy
    from publisher.edition import Edition
    from publisher.segments import Place

Words = tuple[Token, ...]

# A block that its author left untranslated is shown as it is; of others the content is.
_WHOLE_BLOCKS = frozenset(
    {"paragraph_open", "heading_open", "blockquote_open", "bullet_list_open", "code_open"}
    | {"ordered_list_open", "table_open", "dl_open", "figure_open", "admonition_open"}
)
_CODE_BLOCKS = frozenset({"fence", "code_block", "math_block"})


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
    """A bilingual edition: its rows in the order of the text, and remarks on the whole.

    `catalogue` names the translation's file, `changed` is the day of the source's last
    change, `stale_since` that on which it became newer than the translation.
    """

    edition: Edition
    rows: tuple[Pair | Untranslated, ...]
    remarks: tuple[Remark, ...] = ()
    catalogue: str = ""
    changed: dt.date | None = None
    stale_since: dt.date | None = None

    @property
    def title(self) -> Words:
        """The title as the edition has it, without what leads elsewhere."""
        return _anchorless(self.edition.target.title.children or ())

    @property
    def pairs(self) -> list[Pair]:
        """The rows that have a translation, or want one."""
        return [row for row in self.rows if isinstance(row, Pair)]

    @property
    def remarked(self) -> int:
        """How many remarks there are in all."""
        own = (len(s.remarks) for pair in self.pairs for s in pair.sentences)
        return len(self.remarks) + sum(own)


def proof_of(
    edition: Edition,
    segment_by: SegmentBy,
    lines: Mapping[Key, int],
    remarks: Iterable[Remark] = (),
) -> Proof:
    """Set an edition beside its source, fuzzy translations included.

    `lines` are those of the translations in the catalogue's file; each of `remarks`
    comes to stand beside the sentence that its key names.
    """
    by_key: dict[Key | None, list[Remark]] = defaultdict(list)
    for remark in remarks:
        by_key[remark.key].append(remark)
    maker = _Maker(edition, lines, by_key)
    rows = tuple(maker.rows(segment_by))
    return Proof(edition, rows, (*by_key.get(None, ()), *maker.left_over()))


class _Maker:
    """Makes the rows of a proof, and counts their sentences."""

    def __init__(
        self,
        edition: Edition,
        lines: Mapping[Key, int],
        remarks: Mapping[Key | None, list[Remark]],
    ) -> None:
        self._edition = edition
        self._catalogue = edition.catalogue.for_review()
        self._lines, self._remarks = lines, remarks
        self._shown: set[Key] = set()
        self._number = 0

    def left_over(self) -> Iterator[Remark]:
        """Yield the remarks on messages that stand in no row."""
        for key, remarks in self._remarks.items():
            if key is not None and key not in self._shown:
                yield from remarks

    def rows(self, segment_by: SegmentBy) -> Iterator[Pair | Untranslated]:
        """Yield the rows; what is untranslated side by side is one of them."""
        found = self._parts(list(places(self._edition.source, segment_by)))
        for same, run in groupby(found, lambda part: isinstance(part, tuple)):
            if same:
                yield Untranslated(tuple(part for part in run if isinstance(part, tuple)))
            else:
                yield from (part for part in run if isinstance(part, Pair))

    def _parts(self, asked: list[Place]) -> Iterator[Pair | Words]:
        """Walk the document in the order in which it is read: title, metadata, text."""
        document = self._edition.source
        in_text = {place.index: place for place in asked if place.field is None}
        yield from self._in_text(0, 3, in_text)
        for place in asked:
            if place.field is not None:
                yield from self._pairs(place)
        yield from self._in_text(3, len(document.tokens), in_text)
        if (names := self._catalogue.credits) is not None:
            yield self._pair([Segment(CREDITS, CREDITS, document.file)], names, None)

    def _in_text(
        self, index: int, end: int, in_text: Mapping[int, Place]
    ) -> Iterator[Pair | Words]:
        tokens = self._edition.source.tokens
        while index < end:
            token, behind = tokens[index], index + 1
            if index in in_text:
                yield from self._pairs(in_text[index])
            elif token.nesting == 1 and token.attrs.get("translate") == "no":
                behind = _behind(tokens, index)
                inner = token.type not in _WHOLE_BLOCKS
                yield _anchorless(tokens[index + inner : behind - inner])
            elif token.type in _CODE_BLOCKS:
                yield (token,)
            elif token.type == "inline" and token.children:
                yield _anchorless(token.children)
            index = behind

    def _pairs(self, place: Place) -> Iterator[Pair]:
        token = self._edition.source.tokens[place.index] if place.field is None else None
        groups: list[tuple[list[Segment], str | None]] = []
        for answer in answers(place, lambda s: self._catalogue.translation(s.source, s.context)):
            if answer.target == "" and groups:
                groups[-1][0].append(answer.segment)
            else:
                groups.append(([answer.segment], answer.target))
        return (self._pair(segments, target, token) for segments, target in groups)

    def _pair(self, segments: Sequence[Segment], target: str | None, token: Token | None) -> Pair:
        sentences = tuple(self._sentence(segment, token) for segment in segments)
        fuzzy = any(sentence.fuzzy for sentence in sentences)
        given = State.FUZZY if fuzzy else State.FINISHED
        state = State.UNTRANSLATED if target is None else given
        text = target or ""
        image: list[Token] = []
        if token is not None and "image" in token.meta:
            image = image_of(token.meta["image"], list(sentences[0].words))
        return Pair(sentences, self._words(text, token), text, state, tuple(image))

    def _sentence(self, segment: Segment, token: Token | None) -> Sentence:
        key = (segment.context, segment.source)
        draft = self._catalogue.draft(key)
        self._number += 1
        self._shown.add(key)
        return Sentence(
            self._number,
            segment,
            self._words(segment.source, token),
            tuple(edits(draft.previous, segment.source)) if draft.previous else (),
            self._lines.get(key),
            draft.fuzzy,
            draft.comment,
            tuple(self._remarks.get(key, ())),
        )

    def _words(self, text: str, token: Token | None) -> Words:
        """Parse a text as the edition does: metadata and code are no Markdown."""
        if token is None or token.meta.get("literal"):
            return (Token("text", "", 0, content=text),)
        return _anchorless(parse_inline(text, self._edition.source.scope))


def _behind(tokens: Sequence[Token], index: int) -> int:
    """Return where the block that opens at `index` is closed, and one more."""
    depth = 0
    for number in range(index, len(tokens)):
        depth += tokens[number].nesting
        if depth == 0:
            return number + 1
    return len(tokens)


def _anchorless(tokens: Iterable[Token]) -> Words:
    """Take out names and what leads to them: a proof has each sentence twice.

    The mark of a footnote is its number; a link within the document is its words.
    """
    made: list[Token] = []
    inside = False
    for token in tokens:
        if token.type == "footnote_ref":
            made += _raised(str(token.meta["id"] + 1))
        elif token.type == "link_open" and str(token.attrs["href"]).startswith("#"):
            inside = True
            made.append(Token("span_open", "span", 1))
        elif token.type == "link_close" and inside:
            inside = False
            made.append(Token("span_close", "span", -1))
        elif token.type != "footnote_anchor":
            attrs = {name: value for name, value in token.attrs.items() if name != "id"}
            children = token.children and list(_anchorless(token.children))
            made.append(replace(token, attrs=attrs, children=children))
    return tuple(made)


def _raised(text: str) -> list[Token]:
    return [
        Token("sup_open", "sup", 1),
        Token("text", "", 0, content=text),
        Token("sup_close", "sup", -1),
    ]
