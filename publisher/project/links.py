"""Links between a project's articles: where they lead, and which lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.base.read_cache import ReadCache
from publisher.markup.fault import SourceFault
from publisher.markup.links import is_web_address
from publisher.readers.article_addresses import ArticleAddresses, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from publisher.markup.document import Document
    from publisher.project.config import Config
    from publisher.readers.discovery import Seeds

_NOWHERE = "leads nowhere and is shown as text"


class Links:
    """Links of the articles in `seeds`, which `read` returns by slug or raises PublisherError.

    The anchors of an article are kept, and not its document: an article that many others link
    to is read once.
    """

    def __init__(self, config: Config, seeds: Seeds, read: Callable[[str], Document]) -> None:
        self._file = config.file.name
        self.addresses = ArticleAddresses(seeds, config.base_url)
        self._read = read
        self._anchors: ReadCache[str, frozenset[str]] = ReadCache()

    def target(self, document: Document, href: str) -> Target | None:
        """Return the article that a link leads to, without an anchor that it does not have.

        None if it leads to no article. An article that cannot be read is taken at its word.
        """
        target = self.addresses.find(href, document.slug)
        if target is None or not target.anchor:
            return target
        anchors = self.anchors(target.slug)
        is_known = anchors is None or target.anchor in anchors
        return target if is_known else target._replace(anchor="")

    def anchors(self, slug: str) -> frozenset[str] | None:
        """Return the anchors of an article, or None if it cannot be read."""
        try:
            return self._anchors.get(slug, lambda: self._read(slug).scope.anchors)
        except PublisherError:
            return None

    def web_address(self, document: Document, href: str) -> str | None:
        """Return the address on the web of a link that leads to no edition, if it is known."""
        return href if is_web_address(href) else self.addresses.web_address(href, document.slug)

    def faults(self, document: Document) -> Iterator[SourceFault]:
        """Yield a fault for each link of a document that leads to no article or anchor."""
        for href, lines in document.links.items():
            if problem := self._problem(document, href):
                message = f"the link to {unquote(href)!r} {problem}"
                yield from (SourceFault("dead-link", message, line) for line in lines)

    def _problem(self, document: Document, href: str) -> str | None:
        target = self.addresses.find(href, document.slug)
        if target is None:
            if self.web_address(document, href) is not None:
                return None
            hint = self.addresses.hint(href, document.slug)
            return _NOWHERE + (hint or f"; write a full address, or set base-url in {self._file}")
        anchors = self.anchors(target.slug)
        if not target.anchor or anchors is None or target.anchor in anchors:
            return None
        hint = nearest(target.anchor, anchors) or "; name a heading there with {#name}"
        if target.slug == document.slug:
            return f"names no heading of this article and is shown as text{hint}"
        return f"names no heading of {target.slug} and leads to its beginning{hint}"
