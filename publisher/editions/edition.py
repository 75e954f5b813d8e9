"""An edition: one document in one language, and how fresh it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.characters import count_words
from publisher.catalogues.catalogue import (
    CREDITS_MESSAGE,
    Catalogue,
    Key,
    Message,
    merge_repeated,
)
from publisher.catalogues.freshness import Freshness
from publisher.translation.segments import segments, text_blocks
from publisher.translation.translate import translate, translate_segments

if TYPE_CHECKING:
    from publisher.language.locale import Language
    from publisher.markup.document import Document
    from publisher.translation.segments import Segment, SegmentBy


@dataclass(frozen=True)
class Edition:
    """One document in one language.

    `source` and `target` have the same blocks. `catalogue` answered for the article,
    `words` answers for the layout's own words. `misplaced` are the segments that are
    said to be in the translation of the sentence before, and have none before them;
    `unanswered` are all messages that stand somewhere in the source's own words. One
    that is `held` back is a draft however much of it is translated.
    """

    source: Document
    target: Document
    language: Language
    freshness: Freshness
    catalogue: Catalogue
    words: Catalogue
    misplaced: tuple[Segment, ...] = ()
    unanswered: frozenset[Key] = frozenset()
    held: bool = False

    @property
    def finished(self) -> bool:
        """Whether readers may have it: all is translated, and nothing holds it back."""
        return self.freshness.fresh and not self.held

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
    found = [
        Message(s.source, (s.kind, *filter(None, [s.note])), context=s.context)
        for s in segments(document, segment_by)
    ]
    return merge_repeated([*found, CREDITS_MESSAGE])


def source_edition(document: Document, words: Catalogue, segment_by: SegmentBy) -> Edition:
    """Return the document as its own, always fresh edition."""
    messages = messages_of(document, segment_by)[:-1]
    words_in_all = sum(count_words(message.source) for message in messages)
    freshness = Freshness(len(messages), 0, 0, words_in_all)
    return Edition(document, document, document.language, freshness, Catalogue(), words)


def translated_edition(
    document: Document,
    language: Language,
    catalogue: Catalogue,
    words: Catalogue,
    segment_by: SegmentBy,
) -> Edition:
    """Return the document in `language`; what is not translated is marked as foreign."""

    def lookup(segment: Segment) -> str | None:
        return catalogue.translation(segment.source, segment.context)

    target = translate(document, lookup, language, segment_by, mark_untranslated=True)
    found = [
        a for block in text_blocks(document, segment_by) for a in translate_segments(block, lookup)
    ]
    unanswered = frozenset(
        (a.segment.context, a.segment.source) for a in found if a.target is None
    )
    freshness = catalogue.freshness(messages_of(document, segment_by), unanswered)
    misplaced = tuple(a.segment for a in found if a.misplaced)
    return Edition(document, target, language, freshness, catalogue, words, misplaced, unanswered)
