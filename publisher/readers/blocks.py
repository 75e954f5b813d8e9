"""The blocks of a Markdown article, put into the shapes that every layout knows.

Each pass takes all tokens and returns them anew.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from publisher.base.errors import PublisherError
from publisher.markup.document import has_words, image_of, plain_text, untranslated
from publisher.markup.renderer import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# As deep as markdown-it's own CommonMark preset goes, which drops the rest without a word.
_DEEPEST = {
    "bullet_list": (10, "lists"),
    "ordered_list": (10, "lists"),
    "blockquote": (20, "quotations"),
}
_DEEPEST_OF_ALL = 60
_MOST_COLUMNS = 50
_MOST_CELLS = 20_000

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


def refuse_large_tables(tokens: Iterable[Token]) -> None:
    """Raise PublisherError, with its line in the text, for a table that no page has room for."""
    columns = cells = 0
    line: int | None = None
    for token in tokens:
        if token.type == "table_open":
            cells, line = 0, token.map[0] + 1 if token.map else None
        elif token.type == "tr_open":
            columns = 0
        elif token.type in {"th_open", "td_open"}:
            columns, cells = columns + 1, cells + 1
            if columns > _MOST_COLUMNS:
                problem = f"a table has more than {_MOST_COLUMNS} columns; divide it"
                raise PublisherError(problem, line=line)
            if cells > _MOST_CELLS:
                problem = f"a table has more than {_MOST_CELLS} cells; divide it"
                raise PublisherError(problem, line=line)


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
    counts = Counter[str]()
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
            while slug in names:
                counts[base] += 1
                slug = f"{base}-{counts[base]}"
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
            yield _late(caption, words.map)
        if credit:
            yield Token("credit_open", "span", 1, attrs={"class": "credit"})
            yield _late(literal(credit), words.map)
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
    info = re.sub(r"\{[^}]*\}\s*$", "", token.info.strip())
    found = re.match(r"\W*([\w-]+)", info)
    kind = found[1].lower() if found else "note"
    title = ""
    if token.type != "alert_open" and found:
        # `tip[Title]` in Docusaurus, `note inline "Title"` in MkDocs, `tip Title` elsewhere.
        rest = info[found.end() :].strip()
        marked = re.search(r'^\[(.*)\]$|"(.*)"$', rest)
        bare = rest if token.type == "container_aside_open" else ""
        title = (marked[1] or marked[2] or "") if marked else bare
    label = _LABELS.get(kind)
    meta: dict[str, Any] = {**token.meta, "label": None if title else label, "kind": "note"}
    attrs = {**token.attrs, "class": f"admonition {label or ''}".strip(), "role": "note"}
    if kind in _PULL_QUOTES:
        meta["kind"] = "pull quote"
        attrs = {"class": "pull-quote"}
    return replace(token, type="admonition_open", tag="aside", attrs=attrs, meta=meta), title


def _title(title: str, of: Token) -> list[Token]:
    attrs: dict[str, str | int | float] = {"class": "admonition-title"}
    return [
        Token("admonition_title_open", "p", 1, attrs=attrs, block=True),
        _late(title, of.map),
        Token("admonition_title_close", "p", -1, block=True),
    ]


def _late(text: str, lines: list[int] | None) -> Token:
    """Make an inline token of what was no text before, and is not settled yet."""
    return Token("inline", "", 0, map=lines, content=text, meta={"late": True}, block=True)


def show_parted(tokens: list[Token]) -> list[Token]:
    """Show the paragraphs of a tight list that only a comment kept apart."""
    for closing, opening in pairwise(tokens):
        if closing.hidden and opening.hidden and closing.nesting == -1 and opening.nesting == 1:
            closing.hidden = opening.hidden = False
    shown = False
    for token in tokens:  # the other halves of the pairs
        if token.type == "paragraph_open":
            shown = not token.hidden
        elif token.type == "paragraph_close" and shown:
            token.hidden = False
    for token in reversed(tokens):
        if token.type == "paragraph_close":
            shown = not token.hidden
        elif token.type == "paragraph_open" and shown:
            token.hidden = False
    return tokens


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
