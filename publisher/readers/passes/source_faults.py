"""Faults in references, tags and images that a page cannot show as written."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import TYPE_CHECKING
from urllib.parse import unquote

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.images.formulas import typeset
from publisher.markup.fault import SourceFault
from publisher.markup.lines import line_of
from publisher.markup.renderer import text_content
from publisher.readers.passes.inline_tokens import walk
from publisher.readers.passes.references import footnote_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown_it.token import Token

_FORMULAS = ("math_inline", "math_block")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")


def empty_pages(tokens: list[Token]) -> Iterator[SourceFault]:
    """Yield a fault for an article without any text below its title."""
    if not tokens[3:]:
        problem = "the page has a title and no text; write some, or leave the page out"
        yield SourceFault("empty-page", problem, line_of(tokens[0]))


def dangling_footnotes(tokens: list[Token], env: dict[str, object]) -> Iterator[SourceFault]:
    """Yield a fault for each unused footnote and each mark without a footnote."""
    for label, number in footnote_numbers(env).items():
        if number < 0:
            problem = f"nothing refers to the footnote [^{label}]; it is left out"
            yield SourceFault("footnote", problem)
    for token, line in walk(tokens):
        if token.type == "text" and (mark := _FOOTNOTE_MARK.search(token.content)):
            problem = f"there is no footnote {mark[0]}; the mark is shown as text"
            yield SourceFault("footnote", problem, line)


def without_repeated_footnotes(
    tokens: Iterable[Token],
) -> tuple[list[Token], list[SourceFault]]:
    """Drop the places of footnotes whose label another one has, with a fault for each."""
    kept: list[Token] = []
    faults: list[SourceFault] = []
    for token in tokens:
        if token.type == "repeated_footnote":
            label = token.meta["label"]
            problem = f"two footnotes are called [^{label}], and this one is left out; rename it"
            faults.append(SourceFault("repeated-footnote", problem, line_of(token)))
        else:
            kept.append(token)
    return kept, faults


def lost_anchors(tokens: list[Token], anchors: frozenset[str]) -> Iterator[SourceFault]:
    """Yield a fault for each link to a heading that the article does not have."""
    for token, line in walk(tokens):
        if token.type == "link_open" and token.hidden:
            href = unquote(str(token.attrs["href"]))
            hint = nearest(href[1:], anchors) or "; name a heading with {#name}"
            problem = f"the link to {href!r} leads nowhere and is shown as text{hint}"
            yield SourceFault("dead-link", problem, line)


def undescribed_images(tokens: list[Token], names: Mapping[str, str]) -> Iterator[SourceFault]:
    """Yield a fault for each image without a description; `names` are those of some addresses."""
    for token, line in walk(tokens):
        if token.type == "image" and not text_content(token.children or ()).strip():
            src = unquote(str(token.attrs["src"]))
            name = f"{names[src]}," if src in names else f"the image {src!r}"
            problem = f"{name} has no description for readers who cannot see it"
            yield SourceFault("alternative-text", f"{problem}; add one", line)


def plain_formulas(tokens: list[Token]) -> Iterator[SourceFault]:
    """Yield a fault for each formula that cannot be typeset."""
    for block in tokens:
        for token, line in ((block, line_of(block)), *walk([block])):
            if token.type in _FORMULAS and (problem := _formula_problem(token)):
                yield SourceFault("formula", problem, line)


def _formula_problem(token: Token) -> str | None:
    latex = token.content.strip()
    try:
        typeset(latex, display=token.type == "math_block")
    except PublisherError as error:
        shown = shorten(latex, 60, placeholder="…")
        return f"the formula “{shown}” is printed as LaTeX: {error.message}; correct it"
    return None
