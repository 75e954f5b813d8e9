"""Attribute lists: `{#id .class key="value"}`, and `{: .class}` of kramdown."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_DOUBLE, _SINGLE = r'"(?:[^"\\]|\\.)*+"', r"'(?:[^'\\]|\\.)*+'"
_ITEM = re.compile(
    r"""\#(?P<id>[^\s{}"']+)|\.(?P<class>[^\s{}"']+)"""
    rf"""|(?P<key>[\w:-]+)=(?:(?P<quoted>{_DOUBLE}|{_SINGLE})|(?P<bare>[^\s{{}}"']*))""",
    re.DOTALL,
)
# The pattern of a list of Pandoc (User's Guide, `link_attributes`), and that of a name in it. A
# value may have several lines, but no empty one.
_SPACE = r"[ \t]*+(?:\n(?![ \t]*\n)[ \t]*+)?"
_QUOTED = (
    r'"(?:[^"\\\n]|\\.|\n(?![ \t]*\n)){0,4000}+"'
    r"|'(?:[^'\\\n]|\\.|\n(?![ \t]*\n)){0,4000}+'"
)
ATTRIBUTES = (
    rf"\{{(?:{_SPACE}(?:[.#][A-Za-z_][\w:.-]*+|[A-Za-z][\w:-]*+=(?:{_QUOTED}|[^\s\"'{{}}]++)))++"
    rf"{_SPACE}\}}(?!\}})"
)
NAME = re.compile(r"[\w.:-]+")
_ESCAPE = re.compile(r"\\([\"'\\])")


class AttributeList(NamedTuple):
    """The name of an element, its classes, and its other attributes."""

    name: str | None
    classes: tuple[str, ...]
    values: Mapping[str, str]


def parse_attributes(text: str) -> AttributeList:
    """Read the items of a list, with or without its braces; anything else is skipped."""
    name, classes, values = None, list[str](), dict[str, str]()
    for item in _ITEM.finditer(text):
        if item["id"]:
            name = item["id"]
        elif item["class"]:
            classes.append(item["class"])
        else:
            quoted = item["quoted"]
            values[item["key"]] = _ESCAPE.sub(r"\1", quoted[1:-1]) if quoted else item["bare"]
    return AttributeList(name, tuple(classes), MappingProxyType(values))
