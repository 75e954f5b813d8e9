"""Link addresses: which are allowed, and which lead to the same article or to the web."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from markdown_it.token import Token

    from publisher.markup.scope import Scope

# Before the name of an article that may be in any folder, as in `ref` of Hugo and wiki links.
ANYWHERE = "*/"
_ANY_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_EMOJI_STYLE = "\ufe0f"  # the variation selector
_WEB_SCHEMES = ("http://", "https://", "mailto:")


def is_web_address(href: str) -> bool:
    """Return whether a link has a full address."""
    return href.lower().startswith(_WEB_SCHEMES)


def is_allowed(href: str) -> bool:
    """Return whether an address has a web scheme or none."""
    return is_web_address(href) or not _ANY_SCHEME.match(href)


def anchor(href: str) -> str:
    """Return the name of the heading that a link within the document leads to."""
    return unquote(href[1:])


def anchor_of(words: str) -> str:
    """Return the anchor that GitHub gives a heading with these words; empty without letters."""
    kept = (x for x in words.lower() if is_letter(x) or x.isspace() or x in "_-")
    return re.sub(r"\s", "-", "".join(kept).strip())


def is_letter(character: str) -> bool:
    """Return whether a character is a letter or digit, or a vowel sign or accent of one."""
    return character.isalnum() or _is_mark(character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc"} and character != _EMOJI_STYLE


def find_anchor(name: str, anchors: Collection[str]) -> str | None:
    """Return the anchor with a name, or else the one that another generator would call so.

    Generators make the same words of a heading an anchor, but not the same marks between them:
    “Save & send” is `save--send` (GitHub, Hugo) or `save-send` (MkDocs, Jekyll), and “Über uns” is
    `über-uns` or `uber-uns`.
    """
    return name if name in anchors else find_anchors([name], anchors).get(name)


def find_anchors(names: Iterable[str], anchors: Iterable[str]) -> dict[str, str]:
    """Return the anchors that other generators would give some names, as `find_anchor` does."""
    by_words = {_words(each): each for each in sorted(anchors, reverse=True)}
    found = {name: by_words.get(_words(name)) for name in names}
    return {name: known for name, known in found.items() if known is not None}


def _words(name: str) -> tuple[str, ...]:
    """Return the words of an anchor; one without any is its own word."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    words = _WORD.findall("".join(x for x in letters if not _is_mark(x)))
    return tuple(words) or (name,)


def settle_links(children: list[Token], scope: Scope) -> None:
    """Let links lead to the document's anchors, and hide those to lost ones but for their text."""
    hidden: list[bool] = []
    for token in children:
        if token.type == "link_open":
            href = str(token.attrs["href"])
            name = anchor(href) if href.startswith("#") else ""
            if name in scope.aliases:
                token.attrSet("href", "#" + quote(scope.aliases[name]))
            token.hidden = name in scope.lost and href.startswith("#")
            hidden.append(token.hidden)
        elif token.type == "link_close":
            token.hidden = hidden.pop()
