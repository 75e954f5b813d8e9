"""The blocks of a Markdown article, put into the shapes that every layout knows.

Each pass takes all tokens and returns them anew.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from publisher.document import has_words, image_of, inline, plain_text, untranslated
from publisher.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# As deep as markdown-it's own CommonMark preset goes, which drops the rest without a word.
_DEEPEST = {
    "bullet_list": (10, "lists"),
    "ordered_list": (10, "lists"),
    "blockquote": (20, "quotations"),
}
_DEEPEST_OF_ALL = 60

# What the admonitions of GitHub, MkDocs and Docusaurus are called → our label for them.
_LABELS = {
    "note": "note",
    "info": "note",
    "seealso": "note",
    "tip": "tip",
    "hint": "tip",
    "important": "important",
    "attention": "important",
    "warning": "warning",
    "caution": "caution",
    "danger": "caution",
    "error": "caution",
}
_PULL_QUOTES = frozenset({"pullquote", "pull-quote", "pull"})
_ASIDES = frozenset({"alert", "admonition", "container_aside"})


def refuse_deep(tokens: Iterable[Token]) -> None:
    """Raise PublisherError, with its line in the text, for blocks that are nested too deeply."""
    depths: dict[str, int] = {}
    for token in tokens:
        if not token.block or not token.nesting:
            continue
        name = token.type.rpartition("_")[0]
        limit, what = _DEEPEST.get(name, (_DEEPEST_OF_ALL, "blocks"))
        for key, most, called in ((what, limit, what), ("all", _DEEPEST_OF_ALL, "blocks")):
            depths[key] = depths.get(key, 0) + token.nesting
            if depths[key] > most:
                line = token.map[0] + 1 if token.map else None
                raise PublisherError(
                    f"{called} are nested more than {most} deep; take some apart", line=line
                )


def heed_comments(tokens: list[Token], warnings: list[PublisherError]) -> list[Token]:
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
    said = re.match(r"i18n:\s*(.*)", comment, re.DOTALL)
    return " ".join(said[1].split()) or None if said else None


def _heed(token: Token, said: str) -> None:
    context = re.fullmatch(r"context:?\s+(.+)", said)
    if said == "skip":
        token.attrSet("translate", "no")
    elif said == "translate":
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
    content = token.content.rstrip("\n")
    text = Token("text", "", 0, content=content)
    words = Token("inline", "", 0, map=token.map, content=content, children=[text])
    words.meta["literal"] = True
    opening = Token("code_open", "pre", 1, map=token.map, meta=token.meta, block=True)
    return [opening, words, Token("code_close", "pre", -1, block=True)]


def outline(tokens: Iterable[Token]) -> list[Token]:
    """Give each heading the level that it has in the outline below the title.

    So no level is skipped and only the title is of level 1 (WCAG 2.2, technique G141).
    """
    above: list[int] = []
    made = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
            above = [*(outer for outer in above if outer < level), level]
        if token.type in {"heading_open", "heading_close"}:
            token = replace(token, tag=f"h{min(len(above) + 1, 6)}")  # noqa: PLW2901 - the same one
        made.append(token)
    return made


def anchors(tokens: list[Token]) -> frozenset[str]:
    """Name each heading, as GitHub does where the author does not; return all names.

    Raises PublisherError for a name that stands twice.
    """
    names = set[str]()
    headings = [(a, b) for a, b in pairwise(tokens) if a.type == "heading_open"]
    for opening, _ in headings:
        if (name := opening.attrs.get("id")) is not None:
            if name in names:
                line = opening.map[0] + 1 if opening.map else None
                raise PublisherError(f"two headings are called {{#{name}}}; rename one", line=line)
            names.add(str(name))
    for opening, words in headings:
        if "id" not in opening.attrs:
            slug = re.sub(r"[^\w\s-]", "", plain_text(words).lower()).strip()
            slug = base = re.sub(r"\s", "-", slug) or "section"
            number = 0
            while slug in names:
                number += 1
                slug = f"{base}-{number}"
            opening.attrSet("id", slug)
            names.add(slug)
    return frozenset(names)


def figures(tokens: list[Token], image_credits: Mapping[str, str]) -> list[Token]:
    """Make figures of the paragraphs that hold an image and nothing else."""
    made: list[Token] = []
    for index, token in enumerate(tokens):
        image = _only_image(token)
        if image is None or not made or made[-1].type != "paragraph_open":
            made.append(token)
        else:
            opening = made.pop()
            credit = image_credits.get(str(image.attrs["src"]))
            made += _figure(opening, token, image, credit)
            tokens[index + 1].type = "figure_end"
    return [token for token in made if token.type != "figure_end"]


def _only_image(token: Token) -> Token | None:
    children = token.children or []
    return children[0] if len(children) == 1 and children[0].type == "image" else None


def _figure(opening: Token, words: Token, image: Token, credit: str | None) -> Iterator[Token]:
    src = str(image.attrs["src"])
    yield replace(opening, type="figure_open", tag="figure", hidden=False)
    description = image_of(src, image.children or [])
    yield replace(words, content=image.content, children=description, meta={"image": src})
    caption = str(image.attrs.get("title", ""))
    if caption or credit:
        yield Token("figcaption_open", "figcaption", 1, block=True)
        if caption:
            yield inline(caption, words.map)
        if credit:
            yield Token("credit_open", "span", 1, attrs={"class": "credit"})
            yield inline(credit, words.map)
            yield Token("credit_close", "span", -1)
        yield Token("figcaption_close", "figcaption", -1, block=True)
    yield Token("figure_close", "figure", -1, block=True)


def asides(tokens: Iterable[Token]) -> list[Token]:
    """Make one kind of block of all admonitions and pull quotes, with or without a title."""
    made: list[Token] = []
    in_title = False
    for token in tokens:
        name, _, side = token.type.rpartition("_")
        if name in _ASIDES and side == "open":
            opening, title = _aside(token)
            made.append(opening)
            made += _title(title, token) if title else []
        elif name in _ASIDES:
            made.append(Token("admonition_close", "aside", -1, block=True))
        elif name in {"alert_title", "admonition_title"}:
            in_title = side == "open"
        elif not in_title:
            made.append(token)
    return made


def _aside(token: Token) -> tuple[Token, str]:
    """Return the opening of an aside and its title as written, if it has one of its own."""
    kind, _, title = token.info.strip().partition(" ")
    kind = kind.lower().strip("[]{}.")
    title = title.strip().strip('"[]') if token.type != "alert_open" else ""
    meta: dict[str, Any] = {**token.meta, "label": None if title else _LABELS.get(kind)}
    is_quote = kind in _PULL_QUOTES
    attrs = {**token.attrs, "class": "pull-quote" if is_quote else f"admonition {kind}"}
    if not is_quote:
        attrs["role"] = "note"
    return replace(token, type="admonition_open", tag="aside", attrs=attrs, meta=meta), title


def _title(title: str, of: Token) -> list[Token]:
    attrs: dict[str, str | int | float] = {"class": "admonition-title"}
    return [
        Token("admonition_title_open", "p", 1, attrs=attrs, block=True),
        inline(title, of.map),
        Token("admonition_title_close", "p", -1, block=True),
    ]


def table_heads(tokens: Iterable[Token]) -> list[Token]:
    """Say of each cell of a table's head that it heads a column (WCAG 2.2, technique H63)."""
    return [
        replace(token, attrs={"scope": "col", **token.attrs}) if token.type == "th_open" else token
        for token in tokens
    ]


def declare_untranslated(tokens: list[Token]) -> list[Token]:
    """Declare texts that hold no words for a translator, unless the author asked for them."""
    made = []
    around: list[Token] = []
    for token in tokens:
        if token.nesting == 1:
            around.append(token)
        elif token.nesting == -1:
            around.pop()
        elif token.type == "inline" and not _is_for_translators(token, around):
            children = untranslated(token.children or [])
            token = replace(token, children=children, meta={**token.meta, "translate": False})  # noqa: PLW2901 - the same one
        made.append(token)
    return made


def _is_for_translators(words: Token, around: list[Token]) -> bool:
    """Say whether there is something to translate; what the author skips need not say so twice.

    But the paragraphs of a tight list are not shown, and can say nothing.
    """
    if any(block.meta.get("translate") for block in around):
        return True
    own = around[-1] if around else None
    skipped = own is not None and own.hidden and own.attrs.get("translate") == "no"
    return not skipped and has_words(words.children or ())
