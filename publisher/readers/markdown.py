"""Markdown: the whole dialect of `publisher.markdown`, with YAML front matter.

The title is the front matter's, else the first heading of level 1. Headings, images and
footnotes are checked here, so that what an article refers to is there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from publisher.base.characters import CONTROL, unwrap_cjk
from publisher.base.config_tables import nearest, read_yaml
from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.images.load import load_image
from publisher.markup.document import Metadata, heading, plain_text
from publisher.markup.inline_rules import Scope, anchor, loosen
from publisher.markup.parser import parse, parse_inline
from publisher.markup.renderer import literal, render, words_of
from publisher.readers import blocks
from publisher.readers.directives import apply_directives
from publisher.readers.reading import Reading
from publisher.readers.sidecar import metadata_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from markdown_it.token import Token

    from publisher.markup.document import Asset
    from publisher.readers.sidecar import Sidecar

    LoadImage = Callable[[str], Asset]

LIMIT = 8 * 2**20
_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_FENCE = re.compile(r"---[ \t]*(?:\n|$)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"(?:\s*#.*\n)*\s*[\"']?[\w-]+[\"']?:(?:\s|$)")


def read(file: Path, sidecar: Sidecar, seeds: Path) -> Reading:
    """Read a Markdown article; raise PublisherError for what it lacks or refers to in vain."""
    text = read_text(file, limit=LIMIT)
    matter, body = _front_matter(text, file)
    if matter is not None and sidecar.exists:
        raise PublisherError(
            f"says what the front matter of {file.name} says; move all into one of the two",
            file=sidecar.file,
        )
    refuse_headings(sidecar)
    metadata = sidecar.metadata
    if matter is not None:
        metadata = metadata_from(read_yaml(file, matter, 2))
    metadata_file = sidecar.file if sidecar.exists else file
    return read_article(
        body, file, metadata, metadata_file, lambda src: load_image(src, file.parent, seeds)
    )


def _front_matter(text: str, file: Path) -> tuple[str | None, str]:
    """Split off the lines between `---`, leaving as many empty ones in the article."""
    if not (opening := _FENCE.match(text)):
        return None, text
    rest = text[opening.end() :]
    if (closing := _END.search(rest)) is None:
        if _KEY.match(rest):
            raise PublisherError("front matter has no end; close it with ---", file=file, line=1)
        return None, text  # a rule across the page
    matter = rest[: closing.start()]
    if matter.strip() and not _KEY.match(matter.lstrip("\n")) and "\n\n" in matter:
        return None, text  # a text between two rules
    return matter, "\n" * (matter.count("\n") + 1) + rest[closing.end() :]


def read_article(  # noqa: PLR0913, PLR0917 - what readers know of an article
    text: str,
    file: Path,
    metadata: Metadata,
    metadata_file: Path,
    load: LoadImage,
    entitle: str = "begin with a line like # Title, or say title: in the front matter",
) -> Reading:
    """Make an article of Markdown text; `load` gives the image of an address.

    `entitle` says how an article gets a title. Raises PublisherError with the line in
    `text`.
    """
    warnings: list[PublisherError] = []
    try:
        tokens, env = parse(text)
        blocks.refuse_deep(tokens)
        blocks.refuse_large_tables(tokens)
        tokens = apply_directives(tokens, warnings)
        tokens = _with_title(tokens, metadata, entitle)
        names = blocks.anchors(tokens)
        assets = _images(tokens, load)
        scope = _scope(env, tokens, names, assets)
        tokens = [_settled(token, scope) for token in tokens]
        warnings += _shown_tags(tokens)
        tokens = [*tokens[:3], *_shaped(tokens[3:], metadata, scope)]
        warnings += [*_lost_notes(env, tokens), *_loose_links(tokens, names)]
        warnings += _undescribed(tokens)
        _check_credits(tokens, metadata)
    except PublisherError as error:
        raise PublisherError(error.message, file=error.file or file, line=error.line) from error
    except RecursionError as error:
        raise PublisherError("marks are nested too deeply; take some out", file=file) from error
    told = tuple(PublisherError(w.message, file=file, line=w.line) for w in warnings)
    return Reading(metadata, tokens, metadata_file, scope, assets, told)


def read_converted(  # noqa: PLR0913, PLR0917 - what readers know of an article
    text: str, file: Path, metadata: Metadata, sidecar: Sidecar, load: LoadImage, heading: str
) -> Reading:
    """Make an article of Markdown that was made of `file`, which has other lines or none.

    `heading` is what a title is called there.
    """
    refuse_headings(sidecar)
    if control := CONTROL.search(text):
        code = f"U+{ord(control[0]):04X}"
        around = " ".join(text[max(control.start() - 30, 0) : control.start()].split())
        raise PublisherError(
            f"control character {code} cannot be printed; delete it behind “{around}”", file=file
        )
    try:
        entitle = f'begin with {heading}, or write title = "…" in {sidecar.file.name}'
        reading = read_article(text, file, metadata, sidecar.file, load, entitle)
    except PublisherError as error:
        raise PublisherError(error.message, file=error.file) from error
    tokens = [replace(token, map=None) for token in reading.tokens]
    warnings = [PublisherError(w.message, file=w.file) for w in reading.warnings]
    return replace(reading, tokens=tokens, warnings=warnings)


def refuse_headings(sidecar: Sidecar) -> None:
    """Raise PublisherError where a sidecar says how deep headings lie that say it themselves."""
    if sidecar.headings:
        raise PublisherError(
            "[headings] is for plain text; this article's headings have levels of their own",
            file=sidecar.file,
            line=min((line for line in sidecar.lines.values() if line), default=None),
        )


def _shaped(body: list[Token], metadata: Metadata, scope: Scope) -> list[Token]:
    body = blocks.outline(body)
    body = blocks.asides(body)
    body = blocks.figures(body, metadata.image_credits)
    # Titles of remarks and captions were no text of their own until now.
    body = [_settled(token, scope) if token.meta.get("late") else token for token in body]
    return blocks.declare_untranslated(blocks.table_heads(blocks.show_parted(body)))


def _with_title(tokens: list[Token], metadata: Metadata, entitle: str) -> list[Token]:
    """Put the title first: the front matter's, or the heading that the article begins with."""
    begins = len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    own = tokens[:3] if begins and plain_text(tokens[1]).strip() else []
    if metadata.title is None or (own and plain_text(own[1]) == metadata.title):
        if own:
            return tokens
        problem = "no title" if tokens else "the article is empty"
        raise PublisherError(
            f"{problem}; {entitle}",
            line=tokens[0].map[0] + 1 if tokens and tokens[0].map else None,
        )
    return [*heading(1, literal(metadata.title), 0), *tokens]


