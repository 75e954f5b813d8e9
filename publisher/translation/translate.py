"""Translation of a document: its segments are replaced, its blocks unchanged."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.token import Token

from publisher.base.characters import JOIN_MARK
from publisher.markup.document import image_of, in_language, language_attributes
from publisher.markup.parser import parse_inline
from publisher.translation.segments import text_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from publisher.language.locale import Language
    from publisher.markup.document import Document
    from publisher.markup.scope import Scope
    from publisher.translation.segments import Segment, SegmentBy, TextBlock

    Lookup = Callable[[Segment], str | None]


class TranslatedSegment(NamedTuple):
    """A segment and its translation.

    `target` is None if it is untranslated, and empty if the segment before contains its
    translation (a `^`). `misplaced` marks a `^` without a segment before it.
    """

    segment: Segment
    target: str | None
    misplaced: bool = False


def translate_segments(block: TextBlock, lookup: Lookup) -> list[TranslatedSegment]:
    """Return the segments of a text block with their translations from `lookup`."""
    translated: list[TranslatedSegment] = []
    for segment in block.segments:
        target = lookup(segment)
        if target != JOIN_MARK or segment.source == JOIN_MARK:
            translated.append(TranslatedSegment(segment, target))
        elif not translated:
            translated.append(TranslatedSegment(segment, None, misplaced=True))
        else:
            # Untranslated as long as the segment before is.
            joined = None if translated[-1].target is None else ""
            translated.append(TranslatedSegment(segment, joined))
    return translated


class JoinedSegments(NamedTuple):
    """A segment, the segments joined to it, and their one translation; None without one."""

    segments: list[Segment]
    target: str | None


def joined_groups(block: TextBlock, lookup: Lookup) -> list[JoinedSegments]:
    """Return the segments of a text block, grouped by translation from `lookup`."""
    groups: list[JoinedSegments] = []
    for translated in translate_segments(block, lookup):
        if translated.target == "" and groups:
            groups[-1].segments.append(translated.segment)
        else:
            groups.append(JoinedSegments([translated.segment], translated.target))
    return groups


def translate(
    document: Document,
    lookup: Lookup,
    language: Language,
    segment_by: SegmentBy,
    *,
    mark_untranslated: bool = False,
) -> Document:
    """Return the document in `language`, each segment replaced by its translation.

    A segment for which `lookup` returns None keeps its source text; `mark_untranslated`
    wraps that in a span with its language. A translation yields inline content only, even if
    it contains block syntax. If `lookup` returns None or the source for every segment, and
    nothing is marked, the result equals `document`.
    """
    mark_as = document.language if mark_untranslated else None
    tokens = list(document.tokens)
    fields: dict[str, tuple[str, ...]] = {}
    for block in text_blocks(document, segment_by):
        translated = translate_segments(block, lookup)
        if block.field is None:
            inline = _Inline(tokens[block.index], block, document.scope, language, mark_as)
            tokens[block.index] = inline.translated(translated)
        else:
            value = translated[0].target or translated[0].segment.source
            fields[block.field] = (*fields.get(block.field, ()), value)
    if mark_as is not None:
        tokens = [_mark_excluded_block(token, mark_as, language) for token in tokens]
    return _replace_content(document, tokens, fields)


def _mark_excluded_block(token: Token, own: Language, around: Language) -> Token:
    """Declare the language of a block excluded from translation (WCAG 2.2, 3.1.2)."""
    if token.attrs.get("translate") != "no":
        return token
    direction = {"dir": own.direction} if own.direction != around.direction else {}
    return replace(token, attrs={**token.attrs, "lang": own.tag, **direction})


class _Part(NamedTuple):
    """A translated or untranslated segment of an inline text, and the joiner before it."""

    joiner: str
    text: str
    untranslated: bool


class _Inline(NamedTuple):
    """An inline token to translate into `language`.

    `mark_as` is the language that untranslated segments are marked with, or None for no marks.
    """

    token: Token
    block: TextBlock
    scope: Scope
    language: Language
    mark_as: Language | None

    def translated(self, segments: list[TranslatedSegment]) -> Token:
        """Return the token with the translations in place of its segments."""
        unchanged = all(_is_unchanged(segment) for segment in segments)
        to_mark = self.mark_as is not None and any(s.target is None for s in segments)
        if unchanged and not to_mark:
            return self.token
        parts = self._parts(segments)
        if self.token.meta.get("literal"):
            children = [_text(part.text) for part in parts]
        else:
            children = list(self._children(parts))
        if "image" in self.token.meta:
            children = image_of(self.token.meta["image"], children)
            if self.mark_as is not None and any(part.untranslated for part in parts):
                children[0].attrs |= language_attributes(self.mark_as, self.language)
        content = "".join(part.joiner + part.text for part in parts)
        return replace(self.token, content=content, children=children)

    def _parts(self, segments: list[TranslatedSegment]) -> list[_Part]:
        unchanged = map(_is_unchanged, segments)
        # Two sentences in the source's words keep the separator of the source.
        joiners = [
            separator if left and right else self.language.joiner
            for separator, (left, right) in zip(
                self.block.separators, pairwise(unchanged), strict=False
            )
        ]
        return [
            _Part(joiner, segment.source if target is None else target, target is None)
            for joiner, (segment, target, _) in zip(["", *joiners], segments, strict=True)
            if target != ""
        ]

    def _children(self, parts: Sequence[_Part]) -> Iterator[Token]:
        """Yield the inline tokens; adjacent untranslated segments share one marked span."""
        for untranslated, run in groupby(parts, lambda part: part.untranslated):
            # One run of text, which must not be set in pieces.
            (joiner, text, _), *others = run
            children = parse_inline(text, self.scope)
            for between, other, _ in others:
                children += [_text(between), *parse_inline(other, self.scope)]
            if untranslated and self.mark_as is not None and "image" not in self.token.meta:
                children = in_language(children, self.mark_as, self.language)
            if joiner:
                yield _text(joiner)
            yield from children


def _is_unchanged(translated: TranslatedSegment) -> bool:
    """Return whether the text stays as in the source: untranslated, or equal to it."""
    return translated.target in {None, translated.segment.source}


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _replace_content(
    document: Document, tokens: list[Token], fields: dict[str, tuple[str, ...]]
) -> Document:
    values: dict[str, object] = {
        field: texts[0] if isinstance(getattr(document.metadata, field), str) else texts
        for field, texts in fields.items()
    }
    metadata = replace(document.metadata, **values)  # type: ignore[arg-type] # types are kept
    return replace(document, tokens=tuple(tokens), metadata=metadata)
