"""Merge of an article's messages with the entries of its old catalogue.

An unchanged message keeps its translation. A changed message gets that of its nearest
predecessor as a fuzzy suggestion, or carried over if the edit does not affect it. Old
entries without a message become obsolete.
"""

from __future__ import annotations

import heapq
from collections import Counter
from copy import copy
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from publisher.catalogues.catalogue import CREDITS, entry_of
from publisher.catalogues.entries import (
    is_joined,
    is_translated,
    translation_of,
    with_line_feeds_of,
)
from publisher.catalogues.joins import partners_of, record_partner, update_join
from publisher.catalogues.key import key_of
from publisher.catalogues.obsolete import Originals, obsolete_entries
from publisher.catalogues.source_changes import classify
from publisher.catalogues.suggestions import (
    CONTAINED,
    FROM,
    MIN_PART_LENGTH,
    WAS,
    carried_translation,
    copy_from_domain,
    copy_translation,
    is_reusable,
    parts_of,
    suggest,
)
from publisher.catalogues.translation_memory import TranslationMemory
from publisher.catalogues.word_diff import difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import polib

    from publisher.catalogues.catalogue import Message
    from publisher.catalogues.key import Key
    from publisher.catalogues.known import KnownEntry
    from publisher.catalogues.language_pair import LanguagePair
    from publisher.catalogues.source_changes import Change
    from publisher.catalogues.translation_memory import Match


