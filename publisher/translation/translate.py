"""Document → the same document in another language, its blocks untouched."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.token import Token

from publisher.base.characters import JOIN_MARK
from publisher.markup.document import image_of, in_language
from publisher.markup.parser import parse_inline
from publisher.translation.segments import text_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from publisher.language.locale import Language
    from publisher.markup.document import Document
    from publisher.markup.inline_rules import Scope
    from publisher.translation.segments import Segment, SegmentBy, TextBlock

    Lookup = Callable[[Segment], str | None]


class TranslatedSegment(NamedTuple):
    """A segment and its translation: None where there is none, nothing where it is joined.

    `misplaced` is a `^` with no sentence before it.
    """

    segment: Segment
    target: str | None
    misplaced: bool = False


def translate_segments(block: TextBlock, lookup: Lookup) -> list[TranslatedSegment]:
    """Return the place's segments with what `lookup` gives for each."""
    found: list[TranslatedSegment] = []
    for segment in block.segments:
        target = lookup(segment)
        if target != JOIN_MARK or segment.source == JOIN_MARK:
            found.append(TranslatedSegment(segment, target))
        elif not found:
            found.append(TranslatedSegment(segment, None, misplaced=True))
        else:
            # Not translated while the sentence that is to hold it is not.
            found.append(TranslatedSegment(segment, None if found[-1].target is None else ""))
    return found


def translate(
    document: Document,
    lookup: Lookup,
    language: Language,
    segment_by: SegmentBy,
    *,
    mark_untranslated: bool = False,
) -> Document:
    """Return the document in `language`, each segment replaced by what `lookup` gives for it.

    Where it gives None the source's own words stand, and with `mark_untranslated` a
    span around them says their language. A translation yields inline content only,
    whatever stands in it. If `lookup` gives None or the segment itself throughout, and
    nothing is marked, the result equals `document`.
    """
    foreign = document.language if mark_untranslated else None
    tokens = list(document.tokens)
    fields: dict[str, tuple[str, ...]] = {}
    for block in text_blocks(document, segment_by):
        found = translate_segments(block, lookup)
        if block.field is None:
            token = tokens[block.index]
            tokens[block.index] = _Inline(token, block, document.scope, language, foreign).with_(
                found
            )
        else:
            words = (found[0].target or found[0].segment.source,)
            fields[block.field] = fields.get(block.field, ()) + words
    if foreign is not None:
        tokens = [_left_as_it_is(token, foreign, language) for token in tokens]
    return _with(document, tokens, fields)


def _left_as_it_is(token: Token, own: Language, around: Language) -> Token:
    """Say the language of a block that its author left untranslated (WCAG 2.2, 3.1.2)."""
    if token.attrs.get("translate") != "no":
        return token
    direction = {"dir": own.direction} if own.direction != around.direction else {}
    return replace(token, attrs={**token.attrs, "lang": own.tag, **direction})


class _Part(NamedTuple):
    """A sentence of an inline text, and what stands before it."""

    joiner: str
    text: str
    untranslated: bool


class _Inline(NamedTuple):
    """An inline token that is to be said in `language`, or marked as `foreign`."""

    token: Token
    block: TextBlock
    scope: Scope
    language: Language
    foreign: Language | None

    def with_(self, found: list[TranslatedSegment]) -> Token:
        """Return the token with the answers in the place of its sentences."""
        nothing_said = all(a.target in {None, a.segment.source} for a in found)
        if nothing_said and (self.foreign is None or None not in [a.target for a in found]):
            return self.token
        parts = self._parts(found)
        if self.token.meta.get("literal"):
            children = [_text(part.text) for part in parts]
        else:
            children = list(self._children(parts))
        if "image" in self.token.meta:
            children = image_of(self.token.meta["image"], children)
            if self.foreign is not None and any(part.untranslated for part in parts):
                children[0].attrs["lang"] = self.foreign.tag
        content = "".join(part.joiner + part.text for part in parts)
        return replace(self.token, content=content, children=children)

    def _parts(self, found: list[TranslatedSegment]) -> list[_Part]:
        same = [a.target in {None, a.segment.source} for a in found]
        # Between sentences of the source stands what the source has between them.
        joiners = [
            separator if left and right else self.language.joiner
            for separator, (left, right) in zip(
                self.block.separators, pairwise(same), strict=False
            )
        ]
        return [
            _Part(joiner, a.segment.source if a.target is None else a.target, a.target is None)
            for joiner, a in zip(["", *joiners], found, strict=True)
            if a.target != ""
        ]

    def _children(self, parts: Sequence[_Part]) -> Iterator[Token]:
        first = True
        for untranslated, run in groupby(parts, lambda part: part.untranslated):
            # Sentences side by side are one run of words, which must not be set in pieces.
            (joiner, text, _), *others = run
            words = parse_inline(text, self.scope)
            for between, other, _ in others:
                words += [_text(between), *parse_inline(other, self.scope)]
            if untranslated and self.foreign is not None and "image" not in self.token.meta:
                words = in_language(words, self.foreign, self.language)
            if not first:
                yield _text(joiner)
            yield from words
            first = False


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _with(document: Document, tokens: list[Token], fields: dict[str, tuple[str, ...]]) -> Document:
    values: dict[str, object] = {
        field: words[0] if isinstance(getattr(document.metadata, field), str) else words
        for field, words in fields.items()
    }
    metadata = replace(document.metadata, **values)  # type: ignore[arg-type] # as they were
    return replace(document, tokens=tuple(tokens), metadata=metadata)
