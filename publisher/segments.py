"""Document → segments, and back with translations.

Extraction and translation walk the same generator, `places`, so what is extracted is
what is translated.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import sentencex
from markdown_it.token import Token

from publisher.document import in_language, is_plain, parse_inline, render_inline
from publisher.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from publisher.config import SegmentBy
    from publisher.document import Document
    from publisher.language import Language

    Lookup = Callable[[str], str | None]

# The metadata that readers read, and what each is called to a translator.
_FIELDS = {
    "kicker": "kicker",
    "standfirst": "standfirst",
    "author": "author",
    "keywords": "keyword",
}
_CONTAINERS = {"blockquote_open": "quotation", "list_item_open": "list item"}


@dataclass(frozen=True)
class Segment:
    """What a translator sees at once: Markdown text, what it is, and where it stands."""

    source: str
    kind: str
    file: Path
    line: int | None = None


@dataclass(frozen=True)
class Place:
    """A text of a document, in segments.

    `field` names the metadata field, or is None for the inline token at `index`.
    `separators` are what stands behind each segment in the source.
    """

    field: str | None
    index: int
    segments: list[Segment]
    separators: list[str]


def places(document: Document, segment_by: SegmentBy) -> Iterator[Place]:
    """Walk the document's texts in the order in which they are read."""
    title, *body = _inline_places(document, segment_by)
    yield title
    yield from _metadata_places(document)
    yield from body


def segments(document: Document, segment_by: SegmentBy) -> Iterator[Segment]:
    """Yield each segment of the document; the same text may come several times."""
    for place in places(document, segment_by):
        yield from place.segments


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
    for place in places(document, segment_by):
        targets = [lookup(segment.source) for segment in place.segments]
        if place.field is None:
            tokens[place.index] = _translated(
                tokens[place.index], place, targets, language, foreign
            )
        else:
            words = (targets[0] or place.segments[0].source,)
            fields[place.field] = fields.get(place.field, ()) + words
    return _with(document, tokens, fields)


def _inline_places(document: Document, segment_by: SegmentBy) -> Iterator[Place]:
    containers: list[str | None] = []
    for index, token in enumerate(document.tokens):
        if token.nesting == 1:
            containers.append(_kind(token))
        elif token.nesting == -1:
            containers.pop()
        elif token.type == "inline":
            kind = next(filter(None, reversed(containers)), "paragraph")
            # A heading is one thought, however many stops it holds.
            whole = segment_by == "block" or kind == "title" or kind.startswith("heading")
            line = token.map[0] + 1 if token.map else None
            parts = [token.content] if whole else _sentences(token.content, document.language)
            yield _place(index, parts, Segment("", kind, document.file, line))


def _kind(token: Token) -> str | None:
    if token.type == "heading_open":
        return "title" if token.tag == "h1" else f"heading {token.tag[1:]}"
    return _CONTAINERS.get(token.type)


def _place(index: int, parts: list[str], pattern: Segment) -> Place:
    """Make a place of sentences with the space behind them; all are like `pattern`."""
    sources = [part.rstrip() for part in parts]
    separators = [part[len(source) :] for part, source in zip(parts, sources, strict=True)]
    first, *others = [replace(pattern, source=source) for source in sources]
    continued = [replace(other, kind=f"{other.kind}, continued") for other in others]
    return Place(None, index, [first, *continued], separators)


def _metadata_places(document: Document) -> Iterator[Place]:
    sidecar = document.file.with_suffix(".toml")
    for field, kind in _FIELDS.items():
        value = getattr(document.metadata, field)
        for index, text in enumerate((value,) if isinstance(value, str) else value or ()):
            yield Place(field, index, [Segment(text, kind, sidecar)], [""])


def _sentences(text: str, language: Language) -> list[str]:
    """Cut text into sentences, each with the space behind it; joined they are the text.

    No cut falls inside a quotation, nor where no space is in a language that has
    spaces, nor where the two sides would mean something else apart than together
    (inside a link, say).
    """
    inside = {position for start, end in quotations(text) for position in range(start + 1, end)}
    sentences = [""]
    end = 0
    for part in sentencex.segment(language.base, text):
        begin, end = end, end + len(part)
        spaced = not language.joiner or sentences[-1][-1:].isspace()
        if sentences[-1] and spaced and begin not in inside and not part.isspace():
            sentences.append(part)
        else:
            sentences[-1] += part
    return _cut_where_meaning_allows(sentences)


def _cut_where_meaning_allows(parts: list[str]) -> list[str]:
    """Join again the parts that inline markup holds together."""
    text = "".join(parts)
    if len(parts) == 1 or is_plain(text):
        return parts
    rendered = render_inline(text)
    if "".join(map(_render_part, parts)) == rendered:
        return parts
    # The boundaries nearest to the middle first, so that long texts stay cheap.
    for middle in sorted(range(1, len(parts)), key=lambda cut: abs(2 * cut - len(parts))):
        left, right = "".join(parts[:middle]), "".join(parts[middle:])
        if _render_part(left) + _render_part(right) == rendered:
            return [
                *_cut_where_meaning_allows(parts[:middle]),
                *_cut_where_meaning_allows(parts[middle:]),
            ]
    return [text]


def _render_part(text: str) -> str:
    """Render text as a segment of its own, with the space behind it as it stands."""
    sentence = text.rstrip()
    return render_inline(sentence) + text[len(sentence) :]


def _translated(
    token: Token,
    place: Place,
    targets: list[str | None],
    language: Language,
    foreign: Language | None,
) -> Token:
    sources = [segment.source for segment in place.segments]
    same = [target in {None, source} for target, source in zip(targets, sources, strict=True)]
    if all(same) and (foreign is None or None not in targets):
        return token
    # Between sentences of the source stands what the source has between them.
    joiners = [
        separator if left and right else language.joiner
        for separator, (left, right) in zip(place.separators, pairwise(same), strict=False)
    ]
    texts = [target or source for target, source in zip(targets, sources, strict=True)]
    parts = list(zip(["", *joiners], texts, targets, strict=True))
    children: list[Token] = []
    for untranslated, run in groupby(parts, lambda part: part[2] is None):
        # Sentences side by side are one run of words, which must not be set in pieces.
        (joiner, text, _), *others = run
        words = parse_inline(text)
        for between, other, _ in others:
            words += [_text(between), *parse_inline(other)]
        if untranslated and foreign is not None:
            words = in_language(words, foreign, language)
        children += [_text(joiner), *words] if children else words
    content = "".join(joiner + text for joiner, text, _ in parts)
    return replace(token, content=content, children=children)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _with(document: Document, tokens: list[Token], fields: dict[str, tuple[str, ...]]) -> Document:
    values: dict[str, object] = {
        field: words[0] if isinstance(getattr(document.metadata, field), str) else words
        for field, words in fields.items()
    }
    metadata = replace(document.metadata, **values)  # type: ignore[arg-type] # as they were
    return replace(document, tokens=tuple(tokens), metadata=metadata)
