"""Keeping a catalogue in step with its article: every translation is kept, moved or offered.

A message that did not change keeps its translation. A changed one gets that of its
nearest predecessor, to be looked at, unless the edit changed nothing that a reader
hears. What the article does not ask for any more stays in the file as obsolete.
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polib
from rapidfuzz import fuzz

from publisher.base.compare_and_swap import ChangedMeanwhileError, replace_if_unchanged
from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.catalogue import CREDITS, entry_of, key_of, new_file
from publisher.catalogues.obsolete import Originals, refuse_loss, retired
from publisher.catalogues.source_changes import classify, difference
from publisher.catalogues.suggestions import (
    CONTAINED,
    FROM,
    SHORTEST,
    WAS,
    add_obsolete,
    carried_over,
    fill_in,
    is_joined,
    is_of_use,
    is_translated,
    keep,
    like,
    offer,
    partners,
    parts_of,
    remember_partner,
    settle_join,
    words_of,
)
from publisher.catalogues.translation_memory import TranslationMemory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from publisher.catalogues.catalogue import Key, Message
    from publisher.catalogues.translation_memory import Match
    from publisher.language.locale import Language

_ATTEMPTS = 20


@dataclass(frozen=True)
class KnownEntry:
    """An entry of another catalogue, and the domain that it belongs to."""

    entry: polib.POEntry
    domain: str


@dataclass(frozen=True)
class UpdateReport:
    """What an update did, in messages; `changed` tells whether the file did.

    The first seven are all messages that the article asks; `retired` are those that it
    does not ask any more.
    """

    kept: int = 0
    returned: int = 0
    moved: int = 0
    carried: int = 0
    fuzzied: int = 0
    offered: int = 0
    new: int = 0
    retired: int = 0
    changed: bool = False


def update_catalogue(  # noqa: PLR0913 - what an update is about
    path: Path,
    domain: str,
    languages: tuple[Language, Language],
    messages: Iterable[Message],
    others: Sequence[KnownEntry] = (),
    *,
    write: bool = True,
) -> UpdateReport:
    """Bring a catalogue in step with `messages`, or create it. Nothing translated is lost.

    `languages` are the article's and the catalogue's, `others` what other catalogues of
    the language know. Without `write` the file is left alone, and the report says what
    would be. What a translator's tool wrote into the header stays. Raises
    PublisherError, and writes nothing, where a translation would be lost.
    """
    wanted = list(messages)
    for _ in range(_ATTEMPTS):
        raw = pofile.read(path) if path.exists() else None
        old = polib.POFile() if raw is None else pofile.parse(raw, path)
        po, counts = _merged(old, domain, languages, wanted, others)
        elsewhere = [known.entry for known in others]
        refuse_loss(old, po, elsewhere, languages[1].joiner, path)
        content = pofile.canonical(po, path)
        report = UpdateReport(**counts, changed=content != raw)
        if not write or not report.changed:
            return report
        try:
            replace_if_unchanged(path, content, raw)
        except ChangedMeanwhileError:  # a translator saved: begin again with that
            continue
        return report
    raise PublisherError("somebody saves it again and again; close it and run again", file=path)


def _merged(
    old: polib.POFile,
    domain: str,
    languages: tuple[Language, Language],
    messages: list[Message],
    others: Sequence[KnownEntry],
) -> tuple[polib.POFile, Counter[str]]:
    source, language = languages
    po = _with_header_of(old, domain, language)
    merger = _Merger(old, others, source, language)
    merger.merge(messages)
    po.extend(merger.active)
    for entry in merger.retired():
        add_obsolete(po, entry)
    return po, merger.counts


class _Merger:
    """One update: the old entries by what they ask, and the new ones as they are made."""

    def __init__(
        self,
        old: polib.POFile,
        others: Sequence[KnownEntry],
        source: Language,
        language: Language,
    ) -> None:
        self._left: dict[Key, polib.POEntry] = {key_of(entry): entry for entry in old}
        self._others = [known for known in others if is_of_use(known.entry)]
        self._partners = partners(old)
        self._carried: list[polib.POEntry] = []
        self._language = source.base
        self._joiner = language.joiner
        self.active: list[polib.POEntry] = []
        self.counts: Counter[str] = Counter()

    def merge(self, messages: list[Message]) -> None:
        """Give each message the translation that it has, or that is nearest."""
        elsewhere = self._elsewhere() if any(m.key not in self._left for m in messages) else {}
        changed = []
        for message in messages:
            entry = entry_of(message)
            self.active.append(entry)
            before = self._left.pop(key_of(entry), None)
            if before is not None:
                self.counts["returned" if before.obsolete else "kept"] += 1
                keep(before, entry)
            elif message.source == CREDITS:  # each article's own
                self.counts["new"] += 1
            elif known := elsewhere.get(message.key):
                self.counts["moved"] += 1
                fill_in(known.entry, entry, known.domain)
            else:
                changed.append(entry)
        self._match(changed)
        self._settle_joins()

    def _elsewhere(self) -> dict[Key, KnownEntry]:
        """Return the best of what other catalogues know of each text.

        Finished translations come before fuzzy ones, active before obsolete.
        """
        best = sorted(self._others, key=lambda known: (known.entry.fuzzy, known.entry.obsolete))
        return {key_of(known.entry): known for known in reversed(best)}

    def _settle_joins(self) -> None:
        before: str | None = None
        for entry in self.active:
            if is_joined(entry):
                settle_join(entry, self._partners.get(key_of(entry)), before)
            before = entry.msgid

    def _match(self, changed: list[polib.POEntry]) -> None:
        """Find the nearest known texts, each predecessor for one message only."""
        if not changed:
            return
        pool = [e for e in self._left.values() if is_translated(e) and e.msgid != CREDITS]
        own = len(pool)
        others = [known for known in self._others if not known.entry.fuzzy]
        pool += [known.entry for known in others]
        memory = TranslationMemory([entry.msgid for entry in pool])
        taken = set[int]()
        matched = dict(_best_pairs([entry.msgid for entry in changed], memory, own, taken))
        for number, entry in enumerate(changed):
            match = matched.get(number)
            akin = [pool[place] for place in memory.candidates(entry.msgid) if place < own]
            if match is None:
                self._use_part(entry, akin)
            elif match.place < own:
                self._use_predecessor(pool[match.place], entry, akin)
            else:
                known = others[match.place - own]
                remark = f"{FROM}{known.domain}, {min(match.score, 99):.0f}%"
                offer(known.entry, entry, words_of(known.entry), [remark])
                self.counts["offered"] += 1

    def _use_predecessor(
        self, before: polib.POEntry, entry: polib.POEntry, akin: Sequence[polib.POEntry]
    ) -> None:
        change = classify(before.msgid, entry.msgid, self._language)
        same_context = before.msgctxt == entry.msgctxt
        whole = carried_over(change, before, entry) if same_context and not before.fuzzy else None
        if whole is not None:
            self.counts["carried"] += 1
            self._carried.append(entry)
            entry.msgstr, entry.tcomment = like(entry.msgid, whole), before.tcomment
            return
        self.counts["fuzzied"] += 1
        parts = parts_of(entry.msgid, akin)
        if before in parts and len(parts) > 1:
            translation = self._joiner.join(words_of(part) for part in parts)
        else:
            translation = words_of(before)
        critical = f"critical: a {change.value} changed; " if change.is_critical else ""
        remark = f"{WAS}{critical}{difference(before.msgid, entry.msgid)}"
        offer(before, entry, translation, [remark])

    def _use_part(self, entry: polib.POEntry, akin: Sequence[polib.POEntry]) -> None:
        """Offer the translation of a sentence that this one was a part of, if there is one."""
        wholes = [
            before
            for before in akin
            if len(before.msgid) > len(entry.msgid) >= SHORTEST
            and fuzz.partial_ratio(entry.msgid, before.msgid, score_cutoff=CONTAINED)
        ]
        if not wholes:
            self.counts["new"] += 1
            return
        before = min(wholes, key=lambda whole: len(whole.msgid))
        remark = f"{WAS}a part of “{' '.join(before.msgid.split())}”"
        offer(before, entry, words_of(before), [remark])
        self.counts["fuzzied"] += 1

    def retired(self) -> Iterator[polib.POEntry]:
        """Yield what the article does not ask any more and somebody worked on, as obsolete."""
        left = list(self._left.values())
        if not left:
            return iter(())
        for entry in left:
            if is_joined(entry) and (partner := self._partners.get(key_of(entry))):
                remember_partner(entry, partner)
        self.counts["retired"] += sum(not entry.obsolete for entry in left)
        others = [known.entry for known in self._others]
        originals = Originals(self.active, left, others, self._joiner, self._carried)
        return retired(left, originals)


def _best_pairs(
    texts: Sequence[str], memory: TranslationMemory, own: int, taken: set[int]
) -> Iterator[tuple[int, Match]]:
    """Pair texts with what is known, the nearest first; the first `own` serve only once."""
    heap = [
        (-match.score, number, match)
        for number, text in enumerate(texts)
        if (match := memory.nearest(text, taken))
    ]
    heapq.heapify(heap)
    while heap:
        _, number, match = heapq.heappop(heap)
        if match.place not in taken:
            if match.place < own:
                taken.add(match.place)
            yield number, match
        elif (other := memory.nearest(texts[number], taken)) is not None:
            heapq.heappush(heap, (-other.score, number, other))


def _with_header_of(old: polib.POFile, domain: str, language: Language) -> polib.POFile:
    po = new_file(domain, language)
    po.header = old.header or f"{language.locale.english_name} translation of {domain}."
    po.metadata["Language-Team"] = str(language.locale.english_name)
    po.metadata["Plural-Forms"] = language.plural_forms
    po.metadata |= {field: value for field, value in old.metadata.items() if value}
    po.metadata_is_fuzzy = old.metadata_is_fuzzy
    return po
