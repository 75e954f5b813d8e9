"""Merge of an article's messages with the entries of its old catalogue.

A message gets the first translation that there is: its own; that of a twin of its own, which
differs in typography or addresses only; as a suggestion, that of the message it replaces; that
of the same text elsewhere; as a suggestion, that of a similar text. So no text from elsewhere
replaces the article's own wording. Old entries without a message become obsolete.
"""

from __future__ import annotations

from collections import Counter
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.catalogues.catalogue import CREDITS, entry_of
from publisher.catalogues.elsewhere import best_of
from publisher.catalogues.entries import is_joined, is_translated
from publisher.catalogues.joins import partners_of, record_partner, update_join
from publisher.catalogues.key import key_of
from publisher.catalogues.obsolete import Originals, obsolete_entries
from publisher.catalogues.suggestions import (
    carry_over,
    copy_from_domain,
    copy_translation,
    forget_previous_source,
    is_offered,
    offer_from_memory,
    suggest_containing,
    suggest_from_domain,
    suggest_predecessor,
)
from publisher.catalogues.translation_memory import TranslationMemory
from publisher.catalogues.twins import Twins
from publisher.catalogues.written_addresses import without_note_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polib

    from publisher.catalogues.catalogue import Message
    from publisher.catalogues.elsewhere import Elsewhere
    from publisher.catalogues.key import Key
    from publisher.catalogues.language_pair import LanguagePair


class MessageMerger:
    """One merge: `active` has the new entries, `counts` the outcomes for `UpdateReport`.

    `others` are entries of other catalogues in the target language, of which as few are read
    as possible. Neither they nor the `old` entries are changed.
    """

    def __init__(
        self,
        old: Sequence[polib.POEntry],
        others: Elsewhere,
        languages: LanguagePair,
    ) -> None:
        self.active: list[polib.POEntry] = []
        self.counts: Counter[str] = Counter()
        self._unused: dict[Key, polib.POEntry] = {key_of(entry): entry for entry in old}
        self._old = old
        self._carried: set[Key] = set()  # of the old entries
        self._others = others
        self._partners = partners_of(old)
        self._languages = languages

    def merge(self, messages: Sequence[Message]) -> None:
        """Add an entry for each message, with the best translation there is."""
        self.active = [entry_of(message) for message in messages]
        rest = [entry for entry in self.active if not self._reuse_own(entry)]
        rest = [entry for entry in rest if not self._carry_over(entry)]
        if rest:
            self._match(rest)
        self._update_joins()

    def obsolete(self) -> Iterator[polib.POEntry]:
        """Yield copies of the old entries without a message that a translator worked on."""
        unused = [copy(entry) for entry in self._unused.values()]
        if not unused:
            return iter(())
        for entry in unused:
            forget_previous_source(entry)
            if is_joined(entry) and (partner := self._partners.get(key_of(entry))):
                record_partner(entry, partner)
        self.counts["retired"] += sum(not entry.obsolete for entry in unused)
        joiner = self._languages.target.joiner
        return obsolete_entries(unused, Originals(self.active, unused, self._others, joiner))

    @cached_property
    def _twins(self) -> Twins:
        return Twins(self._old)

    def _reuse_own(self, entry: polib.POEntry) -> bool:
        """Fill in the entry that the catalogue has for the message; return whether there is one.

        One without a translation is offered that of a memory, which may have been added since.
        It is fuzzy, unlike the same match for a new message: a translator has had this one, and
        may have left it empty because that text does not fit here. So it needs a review.
        Each article has its own credits, which count as new.
        """
        before = self._unused.pop(key_of(entry), None)
        if before is None:
            self.counts["new"] += entry.msgid == CREDITS
            return entry.msgid == CREDITS
        copy_translation(before, entry)
        known = None if is_translated(before) else self._others.in_memories.get(key_of(entry))
        if known:
            self.counts["offered"] += 1
            offer_from_memory(known, entry)
        else:
            self.counts["returned" if before.obsolete else "kept"] += 1
        return True

    def _carry_over(self, entry: polib.POEntry) -> bool:
        """Carry over the translation of a twin; return whether there is one.

        If only the numbers of footnotes differ, the twin is the same message, and is not kept: it
        would bring back an older wording when the numbers change back.
        """
        twin = self._twins.find(entry, self._unused)
        if twin is None:
            return False
        before = key_of(twin.entry)
        carry_over(twin.entry, entry, twin.translation)
        self.counts["carried"] += 1
        self._carried.add(before)
        if without_note_labels(twin.entry.msgid) == without_note_labels(entry.msgid):
            self._unused.pop(before, None)
        self._partners[key_of(entry)] = self._partners.get(before, "")
        return True

    def _match(self, entries: Sequence[polib.POEntry]) -> None:
        """Fill in the translation of the message that each one replaces, or one from elsewhere.

        The message that it replaces is the most similar one that has just left the article.
        """
        own = [e for e in self._unused.values() if is_translated(e) and e.msgid != CREDITS]
        keys = list(map(key_of, entries))
        memory = TranslationMemory(map(key_of, own))
        not_replaced = {
            i
            for i, before in enumerate(own)
            if before.obsolete or is_offered(before) or key_of(before) in self._carried
        }
        matches = memory.match_all(keys, len(own), not_replaced)
        similar = [[own[i] for i in memory.candidates(entry.msgid)] for entry in entries]
        rest = []
        for number, entry in enumerate(entries):
            if match := matches.get(number):
                self._suggest_own(own[match.position], entry, similar[number])
            elif not self._copy_from_elsewhere(entry):
                rest.append((entry, similar[number]))
        used = {match.position for match in matches.values()}
        self._suggest_similar(rest, [before for i, before in enumerate(own) if i not in used])

    def _copy_from_elsewhere(self, entry: polib.POEntry) -> bool:
        found = self._others.find(key_of(entry))
        if not found:
            return False
        known = best_of(found)
        self.counts["moved"] += 1
        copy_from_domain(known.entry, entry, known.domain)
        return True

    def _suggest_own(
        self, before: polib.POEntry, entry: polib.POEntry, similar: Sequence[polib.POEntry]
    ) -> None:
        suggest_predecessor(before, entry, similar, self._languages)
        self.counts["fuzzied"] += 1
        self._partners[key_of(entry)] = self._partners.get(key_of(before), "")

    def _suggest_similar(
        self,
        entries: Sequence[tuple[polib.POEntry, Sequence[polib.POEntry]]],
        own: Sequence[polib.POEntry],
    ) -> None:
        """Fill in the translation of a similar text, or of one that contains it.

        Each entry comes with its candidates among the article's `own` ones.
        """
        if not entries:
            return
        keys = [key_of(entry) for entry, _ in entries]
        memory = TranslationMemory(map(key_of, own), self._others, keys)
        matches = memory.match_all(keys, len(own))
        positions = {match.position - len(own) for match in matches.values()}
        others = self._others.finished_at({i for i in positions if i >= 0})
        for number, (entry, similar) in enumerate(entries):
            match = matches.get(number)
            if match is None:
                is_found = suggest_containing(entry, similar)
                self.counts["fuzzied" if is_found else "new"] += 1
            elif match.position < len(own):
                self._suggest_own(own[match.position], entry, similar)
            else:
                self.counts["offered"] += 1
                suggest_from_domain(others[match.position - len(own)], entry, match.score)

    def _update_joins(self) -> None:
        preceding: str | None = None
        for entry in self.active:
            if is_joined(entry):
                update_join(entry, self._partners.get(key_of(entry)), preceding)
            preceding = entry.msgid
