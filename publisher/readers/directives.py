"""HTML comments in an article: those that begin with `i18n:` speak to translators."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it.token import Token

from publisher.base.errors import PublisherError


def apply_directives(tokens: list[Token], warnings: list[PublisherError]) -> list[Token]:
    """Take HTML comments out; those that begin with `i18n:` speak of the next block."""
    found: list[Token] = []
    pending: list[Token] = []
    for token in tokens:
        if token.type == "comment":
            pending += [token] if _said(token.content) else []
            continue
        if pending and token.nesting == -1:
            warnings += [_idle(comment) for comment in pending]
            pending = []
        if token.type == "inline":
            for words in token.meta.get("comments", ()):
                if said := _said(words):
                    _heed(found[-1], said)
        for comment in pending:
            _heed(token, _said(comment.content) or "")
        pending = []
        found.append(token)
    warnings += [_idle(comment) for comment in pending]
    return [made for token in found for made in _as_asked(token)]


def _said(comment: str) -> str | None:
    """Return what a comment says to translators and their tools."""
    said = re.match(r"i18n\s*:\s*(.*)", comment, re.DOTALL | re.IGNORECASE)
    return " ".join(said[1].split()) or None if said else None


def _heed(token: Token, said: str) -> None:
    context = re.fullmatch(r"context:?\s+(.+)", said, re.IGNORECASE)
    word = said.lower()
    if word == "skip":
        token.attrSet("translate", "no")
    elif word == "translate":
        token.meta["translate"] = True
    elif context:
        token.meta["context"] = context[1]
    else:
        note = re.sub(r"^note(?: for translators)?:\s*", "", said)
        token.meta["note"] = "\n".join(filter(None, (token.meta.get("note"), note)))


def _idle(comment: Token) -> PublisherError:
    line = comment.map[0] + 1 if comment.map else None
    return PublisherError(
        f"the comment “i18n: {_said(comment.content)}” stands before no block, and says nothing",
        line=line,
    )


def _as_asked(token: Token) -> list[Token]:
    """Make a text of a code block that is to be translated."""
    if token.type not in {"fence", "code_block"} or not token.meta.get("translate"):
        return [token]
    content = token.content.rstrip()
    text = Token("text", "", 0, content=content)
    words = Token("inline", "", 0, map=token.map, content=content, children=[text])
    words.meta["literal"] = True
    opening = replace(token, type="code_open", tag="pre", nesting=1, content="")
    return [opening, words, Token("code_close", "pre", -1, block=True)]
