"""Suggestions: translations of other entries for a new one, and the remarks on their origin.

A suggestion is fuzzy until a translator reviews it. Its remarks are comments for the
translator that begin with `was: ` or `from `.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from publisher.catalogues.catalogue import CREDITS
from publisher.catalogues.entries import (
    is_joined,
    is_standalone,
    is_translated,
    translation_of,
    with_line_feeds_of,
)
from publisher.catalogues.source_changes import classify
from publisher.catalogues.word_diff import difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import polib

    from publisher.catalogues.known import KnownEntry
    from publisher.catalogues.language_pair import LanguagePair

_CONTAINED = 90.0  # percent; threshold at which a text counts as part of another
_COVERED = 0.75  # of a text; threshold for the parts that it consists of
_MIN_PART_LENGTH = 12  # characters; shorter texts are part of many others by chance

# Remarks begin with one of these. An exact copy ends with 100%.
WAS, FROM = "was: ", "from "
_EXACT = ", 100%"


class _Span(NamedTuple):
    """Span of a text, and the entry whose source it is."""

    start: int
    end: int
    entry: polib.POEntry

    @property
    def length(self) -> int:
        return self.end - self.start


def parts_of(text: str, candidates: Iterable[polib.POEntry]) -> list[polib.POEntry]:
    """Return the entries whose sources `text` consists of, in order.

    They have finished translations, do not overlap and cover most of the text; otherwise
    there are none.
    """
    chosen: list[_Span] = []
    for span in sorted(_contained(text, candidates), key=lambda span: -span.length):
        if all(span.end <= other.start or span.start >= other.end for other in chosen):
            chosen.append(span)
    if sum(span.length for span in chosen) < _COVERED * len(text):
        return []
    return [span.entry for span in sorted(chosen, key=lambda span: span.start)]


def _contained(text: str, candidates: Iterable[polib.POEntry]) -> list[_Span]:
    spans = []
    for entry in candidates:
        if _MIN_PART_LENGTH <= len(entry.msgid) < len(text) and is_standalone(entry):
            found = fuzz.partial_ratio_alignment(entry.msgid, text, score_cutoff=_CONTAINED)
            if found is not None:
                spans.append(_Span(found.dest_start, found.dest_end, entry))
    return spans


def is_reusable(entry: polib.POEntry) -> bool:
    """Return whether an entry of another catalogue is worth suggesting.

    That article's credits are not, nor are suggestions that came from elsewhere.
    """
    if entry.msgid == CREDITS or is_joined(entry) or is_unreviewed(entry):
        return False
    return is_translated(entry)


def is_unreviewed(entry: polib.POEntry) -> bool:
    """Return whether an entry has a suggestion of ours that nobody has reviewed."""
    return bool(entry.fuzzy and _valid_remarks(entry))


def is_offered(entry: polib.POEntry) -> bool:
    """Return whether an entry has an unreviewed suggestion from another domain."""
    return bool(entry.fuzzy and any(r.startswith(FROM) for r in _valid_remarks(entry)))


def copy_translation(before: polib.POEntry, entry: polib.POEntry) -> None:
    """Copy a translation to `entry`, with the translator's comments and flags."""
    entry.msgstr = before.msgstr
    entry.tcomment = before.tcomment
    entry.previous_msgctxt = before.previous_msgctxt
    entry.previous_msgid = before.previous_msgid
    entry.previous_msgid_plural = before.previous_msgid_plural
    entry.flags += [flag for flag in before.flags if flag not in entry.flags]
    forget_previous_source(entry)
    entry.comment = _with_remarks(entry.comment, *_valid_remarks(before))
    if forms := [form for form in before.msgstr_plural.values() if form]:
        # Articles have no plural forms, and gettext allows no second entry to keep them in.
        entry.msgstr = forms[-1]
        entry.flags = list(dict.fromkeys([*entry.flags, "fuzzy"]))
        comments = [before.tcomment, *(f"plural form: {form}" for form in forms)]
        entry.tcomment = "\n".join(filter(None, comments))


def forget_previous_source(entry: polib.POEntry) -> None:
    """Remove the previous source of a finished translation: it explains a fuzzy one only."""
    if not entry.fuzzy:
        entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None


def carry_over(before: polib.POEntry, entry: polib.POEntry, translation: str) -> None:
    """Carry the adapted `translation` of a twin over to `entry`, fuzzy if it was."""
    copy_translation(before, entry)
    entry.msgstr = with_line_feeds_of(entry.msgid, translation)


