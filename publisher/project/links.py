"""Links between a project's articles: where they lead, and which lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.base.read_cache import ReadCache
from publisher.language.locale import Language
from publisher.markup.fault import SourceFault
from publisher.markup.links import ANYWHERE, find_anchor, is_web_address
from publisher.readers.article_addresses import ArticleAddresses, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from publisher.markup.document import Document
    from publisher.project.config import Config
    from publisher.readers.discovery import Seeds

_NOWHERE = "leads nowhere and is shown as text"


def _shared(claimants: Sequence[str]) -> str:
    """Return the problem of an address that several articles have."""
    first, *_, last = map(repr, claimants)
    more = f" and {len(claimants) - 2} more" if len(claimants) > 2 else ""  # noqa: PLR2004 - named
    return f"leads to no article: {first} and {last}{more} have this address; change one of them"


class Facts(Protocol):
    """Facts of an article that others link to."""

    def anchors(self, slug: str) -> frozenset[str] | None:
        """Return the anchors of the article, or None if it cannot be read."""

    def edition(self, slug: str, code: str) -> str:
        """Return the language of the edition that links from editions in `code` lead to.

        It is `code`, or else the language of the article's source; empty if no such edition is
        publishable.
        """


class Articles(Protocol):
    """The part of a project that facts come from."""

    def document(self, slug: str) -> Document: ...  # noqa: D102 - see Project
    def all_languages(self, document: Document) -> list[Language]: ...  # noqa: D102
    def is_publishable(self, slug: str, language: Language, *, if_unreadable: bool) -> bool: ...  # noqa: D102


class ProjectFacts:
    """Facts from a project, which reads the articles in question.

    The anchors are kept, and not the document: an article that many others link to is read once.
    """

    def __init__(self, project: Articles) -> None:
        self._project = project
        self._anchors: ReadCache[str, frozenset[str]] = ReadCache()

    def anchors(self, slug: str) -> frozenset[str] | None:
        """Return the anchors of the article, or None if it cannot be read."""
        try:
            return self._anchors.get(slug, lambda: self._project.document(slug).scope.anchors)
        except PublisherError:
            return None

    def edition(self, slug: str, code: str) -> str:
        """Return the language of the edition that links from editions in `code` lead to."""
        try:
            languages = self._project.all_languages(self._project.document(slug))
        except PublisherError:
            return ""
        for candidate in languages_of_links(code, [language.code for language in languages]):
            language = Language(candidate)
            if self._project.is_publishable(slug, language, if_unreadable=False):
                return candidate
        return ""


def languages_of_links(code: str, languages: Sequence[str]) -> Iterable[str]:
    """Return the languages, in order, of editions that links from editions in `code` can lead to.

    `languages` are those of the article, its own first.
    """
    return dict.fromkeys((code, languages[0]) if code in languages else languages[:1])


class Links:
    """Links of the articles in `seeds`; `facts` are those of the others."""

    def __init__(self, config: Config, seeds: Seeds, facts: Facts) -> None:
        self.addresses = ArticleAddresses(seeds, config.base_url)
        self.facts = facts
        self._file = config.file.name

    def target(self, document: Document, href: str) -> Target | None:
        """Return the article that a link leads to, without an anchor that it does not have.

        None if it leads to no article. An article that cannot be read is taken at its word.
        """
        target = self.addresses.find(href, document.slug)
        if target is None or not target.anchor:
            return target
        anchors = self.facts.anchors(target.slug)
        if anchors is None:
            return target
        return target._replace(anchor=find_anchor(target.anchor, anchors) or "")

    def web_address(self, document: Document, href: str) -> str | None:
        """Return the address on the web of a link that leads to no edition, if it is known."""
        return href if is_web_address(href) else self.addresses.web_address(href, document.slug)

    def faults(self, document: Document) -> Iterator[SourceFault]:
        """Yield a fault for each link of a document that leads to no article or anchor."""
        for href, lines in document.links.items():
            if problem := self._problem(document, href):
                message = f"the link to {unquote(href).removeprefix(ANYWHERE)!r} {problem}"
                yield from (SourceFault("dead-link", message, line) for line in lines)

    def _problem(self, document: Document, href: str) -> str | None:
        target = self.addresses.find(href, document.slug)
        if target is None:
            if claimants := self.addresses.claimants(href, document.slug):
                return _shared(claimants)
            if self.web_address(document, href) is not None:
                return None
            hint = self.addresses.hint(href, document.slug)
            return _NOWHERE + (hint or f"; write a full address, or set base-url in {self._file}")
        anchors = self.facts.anchors(target.slug)
        if not target.anchor or anchors is None or find_anchor(target.anchor, anchors):
            return None
        hint = nearest(target.anchor, anchors) or "; name a heading there with {#name}"
        if target.slug == document.slug:
            return f"names no heading of this article and is shown as text{hint}"
        return f"names no heading of {target.slug} and leads to its beginning{hint}"
