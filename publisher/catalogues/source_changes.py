"""What an edit to a source text means for its translation: a few named rules.

When in doubt an edit is one of wording, and the translation has to be looked at.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from publisher.base.characters import is_han


class Change(Enum):
    """What an edit changed, and no more than that."""

    TYPOGRAPHY = "typography"
    ADDRESS = "address"
    NUMBER = "number"
    NEGATION = "negation"
    WORDING = "wording"

    @property
    def is_critical(self) -> bool:
        """Whether a translation that overlooks it says the contrary, or something false."""
        return self in {Change.NUMBER, Change.NEGATION}


_SIGNS = MappingProxyType(
    str.maketrans(
        {
            **dict.fromkeys("“”„‟«»‹›〝〞″＂", '"'),
            **dict.fromkeys("‘’‚‛′ʼ", "'"),
            **dict.fromkeys("–—―‒", "—"),
            **dict.fromkeys("‐‑", "-"),
            **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003\t\n", " "),
            "…": "...",
            "\u00ad": None,
            "\u200b": " ",
        }
    )
)
# A dash between words, however it is set; beside a digit it may be a minus or a span.
_SPACED_DASH = re.compile(r"(?<=[^\W\d])\s*[—–―]\s*(?=[^\W\d])|(?<=[^\W\d])\s+-\s+(?=[^\W\d])")
_CODE = re.compile(r"`[^`]*`")
_ENDS = r"\s<>()\[\]{}\"“”‘’«»—–…、。，"
_ADDRESS = re.compile(rf"(?:https?://|www\.)[^{_ENDS}]*[^{_ENDS}.,;:!?]")
_NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f' ]?\d+)*")
_UNSPACED = frozenset(map(chr, range(0x0E01, 0x0EE0)))  # Thai and Lao
_JOINERS = "\u200c\u200d"  # within words of Persian and of India

# The words that turn a sentence into its contrary.
_NEGATIONS = MappingProxyType(
    {
        "ar": "لا لم لن ليس ليست غير بدون",
        "de": "nicht kein keine keinen keiner keinem nie niemals niemand nichts ohne",
        "en": "not no never none nobody nothing neither nor without cannot",
        "es": "no nunca jamás nadie nada ningún ninguna sin ni",
        "fa": "نه نیست هرگز بدون",
        "fr": "ne n pas jamais personne rien aucun aucune sans ni",
        "he": "לא אין בלי אף",
        "hy": "ոչ չէ չի չեն չկա մի երբեք ոչինչ առանց",
        "it": "non mai nessuno niente nulla senza né",
        "ka": "არ ვერ არა ნუ",
        "pl": "nie nigdy nikt nic bez ani żaden",
        "pt": "não nunca ninguém nada nenhum sem nem",
        "ru": "не нет ни никогда никто ничего без нельзя",
        "tr": "değil yok hiç asla",
        "uk": "не ні немає ніколи ніхто нічого без",
    }
)


def classify(before: str, after: str, language: str) -> Change:
    """Say what an edit changed; `language` is the ISO 639 code of both texts."""
    same_code = _CODE.findall(before) == _CODE.findall(after)
    if same_code and folded(before) == folded(after):
        return Change.TYPOGRAPHY
    if same_code and without_addresses(before) == without_addresses(after):
        return Change.ADDRESS
    if _NUMBER.sub("0", folded(before)) == _NUMBER.sub("0", folded(after)):
        return Change.NUMBER
    negations = _NEGATIONS.get(language, "").split()
    if any(_is_negation(word, negations) for word in _changed_words(before, after)):
        return Change.NEGATION
    if sorted(_NUMBER.findall(before)) != sorted(_NUMBER.findall(after)):
        return Change.NUMBER
    return Change.WORDING


def _is_negation(word: str, negations: list[str]) -> bool:
    word = word.lower()
    return word in negations or (word.endswith(("n't", "n’t")) and "not" in negations)


def folded(text: str) -> str:
    """Write quotation marks, dashes and spaces in one way."""
    signs = _SPACED_DASH.sub(" — ", text).translate(_SIGNS)
    return re.sub(r"\s+", " ", signs).strip()


def without_addresses(text: str) -> str:
    """Return a text with a blank in the place of each address."""
    return _ADDRESS.sub("\0", text)


def swap_addresses(before: str, after: str, translation: str) -> str | None:
    """Put the addresses of `after` where the translation has those of `before`.

    None where it does not have each of them as often as `before`.
    """
    old, new = _ADDRESS.findall(before), _ADDRESS.findall(after)
    if sorted(old) != sorted(_ADDRESS.findall(translation)) or len(set(old)) != len(old):
        return None
    swaps = dict(zip(old, new, strict=True))
    return _ADDRESS.sub(lambda found: swaps[found[0]], translation)


def _changed_words(before: str, after: str) -> list[str]:
    changed = (text for edit in edits(before, after) if edit.is_change for text in edit)
    return [word for text in changed for word in _words(text)]


class Edit(NamedTuple):
    """A stretch of a text as it was and as it is now; one of them may be empty."""

    was: str
    now: str

    @property
    def is_change(self) -> bool:
        """Whether this is not the same as it was."""
        return self.was != self.now


def edits(before: str, after: str) -> list[Edit]:
    """Compare two texts word by word; what is the same and what is not take turns.

    Words that changed side by side are one change, with the spaces between them.
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


def _words(text: str) -> list[str]:
    """Divide a text into words, spaces and single signs; side by side they are the text.

    Marks stay with their letters (UAX #29, rule GB9), which are words of their own where
    no spaces divide them.
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


_AROUND = 3  # words shown on both sides of a change


def difference(before: str, after: str) -> str:
    """Show at a glance what an edit changed: `the [old → new] bridge`."""
    shown = []
    found = edits(before, after)
    for index, edit in enumerate(found):
        was, now = edit
        if not edit.is_change:
            shown.append(_shortened(_words(was), index == 0, index == len(found) - 1))
        elif not was:
            shown.append(f"[+ {now.strip()}]" + " " * now.endswith(" "))
        elif not now:
            shown.append(f"[− {was.strip()}]" + " " * was.endswith(" "))
        else:
            shown.append(f"[{was} → {now}]")
    return " ".join("".join(shown).split())


def _shortened(words: list[str], first: bool, last: bool) -> str:  # noqa: FBT001 - read beside their use
    """Leave out the middle of a long run of words that are as they were."""
    most = 2 * _AROUND  # words and the spaces between them
    if len(words) <= 2 * most:
        return "".join(words)
    left = "" if first else "".join(words[:most])
    right = "" if last else "".join(words[-most:])
    return f"{left}…{right}"