class MessageMerger:
    """One merge: `active` has the new entries, `counts` the outcomes for `UpdateReport`.

    `others` are entries of other catalogues in the target language. Neither they nor the
    `old` entries are changed.
    """

    def __init__(
        self,
        old: Sequence[polib.POEntry],
        others: Iterable[KnownEntry],
        languages: LanguagePair,
    ) -> None:
        self.active: list[polib.POEntry] = []
        self.counts: Counter[str] = Counter()
        self._unused: dict[Key, polib.POEntry] = {key_of(entry): entry for entry in old}
        self._others = [known for known in others if is_reusable(known.entry)]
        self._partners = partners_of(old)
        self._carried: list[polib.POEntry] = []
        self._language = languages.source.base
        self._joiner = languages.target.joiner

    def merge(self, messages: Sequence[Message]) -> None:
        """Add an entry for each message, with the best translation there is."""
        is_any_new = any(message.key not in self._unused for message in messages)
        others = self._others_by_key() if is_any_new else {}
        unmatched = []
        for message in messages:
            entry = entry_of(message)
            self.active.append(entry)
            if not self._reuse_exact_match(entry, others):
                unmatched.append(entry)
        self._match_similar(unmatched)
        self._update_joins()

    def obsolete(self) -> Iterator[polib.POEntry]:
        """Yield copies of the old entries without a message that a translator worked on."""
        unused = [copy(entry) for entry in self._unused.values()]
        if not unused:
            return iter(())
        for entry in unused:
            if is_joined(entry) and (partner := self._partners.get(key_of(entry))):
                record_partner(entry, partner)
        self.counts["retired"] += sum(not entry.obsolete for entry in unused)
        others = [known.entry for known in self._others]
        originals = Originals(self.active, unused, others, self._carried, self._joiner)
        return obsolete_entries(unused, originals)

    def _others_by_key(self) -> dict[Key, KnownEntry]:
        """Return the best entry of other catalogues for each key.

        Finished translations come before fuzzy ones, active entries before obsolete ones.
        """
        best = sorted(self._others, key=lambda known: (known.entry.fuzzy, known.entry.obsolete))
        return {key_of(known.entry): known for known in reversed(best)}

    def _reuse_exact_match(self, entry: polib.POEntry, others: Mapping[Key, KnownEntry]) -> bool:
        """Fill in the translation of the same message; return whether there is one.

        Each article has its own credits, which count as new.
        """
        before = self._unused.pop(key_of(entry), None)
        if before is not None:
            self.counts["returned" if before.obsolete else "kept"] += 1
            copy_translation(before, entry)
        elif entry.msgid == CREDITS:
            self.counts["new"] += 1
        elif known := others.get(key_of(entry)):
            self.counts["moved"] += 1
            copy_from_domain(known.entry, entry, known.domain)
        else:
            return False
        return True

    def _update_joins(self) -> None:
        preceding: str | None = None
        for entry in self.active:
            if is_joined(entry):
                update_join(entry, self._partners.get(key_of(entry)), preceding)
            preceding = entry.msgid

    def _match_similar(self, entries: Sequence[polib.POEntry]) -> None:
        """Fill in the translations of similar texts, those of each old entry only once."""
        if not entries:
            return
        own = [e for e in self._unused.values() if is_translated(e) and e.msgid != CREDITS]
        others = [known for known in self._others if not known.entry.fuzzy]
        texts = [entry.msgid for entry in (*own, *(known.entry for known in others))]
        memory = TranslationMemory(texts)
        matches = _best_matches([entry.msgid for entry in entries], memory, len(own))
        for number, entry in enumerate(entries):
            match = matches.get(number)
            similar = [own[i] for i in memory.candidates(entry.msgid) if i < len(own)]
            if match is None:
                self._suggest_containing(entry, similar)
            elif match.position < len(own):
                self._use_predecessor(own[match.position], entry, similar)
            else:
                self._suggest_other(others[match.position - len(own)], entry, match.score)

    def _use_predecessor(
        self, before: polib.POEntry, entry: polib.POEntry, similar: Sequence[polib.POEntry]
    ) -> None:
        change = classify(before.msgid, entry.msgid, self._language)
        if not self._carry_over(change, before, entry):
            self._suggest_predecessor(change, before, entry, similar)

    def _carry_over(self, change: Change, before: polib.POEntry, entry: polib.POEntry) -> bool:
        """Carry a translation over that the edit does not affect; return whether it was."""
        if before.msgctxt != entry.msgctxt or before.fuzzy:
            return False
        translation = carried_translation(change, before, entry.msgid)
        if translation is None:
            return False
        entry.msgstr = with_line_feeds_of(entry.msgid, translation)
        entry.tcomment = before.tcomment
        self.counts["carried"] += 1
        self._carried.append(entry)
        return True

    def _suggest_predecessor(
        self,
        change: Change,
        before: polib.POEntry,
        entry: polib.POEntry,
        similar: Sequence[polib.POEntry],
    ) -> None:
        """Suggest the translation of the predecessor, or of all parts that were joined."""
        translation = translation_of(before)
        parts = parts_of(entry.msgid, similar)
        if before in parts and len(parts) > 1:
            translation = self._joiner.join(translation_of(part) for part in parts)
        critical = f"critical: a {change.value} changed; " if change.is_critical else ""
        remark = f"{WAS}{critical}{difference(before.msgid, entry.msgid)}"
        suggest(before, entry, translation, remark)
        self.counts["fuzzied"] += 1

    def _suggest_containing(self, entry: polib.POEntry, similar: Sequence[polib.POEntry]) -> None:
        """Suggest the translation of the shortest sentence that contains this one."""
        containing = [
            before
            for before in similar
            if len(before.msgid) > len(entry.msgid) >= MIN_PART_LENGTH
            and fuzz.partial_ratio(entry.msgid, before.msgid, score_cutoff=CONTAINED)
        ]
        if not containing:
            self.counts["new"] += 1
            return
        before = min(containing, key=lambda sentence: len(sentence.msgid))
        remark = f"{WAS}a part of “{' '.join(before.msgid.split())}”"
        suggest(before, entry, translation_of(before), remark)
        self.counts["fuzzied"] += 1

    def _suggest_other(self, known: KnownEntry, entry: polib.POEntry, score: float) -> None:
        remark = f"{FROM}{known.domain}, {min(score, 99):.0f}%"
        suggest(known.entry, entry, translation_of(known.entry), remark)
        self.counts["offered"] += 1


def _best_matches(texts: Sequence[str], memory: TranslationMemory, own: int) -> dict[int, Match]:
    """Return the match of each text by its number; the best match takes precedence.

    The first `own` texts of the memory are matched once at most.
    """
    matches: dict[int, Match] = {}
    taken = set[int]()
    heap = [
        (-match.score, number, match)
        for number, text in enumerate(texts)
        if (match := memory.nearest(text, taken))
    ]
    heapq.heapify(heap)
    while heap:
        _, number, match = heapq.heappop(heap)
        if match.position not in taken:
            if match.position < own:
                taken.add(match.position)
            matches[number] = match
        elif (other := memory.nearest(texts[number], taken)) is not None:
            heapq.heappush(heap, (-other.score, number, other))
    return matches
