"""Emoji: `:heart:` becomes its character if the fonts of a page have it.

The fonts of pages have no colour emoji (see fonts/symbols), so the others are left out. Code stays
as it is written, and a PDF shows that a character is missing. The icons of MkDocs, such as
`:material-bridge:`, are left out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from publisher.fonts.symbols import ALIKE, REPLACEMENT
from publisher.markup.fault import SourceFault
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

_CODE = re.compile(r"(?<![\w:/.\\-]):([a-z0-9_+-]{1,50}+):(?![\w:/\[`])")
_ICON = re.compile(
    r"(?<![\w:]):(?:material|octicons|fontawesome|simple|bootstrap|lucide|custom)-[\w-]+"
    r"(?:/[\w-]+)*:(?:\{[^{}\n]*\})?[ \t]?"
)
_HINT = re.compile(r":[a-z0-9_+-]+:")
# The blocks of Unicode that have emoji, without digits, arrows and marks such as ©.
_EMOJI_BLOCKS = re.compile(
    "[\u203c\u2049\u20e3\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\u3030-\u303d\u3297\u3299"
    "\U0001f000-\U0001faff]"
)
_EMOJI_STYLE = "\ufe0f"  # the variation selector
_STYLES = re.compile(f"[{_EMOJI_STYLE}\U0001f3fb-\U0001f3ff]")  # and colours of skin
_KEYCAP = "\u20e3"
# In Unicode's list of emoji with a form as text, but in no Noto font for symbols.
_NOT_IN_NOTO = frozenset("🈚🈷🈯🈂㊗㊙⏰➰➿‼⁉⏬⏫ℹ〽✊✨〰")


def read_emoji(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that write emoji as characters, and leave out the unprintable ones."""
    if not _HINT.search(source.text):
        return
    for icon in _ICON.finditer(source.text):
        if code.at(icon.start()) is None:
            yield Change(icon.start(), icon.end(), "")
    for found in _CODE.finditer(source.text):
        character = _emoji_by_code().get(found[0])
        if character is None or code.at(found.start()) is not None:
            continue
        problem = f"{found[0]} is left out: the fonts of pages have no colour emoji; delete it"
        line = source.file_line(found.start())
        fault = None if character else SourceFault("emoji", problem, line)
        yield Change(found.start(), found.end(), character, fault=fault)


def read_emoji_characters(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes of emoji that the fonts of pages do not have; code only has faults."""
    if not _EMOJI_BLOCKS.search(source.text):
        return
    from emoji import emoji_list  # noqa: PLC0415 - slow to import, and seldom needed

    for found in emoji_list(source.text):
        character, start, end = found["emoji"], found["match_start"], found["match_end"]
        printed, is_code = _printed(character), code.at(start) is not None
        if printed:
            if not is_code and character.replace(_EMOJI_STYLE, "") != printed:
                yield Change(start, end, printed)
            continue
        did = f"is {REPLACEMENT} in the code of PDFs" if is_code else "is left out"
        problem = f"{character} {did}: the fonts of pages have no colour emoji; delete it"
        fault = SourceFault("emoji", problem, source.file_line(start))
        if is_code:
            yield Change(start, start, "", fault=fault)
        else:
            yield Change(start, _end_of_space(source, start, end), "", fault=fault)


def _end_of_space(source: SourceText, start: int, end: int) -> int:
    """Return the end of the space that goes with an emoji: all at the start of a line.

    There it would be part of the indentation, which has a meaning in YAML and Markdown.
    """
    line_start, line_end = source.line_bounds(start)
    after = source.text[end:line_end]
    space = len(after) - len(after.lstrip(" \t"))
    return end + (min(space, 1) if source.text[line_start:start].strip() else space)


def _printed(emoji: str) -> str:
    """Return the printed text of an emoji of any style or colour of skin; it may be empty."""
    from emoji import EMOJI_DATA  # noqa: PLC0415 - see above

    character = _STYLES.sub("", emoji)
    if character[-1:] == _KEYCAP:
        return character[0] if character[0].isdigit() else ""  # "#" and "*" are Markdown
    has_text_style = "variant" in EMOJI_DATA.get(character, {}) and character not in _NOT_IN_NOTO
    return ALIKE.get(character, character if has_text_style else "")


@cache
def _emoji_by_code() -> Mapping[str, str]:
    """Return the printed text of each code, empty for an emoji that is not printed."""
    from emoji import EMOJI_DATA  # noqa: PLC0415 - slow to import, and seldom needed

    codes: dict[str, str] = {}
    for emoji, names in EMOJI_DATA.items():
        printed = _printed(emoji)
        for code in (names["en"], *names.get("alias", ())):
            # The same emoji is listed with and without its variation selector.
            codes[code] = codes.get(code) or printed
    return codes
