"""An edition: one document in one language, and how fresh it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.catalog import CREDITS_MESSAGE, Catalog, Freshness, Message, merge_repeated
from publisher.segments import segments, translate

if TYPE_CHECKING:
    from publisher.config import SegmentBy
    from publisher.document import Document
    from publisher.language import Language


@dataclass(frozen=True)
class Edition:
    """One document in one language.

    `source` and `target` have the same blocks. `catalogue` answered for the article,
    `words` answers for the layout's own words.
    """

    source: Document
    target: Document
    language: Language
    freshness: Freshness
    catalogue: Catalog
    words: Catalog

    @property
    def slug(self) -> str:
        """The article's name."""
        return self.source.slug

    @property
    def is_source(self) -> bool:
        """Whether this is the article as it was written."""
        return self.language == self.source.language


def messages_of(document: Document, segment_by: SegmentBy) -> list[Message]:
    """Return what a catalogue of the document asks, in the article's order."""
    found = [Message(s.source, (s.kind,)) for s in segments(document, segment_by) if s.source]
    return merge_repeated([*found, CREDITS_MESSAGE])


def source_edition(document: Document, words: Catalog, segment_by: SegmentBy) -> Edition:
    """Return the document as its own, always fresh edition."""
    count = len(messages_of(document, segment_by)) - 1
    freshness = Freshness(translated=count, fuzzy=0, untranslated=0)
    return Edition(document, document, document.language, freshness, Catalog(), words)


def translated_edition(
    document: Document,
    language: Language,
    catalogue: Catalog,
    words: Catalog,
    segment_by: SegmentBy,
) -> Edition:
    """Return the document in `language`; what is not translated is marked as foreign."""
    sources = [s.source for s in segments(document, segment_by) if s.source]
    target = translate(
        document, catalogue.translation, language, segment_by, mark_untranslated=True
    )
    freshness = catalogue.freshness(sources)
    return Edition(document, target, language, freshness, catalogue, words)