def _walk(tokens: Iterable[Token], line: int | None = None) -> Iterator[tuple[Token, int | None]]:
    """Yield each inline token's tokens, however deep, with the line that they begin in."""
    for token in tokens:
        here = token.map[0] + 1 if token.map else line
        for child in token.children or ():
            yield child, here
            yield from _walk([child], here)


def _images(tokens: list[Token], load: LoadImage) -> dict[str, Asset]:
    assets: dict[str, Asset] = {}
    for child, line in _walk(tokens):
        src = str(child.attrs.get("src", ""))
        if child.type == "image" and src not in assets:
            try:
                assets[src] = load(src)
            except PublisherError as error:
                raise PublisherError(error.message, line=line) from error
    return assets


def _check_credits(tokens: Iterable[Token], metadata: Metadata) -> None:
    shown = {str(token.meta["image"]) for token in tokens if "image" in token.meta}
    for image in metadata.image_credits:
        if image not in shown:
            hint = nearest(image, shown) or "; it is no image that stands by itself"
            raise PublisherError(f"image-credits: the article does not show {image!r}{hint}")


def _scope(
    env: dict[str, object], tokens: list[Token], names: frozenset[str], assets: dict[str, Asset]
) -> Scope:
    tags = {child.tag for child, _ in _walk(tokens) if child.markup == "<>"}
    return Scope(
        references=env.get("references", {}),  # type: ignore[arg-type] # as markdown-it keeps them
        notes={label: number for label, number in _notes(env) if number >= 0},
        anchors=names,
        lost=_lost_anchors(tokens, names),
        images=frozenset(assets),
        tags=frozenset(tags),
    )


def _notes(env: dict[str, object]) -> Iterator[tuple[str, int]]:
    footnotes = env.get("footnotes", {})
    refs = footnotes.get("refs", {}) if isinstance(footnotes, dict) else {}
    for label, number in refs.items():
        yield label.removeprefix(":"), number


def _settled(token: Token, scope: Scope) -> Token:
    """Give an inline token the children that its text has by itself, as a translation's will."""
    if token.type != "inline" or token.meta.get("literal"):
        return token
    loosen(token.children or [], scope.lost)
    content = unwrap_cjk(token.content)
    children = parse_inline(content, scope)
    # Wrapped lines and what a comment left are spaces at most.
    if not token.meta.get("late") and _letters(children) != _letters(token.children or []):
        return token
    return replace(token, children=children, content=content)


def _letters(children: list[Token]) -> str:
    return re.sub(r"\s", "", render(children))


def _lost_anchors(tokens: list[Token], names: frozenset[str]) -> frozenset[str]:
    found = {str(c.attrs["href"]) for c, _ in _walk(tokens) if c.type == "link_open"}
    return frozenset(anchor(href) for href in found if href.startswith("#")) - names


def _lost_notes(env: dict[str, object], tokens: list[Token]) -> Iterator[PublisherError]:
    for label, number in _notes(env):
        if number < 0:
            yield PublisherError(f"nothing refers to the footnote [^{label}]: it is left out")
    for child, line in _walk(tokens):
        if child.type == "text" and (mark := _NOTE_MARK.search(child.content)):
            yield PublisherError(f"there is no footnote {mark[0]}: it stands as text", line=line)


def _shown_tags(tokens: list[Token]) -> Iterator[PublisherError]:
    found = [(tag, token) for token in tokens for tag in token.meta.get("shown", ())]
    for tag, token in found[:1]:
        others = f", as do {len(found) - 1} more tags" if len(found) > 1 else ""
        yield PublisherError(
            f"raw HTML is not read: {tag} stands as it is written{others}",
            line=token.map[0] + 1 if token.map else None,
        )


def _undescribed(tokens: list[Token]) -> Iterator[PublisherError]:
    for child, line in _walk(tokens):
        if child.type == "image" and not words_of(child.children or ()).strip():
            yield PublisherError(
                f"nothing describes the image {unquote(str(child.attrs['src']))!r} to those who"
                " cannot see it; add a description",
                line=line,
            )


def _loose_links(tokens: list[Token], names: frozenset[str]) -> Iterator[PublisherError]:
    found = [(c, line) for c, line in _walk(tokens) if c.type == "link_open" and c.hidden]
    for link, line in found[:1]:
        href = unquote(str(link.attrs["href"]))
        others = f", as do those of {len(found) - 1} more links" if len(found) > 1 else ""
        hint = "; write whole addresses"
        if href.startswith("#"):
            hint = nearest(href[1:], names) or "; name a heading with {#name}"
        problem = f"the link to {href!r} leads nowhere: its words stand without it{others}{hint}"
        yield PublisherError(problem, line=line)
