"""Link addresses: which are allowed, and which lead to the same article or to the web."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Collection

    from markdown_it.token import Token

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
    """Return the anchor that GitHub gives a heading with these words; empty without letters.

    Vowel signs and accents are kept: they are letters of words, though not for `str.isalnum`.
    """
    kept = (x for x in words.lower() if x.isalnum() or x.isspace() or x in "_-" or _is_mark(x))
    return re.sub(r"\s", "-", "".join(kept).strip())


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc"} and character != _EMOJI_STYLE


def find_anchor(name: str, anchors: Collection[str]) -> str | None:
    """Return the anchor with a name, or else the one that another generator would call so.

    Generators make the same words of a heading an anchor, but not the same marks between them:
    “Save & send” is `save--send` (GitHub, Hugo) or `save-send` (MkDocs, Jekyll), and “Über uns” is
    `über-uns` or `uber-uns`.
    """
    if name in anchors:
        return name
    words = _words(name)
    return next((a for a in sorted(anchors) if words and _words(a) == words), None)


def _words(name: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return _WORD.findall("".join(x for x in letters if not _is_mark(x)))


def hide_dead_links(children: list[Token], lost: frozenset[str]) -> None:
    """Hide links to `lost` anchors of the document, so that only their text is shown."""
    hidden: list[bool] = []
    for token in children:
        if token.type == "link_open":
            href = str(token.attrs["href"])
            token.hidden = href.startswith("#") and anchor(href) in lost
            hidden.append(token.hidden)
        elif token.type == "link_close":
            token.hidden = hidden.pop()
