"""Attribute lists: `{#id .class key="value"}`, and `{: .class}` of kramdown."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_ITEM = re.compile(
    r"""\#(?P<id>[^\s{}"']+)|\.(?P<class>[^\s{}"']+)"""
    r"""|(?P<key>[\w:-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s{}"']*))"""
)


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
            values[item["key"]] = item["double"] or item["single"] or item["bare"] or ""
    return AttributeList(name, tuple(classes), MappingProxyType(values))
