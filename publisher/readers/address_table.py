"""Tables of addresses: which articles claim each, and how surely."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from enum import IntEnum
from typing import TYPE_CHECKING

from publisher.readers.declared_addresses import NOTHING, Declared, normal, unnumbered
from publisher.readers.file_name import INDEXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Jekyll: /2023/11/20/title.html for _posts/2023-11-20-title.md.
_POST = re.compile(r"(?:(.*)/)?_posts/(?:.*/)?(\d{4})-(\d\d)-(\d\d)-([^/]+)")
# Docusaurus: /blog/2023/11/20/title for blog/2023-11-20-title.md.
_BLOG = re.compile(r"(?:(.*)/)?(\d{4})-(\d\d)-(\d\d)-([^/]+?)(?:/index)?")
# Jekyll: /docs/page/ for _docs/page.md.
_COLLECTION = re.compile(r"(^|/)_(?=[^/])")


class _Rank(IntEnum):
    """How surely an address is that of an article; a lower one comes first."""

    DECLARED = 0  # by the page itself
    NAME = 1  # the path of its file
    FOLDER = 2  # a folder that it is the page of; several names have ranks of their own
    OTHER = 10  # a former address, or one that only some generators use
    GENERATED = 11  # the address that some generators make of its name
    REPLACED = 12  # the path of a file that declares another address


class AddressTable:
    """Articles by the addresses that they claim, without slashes at the ends.

    `names` are the paths of the articles' files without endings, by slug.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        declared: Mapping[str, Declared] | None = None,
    ) -> None:
        self._claims: dict[str, dict[str, int]] = defaultdict(dict)
        self._folded: dict[str, dict[str, int]] = defaultdict(dict)
        for slug, name in names.items():
            for address, rank in _claims(name, (declared or {}).get(slug, NOTHING)):
                for table, key in ((self._claims, address), (self._folded, address.casefold())):
                    table[key][slug] = min(rank, table[key].get(slug, rank))

    def find(self, address: str, *, also_former: bool) -> tuple[str, ...]:
        """Return the article with an address; several if they claim it alike."""
        found = self._claims.get(address, {}), self._folded.get(address.casefold(), {})
        return next(filter(None, (_surest(claims, also_former) for claims in found)), ())


def _surest(claims: Mapping[str, int], also_former: bool) -> tuple[str, ...]:  # noqa: FBT001
    """Return the articles with the surest claims.

    A declared address and one by the file's name are equally sure: a site has two pages there.
    """
    ranks = {slug: x for slug, x in claims.items() if also_former or x != _Rank.OTHER}
    best = min(ranks.values(), default=_Rank.DECLARED)
    last = _Rank.OTHER - 1 if best == _Rank.DECLARED else best
    return tuple(slug for slug, rank in ranks.items() if rank <= last)


def _claims(name: str, declared: Declared) -> Iterator[tuple[str, int]]:
    """Yield the addresses of an article, and the rank of each."""
    has_other = bool(declared.page)
    yield name, _Rank.REPLACED if has_other else _Rank.NAME
    for address, order in _folders(name):
        yield address, _Rank.REPLACED if has_other else _Rank.FOLDER + order
    yield from ((normal(address), _Rank.DECLARED) for address in declared.page)
    yield from ((normal(address), _Rank.OTHER) for address in declared.others)
    yield from ((address, _Rank.GENERATED) for address in _generated(name))


def _folders(name: str) -> Iterator[tuple[str, int]]:
    """Yield the folder that a file is the page of, with the order among such files."""
    folder, base = posixpath.split(name)
    if base.casefold() in INDEXES:
        yield folder or ".", INDEXES.index(base.casefold())


def _generated(name: str) -> Iterator[str]:
    """Yield the addresses that Jekyll, Docusaurus and Hugo give a file."""
    if post := _POST.fullmatch(name) or _BLOG.fullmatch(name):
        yield "/".join(filter(None, post.groups()))
    collection = _COLLECTION.sub(r"\1", name)
    for address in (collection, unnumbered(collection), collection.replace(" ", "-")):
        yield address
        yield from (folder for folder, _ in _folders(address))
        folder, base = posixpath.split(address)
        if base == posixpath.basename(folder):  # Docusaurus: the page of its folder
            yield folder
