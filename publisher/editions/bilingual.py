"""Pairing of an edition with its source: each sentence beside its translation.

Both sides come from one walk over the document's text blocks, so they cannot drift apart.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.token import Token

from publisher.catalogues.catalogue import CREDITS
from publisher.catalogues.word_diff import edits
from publisher.editions.proof import Pair, Proof, Sentence, State, Untranslatable
from publisher.markup.document import image_of
from publisher.markup.parser import parse_inline
from publisher.translation.segments import Segment, text_blocks
from publisher.translation.translate import JoinedSegments, joined_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from publisher.catalogues.key import Key
    from publisher.editions.edition import Edition
    from publisher.editions.proof import Remark, Tokens
    from publisher.translation.segments import SegmentBy, TextBlock

# Of blocks that the author excluded from translation, these are shown with their markup,
# the others by their content.
_SHOWN_AS_BLOCKS = frozenset(
    {"paragraph_open", "heading_open", "blockquote_open", "bullet_list_open", "code_open"}
    | {"ordered_list_open", "table_open", "dl_open", "figure_open", "admonition_open"}
)
_CODE_BLOCKS = frozenset({"fence", "code_block", "math_block"})
_TITLE_END = 3  # tokens; the title is the first heading


def pair_with_source(
    edition: Edition,
    segment_by: SegmentBy,
    lines: Mapping[Key, int],
    remarks: Iterable[Remark] = (),
) -> Proof:
    """Return the proof of an edition, fuzzy translations included.

    `lines` are those of the translations in the catalogue's file. Each of `remarks` is
    shown beside the sentence of its key.
    """
    by_key: dict[Key | None, list[Remark]] = defaultdict(list)
    for remark in remarks:
        by_key[remark.key].append(remark)
    pairing = _Pairing(edition, lines, by_key)
    rows = tuple(pairing.rows(segment_by))
    on_the_whole = (*by_key.get(None, ()), *pairing.remaining_remarks())
    title = _without_anchors(edition.target.title.children or ())
    return Proof(edition, title, rows, on_the_whole, sum(map(len, by_key.values())))


class _Pairing:
    """Builder of a proof's rows, which numbers their sentences."""

    def __init__(
        self,
        edition: Edition,
        lines: Mapping[Key, int],
        remarks: Mapping[Key | None, list[Remark]],
    ) -> None:
        self._edition = edition
        self._catalogue = edition.catalogue.for_review()
        self._lines, self._remarks = lines, remarks
        self._paired: set[Key] = set()
        self._number = 0

    def remaining_remarks(self) -> Iterator[Remark]:
        """Yield the remarks on messages that are in no row."""
        for key, remarks in self._remarks.items():
            if key is not None and key not in self._paired:
                yield from remarks

    def rows(self, segment_by: SegmentBy) -> Iterator[Pair | Untranslatable]:
        """Yield the rows; consecutive untranslatable pieces are one row."""
        parts = self._parts(list(text_blocks(self._edition.source, segment_by)))
        for is_untranslatable, run in groupby(parts, lambda part: isinstance(part, tuple)):
            if is_untranslatable:
                yield Untranslatable(tuple(part for part in run if isinstance(part, tuple)))
            else:
                yield from (part for part in run if isinstance(part, Pair))

    def _parts(self, blocks: list[TextBlock]) -> Iterator[Pair | Tokens]:
        """Walk the document in reading order: title, metadata, body, credits."""
        document = self._edition.source
        by_index = {block.index: block for block in blocks if block.field is None}
        yield from self._body_parts(0, _TITLE_END, by_index)
        for block in blocks:
            if block.field is not None:
                yield from self._pairs(block)
        yield from self._body_parts(_TITLE_END, len(document.tokens), by_index)
        if (names := self._catalogue.credits) is not None:
            segment = Segment(source=CREDITS, kind=CREDITS, file=document.file)
            yield self._pair(JoinedSegments([segment], names), None)

    def _body_parts(
        self, index: int, end: int, by_index: Mapping[int, TextBlock]
    ) -> Iterator[Pair | Tokens]:
        tokens = self._edition.source.tokens
        while index < end:
            token, following = tokens[index], index + 1
            if index in by_index:
                yield from self._pairs(by_index[index])
            elif token.nesting == 1 and token.attrs.get("translate") == "no":
                following = _block_end(tokens, index)
                inner = token.type not in _SHOWN_AS_BLOCKS
                yield _without_anchors(tokens[index + inner : following - inner])
            elif token.type in _CODE_BLOCKS:
                yield (token,)
            elif token.type == "inline" and token.children:
                yield _without_anchors(token.children)
            index = following

    def _pairs(self, block: TextBlock) -> Iterator[Pair]:
        token = self._edition.source.tokens[block.index] if block.field is None else None
        groups = joined_groups(block, lambda segment: self._catalogue.translation_of(segment.key))
        return (self._pair(group, token) for group in groups)

    def _pair(self, group: JoinedSegments, token: Token | None) -> Pair:
        sentences = tuple(self._sentence(segment, token) for segment in group.segments)
        is_fuzzy = any(sentence.fuzzy for sentence in sentences)
        state = State.FUZZY if is_fuzzy else State.FINISHED
        if group.target is None:
            state = State.UNTRANSLATED
        text = group.target or ""
        image: list[Token] = []
        if token is not None and "image" in token.meta:
            image = image_of(token.meta["image"], list(sentences[0].words))
        return Pair(sentences, self._tokens(text, token), text, state, tuple(image))

    def _sentence(self, segment: Segment, token: Token | None) -> Sentence:
        draft = self._catalogue.draft(segment.key)
        self._number += 1
        self._paired.add(segment.key)
        return Sentence(
            number=self._number,
            segment=segment,
            words=self._tokens(segment.source, token),
            edits=tuple(edits(draft.previous, segment.source)) if draft.previous else (),
            line=self._lines.get(segment.key),
            fuzzy=draft.fuzzy,
            comment=draft.comment,
            remarks=tuple(self._remarks.get(segment.key, ())),
        )

    def _tokens(self, text: str, token: Token | None) -> Tokens:
        """Parse a text as the edition does: metadata and code are not Markdown."""
        if token is None or token.meta.get("literal"):
            return (Token("text", "", 0, content=text),)
        return _without_anchors(parse_inline(text, self._edition.source.scope))


