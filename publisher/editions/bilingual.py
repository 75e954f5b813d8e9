"""An edition and its source → a proof, each sentence beside its own translation.

Both sides come from the one walk over the document's places, so that they can not drift
apart. Nothing is read or laid out here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.token import Token

from publisher.catalogues.catalogue import CREDITS
from publisher.catalogues.source_changes import edits
from publisher.editions.proof import Pair, Proof, Sentence, State, Untranslated
from publisher.markup.document import image_of
from publisher.markup.parser import parse_inline
from publisher.translation.segments import Segment, text_blocks
from publisher.translation.translate import translate_segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from publisher.catalogues.catalogue import Key
    from publisher.editions.edition import Edition
    from publisher.editions.proof import Remark, Words
    from publisher.translation.segments import SegmentBy, TextBlock

# A block that its author left untranslated is shown as it is; of others the content is.
_WHOLE_BLOCKS = frozenset(
    {"paragraph_open", "heading_open", "blockquote_open", "bullet_list_open", "code_open"}
    | {"ordered_list_open", "table_open", "dl_open", "figure_open", "admonition_open"}
)
_CODE_BLOCKS = frozenset({"fence", "code_block", "math_block"})


def pair_with_source(
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
    collator = _Pairing(edition, lines, by_key)
    rows = tuple(collator.rows(segment_by))
    on_the_whole = (*by_key.get(None, ()), *collator.left_over())
    title = _anchorless(edition.target.title.children or ())
    return Proof(edition, title, rows, on_the_whole, sum(map(len, by_key.values())))


class _Pairing:
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
        found = self._parts(list(text_blocks(self._edition.source, segment_by)))
        for same, run in groupby(found, lambda part: isinstance(part, tuple)):
            if same:
                yield Untranslated(tuple(part for part in run if isinstance(part, tuple)))
            else:
                yield from (part for part in run if isinstance(part, Pair))

    def _parts(self, asked: list[TextBlock]) -> Iterator[Pair | Words]:
        """Walk the document in the order in which it is read: title, metadata, text."""
        document = self._edition.source
        in_text = {block.index: block for block in asked if block.field is None}
        yield from self._in_text(0, 3, in_text)
        for block in asked:
            if block.field is not None:
                yield from self._pairs(block)
        yield from self._in_text(3, len(document.tokens), in_text)
        if (names := self._catalogue.credits) is not None:
            yield self._pair([Segment(CREDITS, CREDITS, document.file)], names, None)

    def _in_text(
        self, index: int, end: int, in_text: Mapping[int, TextBlock]
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

    def _pairs(self, block: TextBlock) -> Iterator[Pair]:
        token = self._edition.source.tokens[block.index] if block.field is None else None
        groups: list[tuple[list[Segment], str | None]] = []
        for answer in translate_segments(
            block, lambda s: self._catalogue.translation(s.source, s.context)
        ):
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
