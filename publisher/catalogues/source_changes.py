"""Classification of edits to a source text by their effect on its translation.

When in doubt, an edit changes the wording, and the translation needs a review.
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


# Quotation marks, dashes and spaces in one form each.
_FOLDED_CHARACTERS = MappingProxyType(
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
# A dash between words, with or without spaces; beside a digit, it may be a minus or a range.
_SPACED_DASH = re.compile(r"(?<=[^\W\d])\s*[—–―]\s*(?=[^\W\d])|(?<=[^\W\d])\s+-\s+(?=[^\W\d])")
_CODE = re.compile(r"`[^`]*`")
_ADDRESS_END = r"\s<>()\[\]{}\"“”‘’«»—–…、。，"
_ADDRESS = re.compile(rf"(?:https?://|www\.)[^{_ADDRESS_END}]*[^{_ADDRESS_END}.,;:!?]")
_NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f' ]?\d+)*")
_UNSPACED = frozenset(map(chr, range(0x0E01, 0x0EE0)))  # Thai and Lao
_JOINERS = "\u200c\u200d"  # occur within words of Persian and of Indic scripts

# Words that negate a sentence, by ISO 639 code.
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
    """Return the kind of an edit; `language` is the ISO 639 code of both texts."""
    is_code_equal = _CODE.findall(before) == _CODE.findall(after)
    if is_code_equal and folded(before) == folded(after):
        return Change.TYPOGRAPHY
    if is_code_equal and without_addresses(before) == without_addresses(after):
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
    """Return a text with quotation marks, dashes and spaces in one form each."""
    characters = _SPACED_DASH.sub(" — ", text).translate(_FOLDED_CHARACTERS)
    return re.sub(r"\s+", " ", characters).strip()


def without_addresses(text: str) -> str:
    """Return a text with a placeholder for each address."""
    return _ADDRESS.sub("\0", text)


def swap_addresses(before: str, after: str, translation: str) -> str | None:
    """Replace the addresses of `before` in a translation by those of `after`.

    Return None unless the translation has the same addresses as `before`, each once.
    """
    old, new = _ADDRESS.findall(before), _ADDRESS.findall(after)
    if sorted(old) != sorted(_ADDRESS.findall(translation)) or len(set(old)) != len(old):
        return None
    replacements = dict(zip(old, new, strict=True))
    return _ADDRESS.sub(lambda found: replacements[found[0]], translation)


def _changed_words(before: str, after: str) -> list[str]:
    texts = (text for edit in edits(before, after) if edit.is_change for text in edit)
    return [word for text in texts for word in _words(text)]


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


_CONTEXT = 3  # words shown on both sides of a change


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
