"""HTML and JSX tags: recognise one at a place in a text, as written by hand or by a program.

A tag is one of CommonMark (0.31.2, section 6.6), or a text that only looks like one: with
attributes in braces, as in JSX, or with broken ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


def names(text: str) -> frozenset[str]:
    """Return the names in a text."""
    return frozenset(text.split())


# Elements that start a block (CommonMark 0.31.2, section 4.6, kind 6).
BLOCKS = names(
    "address article aside base basefont blockquote body caption center col colgroup dd details"
    " dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5"
    " h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup"
    " option p param search section summary table tbody td tfoot th thead title tr track ul"
)
# Elements whose content is read to their end tag, also over empty lines.
RAW_BLOCKS = names("script style pre textarea svg math video audio object canvas")
VOID = names(
    "area base basefont br col embed frame hr img input keygen link meta param source track wbr"
)
_INLINES = names(
    "a abbr acronym applet b bdi bdo big blink button cite code data datalist del dfn em font i"
    " img input ins kbd label map marquee mark meter nobr noscript output picture progress q rb"
    " rp rt rtc ruby s samp select slot small span strike strong sub sup template time tt u var"
)
HTML_NAMES = BLOCKS | RAW_BLOCKS | VOID | _INLINES | names("hgroup image rect path g use circle")

# A string of JSX in braces; group 2 is its text.
JSX_STRING = re.compile(r"""\{\s*(["'`])([^"'`$\\]*)\1\s*\}""")

_MAX_LENGTH = 10_000  # characters of a tag; the search for the end of one takes no longer
_START = re.compile(r"<(/?)([A-Za-z][\w.:-]*)?")
_SPACE = re.compile(r"\s*")
_END = re.compile(r"\s*(/?)>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/={}]+)(\s*=\s*)?")
_VALUE = re.compile(r"""\"([^"]*)\"|'([^']*)'|([^\s"'=<>`{}]+)""")
_REST = re.compile(r"[^<>]*>|[^<>]*=[^<>]*\Z")


class Tag(NamedTuple):
    """A tag at `start:end` of a text.

    `name` is in lower case, unless it is that of a component; it is empty for a fragment of
    JSX (`<>`). `is_dynamic` means that an attribute is an expression, which `attributes` lacks.
    """

    name: str
    start: int
    end: int
    attributes: Mapping[str, str] = MappingProxyType({})
    is_closing: bool = False
    is_empty: bool = False
    is_dynamic: bool = False

    @property
    def is_component(self) -> bool:
        """Whether a program defines the element: HTML has none of its name."""
        return not self.name.islower() or self.name not in HTML_NAMES


def match_tag(text: str, start: int, *, jsx: bool = False) -> Tag | None:
    """Return the tag that begins at `start`, or None; `jsx` allows fragments."""
    opening = _START.match(text, start)
    if opening is None:
        return None
    is_closing, name = bool(opening[1]), opening[2] or ""
    if not name:
        is_fragment = jsx and text.startswith(">", opening.end())
        return Tag("", start, opening.end() + 1, is_closing=is_closing) if is_fragment else None
    if name.lower() in HTML_NAMES and (name.islower() or name.isupper() or len(name) == 1):
        name = name.lower()
    scan = _scan(text, opening.end(), start + _MAX_LENGTH)
    if scan is None and text[opening.end() : opening.end() + 1].isspace():
        rest = _REST.match(text, opening.end(), start + _MAX_LENGTH)
        if rest is not None and (name in HTML_NAMES or "=" in rest[0]):
            scan = _Scan({}, rest.end())
    if scan is None:
        return None
    is_empty = scan.is_empty or (name in VOID and not is_closing)
    return Tag(name, start, scan.end, scan.attributes, is_closing, is_empty, scan.is_dynamic)


class _Scan(NamedTuple):
    attributes: dict[str, str]
    end: int
    is_empty: bool = False
    is_dynamic: bool = False


def _scan(text: str, pos: int, limit: int) -> _Scan | None:
    """Read the attributes and the end of a tag after its name; None if it has no end."""
    attributes: dict[str, str] = {}
    is_dynamic = False
    while pos < limit:
        if end := _END.match(text, pos, limit):
            return _Scan(attributes, end.end(), bool(end[1]), is_dynamic)
        after_space = _SPACE.match(text, pos, limit)
        if after_space is None or after_space.end() == pos:
            return None
        pos = after_space.end()
        if text.startswith("{", pos):  # {...attributes}
            is_dynamic, pos = True, brace_end(text, pos) or limit
            continue
        attribute = _ATTRIBUTE.match(text, pos, limit)
        if attribute is None:
            return None
        name, pos = attribute[1].lower(), attribute.end()
        value: str | None = ""
        if attribute[2]:
            value, pos = _value(text, pos, limit)
        elif attribute[0] != attribute[1]:
            pos = attribute.end(1)
        if value is None:
            is_dynamic = True
        else:
            attributes.setdefault(name, value)
    return None


def _value(text: str, pos: int, limit: int) -> tuple[str | None, int]:
    """Return an attribute's value, None for an expression, and where it ends, or `limit`."""
    if text.startswith("{", pos):
        string, end = JSX_STRING.match(text, pos, limit), brace_end(text, pos) or limit
        return (string[2] if string else None), end
    value = _VALUE.match(text, pos, limit)
    if value is None:
        return None, limit
    return unescape(next(group for group in value.groups() if group is not None)), value.end()


def brace_end(text: str, start: int) -> int | None:
    """Return the offset after the brace that closes the one at `start`, or None."""
    return _brace_ends(text).get(start)


@lru_cache(maxsize=2)
def _brace_ends(text: str) -> dict[int, int]:
    """Return the end of each pair of braces by its start; strings count as code."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for brace in re.finditer(r"[{}]", text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            ends[opened.pop()] = brace.end()
    return ends
