"""Edition: one document in one language, and its freshness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.characters import count_words
from publisher.catalogues.catalogue import (
    CREDITS_MESSAGE,
    Catalogue,
    Message,
    merge_repeated,
)
from publisher.catalogues.freshness import Freshness
from publisher.translation.segments import segments, text_blocks
from publisher.translation.translate import translate, translate_segments

if TYPE_CHECKING:
    from publisher.catalogues.key import Key
    from publisher.language.locale import Language
    from publisher.markup.document import Document
    from publisher.translation.segments import Segment, SegmentBy


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One document in one language.

    `source` and `target` have the same blocks. `catalogue` has the article's translations,
    `layout_catalogue` those of the layout messages. `misplaced` are the segments marked as
    part of the preceding sentence's translation, but without a sentence before them.
    `untranslated` are the messages that appear in the source language.
    """

    source: Document
    target: Document
    language: Language
    freshness: Freshness
    catalogue: Catalogue
    layout_catalogue: Catalogue
    misplaced: tuple[Segment, ...] = ()
    untranslated: frozenset[Key] = frozenset()

    @property
    def slug(self) -> str:
        """Name of the article: its path without the suffix."""
        return self.source.slug

    @property
    def is_source(self) -> bool:
        """Whether this is the edition in the article's original language."""
        return self.language == self.source.language


def messages_of(document: Document, segment_by: SegmentBy) -> list[Message]:
    """Return the messages of the document's catalogue in reading order, then the credits."""
    messages = [
        Message(s.source, (s.kind, *filter(None, [s.note])), context=s.context)
        for s in segments(document, segment_by)
    ]
    return merge_repeated([*messages, CREDITS_MESSAGE])


def source_edition(
    document: Document, layout_catalogue: Catalogue, segment_by: SegmentBy
) -> Edition:
    """Return the document as an edition of itself, which is always fresh."""
    messages = messages_of(document, segment_by)[:-1]
    words = sum(count_words(message.source) for message in messages)
    freshness = Freshness(len(messages), fuzzy=0, untranslated=0, words=words, words_left=0)
    return Edition(
        source=document,
        target=document,
        language=document.language,
        freshness=freshness,
        catalogue=Catalogue(),
        layout_catalogue=layout_catalogue,
    )


def translated_edition(
    document: Document,
    language: Language,
    catalogue: Catalogue,
    layout_catalogue: Catalogue,
    segment_by: SegmentBy,
) -> Edition:
    """Return the document in `language`; untranslated text is marked with its own language."""

    def lookup(segment: Segment) -> str | None:
        return catalogue.translation_of(segment.key)

    target = translate(document, lookup, language, segment_by, mark_untranslated=True)
    translated = [
        segment
        for block in text_blocks(document, segment_by)
        for segment in translate_segments(block, lookup)
    ]
    untranslated = frozenset(s.segment.key for s in translated if s.target is None)
    return Edition(
        source=document,
        target=target,
        language=language,
        freshness=catalogue.freshness(messages_of(document, segment_by), untranslated),
        catalogue=catalogue,
        layout_catalogue=layout_catalogue,
        misplaced=tuple(s.segment for s in translated if s.misplaced),
        untranslated=untranslated,
    )