def _block_end(tokens: Sequence[Token], index: int) -> int:
    """Return the index after the block that opens at `index`."""
    depth = 0
    for number in range(index, len(tokens)):
        depth += tokens[number].nesting
        if depth == 0:
            return number + 1
    return len(tokens)


def _without_anchors(tokens: Iterable[Token]) -> Tokens:
    """Remove anchors and links to them, because a proof has each sentence twice.

    A footnote reference becomes its number, a link within the document its text.
    """
    kept: list[Token] = []
    is_in_link = False
    for token in tokens:
        if token.type == "footnote_ref":
            kept += _superscript(str(token.meta["id"] + 1))
        elif token.type == "link_open" and str(token.attrs["href"]).startswith("#"):
            is_in_link = True
            kept.append(Token("span_open", "span", 1))
        elif token.type == "link_close" and is_in_link:
            is_in_link = False
            kept.append(Token("span_close", "span", -1))
        elif token.type != "footnote_anchor":
            attrs = {name: value for name, value in token.attrs.items() if name != "id"}
            children = token.children and list(_without_anchors(token.children))
            kept.append(replace(token, attrs=attrs, children=children))
    return tuple(kept)


def _superscript(text: str) -> list[Token]:
    return [
        Token("sup_open", "sup", 1),
        Token("text", "", 0, content=text),
        Token("sup_close", "sup", -1),
    ]
