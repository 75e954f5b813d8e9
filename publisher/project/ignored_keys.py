"""Keys of front matter that mean nothing to publisher, counted over the articles."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.readers.settings import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publisher.project.project import Project

_MISSPELT = 0.8  # similarity of a misspelt key to one of ours


class IgnoredKey(NamedTuple):
    """A key, the number of articles that have it, and a hint if it may be misspelt."""

    name: str
    articles: int
    hint: str


def ignored_keys(project: Project) -> list[IgnoredKey]:
    """Return the ignored keys of the chosen articles; see `count_ignored`."""
    found: list[Sequence[str]] = []
    for slug in project.chosen_slugs:
        with suppress(PublisherError):  # reported where the article is read
            found.append(project.document(slug).ignored_keys)
    return count_ignored(found)


def count_ignored(articles: Iterable[Iterable[str]]) -> list[IgnoredKey]:
    """Return the ignored keys of articles: misspelt ones, then the most frequent."""
    counts = Counter(chain.from_iterable(articles))
    keys = [IgnoredKey(name, articles, _hint(name)) for name, articles in counts.items()]
    return sorted(keys, key=lambda key: (not key.hint, -key.articles, key.name))


def _hint(name: str) -> str:
    known = {each for names in KEYS.values() for each in names}
    similar = [each for each in known if abs(len(each) - len(name)) <= 1]
    return "" if name in known else nearest(name, sorted(similar), _MISSPELT)
