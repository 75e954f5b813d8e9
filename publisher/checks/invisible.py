"""Checks of invisible characters: controls, direction marks, tags and zero width."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.base.characters import CONTROL, code_point
from publisher.checks.check import Fault, of_edition, of_message
from publisher.markup.lines import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from publisher.checks.context import EditionContext
    from publisher.checks.unit import Unit

_CONTROLS = re.compile(rf"[{CONTROL.pattern[1:-1]}\ufffe\uffff]")
_TAGS = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")
_TAG = re.compile("[\U000e0000-\U000e007f]")
# Closing marks by opening mark (UAX #9, explicit directional formatting).
_BIDI = MappingProxyType(
    {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
    | {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
)
_DIRECTION_MARK = re.compile(f"[{''.join([*_BIDI, *_BIDI.values()])}]")
_OVERRIDES = frozenset("\u202d\u202e")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\n")  # ends a paragraph for UAX #9
_INVISIBLE = "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u180e\u00ad\u034f\u115f\u1160\u3164\uffa0"
_JOINERS = "\u200c\u200d"
_HIDDEN = re.compile(f"[{_INVISIBLE}{_JOINERS}]{{3,}}|[\u2061-\u2064\u115f\u1160\u3164\uffa0]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")

# A pre-check: every problem involves one of these.
_SUSPECT = re.compile(
    "["
    + "".join(p.pattern[1:-1] for p in (_CONTROLS, _TAG, _DIRECTION_MARK, _PRIVATE))
    + f"{_INVISIBLE}{_JOINERS}]"
)
_CODE = frozenset({"code_inline", "code_block", "fence", "math_inline", "math_block"})


@of_message("error")
def unsafe_character(unit: Unit) -> Iterator[str]:
    """A character is invisible, or changes the direction of the text around it.

    These are control and tag characters, overrides of direction, unclosed direction marks,
    direction marks in code, and runs of zero width.

    Bad (ru): The bridge. → Мост\u202e.
    Bad (ru): The bridge. → Мост\U000e0061.
    Bad (ru): Type `a`. → Введите `\u2066a\u2069`.
    Good (fa): The books. → کتاب\u200cها.
    """
    if _SUSPECT.search(unit.target.text):
        yield from _problems(unit.target.text, unit.target.code)


@of_edition("error")
def unsafe_source(context: EditionContext) -> Iterator[Fault]:
    """The article has an unsafe character, in its text, its code or its metadata.

    Such a text can be displayed in another order than it is written (CVE-2021-42574, Trojan
    Source).

    Bad: `access = "user⟨U+202E⟩nimda"`
    Good: a Hebrew name between ⟨U+2067⟩ and ⟨U+2069⟩
    """
    source, line = context.edition.source, None
    for token in source.tokens:
        line = line_of(token) or line
        if _SUSPECT.search(token.content):
            parts = [token, *(token.children or ())]
            code = [part.content for part in parts if part.type in _CODE]
            for problem in _problems(token.content, code):
                yield Fault(problem, file=source.file, line=line)
    metadata = source.metadata
    fields = (metadata.kicker, metadata.standfirst, metadata.rights, *metadata.author)
    for text in (*fields, *metadata.keywords, *metadata.image_credits.values()):
        if text and _SUSPECT.search(text):
            file = source.metadata_file
            yield from (Fault(problem, file=file) for problem in _problems(text, ()))


def _problems(text: str, code: Iterable[str]) -> Iterator[str]:
    """Yield the problems of a text that has `code` in it."""
    for found in [*_CONTROLS.findall(text), *_TAG.findall(_TAGS.sub("", text))]:
        yield f"has {code_point(found)}, which cannot be printed; delete it"
    for override in sorted(_OVERRIDES & {*text}):
        yield f"has {code_point(override)}, which changes the order of letters; delete it"
    for mark in _unpaired_direction_marks(text):
        yield f"has {code_point(mark)} unpaired in its paragraph; close it or delete it"
    for mark in sorted({mark for part in code for mark in _DIRECTION_MARK.findall(part)}):
        yield f"has {code_point(mark)} in code, which it shows in another order; delete it"
    if hidden := _HIDDEN.search(text):
        before = text[: hidden.start()][-10:]
        yield f"has {code_point(hidden[0][0])}, which is invisible, after “{before}”; delete it"
    if private := _PRIVATE.search(text):
        yield f"has {code_point(private[0])}, which only some fonts define; replace it"


def _unpaired_direction_marks(text: str) -> Iterator[str]:
    for paragraph in _HARD_BREAK.split(text):
        stack: list[str] = []
        for mark in _DIRECTION_MARK.findall(paragraph):
            if mark in _BIDI:
                stack.append(mark)
            elif stack and _BIDI[stack[-1]] == mark:
                stack.pop()
            else:
                yield mark
        yield from stack
