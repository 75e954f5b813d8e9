"""Directives: HTML comments that begin with `i18n:` and address translators."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from markdown_it.token import Token

from publisher.markup.fault import SourceFault
from publisher.markup.lines import line_of


class DirectiveResult(NamedTuple):
    """Tokens without comments, and faults of directives without a block."""

    tokens: list[Token]
    faults: list[SourceFault]


def apply_directives(tokens: list[Token]) -> DirectiveResult:
    """Remove HTML comments, and apply directives to the block after them."""
    kept: list[Token] = []
    faults: list[SourceFault] = []
    pending: list[Token] = []
    for token in tokens:
        if token.type == "comment":
            pending += [token] if _directive(token.content) else []
            continue
        if pending and token.nesting == -1:
            faults += map(_unused_fault, pending)
            pending = []
        if token.type == "inline":
            for comment in token.meta.get("comments", ()):
                if directive := _directive(comment):
                    _apply(directive, kept[-1])
        for comment in pending:
            _apply(_directive(comment.content) or "", token)
        pending = []
        kept.append(token)
    faults += map(_unused_fault, pending)
    return DirectiveResult(
        [made for token in kept for made in _open_translated_code(token)], faults
    )


def _directive(comment: str) -> str | None:
    """Return the directive in a comment, or None."""
    match = re.match(r"i18n\s*:\s*(.*)", comment, re.DOTALL | re.IGNORECASE)
    return " ".join(match[1].split()) or None if match else None


def _apply(directive: str, token: Token) -> None:
    """Apply `skip`, `translate`, `context …`; any other text is a note to translators."""
    context = re.fullmatch(r"context:?\s+(.+)", directive, re.IGNORECASE)
    keyword = directive.lower()
    if keyword == "skip":
        token.attrSet("translate", "no")
    elif keyword == "translate":
        token.meta["translate"] = True
    elif context:
        token.meta["context"] = context[1]
    else:
        note = re.sub(r"^note(?: for translators)?:\s*", "", directive)
        token.meta["note"] = "\n".join(filter(None, (token.meta.get("note"), note)))


def _unused_fault(comment: Token) -> SourceFault:
    directive = _directive(comment.content)
    problem = f"the comment “i18n: {directive}” has no effect; put it before a block"
    return SourceFault("directive", problem, line_of(comment))


def _open_translated_code(token: Token) -> list[Token]:
    """Turn a code block that is to be translated into a block with literal text."""
    if token.type not in {"fence", "code_block"} or not token.meta.get("translate"):
        return [token]
    content = token.content.rstrip()
    text = Token("text", "", 0, content=content)
    words = Token("inline", "", 0, map=token.map, content=content, children=[text])
    words.meta["literal"] = True
    opening = replace(token, type="code_open", tag="pre", nesting=1, content="")
    return [opening, words, Token("code_close", "pre", -1, block=True)]
