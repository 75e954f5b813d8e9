"""Plain text: the first line is the title, short unpunctuated lines are headings.

Below the title, blocks are set apart by empty lines, and short lines within one are
a paragraph that was wrapped by hand. In a text without empty lines each line is a block,
as is each line too long to have been wrapped. A paragraph that is one quotation from
end to end is set off as such.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.characters import is_han, is_visible, single_spaced
from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.base.limits import PARAGRAPH_KIB, find_excess
from publisher.language.quotations import quotations
from publisher.markup.document import blockquote, heading, paragraph
from publisher.markup.renderer import literal
from publisher.readers.reading import Reading
from publisher.readers.sidecar import PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

    from publisher.readers.sidecar import Sidecar

_LIMIT = 8 * 2**20
_LONGEST_HEADING = 120  # characters: a long headline has about 100
_LONGEST_TITLE = 200
_LONGEST_WRAPPED = 120
_SECTION = 2

# What ends a sentence or leads on, in any script; quotation marks and brackets
# after it do not count.
_ENDS_SENTENCE = frozenset(".!?…:;,—–-։՝؟؛،۔।॥。！？：；，、።፧၊။។៕᠃᙮")
_ENDS_STATEMENT = frozenset(".:;,։՝؛،۔।॥。：；，、።၊။។៕᠃᙮")
_CLOSERS = "\"')]}”’»›“‘」』）］】〉》"
# A list item, a web address, a line of credit: "Photo: Reuters".
_NO_HEADING = re.compile(r"[-*+•–—·]\s|\d+[.)]\s|\S+://\S+$|\w+: ")
_ABBREVIATED = re.compile(r"\.\w+\.$")


class _Block(NamedTuple):
    line: int  # from 0
    text: str


def read(file: Path, sidecar: Sidecar, _seeds: Path) -> Reading:
    """Read plain text; raise PublisherError for an empty one and for one without a title."""
    blocks = list(_blocks(read_text(file, limit=_LIMIT)))
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
    return Reading(sidecar.metadata, tokens, sidecar.file)


def _title(first: _Block, file: Path, sidecar: Sidecar) -> _Block:
    line, text = first
    if sidecar.metadata.title is not None:
        return _Block(line, sidecar.metadata.title)
    ends_like_text = _last_mark(text) in _ENDS_STATEMENT and not _ABBREVIATED.search(text)
    if len(text) > _LONGEST_TITLE or ends_like_text:
        raise PublisherError(
            "no title: the first line must be a headline, short and without a full stop;"
            f' or write title = "…" in {sidecar.file.name}',
            file=file,
            line=line + 1,
        )
    return first


def _levels(body: list[_Block], sidecar: Sidecar) -> dict[str, int]:
    """Give each heading its level; refuse a level that skips one or fits no line."""
    texts = [block.text for block in body]
    for text in sidecar.headings:
        if text not in texts:
            hint = nearest(text, texts) or "; copy it from the article"
            raise _misfit(f"no line of the article is the heading {text!r}{hint}", text, sidecar)
    levels: dict[str, int] = {}
    deepest = 1
    for text in texts:
        level = sidecar.headings.get(text, _SECTION if _is_heading(text) else PARAGRAPH)
        if level == PARAGRAPH:
            continue
        levels[text] = level
        if levels[text] > deepest + 1:
            problem = f"{text!r} skips a level: it follows a heading of level {deepest}"
            raise _misfit(f"{problem}, so its own is {deepest + 1} at most", text, sidecar)
        deepest = levels[text]
    return levels


def _misfit(message: str, heading_text: str, sidecar: Sidecar) -> PublisherError:
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
        len(text) <= _LONGEST_HEADING
        and _last_mark(text) not in _ENDS_SENTENCE
        and any(character.isalnum() for character in text)
        and not _NO_HEADING.match(text)
    )


def _is_quotation(text: str) -> bool:
    """Say whether one quotation fills the text, but for a full stop behind it."""
    return any(
        start == 0 and all(mark in _ENDS_SENTENCE for mark in text[end:])
        for start, end in quotations(text)
    )


def _last_mark(text: str) -> str:
    """Return the last character that is no closing quotation mark or bracket."""
    return text.rstrip(_CLOSERS)[-1:]


def _blocks(text: str) -> Iterator[_Block]:
    lines = [single_spaced(line) if is_visible(line) else "" for line in text.split("\n")]
    numbered = [_Block(number, line) for number, line in enumerate(lines)]
    title = next((block for block in numbered if block.text), None)
    if title is None:
        return
    yield title
    groups = _groups(numbered[title.line + 1 :])
    wrapped = len(groups) > 1
    for group in groups:
        if wrapped and all(len(line.text) <= _LONGEST_WRAPPED for line in group):
            yield _Block(group[0].line, _unwrap([line.text for line in group]))
        else:
            yield from group


def _groups(lines: list[_Block]) -> list[list[_Block]]:
    """Return the runs of lines between empty ones."""
    return [list(run) for filled, run in groupby(lines, lambda line: line.text != "") if filled]


def _unwrap(lines: list[str]) -> str:
    """Join wrapped lines, with no space inside Chinese and Japanese (CSS Text 3, 4.1.3)."""
    joined = lines[0]
    for line in lines[1:]:
        joined += ("" if is_han(joined[-1]) and is_han(line[0]) else " ") + line
    return joined
