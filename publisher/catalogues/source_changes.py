"""Classification of edits to a source text by their effect on its translation.

When in doubt, an edit changes the wording, and the translation needs a review.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from types import MappingProxyType

from publisher.catalogues.dashes import fold_dashes
from publisher.catalogues.word_diff import Edit, edits
from publisher.catalogues.written_addresses import WRITTEN_ADDRESSES, without_note_labels
from publisher.language.negation import negations


class Change(Enum):
    """Kind of an edit that changed nothing else."""

    TYPOGRAPHY = "typography"
    ADDRESS = "address"
    NUMBER = "number"
    NEGATION = "negation"
    WORDING = "wording"

    @property
    def is_critical(self) -> bool:
        """Whether a translation without the edit is false, or means the contrary."""
        return self in {Change.NUMBER, Change.NEGATION}


# Quotation marks in one form each.
_FOLDED_CHARACTERS = MappingProxyType(
    str.maketrans(
        {
            **dict.fromkeys("“”„‟«»‹›〝〞″＂「」『』״", '"'),
            **dict.fromkeys("‘’‚‛′ʼ´׳՚", "'"),
            "…": "...",
        }
    )
)
# Hyphens in one form, and no invisible characters.
_HYPHENS_AND_INVISIBLE = MappingProxyType(
    str.maketrans(
        {
            **dict.fromkeys("‐‑", "-"),
            **dict.fromkeys("\u00ad\u2060\ufeff"),
            "\u200b": " ",
        }
    )
)
# The patterns are for single spaces: in a run of many, others take cubic time.
# Spaces that some languages put within quotation marks, and before other marks.
_QUOTED = re.compile("« ([^«»]+) »")
_SET_OFF = re.compile(r" (?=[;:!?])|(?<=\d) (?=[%‰])")
_CODE = re.compile(r"`[^`]*`")
_NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f' ]?\d+)*")


def classify(before: str, after: str, language: str) -> Change:
    """Return the kind of an edit; `language` is the ISO 639 code of both texts."""
    if is_typographic(before, after):
        return Change.TYPOGRAPHY
    if is_of_addresses(before, after):
        return Change.ADDRESS
    is_number_changed = _numbers(before) != _numbers(after)
    if is_number_changed and _without_numbers(before) == _without_numbers(after):
        return Change.NUMBER
    if _is_negation_changed(before, after, language):
        return Change.NEGATION
    return Change.NUMBER if is_number_changed else Change.WORDING


def is_typographic(before: str, after: str) -> bool:
    """Return whether two texts differ in quotation marks, dashes and spaces only.

    Those within code or an address have a meaning.
    """
    return (
        _has_equal_code(before, after)
        and WRITTEN_ADDRESSES.find(before) == WRITTEN_ADDRESSES.find(after)
        and folded(before) == folded(after)
    )


def is_of_addresses(before: str, after: str) -> bool:
    """Return whether two texts differ in addresses only, apart from typography."""
    texts = without_addresses(before), without_addresses(after)
    return _has_equal_code(before, after) and is_typographic(*texts)


def _has_equal_code(before: str, after: str) -> bool:
    return _CODE.findall(before) == _CODE.findall(after)


def _is_negation_changed(before: str, after: str, language: str) -> bool:
    """Return whether a negation was added, removed or moved."""
    changes = [edit for edit in edits(before, after) if edit.is_change]
    # An edit may divide a negation in scripts without spaces between words.
    return any(
        negations(was, now, language) != negations(now, was, language)
        for was, now in (*changes, Edit(before, after))
    )


def folded(text: str) -> str:
    """Return a text with quotation marks, dashes and spaces in one form each."""
    composed = unicodedata.normalize("NFC", text)
    spaced = " ".join(composed.translate(_HYPHENS_AND_INVISIBLE).split())
    normal = _QUOTED.sub(r"«\1»", _SET_OFF.sub("", spaced))
    return " ".join(fold_dashes(normal.translate(_FOLDED_CHARACTERS)).split())


def _numbers(text: str) -> list[str]:
    return sorted(_NUMBER.findall(without_note_labels(text)))


def _without_numbers(text: str) -> str:
    return _NUMBER.sub("0", folded(text))


def without_addresses(text: str) -> str:
    """Return a text with a placeholder for each address."""
    return WRITTEN_ADDRESSES.replace(text, lambda _: "\0")


def swap_addresses(before: str, after: str, translation: str) -> str | None:
    """Replace the addresses of `before` in a translation by those of `after`.

    Return None unless the translation has the same addresses as `before`, and each has one
    replacement.
    """
    old, new = WRITTEN_ADDRESSES.find(before), WRITTEN_ADDRESSES.find(after)
    replacements = dict(zip(old, new, strict=True))
    is_ambiguous = [replacements[address] for address in old] != new
    if is_ambiguous or sorted(old) != sorted(WRITTEN_ADDRESSES.find(translation)):
        return None
    return WRITTEN_ADDRESSES.replace(translation, replacements.__getitem__)
