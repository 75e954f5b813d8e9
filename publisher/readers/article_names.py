"""Names of articles in any folder, as `ref` of Hugo and wiki links use them."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from typing import TYPE_CHECKING

from publisher.readers.address_paths import stems
from publisher.readers.file_name import INDEXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class ArticleNames:
    """Articles by the ends of their paths, without the case of letters.

    `paths` are those of the articles' files without endings, by slug.
    """

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths
        self._by_base: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for slug, path in paths.items():
            for address in _addresses(path.casefold()):
                self._by_base[posixpath.basename(address)].append((slug, address))

    def find(self, name: str, folder: str) -> tuple[str, ...]:
        """Return the articles with a name; one in the folder comes before all others."""
        found: list[str] = []
        for stem in stems(posixpath.normpath(name).strip("/")):
            ending = f"/{stem}".casefold()
            named = self._by_base.get(posixpath.basename(ending), [])
            found += (slug for slug, address in named if f"/{address}".endswith(ending))
        beside = [slug for slug in found if posixpath.dirname(self._paths[slug]) == folder]
        return tuple(dict.fromkeys(beside or found))


def _addresses(path: str) -> Iterator[str]:
    """Yield the path of an article, and the folder that it is the page of."""
    yield path
    folder, base = posixpath.split(path)
    if base in INDEXES and folder:
        yield folder
