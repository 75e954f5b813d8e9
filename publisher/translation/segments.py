"""Segments of a document, the units that a translator sees.

Extraction and translation both walk `text_blocks`, so they cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from weakref import finalize

from publisher.base.characters import WRAPPED
from publisher.markup.lines import line_of
from publisher.markup.parser import parse_inline
from publisher.markup.renderer import render
from publisher.translation.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from publisher.catalogues.key import Key
    from publisher.markup.document import Document
    from publisher.translation.sentences import Parse

SegmentBy = Literal["sentence", "block"]

# Translatable metadata fields, with the kind of segment that they become.
_FIELD_KINDS = {
    "kicker": "kicker",
    "standfirst": "standfirst",
    "author": "author",
    "keywords": "keyword",
    "rights": "rights",
}
_CONTAINER_KINDS = {
    "admonition_title_open": "title of a note",
    "blockquote_open": "quotation",
    "code_open": "code",
    "credit_open": "image credit",
    "dd_open": "definition",
    "dt_open": "term",
    "figcaption_open": "caption",
    "figure_open": "image description",
    "footnote_open": "footnote",
    "list_item_open": "list item",
    "tab_label_open": "label of a tab",
    "td_open": "table cell",
    "th_open": "table header",
}
_UNDIVIDED_KINDS = frozenset(
    {"title", "code", "term", "table header", "title of a note", "label of a tab"}
)


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A unit of translation: Markdown text, its kind and its place in a file.

    `context` distinguishes equal texts (gettext `msgctxt`); `note` is the author's comment
    for the translator.
    """

    source: str
    kind: str
    file: Path
    line: int | None = None
    context: str | None = None
    note: str | None = None

    @property
    def key(self) -> Key:
        """Key of its message in a catalogue."""
        return self.context, self.source


@dataclass(frozen=True, kw_only=True)
class TextBlock:
    """A metadata value or an inline token, split into segments.

    `field` is the metadata field and `index` the value's number in it; for a token, `field`
    is None and `index` its number in the document. `separators` holds the white space after
    each segment.
    """

    field: str | None
    index: int
    segments: list[Segment]
    separators: list[str]


# Text blocks by the identity of a live document: documents are not hashable, and comparing
# their tokens is slow.
_CACHE: dict[tuple[int, SegmentBy], Sequence[TextBlock]] = {}


def text_blocks(document: Document, segment_by: SegmentBy) -> Sequence[TextBlock]:
    """Return the text blocks in reading order: title, metadata, body; the result is cached.

    Blocks that the author excluded from translation are omitted.
    """
    key = (id(document), segment_by)
    if key not in _CACHE:
        _CACHE[key] = tuple(_text_blocks(document, segment_by))
        finalize(document, _CACHE.pop, key, None)  # runs before the id is reused
    return _CACHE[key]


def _text_blocks(document: Document, segment_by: SegmentBy) -> Iterator[TextBlock]:
    inline_blocks = list(_inline_blocks(document, segment_by))
    title = [block for block in inline_blocks if block.index == 1]
    yield from title
    yield from _metadata_blocks(document)
    yield from inline_blocks[len(title) :]


def segments(document: Document, segment_by: SegmentBy) -> Iterator[Segment]:
    """Yield the segments of the document in reading order; a text may occur repeatedly."""
    for block in text_blocks(document, segment_by):
        yield from block.segments


@dataclass(frozen=True)
class _Container:
    """An open block: its kind, and the author's directives for it."""

    kind: str | None
    translatable: bool
    context: str | None
    note: str | None


def _inline_blocks(document: Document, segment_by: SegmentBy) -> Iterator[TextBlock]:
    containers: list[_Container] = []
    for index, token in enumerate(document.tokens):
        if token.nesting == 1:
            containers.append(_container(token))
        elif token.nesting == -1:
            containers.pop()
        elif token.type == "inline" and _is_translatable(token, containers):
            yield _inline_block(document, index, containers, segment_by)


def _container(token: Token) -> _Container:
    meta, translatable = token.meta, token.attrs.get("translate") != "no"
    return _Container(_kind(token), translatable, meta.get("context"), meta.get("note"))


def _is_translatable(token: Token, containers: list[_Container]) -> bool:
    """Return whether a token has text, and neither it nor a container excludes it."""
    included = token.meta.get("translate", True) and all(c.translatable for c in containers)
    return included and bool(token.content.strip())


def _kind(token: Token) -> str | None:
    if token.type == "heading_open":
        return "title" if token.tag == "h1" else f"heading {token.tag[1:]}"
    if token.type == "admonition_open":
        return str(token.meta["kind"])
    return _CONTAINER_KINDS.get(token.type)


def _inline_block(
    document: Document, index: int, containers: list[_Container], segment_by: SegmentBy
) -> TextBlock:
    token, innermost_first = document.tokens[index], containers[::-1]
    kind = next((c.kind for c in innermost_first if c.kind), "paragraph")
    context = next((c.context for c in innermost_first if c.context), None)
    notes = [c.note for c in containers if c.note]
    prototype = Segment(
        source="",
        kind=kind,
        file=document.file,
        line=line_of(token),
        context=context,
        note="\n".join(notes) or None,
    )

    def parse(text: str) -> list[Token]:
        return parse_inline(text, document.scope)

    parts = [token.content]
    # A heading is one thought and stays in one piece, even with a full stop inside.
    undivided = kind in _UNDIVIDED_KINDS or kind.startswith("heading")
    if segment_by == "sentence" and not undivided:
        parts = sentences(token.content, document.language, parse)
    return _text_block(index, parts, prototype, parse)


def _text_block(index: int, parts: list[str], prototype: Segment, parse: Parse) -> TextBlock:
    """Make a text block of `parts`, sentences with the white space after them."""
    sources = [part.rstrip() for part in parts]
    separators = [part[len(source) :] for part, source in zip(parts, sources, strict=True)]
    if prototype.kind != "code":
        sources = [_unwrap(source, parse) for source in sources]
    first, *others = [replace(prototype, source=source) for source in sources]
    continued = [replace(other, kind=f"{other.kind}, continued") for other in others]
    return TextBlock(field=None, index=index, segments=[first, *continued], separators=separators)


def _unwrap(text: str, parse: Parse) -> str:
    """Join hard-wrapped lines, so that another wrapping of the source changes no message."""
    if "\n" not in text:
        return text
    unwrapped = WRAPPED.sub(" ", text)
    is_same = render(parse(unwrapped)).split() == render(parse(text)).split()
    return unwrapped if is_same else text


def _metadata_blocks(document: Document) -> Iterator[TextBlock]:
    for field, kind in _FIELD_KINDS.items():
        value = getattr(document.metadata, field)
        for index, text in enumerate((value,) if isinstance(value, str) else value or ()):
            segment = Segment(source=text, kind=kind, file=document.metadata_file)
            yield TextBlock(field=field, index=index, segments=[segment], separators=[""])
