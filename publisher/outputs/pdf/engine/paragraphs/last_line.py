"""Last lines of paragraphs: they should not have few letters, nor a single word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.language.line_ends.phrases import is_phrased
from publisher.language.word_breaks import word_breaks
from publisher.outputs.pdf.engine.paragraphs.style import (
    BALANCE,
    PRETTY,
    is_heading,
    is_justified,
    text_wrap,
)
from publisher.outputs.pdf.lines.total_fit import FORCED, LADDER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from publisher.outputs.pdf.engine.paragraphs.flatten import Paragraph
    from publisher.outputs.pdf.lines.items import LineEnd

_NOTES = re.compile(r"(?:\u2060\d+)*[ \n]*\Z")  # numbers of notes, and spaces
_LEAST_LETTERS, _LEAST_CHARACTERS = 4, 2  # of a last line, with spaces between words or without
# Demerits of ragged lines. A heading better ends with one word than its lines against the sense.
_SINGLE_WORD, _HEADING_SINGLE_WORD, _DISPLAY_SINGLE_WORD = 30_000.0, 3e5, 1e8


def fill_last_lines(
    paragraph: Paragraph, line_ends: Sequence[LineEnd], long_words: Collection[int]
) -> list[LineEnd]:
    """Return line ends, penalised where little would be left for the last line.

    `long_words` are the starts of words that are wider than a line: their ends may be last lines.
    """
    single_word = _single_word(paragraph)
    is_unspaced = is_phrased(paragraph.line_box.style["lang"] or "")
    found = [*line_ends]
    for index, end in enumerate(line_ends):
        if end.penalty == FORCED:
            text, before = paragraph.text[: end.place], found[:index]
            if is_unspaced:
                changes = _in_last_characters(text, before, single_word)
            else:
                changes = _in_last_word(text, before, single_word, long_words)
            for place, changed in changes:
                found[place] = changed
    return found


def _single_word(paragraph: Paragraph) -> float:
    """Return the demerits of a last line that is a single word."""
    if text_wrap(paragraph.line_box) in {BALANCE, PRETTY}:
        return _HEADING_SINGLE_WORD if is_heading(paragraph.line_box) else _DISPLAY_SINGLE_WORD
    return 0 if is_justified(paragraph.line_box) else _SINGLE_WORD


def _in_last_word(
    text: str, line_ends: Sequence[LineEnd], single_word: float, long_words: Collection[int]
) -> Iterator[tuple[int, LineEnd]]:
    """Yield the indices of line ends before which too little is left, and these penalised."""
    stop = _without_notes(text)
    begin = max(text.rfind(" ", 0, stop), text.rfind("\n", 0, stop)) + 1
    least = _LEAST_LETTERS if begin else _LEAST_CHARACTERS
    is_phrase = any(begin < place < stop for place in word_breaks(text))
    is_word = not (is_phrase or "\u00a0" in text[begin:stop])
    is_long = any(begin <= place < stop for place in long_words)
    for index, line_end, letters in _from_the_end(text[:stop], line_ends):
        if line_end.place < begin and letters >= least:
            break
        if letters < least or (line_end.hyphen is not None and not is_long):
            yield index, line_end._replace(penalty=LADDER)
        elif line_end.place == begin and is_word and not is_long:
            yield index, line_end._replace(penalty=line_end.penalty + single_word)


def _in_last_characters(
    text: str, line_ends: Sequence[LineEnd], single_word: float
) -> Iterator[tuple[int, LineEnd]]:
    """Yield the same in a language without spaces, where few characters are a single word."""
    stop = _without_notes(text)
    for index, line_end, letters in _from_the_end(text[:stop], line_ends):
        if letters >= _LEAST_LETTERS:
            break
        few = LADDER if letters < _LEAST_CHARACTERS else line_end.penalty + single_word
        yield index, line_end._replace(penalty=few)


def _from_the_end(text: str, line_ends: Sequence[LineEnd]) -> Iterator[tuple[int, LineEnd, int]]:
    """Yield the index of each line end in a text from its end, and the letters after it."""
    letters, right = 0, len(text)
    for index in reversed(range(len(line_ends))):
        line_end = line_ends[index]
        if line_end.penalty == FORCED:
            return
        if line_end.place < len(text):
            letters += sum(map(str.isalnum, text[line_end.place : right]))
            right = line_end.place
            yield index, line_end, letters


def _without_notes(text: str) -> int:
    """Return where a text ends, without spaces and the numbers of notes."""
    return len(_NOTES.sub("", text))
