"""References: load the images of an article, and collect the definitions in its scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.markup.links import anchor
from publisher.markup.scope import Scope
from publisher.readers.passes.inline_tokens import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.token import Token

    from publisher.markup.document import Asset


def load_images(tokens: Iterable[Token], load: Callable[[str], Asset]) -> dict[str, Asset]:
    """Load each image once, by its address. Raises PublisherError with its line in the text."""
    assets: dict[str, Asset] = {}
    for token, line in walk(tokens):
        src = str(token.attrs.get("src", ""))
        if token.type == "image" and src not in assets:
            try:
                assets[src] = load(src)
            except PublisherError as error:
                raise PublisherError(error.message, line=line) from error
    return assets


def footnote_numbers(env: dict[str, object]) -> dict[str, int]:
    """Return footnote numbers by label; they are negative if nothing refers to the footnote."""
    footnotes = env.get("footnotes", {})
    refs = footnotes.get("refs", {}) if isinstance(footnotes, dict) else {}
    return {label.removeprefix(":"): number for label, number in refs.items()}


def build_scope(
    tokens: list[Token],
    env: dict[str, object],
    anchors: frozenset[str],
    images: Iterable[str],
) -> Scope:
    """Return the scope of an article from its tokens and markdown-it's environment."""
    links = [t for t, _ in walk(tokens) if t.type == "link_open"]
    hrefs = {str(link.attrs["href"]) for link in links}
    return Scope(
        references=env.get("references", {}),  # type: ignore[arg-type] # in markdown-it's format
        notes={label: n for label, n in footnote_numbers(env).items() if n >= 0},
        anchors=anchors,
        lost=frozenset(anchor(href) for href in hrefs if href.startswith("#")) - anchors,
        images=frozenset(images),
        tags=frozenset(t.tag for t, _ in walk(tokens) if t.markup == "<>"),
    )
