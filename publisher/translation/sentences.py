"""Text → sentences, as the language it is written in ends them.

sentencex proposes where a sentence ends. What stands here proposes what it overlooks,
and keeps together what it cuts too eagerly and what Markdown, quotations and brackets
hold together. Where a stop may be one or the other, the text is left whole.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import sentencex

from publisher.language.quotations import OPENING, brackets, quotations
from publisher.markup.renderer import is_plain, render
from publisher.translation.abbreviations import (
    BEFORE_NUMBER,
    EVERYDAY,
    LEADING,
    ORDINAL_DOT,
    OWN_STOPS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

    from publisher.language.locale import Language

    Parse = Callable[[str], list[Token]]

# English hours may end a sentence; before a day or a month they do not.
_HOUR = re.compile(r"\b[ap]\.\s?m\.$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:^|[\s(«“\"'’\u00a0])((?:[^\W\d_]\.-?)+)$")
_INITIAL = re.compile(r"(?:^|[\s(«“\"'’\u00a0])([^\W\d_])\.$")
_ORDINAL = re.compile(r"(?:^|[\s(])(?:\d{1,2}|[IVXLC]+)\.$")
_LAST_WORD = re.compile(r"([^\s()«“\"]+)[.۔]$")
_FIRST_WORD = re.compile(r"(?:[\W_]*['’][stn]\s)?[\W_]*(\w+)")
_NEAR = 1_000  # characters around a stop that tell what it is
_SHORT = 4  # letters of a word before a number that is likely an abbreviation
# Without capitals behind it, an ellipsis or a shortened word in brackets ends nothing.
_PAUSE = re.compile(r"(?:…|\.\.\.|\.\))[\W_]*$")
_DOTTED = re.compile(r"(?!www)(?:[^\W\d_]{1,3}\.)+-?[^\W\d_]{1,3}")
_QUOTED_END = re.compile(r"[.!?؟。！？।۔።…]+[”\"»“’」』》）)]$")
_INTRODUCES = frozenset(":：፦")
_DASHES = frozenset("—–-―")

# What sentencex overlooks: an ellipsis, a stop within brackets, a doubled Ethiopic space.
_OVERLOOKED = re.compile(r"(?:…|[.!?…։।۔።؟]\)|፡፡|(?<=\w)::)[\"”»’)]*\s+(?=\S)")
_OVERLOOKED_MARK = re.compile("[…)፡:]")  # without one of them nothing is
_BEFORE_NUMBER = re.compile(rf"\.(?<=[^\W\d_]{{{_SHORT + 1}}}\.)\s+(?=\d)")
_BEFORE_WORD = re.compile(r"(?<![\w.])([^\W\d_]+)\.\s+(?=\S)")
# In these scripts a stop is an end wherever it stands, but before what closes with it.
_STOPS = re.compile(r"[。！？｡។៕།]+[」』”’）】》〉]*(?![。！？｡」』”’）】》〉、，])")

# What a reader does not see, and what sentencex must not read.
_HIDDEN = re.compile(
    r"\[\^[^\]\s]+\]"  # the mark of a footnote
    r"|(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"  # where a link leads
    r"|[*_\[\]~]"
)
_HIDDEN_MARK = re.compile(r"[*_\[\]~]")  # without one of them nothing is hidden
_CLOSING = re.compile(r"\[\^[^\]\s]+\]|\*+|_+|~+|\](?:\([^()\s]*\))?")
_OPAQUE = re.compile(
    r"(`+)(?!`).{0,500}?(?<!`)\1(?!`)|<[^>\s]+>|\$[^$]+\$"
    r"|\b(?:https?://|www\.)[a-z0-9%/?#@!$&'+,;:=._~-]*[a-z0-9/=_~-]"
    r"|(?<=[^\W\d_])\"(?=[^\W\d_])",  # the Hebrew mark of an abbreviation
    re.IGNORECASE | re.DOTALL,
)
_OPAQUE_MARK = re.compile('[`<$"]')
_NOTE_ID = re.compile(r' id="fnref:[^"]*"')
# Spaces to mark a place with: CommonMark takes them for white space, nobody types them.
_RARE_SPACES = "\u2000\u2001\u2004\u2005\u2006\u2008\u205f"


def sentences(text: str, language: Language, parse: Parse) -> list[str]:
    """Cut text into sentences, each with the space behind it; joined they are the text.

    No cut falls inside a quotation or brackets, nor where no space is in a language that
    has spaces, nor where the two sides would mean something else apart than together
    (inside a link, say): `parse` reads Markdown text.
    """
    spans = [*quotations(text), *brackets(text)]
    held = {block for start, end in spans for block in range(start + 1, end)}
    parts = [""]
    end = 0
    for cut in [*_cuts(text, language), len(text)]:
        part, begin, end = text[end:cut], end, cut
        allowed = begin not in held and _has_letters(parts[-1]) and part.strip()
        if allowed and _ends(parts[-1], part, text, language):
            parts.append(part)
        else:
            parts[-1] += part
    return _cut_where_meaning_allows(parts, parse)


def _has_letters(text: str) -> bool:
    """Say whether there is a word: "1." begins what follows."""
    return any(character.isalpha() for character in text)


def _ends(left: str, right: str, text: str, language: Language) -> bool:
    """Say whether a sentence ends between two sides."""
    spaced = left[-1:].isspace()
    left, right = _seen(left[-_NEAR:]).rstrip(), _seen(right[:_NEAR]).lstrip()
    # Latin stops need a space behind them everywhere; no sentence begins with a line break.
    if right[:2] == "\\\n" or (not spaced and (language.joiner or left[-1:] == ".")):
        return False
    first = _FIRST_WORD.match(right)
    word = first[1] if first else ""
    pauses = _PAUSE.search(left) and not _has_case(word) and not word[:1].isdigit()
    if pauses or _begins_small(word) or _goes_on_quoted(left, right, word):
        return False
    if left[-1:] not in {".", "۔"}:
        return True
    own = language.script == "Thai" or not OWN_STOPS.isdisjoint(text)
    return not (left[-1] == "." and own) and not _is_shortened(left, word, language)


def _seen(text: str) -> str:
    return _HIDDEN.sub("", text).replace("․", ".")


def _begins_small(word: str) -> bool:
    """Say whether a word begins no sentence: iPhone may, and Georgian has no capitals there."""
    return _has_case(word) and word[0].islower() and not word[1:2].isupper()


def _has_case(word: str) -> bool:
    return word[:1].title() != word[:1] or word[:1].isupper()


def _goes_on_quoted(left: str, right: str, word: str) -> bool:
    """Say whether words behind a quotation tell whose it is; capitals tell that elsewhere."""
    if _has_case(word) or not _QUOTED_END.search(left) or right[:1] in OPENING:
        return False
    if right[:1] in _DASHES:
        return True
    quoted = max(quotations(left), key=lambda span: span[1], default=None)
    if quoted is None or quoted[1] != len(left):
        return False
    return left[: quoted[0]].rstrip()[-1:] not in _INTRODUCES


def _is_shortened(left: str, word: str, language: Language) -> bool:
    """Say whether the stop at the end of `left` shortens a word or counts."""
    found = _LAST_WORD.search(left)
    last = found[1] if found else ""
    if last.lower() in LEADING.get(language.base, "").split():
        return True
    if word[:1].isdigit() and _counts(last, language):
        return True
    if language.base == "en":
        initial = _INITIAL.search(left)
        is_day = word.lower() in language.calendar_words
        return bool(initial and initial[1] != "I") or bool(is_day and _HOUR.search(left))
    initials = _INITIALS.search(left)
    if _DOTTED.fullmatch(last) or (initials and not _is_syllable(initials[1][0])):
        return True
    ordinal = language.base in ORDINAL_DOT or word.lower() in language.calendar_words
    return ordinal and bool(_ORDINAL.search(left))


def _counts(last: str, language: Language) -> bool:
    """Say whether a number belongs to the shortened word before it: "art. 5", "Oct. 5"."""
    short = last.islower() and len(last) <= _SHORT and language.base != "en"
    known = last.lower() in BEFORE_NUMBER | language.calendar_words
    return short or known or last[-1:].isdigit()


def _is_syllable(letter: str) -> bool:
    """Say whether one letter may be a whole word, as in Chinese and Korean."""
    return unicodedata.name(letter, "").startswith(("HANGUL", "CJK", "HIRAGANA", "KATAKANA"))


def _cuts(text: str, language: Language) -> list[int]:
    """Return where sentences may begin, as offsets in the Markdown text."""
    shown, offsets = _shown(text)
    found, end = set[int](), 0
    for part in sentencex.segment(language.base, shown):
        end += len(part)
        opens = part[-1:] in OPENING and part[-2:-1].isspace()
        found.add(end - opens)
    found.update(_overlooked(shown, language))
    # Behind the last shown character of the sentence and the marks that close with it.
    inside = [cut for cut in found if 0 < cut < len(shown)]
    return sorted({_behind(text, offsets[cut - 1] + 1, shown[cut - 1]) for cut in inside})


def _overlooked(shown: str, language: Language) -> Iterator[int]:
    if not language.joiner:
        yield from (match.end() for match in _STOPS.finditer(shown))
        return
    yield from (match.end() for match in _BEFORE_NUMBER.finditer(shown))
    if _OVERLOOKED_MARK.search(shown):
        yield from (match.end() for match in _OVERLOOKED.finditer(shown))
    everyday = EVERYDAY.get(language.base, "").split()
    for match in _BEFORE_WORD.finditer(shown) if everyday else ():
        if match[1] in everyday and shown[match.end()].isupper():
            yield match.end()


def _behind(text: str, cut: int, last: str) -> int:
    """Move a cut behind the marks that close what ends there, where no space does it."""
    if last.isspace():
        return cut
    while closing := _CLOSING.match(text, cut):
        mark = closing[0]
        if mark[0] in "*_~" and text.count(mark, 0, cut) % 2 == 0:  # it opens what follows
            break
        cut = closing.end()
    return cut


def _shown(text: str) -> tuple[str, Sequence[int]]:
    """Return the text without marks of Markdown, and where each of its characters stands."""
    masked = text.replace("․", ".")
    if _OPAQUE_MARK.search(masked) or "://" in masked or "www." in masked.lower():
        masked = _OPAQUE.sub(lambda found: "x" * len(found[0]), masked)
    if not _HIDDEN_MARK.search(masked):
        return masked, range(len(text))
    hidden = {block for found in _HIDDEN.finditer(masked) for block in range(*found.span())}
    offsets = [offset for offset in range(len(text)) if offset not in hidden]
    return "".join(masked[offset] for offset in offsets), offsets


def _cut_where_meaning_allows(parts: list[str], parse: Parse) -> list[str]:
    """Join again the parts that inline markup holds together."""
    text = "".join(parts)
    if len(parts) == 1 or is_plain(text):
        return parts
    parts = _outside_of_marks(parts, parse)
    if "".join(_alone(part, parse) for part in parts) == _meaning(text, parse):
        return parts
    return _joined(parts, parse)


def _outside_of_marks(parts: list[str], parse: Parse) -> list[str]:
    """Join the parts between which a link, emphasis or code is open."""
    text = "".join(parts)
    mark = next((space for space in _RARE_SPACES if space not in text), None)
    if mark is None:
        return parts
    depth, free = 0, list[bool]()
    for token in parse(mark.join(parts)):
        depth += token.nesting
        free += [depth == 0 and token.type == "text"] * token.content.count(mark)
    if len(free) != len(parts) - 1:  # one stands in an address
        return parts
    joined = parts[:1]
    for part, is_free in zip(parts[1:], free, strict=True):
        if is_free:
            joined.append(part)
        else:
            joined[-1] += part
    return joined


def _joined(parts: list[str], parse: Parse) -> list[str]:
    """Find the parts that mean together what they mean apart, the smallest first."""
    found: list[str] = []
    for part in parts:
        found.append(part)
        while len(found) > 1:
            left, right = found[-2:]
            if _alone(left, parse) + _alone(right, parse) == _alone(left + right, parse):
                break
            found[-2:] = [left + right]
    whole = _meaning("".join(parts), parse)
    return found if "".join(_alone(part, parse) for part in found) == whole else ["".join(parts)]


def _meaning(text: str, parse: Parse) -> str:
    """Render text; which of several marks of one footnote it is has no meaning."""
    return _NOTE_ID.sub("", render(parse(text)))


def _alone(text: str, parse: Parse) -> str:
    """Render text as a segment of its own, with the space behind it as it stands."""
    sentence = text.rstrip()
    return _meaning(sentence, parse) + text[len(sentence) :]