def copy_from_domain(before: polib.POEntry, entry: polib.POEntry, domain: str) -> None:
    """Copy the translation of the same text from another domain to `entry`."""
    copy_translation(before, entry)
    entry.comment = _with_remarks(entry.comment, f"{FROM}{domain}{_EXACT}")


def offer_from_memory(known: KnownEntry, entry: polib.POEntry) -> None:
    """Copy the translation of the same text from a memory to `entry`, fuzzy."""
    entry.msgstr = known.entry.msgstr
    entry.flags = list(dict.fromkeys([*entry.flags, "fuzzy"]))
    entry.comment = _with_remarks(entry.comment, f"{FROM}{known.domain}{_EXACT}")


def suggest_predecessor(
    before: polib.POEntry,
    entry: polib.POEntry,
    similar: Sequence[polib.POEntry],
    languages: LanguagePair,
) -> None:
    """Suggest the translation of an edited message, or of all parts that were joined."""
    translation = translation_of(before)
    parts = parts_of(entry.msgid, similar)
    if before in parts and len(parts) > 1:
        translation = languages.target.joiner.join(translation_of(part) for part in parts)
    change = classify(before.msgid, entry.msgid, languages.source.base)
    critical = f"critical: a {change.value} changed; " if change.is_critical else ""
    _suggest(before, entry, translation, f"{WAS}{critical}{_edit(before, entry)}")


def _edit(before: polib.POEntry, entry: polib.POEntry) -> str:
    """Return the difference of two sources, or the old context of the same source."""
    if before.msgid != entry.msgid:
        return difference(before.msgid, entry.msgid)
    return "without context" if before.msgctxt is None else f"in context “{before.msgctxt}”"


def suggest_containing(entry: polib.POEntry, similar: Iterable[polib.POEntry]) -> bool:
    """Suggest the translation of the shortest sentence that contains `entry`, if there is one.

    Return whether there is.
    """
    containing = [
        before
        for before in similar
        if len(before.msgid) > len(entry.msgid) >= _MIN_PART_LENGTH
        and fuzz.partial_ratio(entry.msgid, before.msgid, score_cutoff=_CONTAINED)
    ]
    if not containing:
        return False
    before = min(containing, key=lambda sentence: len(sentence.msgid))
    remark = f"{WAS}a part of “{' '.join(before.msgid.split())}”"
    _suggest(before, entry, translation_of(before), remark)
    return True


def suggest_from_domain(known: KnownEntry, entry: polib.POEntry, score: float) -> None:
    """Suggest the translation of a text of another domain that is similar in percent."""
    remark = f"{FROM}{known.domain}, {min(score, 99):.0f}%"
    _suggest(known.entry, entry, translation_of(known.entry), remark)


def _suggest(before: polib.POEntry, entry: polib.POEntry, translation: str, remark: str) -> None:
    """Suggest a translation, fuzzy, with the source that it was made from."""
    entry.msgstr = with_line_feeds_of(entry.msgid, translation)
    entry.tcomment = before.tcomment
    entry.flags = [*entry.flags, "fuzzy"]
    entry.previous_msgctxt, entry.previous_msgid = before.msgctxt, before.msgid
    if before.fuzzy and before.previous_msgid:
        entry.previous_msgctxt = before.previous_msgctxt
        entry.previous_msgid = before.previous_msgid
    entry.comment = _with_remarks(entry.comment, remark)


def is_from_domain(entry: polib.POEntry) -> bool:
    """Return whether the translation was copied from another domain."""
    return any(_is_exact(remark) for remark in entry.comment.split("\n"))


def is_remark(comment: str) -> bool:
    """Return whether a line of an entry's comment is about the words, not from the article."""
    return comment.startswith((WAS, FROM))


def without_remarks(entry: polib.POEntry) -> str:
    """Return the comment of an entry, as it is from the article."""
    return "\n".join(line for line in entry.comment.split("\n") if not is_remark(line))


def _is_exact(remark: str) -> bool:
    return remark.startswith(FROM) and remark.endswith(_EXACT)


def _valid_remarks(entry: polib.POEntry) -> list[str]:
    """Return the remarks that still hold: after a review, only those on exact copies."""
    remarks = entry.comment.split("\n")
    if entry.fuzzy:
        return list(filter(is_remark, remarks))
    return [remark for remark in remarks if _is_exact(remark)]


def _with_remarks(comment: str, *remarks: str) -> str:
    return "\n".join(dict.fromkeys(filter(None, [*comment.split("\n"), *remarks])))
