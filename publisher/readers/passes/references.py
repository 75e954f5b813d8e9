"""References: load the images of an article, and collect the definitions in its scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError
from publisher.images.find import RemoteImageError
from publisher.markup.fault import SourceFault
from publisher.markup.links import anchor, find_anchors
from publisher.markup.scope import Scope
from publisher.readers.passes.inline_tokens import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.token import Token

    from publisher.markup.document import Asset


class LoadedImages(NamedTuple):
    """Images of an article by address, and faults of those that cannot be shown."""

    addresses: frozenset[str]
    assets: dict[str, Asset]
    faults: list[SourceFault]


def load_images(tokens: Iterable[Token], load: Callable[[str], Asset]) -> LoadedImages:
    """Load each image once, by its address; one that `load` refuses is a fault of its line."""
    assets: dict[str, Asset] = {}
    faults: dict[str, SourceFault] = {}
    for token, line in walk(tokens):
        src = str(token.attrs.get("src", ""))
        if token.type == "image" and src not in {*assets, *faults}:
            try:
                assets[src] = load(src)
            except PublisherError as error:
                check = "remote-image" if isinstance(error, RemoteImageError) else "missing-image"
                faults[src] = SourceFault(check, error.message, line)
    addresses = frozenset(assets) | frozenset(faults)
    return LoadedImages(addresses, assets, list(faults.values()))


def collect_links(tokens: Iterable[Token]) -> dict[str, tuple[int | None, ...]]:
    """Return the lines of each address that links lead to, apart from anchors in the article."""
    links: dict[str, dict[int | None, None]] = {}
    for token, line in walk(tokens):
        href = str(token.attrs.get("href", ""))
        if token.type == "link_open" and not href.startswith("#"):
            links.setdefault(href, {})[line] = None
    return {href: tuple(lines) for href, lines in links.items()}


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
    unknown = {anchor(href) for href in hrefs if href.startswith("#")} - anchors
    aliases = find_anchors(unknown, anchors)
    return Scope(
        references=env.get("references", {}),  # type: ignore[arg-type] # in markdown-it's format
        notes={label: n for label, n in footnote_numbers(env).items() if n >= 0},
        anchors=anchors,
        lost=frozenset(unknown - aliases.keys()),
        aliases=aliases,
        images=frozenset(images),
        tags=frozenset(t.tag for t, _ in walk(tokens) if t.markup == "<>"),
    )
