"""Title: the heading of level 1 that every document begins with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError
from publisher.markup.document import heading, plain_text
from publisher.markup.lines import line_of
from publisher.markup.plain_text import literal
from publisher.markup.spans import CODE_SPAN

if TYPE_CHECKING:
    from markdown_it.token import Token


class TitleSource(NamedTuple):
    """Where an article may have its title.

    - `markdown`, `line`: the title in its metadata, as Markdown, and its line
    - `of_file`: the title that a page of a site has from its file's name; None for a document
      that must have one of its own
    - `remedy`: remedy for a missing title
    """

    markdown: str | None
    line: int
    of_file: str | None
    remedy: str


def code_and_literal(title: str) -> str:
    """Return a title as Markdown, in which only `code` between backticks has a meaning."""
    parts: list[str] = []
    end = 0
    for code in CODE_SPAN.finditer(title):
        parts += [literal_title(title[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*parts, literal_title(title[end:])])


def literal_title(title: str) -> str:
    """Return a title, or a part of it, as Markdown in which nothing has a meaning."""
    words = title.strip()
    escaped = literal(words)
    if escaped == words:  # also for a tag that would be shown as it is written, with a fault
        escaped = words.replace("<", r"\<")
    return title.replace(words, escaped) if words else title


def put_title_first(tokens: list[Token], source: TitleSource) -> list[Token]:
    """Begin with the metadata's title, or else the article's heading or its file's name.

    The heading is the title if it has the same words. That of a site's page may be below a
    picture, and extend a title that is short for menus. Raises PublisherError for a document
    without title.
    """
    start = _find_heading(tokens, source)
    title = None if source.markdown is None else heading(1, source.markdown, source.line - 1)
    if start is not None and (title is None or _is_same(title[1], tokens[start + 1], source)):
        end = start + 3
        return [*tokens[start:end], *tokens[:start], *tokens[end:]]
    if title is None and source.of_file is not None:
        title = heading(1, literal_title(source.of_file), 0)
    if title is None:
        problem = "no title" if tokens else "the article is empty"
        line = line_of(tokens[0]) if tokens else None
        raise PublisherError(f"{problem}; {source.remedy}", line=line)
    return [*title, *tokens]


def _find_heading(tokens: list[Token], source: TitleSource) -> int | None:
    """Return the index of the first heading if it can be the title."""
    before = tokens[:1] if source.of_file is None else tokens
    start = next((i for i, token in enumerate(before) if token.type == "heading_open"), None)
    if start is None or tokens[start].tag != "h1" or tokens[start].level:
        return None
    return start if plain_text(tokens[start + 1]).strip() else None


def _is_same(title: Token, first: Token, source: TitleSource) -> bool:
    title_text, heading_text = plain_text(title), plain_text(first)
    if source.of_file is None:
        return title_text == heading_text
    words = _words(title_text)
    return bool(words.strip()) and words in _words(heading_text)


def _words(text: str) -> str:
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return f" {words} "
