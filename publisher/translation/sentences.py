"""Sentences of a text, split by the conventions of its language.

1. Candidates: sentencex proposes offsets, and patterns add those that it misses.
2. The rules of `boundaries` accept or reject each of them; none is inside a quotation or
   brackets.
3. Parts that inline markup spans are joined again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sentencex

from publisher.base.memory_limit import MEMORY_LIMIT
from publisher.language.quotations import OPENING, brackets, quotations
from publisher.markup.plain_text import is_plain
from publisher.markup.renderer import render
from publisher.translation.abbreviations import COMMON_WORDS
from publisher.translation.boundaries import SHORT_WORD, is_boundary
from publisher.translation.masking import mask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

    from publisher.language.locale import Language
    from publisher.translation.masking import MaskedText

    Parse = Callable[[str], list[Token]]

# Ends that sentencex misses: an ellipsis, a stop before a bracket, a double Ethiopic space.
_MISSED_END = re.compile(r"(?:…|[.!?…։।۔።؟]\)|፡፡|(?<=\w)::)[\"”»’)]*\s+(?=\S)")
# Before a full stop sentencex expects a space of one byte, and panics at any other.
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f](?=\.)")
_MISSED_END_HINT = re.compile("[…)፡:]")  # quick test: matches any text with such an end
_END_BEFORE_NUMBER = re.compile(rf"\.(?<=[^\W\d_]{{{SHORT_WORD + 1}}}\.)\s+(?=\d)")
_END_AFTER_WORD = re.compile(r"(?<![\w.])([^\W\d_]+)\.\s+(?=\S)")
# Scripts without spaces between words: a run of stops is an end wherever it is, but before
# closing marks. In Khmer ។ល។ and ។ប។ ("etc.") they are none; in Tibetan a space may be between
# two.
_UNSPACED_END = re.compile(
    r"(?<![。！？｡។៕།])(?:[。！？｡]|(?<!។[លប])[។៕](?![លប]។)|\s?།)++[」』”’）】》〉]*+"
    r"(?![。！？｡」』”’）】》〉、，])\s*"
)

# A footnote reference, closing emphasis, or the end of a link.
_CLOSING = re.compile(r"\[\^[^\]\s]+\]|\*+|_+|~+|==|\](?:\([^()\s]*\))?")
_FOOTNOTE_ID = re.compile(r' id="fnref:[^"]*"')
# Placeholders between parts: white space to CommonMark, and hardly ever typed.
_RARE_SPACES = "\u2000\u2001\u2004\u2005\u2006\u2008\u205f"


def sentences(text: str, language: Language, parse: Parse) -> list[str]:
    """Split text into sentences, each with the space after it; joined they equal `text`.

    `parse` reads inline Markdown. Rendered one by one, the sentences equal the rendered
    text; where they would not, as inside a link, they stay together.
    """
    masked = mask(text)
    enclosed = _enclosed_offsets(masked)
    parts = [""]
    begin = 0
    for end in [*_candidates(text, masked, language), len(text)]:
        part = text[begin:end]
        allowed = begin not in enclosed and _has_letters(parts[-1]) and part.strip()
        if allowed and is_boundary(parts[-1], part, text, language):
            parts.append(part)
        else:
            parts[-1] += part
        begin = end
    return _join_across_markup(parts, parse)


def _has_letters(text: str) -> bool:
    """Return whether a part has a word; "1." belongs to the next part."""
    return any(character.isalpha() for character in text)


def _enclosed_offsets(masked: MaskedText) -> set[int]:
    """Return the offsets in the Markdown text within quotations and brackets, but not code."""
    text, offsets = masked
    spans = [*quotations(text), *brackets(text)]
    return {
        offset
        for start, end in spans
        for offset in range(offsets[start] + 1, offsets[end - 1] + 1)
    }


def _candidates(text: str, masked_text: MaskedText, language: Language) -> list[int]:
    """Return the offsets in the Markdown text at which a sentence may begin."""
    masked, offsets = masked_text
    candidates, end = set[int](), 0
    with MEMORY_LIMIT.reserve():  # a part of a page, whose size the readers limit
        found = sentencex.segment(language.base, _WIDE_SPACE.sub(" ", masked))
    for part in found:
        end += len(part)
        opens = part[-1:] in OPENING and part[-2:-1].isspace()
        candidates.add(end - opens)
    candidates.update(_missed_candidates(masked, language))
    # In the Markdown text, after the last visible character and its closing marks.
    inner = [end for end in candidates if 0 < end < len(masked)]
    return sorted({_after_closing(text, offsets[end - 1] + 1, masked[end - 1]) for end in inner})


def _missed_candidates(masked: str, language: Language) -> Iterator[int]:
    """Yield the offsets in the masked text that sentencex misses."""
    if not language.has_word_spaces:
        yield from (match.end() for match in _UNSPACED_END.finditer(masked))
        return
    yield from (match.end() for match in _END_BEFORE_NUMBER.finditer(masked))
    if _MISSED_END_HINT.search(masked):
        yield from (match.end() for match in _MISSED_END.finditer(masked))
    words = COMMON_WORDS.get(language.base, "").split()
    for match in _END_AFTER_WORD.finditer(masked) if words else ():
        if match[1] in words and masked[match.end()].isupper():
            yield match.end()


def _after_closing(text: str, offset: int, last: str) -> int:
    """Move an offset past the closing marks there, unless `last`, before it, is a space."""
    if last.isspace():
        return offset
    while match := _CLOSING.match(text, offset):
        mark = match[0]
        opens = mark[0] in "*_~=" and text.count(mark, 0, offset) % 2 == 0
        if opens:
            break
        offset = match.end()
    return offset


def _join_across_markup(parts: list[str], parse: Parse) -> list[str]:
    """Join the parts that inline markup spans; all of them, if others still depend on it."""
    text = "".join(parts)
    if len(parts) == 1 or is_plain(text):
        return parts
    parts = _join_inside_markup(parts, parse)
    apart = "".join(_render_alone(part, parse) for part in parts)
    return parts if apart == _render(text, parse) else [text]


def _join_inside_markup(parts: list[str], parse: Parse) -> list[str]:
    """Join the parts between which a link, emphasis or code is open, or a line ends."""
    text = "".join(parts)
    placeholder = next((space for space in _RARE_SPACES if space not in text), None)
    if placeholder is None:
        return parts
    depth, outside, is_after_break = 0, list[bool](), False
    for token in parse(placeholder.join(parts)):
        depth += token.nesting
        is_outside = depth == 0 and token.type == "text"
        found = [is_outside] * token.content.count(placeholder)
        # The spaces of a hard line break are none at the end of a part by itself.
        if is_after_break and token.content.startswith(placeholder):
            found[0] = False
        outside += found
        is_after_break = token.type == "hardbreak"
    if len(outside) != len(parts) - 1:  # a placeholder is in an address
        return parts
    joined = parts[:1]
    for part, is_outside in zip(parts[1:], outside, strict=True):
        if is_outside:
            joined.append(part)
        else:
            joined[-1] += part
    return joined


def _render(text: str, parse: Parse) -> str:
    """Render text without the ids that number the references to one footnote."""
    return _FOOTNOTE_ID.sub("", render(parse(text)))


def _render_alone(text: str, parse: Parse) -> str:
    """Render text as a segment, followed by its trailing space."""
    sentence = text.rstrip()
    space = text[len(sentence) :]
    # Spaces beside the end of a line are none (CommonMark 0.31.2, 6.8).
    return _render(sentence, parse) + ("\n" if "\n" in space else space)
