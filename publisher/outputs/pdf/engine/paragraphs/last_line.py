"""Last lines of paragraphs: they should not have few letters, nor a single word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.language.line_ends.phrases import is_phrased
from publisher.language.word_breaks import word_breaks
from publisher.outputs.pdf.lines.total_fit import LADDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publisher.outputs.pdf.lines.items import LineEnd

_NOTES = re.compile(r"(?:\u2060\d+)*[ \n]*\Z")  # numbers of notes, and spaces
_LEAST_LETTERS, _LEAST_CHARACTERS = 4, 2  # of a last line, with spaces between words or without


def before_few_letters(
    text: str, tag: str, found: Mapping[int, LineEnd], single_word: float
) -> Iterator[LineEnd]:
    """Yield the line ends after which little would be left for the last line, penalised.

    `tag` is the text's language (BCP 47), `found` has its line ends by place, and `single_word`
    are the demerits of a last line of one word.
    """
    stop = len(_NOTES.sub("", text))
    in_last = _in_last_characters if is_phrased(tag) else _in_last_word
    return in_last(text[:stop], found, single_word)


def _in_last_word(
    text: str, found: Mapping[int, LineEnd], single_word: float
) -> Iterator[LineEnd]:
    begin = max(text.rfind(" "), text.rfind("\n")) + 1
    least = _LEAST_LETTERS if begin else _LEAST_CHARACTERS
    is_phrase = any(begin < place < len(text) for place in word_breaks(text))
    is_word = not (is_phrase or "\u00a0" in text[begin:])
    letters = 0
    for place in range(len(text) - 1, 0, -1):
        letters += text[place].isalnum()
        if place < begin and letters >= least:
            break
        if line_end := found.get(place):
            if letters < least or line_end.hyphen is not None:
                yield line_end._replace(penalty=LADDER)
            elif place == begin and is_word:
                yield line_end._replace(penalty=line_end.penalty + single_word)


def _in_last_characters(
    text: str, found: Mapping[int, LineEnd], single_word: float
) -> Iterator[LineEnd]:
    """Yield them in a language without spaces, where few characters are a single word."""
    letters = 0
    for place in range(len(text) - 1, 0, -1):
        letters += text[place].isalnum()
        if letters >= _LEAST_LETTERS:
            return
        if line_end := found.get(place):
            few = LADDER if letters < _LEAST_CHARACTERS else line_end.penalty + single_word
            yield line_end._replace(penalty=few)
