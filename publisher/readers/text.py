"""Plain text: the first line is the title, short lines without punctuation are headings.

Empty lines separate blocks, and short lines within a block are one paragraph, wrapped by
hand. In a text without empty lines each line is a block, as is each line too long to be
wrapped. A paragraph that consists of one quotation becomes a block quotation.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.characters import is_han, is_visible, single_spaced
from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.base.limits import PARAGRAPH_KIB, find_excess
from publisher.language.quotations import quotations
from publisher.markup.document import blockquote, heading, paragraph
from publisher.markup.plain_text import literal
from publisher.readers.parsed_source import ParsedSource
from publisher.readers.sidecar import PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

    from publisher.readers.seed_file import SeedFile
    from publisher.readers.sidecar import Sidecar

_MAX_HEADING_LENGTH = 120  # characters: a long headline has about 100
_MAX_TITLE_LENGTH = 200
_MAX_WRAPPED_LENGTH = 120
_DEFAULT_LEVEL = 2

# Punctuation at the end of a sentence or clause in any script; quotation marks and
# brackets after it are skipped.
_SENTENCE_ENDS = frozenset(".!?…:;,—–-։՝؟؛،۔।॥。！？：；，、።፧၊။។៕᠃᙮")
_STATEMENT_ENDS = frozenset(".:;,։՝؛،۔।॥。：；，、።၊။។៕᠃᙮")
_CLOSERS = "\"')]}”’»›“‘」』）］】〉》"
# A list item, a web address, a credit such as "Photo: Reuters".
_NOT_A_HEADING = re.compile(r"[-*+•–—·]\s|\d+[.)]\s|\S+://\S+$|\w+: ")
_ABBREVIATION = re.compile(r"\.\w+\.$")


class _Block(NamedTuple):
    line: int  # from 0
    text: str


def read(seed: SeedFile) -> ParsedSource:
    """Read plain text. Raises PublisherError for an empty text and one without a title."""
    file, sidecar = seed.path, seed.sidecar
    blocks = list(_blocks(seed.text))
    if not blocks:
        raise PublisherError("the article is empty; write its title in the first line", file=file)
    title = _title(blocks[0], file, sidecar)
    body = blocks[1:] if blocks[0].text == title.text else blocks
    levels = _levels(body, sidecar)
    tokens = heading(1, literal(title.text), title.line)
    for block in body:
        if (problem := find_excess(block.text, PARAGRAPH_KIB)) is not None:
            raise PublisherError(f"this text {problem}", file=file, line=block.line + 1)
        tokens += _tokens(block, levels.get(block.text))
    return ParsedSource(metadata=sidecar.metadata, tokens=tokens, metadata_file=sidecar.file)


def _title(first: _Block, file: Path, sidecar: Sidecar) -> _Block:
    line, text = first
    if sidecar.metadata.title is not None:
        return _Block(line, sidecar.metadata.title)
    is_statement = _last_mark(text) in _STATEMENT_ENDS and not _ABBREVIATION.search(text)
    if len(text) > _MAX_TITLE_LENGTH or is_statement:
        raise PublisherError(
            "no title: the first line must be a headline, short and without a full stop;"
            f' or write title = "…" in {sidecar.file.name}',
            file=file,
            line=line + 1,
        )
    return first


def _levels(body: list[_Block], sidecar: Sidecar) -> dict[str, int]:
    """Return the level of each heading by its text.

    Raises PublisherError for a sidecar's level that skips one or matches no line.
    """
    texts = [block.text for block in body]
    for text in sidecar.headings:
        if text not in texts:
            hint = nearest(text, texts) or "; copy it from the article"
            problem = f"no line of the article is the heading {text!r}{hint}"
            raise _heading_error(problem, text, sidecar)
    levels: dict[str, int] = {}
    previous_level = 1
    for text in texts:
        level = sidecar.headings.get(text, _DEFAULT_LEVEL if _is_heading(text) else PARAGRAPH)
        if level == PARAGRAPH:
            continue
        if level > previous_level + 1:
            problem = f"{text!r} skips a level: it follows a heading of level {previous_level}"
            raise _heading_error(f"{problem}; use {previous_level + 1} at most", text, sidecar)
        levels[text] = previous_level = level
    return levels


def _heading_error(message: str, heading_text: str, sidecar: Sidecar) -> PublisherError:
    return PublisherError(message, file=sidecar.file, line=sidecar.lines.get(heading_text))


def _tokens(block: _Block, level: int | None) -> list[Token]:
    line, text = block
    if level is not None:
        return heading(level, literal(text), line)
    if _is_quotation(text):
        return blockquote(literal(text), line)
    return paragraph(literal(text), line)


def _is_heading(text: str) -> bool:
    return (
        len(text) <= _MAX_HEADING_LENGTH
        and _last_mark(text) not in _SENTENCE_ENDS
        and any(character.isalnum() for character in text)
        and not _NOT_A_HEADING.match(text)
    )


def _is_quotation(text: str) -> bool:
    """Return whether one quotation fills the text, except for punctuation after it."""
    return any(
        start == 0 and all(mark in _SENTENCE_ENDS for mark in text[end:])
        for start, end in quotations(text)
    )


def _last_mark(text: str) -> str:
    """Return the last character before closing quotation marks and brackets."""
    return text.rstrip(_CLOSERS)[-1:]


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the title, and each paragraph or heading after it on one line."""
    lines = [single_spaced(line) if is_visible(line) else "" for line in text.split("\n")]
    numbered = [_Block(number, line) for number, line in enumerate(lines)]
    title = next((block for block in numbered if block.text), None)
    if title is None:
        return
    yield title
    groups = _split_at_empty_lines(numbered[title.line + 1 :])
    is_wrapped = len(groups) > 1
    for group in groups:
        if is_wrapped and all(len(line.text) <= _MAX_WRAPPED_LENGTH for line in group):
            yield _Block(group[0].line, _unwrap([line.text for line in group]))
        else:
            yield from group


def _split_at_empty_lines(lines: list[_Block]) -> list[list[_Block]]:
    return [list(run) for filled, run in groupby(lines, lambda line: line.text != "") if filled]


def _unwrap(lines: list[str]) -> str:
    """Join wrapped lines, without a space within Chinese and Japanese (CSS Text 3, 4.1.3)."""
    joined = lines[0]
    for line in lines[1:]:
        joined += ("" if is_han(joined[-1]) and is_han(line[0]) else " ") + line
    return joined
