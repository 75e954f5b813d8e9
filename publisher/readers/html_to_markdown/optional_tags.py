"""Elements that a tag ends (HTML Living Standard, 13.1.2.4, 13.2.4.2 and 13.2.6.4.7).

Authors may leave out some end tags; and no tag ends an element outside its scope.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bs4 import BeautifulSoup, Tag


class _Implied(NamedTuple):
    """Elements that a start tag `ends`, unless one of `within` was opened after them."""

    ends: frozenset[str]
    within: frozenset[str]


def _rules(starts: str, ends: str, within: str) -> dict[str, _Implied]:
    return dict.fromkeys(starts.split(), _Implied(_names(ends), _names(within) | _START_SCOPES))


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Whose content browsers do not read as part of the page: no tag in them ends anything outside.
_UNREAD = _names("iframe noscript template textarea")
_FOREIGN = _names("annotation-xml desc foreignobject mi mn mo ms mtext title")  # in math and svg
_END_SCOPES = _UNREAD | _FOREIGN | _names("applet caption marquee object table td th")
_TABLE_SCOPES = _UNREAD | {"table"}
# In which a start tag ends nothing outside; of audio, canvas and video, the text is not shown.
_START_SCOPES = (
    _UNREAD | _FOREIGN | _names("applet audio button canvas marquee object select video")
)
TABLE_PARTS = _names("colgroup table tbody tfoot thead tr")
_LISTS = (
    "article aside blockquote dir dl fieldset figure form main nav ol menu section table td th ul"
)
_SECTIONS = "thead tbody tfoot"
# By the start tag. Within its own element, such as a table in a cell, it ends nothing outside.
_RULES: Mapping[str, _Implied] = MappingProxyType(
    {
        **_rules(
            "address article aside blockquote center details dialog dir div dl fieldset"
            " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol"
            " p pre search section summary table ul",
            ends="p",
            within="caption table td th",
        ),
        **_rules("li", ends="li p", within=_LISTS),
        **_rules("dd dt", ends="dd dt p", within=_LISTS),
        **_rules("td th", ends="caption td th", within="table tr"),
        **_rules("tr", ends="caption colgroup tr", within="table"),
        **_rules(f"colgroup {_SECTIONS}", ends=f"caption colgroup {_SECTIONS} tr", within="table"),
        **_rules("rp rt", ends="rp rt", within="ruby"),
        **_rules("option", ends="option", within="datalist optgroup select"),
        **_rules("optgroup", ends="optgroup option", within="select"),
    }
)


def end_implied(soup: BeautifulSoup, start: str) -> None:
    """End the open elements that the start tag `start` ends, and those within them."""
    rule = _RULES.get(start)
    if rule is None or not any(soup.open_tag_counter.get(name) for name in rule.ends):
        return
    if (last := _outermost(soup.tagStack, rule)) is not None:
        while soup.tagStack[-1] is not last:
            soup.handle_endtag(soup.tagStack[-1].name)
        soup.handle_endtag(last.name)


def is_open(soup: BeautifulSoup, name: str) -> bool:
    """Return whether the end tag `name` ends an open element."""
    if not soup.open_tag_counter.get(name):
        return False
    if name in _UNREAD:
        return True
    is_of_table = name in TABLE_PARTS | {"caption", "td", "th"}
    scopes = {name, *(_TABLE_SCOPES if is_of_table else _END_SCOPES)}
    if name == "p":
        scopes.add("button")
    return next(tag.name for tag in reversed(soup.tagStack) if tag.name in scopes) == name


def _outermost(stack: Sequence[Tag], rule: _Implied) -> Tag | None:
    found = None
    for tag in reversed(stack):
        if tag.name in rule.within:
            break
        if tag.name in rule.ends:
            found = tag
    return found
