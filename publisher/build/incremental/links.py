"""States of links: the targets of an edition's links, when it was built and today.

An edition depends on the editions that its links lead to, but not on their words: with the
digests of their files as inputs, one changed article would make all its neighbours be laid out
again. Instead the facts that a page shows are compared.

Circles of links are no circles of states: the edition that a link leads to depends on the
review of its article, and this review only on the names and anchors of further articles.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from publisher.build.incremental.fingerprints import digest
from publisher.build.incremental.link_state import LinkState
from publisher.markup.links import find_anchor
from publisher.project.links import languages_of_links

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from publisher.build.incremental.ledger import Ledger
    from publisher.build.incremental.store import BuildRecord
    from publisher.project.links import Facts
    from publisher.readers.article_addresses import ArticleAddresses


_UNKNOWN = "?"  # anchor in an article that cannot be read


@cache
def _digest_of(anchors: frozenset[str]) -> str:
    return digest(*sorted(anchors))


class LinkStates:
    """Today's states of links, from the names of all articles and the facts of some."""

    def __init__(self, addresses: ArticleAddresses, facts: Facts) -> None:
        self._addresses, self._facts = addresses, facts
        self._states: dict[tuple[str, str], LinkState | None] = {}

    @cached_property
    def _names(self) -> str:
        return digest(*self._addresses.slugs)

    def _unknown(self, slug: str, href: str) -> str:
        """Return the digest of the inputs of a finding on a link without article."""
        claimants = self._addresses.claimants(href, slug)
        is_on_web = self._addresses.web_address(href, slug) is not None
        return digest(self._names, str(is_on_web), *claimants)

    def of(self, slug: str, code: str, links: Collection[str]) -> dict[str, LinkState]:
        """Return the states of an edition's links, apart from those that lead out of the site."""
        found = {}
        for href in links:
            if (state := self.of_source(slug, href)) is not None:
                found[href] = state._replace(code=self._place(slug, code, href, state))
        return found

    def _place(self, slug: str, code: str, href: str, state: LinkState) -> str:
        """Return the language of the edition that a link leads to, or else its web address."""
        if state.slug == slug:
            return ""
        edition = self._facts.edition(state.slug, code) if state.slug else ""
        return edition or self._addresses.web_address(href, slug) or ""

    def of_source(self, slug: str, href: str) -> LinkState | None:
        """Return the state of an article's link, as far as no edition matters."""
        if (slug, href) not in self._states:
            self._states[slug, href] = self._of_source(slug, href)
        return self._states[slug, href]

    def _of_source(self, slug: str, href: str) -> LinkState | None:
        if not self._addresses.is_local(href):
            return None
        target = self._addresses.find(href, slug)
        if target is None:
            return LinkState("", self._unknown(slug, href))
        if target.slug == slug or not target.anchor:
            return LinkState(target.slug)
        anchors = self._facts.anchors(target.slug)
        if anchors is None:
            return LinkState(target.slug, _UNKNOWN)
        found = find_anchor(target.anchor, anchors)
        return LinkState(target.slug, found or _digest_of(anchors))


class RecordedFacts:
    """Facts from the records of editions that are up to date, or else from `today`.

    An article without a record has to be read, an article that changed for its own build too.
    """

    def __init__(
        self, ledger: Ledger, addresses: ArticleAddresses, today: Callable[[], Facts]
    ) -> None:
        self._ledger, self._today = ledger, today
        self._states = LinkStates(addresses, self)
        self._anchors: dict[str, frozenset[str] | None] = {}
        self._unchanged: dict[str, dict[str, BuildRecord]] = {}
        self._reviewed: dict[str, dict[str, BuildRecord]] = {}

    def up_to_date(self, slug: str) -> dict[str, BuildRecord]:
        """Return the records of an article's editions without changes, also of their links."""
        return {
            code: record
            for code, record in self._of_reviews(slug).items()
            if not record.links or self._states.of(slug, code, record.links) == record.links
        }

    def unchanged(self, slug: str) -> dict[str, BuildRecord]:
        """Return the records of editions whose files are unchanged."""
        if slug not in self._unchanged:
            self._unchanged[slug] = self._ledger.up_to_date(slug)
        return self._unchanged[slug]

    def anchors(self, slug: str) -> frozenset[str] | None:
        """Return the anchors of the article, or None if it cannot be read."""
        if slug not in self._anchors:
            found = next(iter(self.unchanged(slug).values()), None)
            recorded = None if found is None else frozenset(found.anchors)
            self._anchors[slug] = self._today().anchors(slug) if found is None else recorded
        return self._anchors[slug]

    def edition(self, slug: str, code: str) -> str:
        """Return the language of the edition that links from editions in `code` lead to."""
        records = self._of_reviews(slug)
        first = next(iter(records.values()), None)
        for candidate in languages_of_links(code, first.languages) if first else ():
            if candidate not in records:
                return self._today().edition(slug, code)
            if records[candidate].is_publishable:
                return candidate
        return "" if first else self._today().edition(slug, code)

    def _of_reviews(self, slug: str) -> dict[str, BuildRecord]:
        """Return the records of editions whose reviews are unchanged too."""
        if slug not in self._reviewed:
            self._reviewed[slug] = {
                code: record
                for code, record in self.unchanged(slug).items()
                if all(
                    self._states.of_source(slug, href) == state._replace(code="")
                    for href, state in record.links.items()
                )
            }
        return self._reviewed[slug]
