"""Word diff: comparison of two versions of a text, word by word."""

from __future__ import annotations

import difflib
import unicodedata
from typing import NamedTuple

from publisher.base.characters import is_han

_CONTEXT = 3  # words shown on both sides of a change
_UNSPACED = frozenset(map(chr, range(0x0E01, 0x0EE0)))  # Thai and Lao
_JOINERS = "\u200c\u200d"  # occur within words of Persian and of Indic scripts


class Edit(NamedTuple):
    """Aligned spans of the old and the new text; one of them may be empty."""

    was: str
    now: str

    @property
    def is_change(self) -> bool:
        """Whether the spans differ."""
        return self.was != self.now


def edits(before: str, after: str) -> list[Edit]:
    """Compare two texts word by word; return equal and changed spans in alternation.

    Adjacent changed words are one change, with the spaces between them.
    """
    old, new = _words(before), _words(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    found: list[Edit] = []
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        edit = Edit("".join(old[i1:i2]), "".join(new[j1:j2]))
        if len(found) > 1 and edit.is_change and not found[-1].was.strip():
            space, changed = found.pop(), found.pop()
            edit = Edit(changed.was + space.was + edit.was, changed.now + space.now + edit.now)
        found.append(edit)
    return found


def difference(before: str, after: str) -> str:
    """Return an inline diff of two texts: `the [old → new] bridge`."""
    shown = []
    found = edits(before, after)
    for index, edit in enumerate(found):
        was, now = edit
        if not edit.is_change:
            shown.append(_shortened(was, is_first=index == 0, is_last=index == len(found) - 1))
        elif not was:
            shown.append(f"[+ {now.strip()}]" + " " * now.endswith(" "))
        elif not now:
            shown.append(f"[− {was.strip()}]" + " " * was.endswith(" "))
        else:
            shown.append(f"[{was} → {now}]")
    return " ".join("".join(shown).split())


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Return an unchanged span without its middle, or without the end that no change follows."""
    words = _words(text)
    kept = 2 * _CONTEXT  # words and the spaces between them
    if len(words) <= 2 * kept:
        return text
    left = "" if is_first else "".join(words[:kept])
    right = "" if is_last else "".join(words[-kept:])
    return f"{left}…{right}"


def _words(text: str) -> list[str]:
    """Split a text into words, spaces and single signs; joined, they are the text.

    Marks stay with their letters (UAX #29, rule GB9). In scripts without spaces between
    words, each letter is a word.
    """
    found: list[str] = []
    before = ""
    for character in text:
        kind = _kind(character)
        if found and (kind == "mark" or (kind == before and kind in {"letter", "space"})):
            found[-1] += character
        else:
            found.append(character)
            before = kind
    return found


def _kind(character: str) -> str:
    if character.isspace():
        return "space"
    if unicodedata.category(character)[0] == "M" or character in _JOINERS:
        return "mark"
    if is_han(character) or character in _UNSPACED:
        return "sign"
    return "letter" if character.isalnum() or character in "_'’-" else "sign"
