"""Document → segments: what a translator is asked, one by one.

Extraction and translation walk the same generator, `text_blocks`, so what is extracted is
what is translated.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

from publisher.base.characters import WRAPPED
from publisher.markup.parser import parse_inline
from publisher.markup.renderer import render
from publisher.translation.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from publisher.markup.document import Document

SegmentBy = Literal["sentence", "block"]

# The metadata that readers read, and what each is called to a translator.
_FIELDS = {
    "kicker": "kicker",
    "standfirst": "standfirst",
    "author": "author",
    "keywords": "keyword",
}
_CONTAINERS = {
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
    "td_open": "table cell",
    "th_open": "table header",
}
_WHOLE = frozenset({"title", "code", "term", "table header", "title of a note"})


@dataclass(frozen=True)
class Segment:
    """What a translator sees at once: Markdown text, what it is, and where it stands.

    `context` tells apart what is written alike, `note` is the author's to the translator.
    """

    source: str
    kind: str
    file: Path
    line: int | None = None
    context: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class TextBlock:
    """A text of a document, in segments.

    `field` names the metadata field, or is None for the inline token at `index`.
    `separators` are what stands behind each segment in the source.
    """

    field: str | None
    index: int
    segments: list[Segment]
    separators: list[str]


def text_blocks(document: Document, segment_by: SegmentBy) -> Sequence[TextBlock]:
    """Return the document's texts in the order in which they are read, divided only once.

    What the document declares to be untranslated is left out.
    """
    if segment_by not in document.remembered:
        document.remembered[segment_by] = tuple(_text_blocks(document, segment_by))
    return cast("Sequence[TextBlock]", document.remembered[segment_by])


def _text_blocks(document: Document, segment_by: SegmentBy) -> Iterator[TextBlock]:
    in_text = list(_inline_blocks(document, segment_by))
    title = [block for block in in_text if block.index == 1]
    yield from title
    yield from _metadata_blocks(document)
    yield from in_text[len(title) :]


def segments(document: Document, segment_by: SegmentBy) -> Iterator[Segment]:
    """Yield each segment of the document; the same text may come several times."""
    for block in text_blocks(document, segment_by):
        yield from block.segments


@dataclass(frozen=True)
class _Container:
    """An open block: what it is called, and what the author said of it."""

    kind: str | None
    translated: bool
    context: str | None
    note: str | None


def _inline_blocks(document: Document, segment_by: SegmentBy) -> Iterator[TextBlock]:
    containers: list[_Container] = []
    for index, token in enumerate(document.tokens):
        if token.nesting == 1:
            containers.append(_container(token))
        elif token.nesting == -1:
            containers.pop()
        elif token.type == "inline" and _is_asked(token, containers):
            yield _inline_block(document, index, containers, segment_by)


def _container(token: Token) -> _Container:
    meta, translated = token.meta, token.attrs.get("translate") != "no"
    return _Container(_kind(token), translated, meta.get("context"), meta.get("note"))


def _is_asked(token: Token, containers: list[_Container]) -> bool:
    """Say whether there are words to translate, and nobody declared that they are not."""
    asked = token.meta.get("translate", True) and all(c.translated for c in containers)
    return asked and bool(token.content.strip())


def _kind(token: Token) -> str | None:
    if token.type == "heading_open":
        return "title" if token.tag == "h1" else f"heading {token.tag[1:]}"
    if token.type == "admonition_open":
        return str(token.meta["kind"])
    return _CONTAINERS.get(token.type)


def _inline_block(
    document: Document, index: int, containers: list[_Container], segment_by: SegmentBy
) -> TextBlock:
    token, inner = document.tokens[index], containers[::-1]
    kind = next((c.kind for c in inner if c.kind), "paragraph")
    context = next((c.context for c in inner if c.context), None)
    notes = [c.note for c in containers if c.note]
    line = token.map[0] + 1 if token.map else None
    pattern = Segment("", kind, document.file, line, context, "\n".join(notes) or None)

    def parse(text: str) -> list[Token]:
        return parse_inline(text, document.scope)

    # A heading is one thought, however many stops it holds.
    if segment_by == "block" or kind in _WHOLE or kind.startswith("heading"):
        return _text_block(index, [token.content], pattern, parse)
    return _text_block(index, sentences(token.content, document.language, parse), pattern, parse)


def _text_block(
    index: int, parts: list[str], pattern: Segment, parse: Callable[[str], list[Token]]
) -> TextBlock:
    """Make a place of sentences with the space behind them; all are like `pattern`."""
    written = [part.rstrip() for part in parts]
    separators = [part[len(source) :] for part, source in zip(parts, written, strict=True)]
    if pattern.kind != "code":
        written = [_unwrapped(source, parse) for source in written]
    first, *others = [replace(pattern, source=source) for source in written]
    continued = [replace(other, kind=f"{other.kind}, continued") for other in others]
    return TextBlock(None, index, [first, *continued], separators)


def _unwrapped(text: str, parse: Callable[[str], list[Token]]) -> str:
    """Write lines that were wrapped by hand as one: wrapping them anew changes no message."""
    if "\n" not in text:
        return text
    unwrapped = WRAPPED.sub(" ", text)
    same = render(parse(unwrapped)).split() == render(parse(text)).split()
    return unwrapped if same else text


def _metadata_blocks(document: Document) -> Iterator[TextBlock]:
    for field, kind in _FIELDS.items():
        value = getattr(document.metadata, field)
        file = document.metadata_file or document.file
        for index, text in enumerate((value,) if isinstance(value, str) else value or ()):
            yield TextBlock(field, index, [Segment(text, kind, file)], [""])
