"""Text → sentences, as the language it is written in ends them.

sentencex proposes where a sentence ends; what stands here keeps together what it cuts
too eagerly, and what Markdown, quotations and brackets hold together.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

import sentencex

from publisher.quotations import brackets, quotations
from publisher.render import is_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from publisher.language import Language

    Render = Callable[[str], str]

# Languages that write "3." for "3rd" (Unicode CLDR, ordinal patterns of their dates).
_ORDINAL_DOT = frozenset(
    {"bs", "cs", "da", "de", "et", "fi", "fo", "gsw", "hr", "hu", "is", "lb", "lv", "nb", "nn"}
    | {"no", "pl", "se", "sk", "sl", "sr", "tr"}
)
# Abbreviations that a name or a number follows and that sentencex takes for an end.
_LEADING = MappingProxyType(
    {
        "ar": "د أ م",
        "da": "kl nr dr prof ca",
        "de": "z.b d.h u.a i.d.r v.a",
        "fr": "m mm mme mlle mgr me dr pr st ste",
        "hi": "डॉ श्री प्रो",
        "hy": "թ թթ դ պրոֆ ակադ",
        "nb": "kl nr dr prof ca",
        "no": "kl nr dr prof ca",
        "nn": "kl nr dr prof ca",
        "ru": "т.е т.к т.н им ул г-н г-жа проф акад",
        "sv": "kl nr dr prof ca",
        "uk": "ім вул проф акад",
    }
)
# English hours may end a sentence; before a day or a month they do not.
_HOUR = re.compile(r"\b[ap]\.\s?m\.\s*$", re.IGNORECASE)
_INITIAL = re.compile(r"(?:^|[\s(«“\"'’\u00a0])([^\W\d_])\.\s*$")
_ORDINAL = re.compile(r"(?:^|[\s(])\d{1,2}\.\s*$")
_LAST_WORD = re.compile(r"([^\s()«“\"]+)\.\s*$")
_FIRST_WORD = re.compile(r"\w+")

# In these scripts a stop is an end wherever it stands, but before what closes with it.
_STOPS = re.compile(r"[。！？｡]+[」』”’）】》〉]*(?![。！？｡」』”’）】》〉、，])")

# What a reader does not see, and what sentencex must not read.
_HIDDEN = re.compile(
    r"\[\^[^\]\s]+\]|(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)|[*_\[\]~]"
)
_CLOSING = re.compile(r"\[\^[^\]\s]+\]|\*+|_+|~+|\](?:\([^()\s]*\))?")
_OPAQUE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|<[^>\s]+>|\$[^$]+\$", re.DOTALL)
_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)[a-z0-9%/?#@!$&'+,;:=._~-]*[a-z0-9/=_~-]", re.IGNORECASE
)


def sentences(text: str, language: Language, render: Render) -> list[str]:
    """Cut text into sentences, each with the space behind it; joined they are the text.

    No cut falls inside a quotation or brackets, nor where no space is in a language that
    has spaces, nor where the two sides would mean something else apart than together
    (inside a link, say): `render` says what Markdown text means.
    """
    held = {
        place
        for start, end in [*quotations(text), *brackets(text)]
        for place in range(start + 1, end)
    }
    parts = [""]
    end = 0
    for cut in [*_cuts(text, language), len(text)]:
        part, end = text[end:cut], cut
        if (
            parts[-1]
            and part.strip()
            and _may_cut(parts[-1], part, cut - len(part), held, language)
        ):
            parts.append(part)
        else:
            parts[-1] += part
    return _cut_where_meaning_allows(parts, render)


def _may_cut(left: str, right: str, place: int, held: set[int], language: Language) -> bool:
    if place in held:
        return False
    if not language.joiner:
        return True
    return left[-1:].isspace() and not _goes_on(_seen(left), _seen(right), language)


def _seen(text: str) -> str:
    return _HIDDEN.sub("", text)


def _goes_on(left: str, right: str, language: Language) -> bool:
    """Say whether the stop at the end of `left` ends no sentence."""
    word = _FIRST_WORD.search(right)
    first = word[0] if word else ""
    if _begins_small(first):
        return True
    if left.rstrip()[-1:] != ".":
        return False
    last = _LAST_WORD.search(left)
    abbreviation = last[1].lower() if last else ""
    if abbreviation in _LEADING.get(language.base, "").split():
        return True
    if (initial := _INITIAL.search(left)) and (language.base, initial[1]) != ("en", "I"):
        return True
    is_day = first.lower().rstrip(".") in language.calendar_words
    if is_day and (_ORDINAL.search(left) or _HOUR.search(left)):
        return True
    return language.base in _ORDINAL_DOT and bool(_ORDINAL.search(left))


def _begins_small(word: str) -> bool:
    """Say whether a word begins no sentence: iPhone may, and Georgian has no capitals there."""
    first, second = word[:1], word[1:2]
    return first.islower() and first.title() != first and not second.isupper()


def _cuts(text: str, language: Language) -> list[int]:
    """Return where sentences may begin, as offsets in the Markdown text."""
    shown, offsets = _shown(text)
    found, end = set[int](), 0
    for part in sentencex.segment(language.base, shown):
        end += len(part)
        found.add(end)
    if not language.joiner:
        found.update(match.end() for match in _STOPS.finditer(shown))
    # Behind the last shown character of the sentence and the marks that close with it.
    return sorted(
        {
            _behind(text, offsets[cut - 1] + 1, shown[cut - 1])
            for cut in found
            if 0 < cut < len(shown)
        }
    )


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


def _shown(text: str) -> tuple[str, list[int]]:
    """Return the text without marks of Markdown, and where each of its characters stands."""
    masked = list(text)
    for pattern in (_OPAQUE, _ADDRESS):
        for match in pattern.finditer(text):
            masked[match.start() : match.end()] = "x" * (match.end() - match.start())
    hidden = set(_hidden("".join(masked)))
    offsets = [offset for offset in range(len(text)) if offset not in hidden]
    return "".join(masked[offset] for offset in offsets), offsets


def _hidden(text: str) -> Iterator[int]:
    for match in _HIDDEN.finditer(text):
        yield from range(match.start(), match.end())


def _cut_where_meaning_allows(parts: list[str], render: Render) -> list[str]:
    """Join again the parts that inline markup holds together."""
    text = "".join(parts)
    if len(parts) == 1 or is_plain(text):
        return parts
    rendered = render(text)
    if "".join(_render_part(part, render) for part in parts) == rendered:
        return parts
    # The boundaries nearest to the middle first, so that long texts stay cheap.
    for middle in sorted(range(1, len(parts)), key=lambda cut: abs(2 * cut - len(parts))):
        left, right = "".join(parts[:middle]), "".join(parts[middle:])
        if _render_part(left, render) + _render_part(right, render) == rendered:
            return [
                *_cut_where_meaning_allows(parts[:middle], render),
                *_cut_where_meaning_allows(parts[middle:], render),
            ]
    return [text]


def _render_part(text: str, render: Render) -> str:
    """Render text as a segment of its own, with the space behind it as it stands."""
    sentence = text.rstrip()
    return render(sentence) + text[len(sentence) :]
