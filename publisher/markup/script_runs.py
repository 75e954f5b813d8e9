"""Runs of text in a script that determines their language, marked with it.

Such an element looks like the text around it: it is not hyphenated, and has the class of what
authors mark as foreign, which has the colour of the text.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it.token import Token

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.language.no_break import insert_no_break_spaces
from publisher.language.script_languages import has_runs, runs
from publisher.markup.addresses import split_addresses
from publisher.markup.document import in_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CLASS = {"class": "foreign script"}


def mark_script_runs(tokens: Iterable[Token], language: Language) -> list[Token]:
    """Return block or inline tokens, of a text in a language, with such runs as elements."""
    return [*_marked(tokens, [language.script], language)]


def text_in_runs(text: str, language: Language) -> list[Token]:
    """Return a text without markup as inline tokens, with such runs as elements."""
    return mark_script_runs([Token("text", "", 0, content=text)], language)


def _marked(tokens: Iterable[Token], scripts: list[str], page: Language) -> Iterator[Token]:
    """Yield tokens with marked runs; the last of `scripts` is that of the element around."""
    for token in tokens:
        if token.nesting > 0:
            scripts.append(_script(str(token.attrs.get("lang", "")), scripts[-1]))
        elif token.nesting < 0:
            scripts.pop()
        if token.type == "inline":
            yield replace(token, children=[*_marked(token.children or (), scripts[-1:], page)])
        elif token.type == "text":
            yield from _divided(token, scripts[-1], page)
        else:
            yield token


def _divided(token: Token, script: str, page: Language) -> Iterator[Token]:
    """Yield the runs of a text; addresses have no language."""
    if not has_runs(token.content, script):
        yield token
        return
    # Before it is divided: the words after a space tell whether a line may end there.
    content = insert_no_break_spaces(token.content, page)
    for number, piece in enumerate(split_addresses(content)):
        for text, language in runs(piece, script) if number % 2 == 0 else [(piece, None)]:
            part = replace(token, content=text)
            yield from in_span([part], {"lang": language, **_CLASS}) if language else [part]


@lru_cache(maxsize=256)
def _script(tag: str, around: str) -> str:
    """Return the script of an element with a language, or of that around it."""
    with suppress(PublisherError):
        return Language.parse(tag).script
    return around
