"""Container information: the keyword and title in the opening line of a container."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import NamedTuple

from publisher.markup.attribute_list import ATTRIBUTES, parse_attributes

# Keywords of callouts, and the label of a callout without a title; None for none.
CALLOUTS = MappingProxyType(
    {
        **dict.fromkeys(("note", "info", "seealso"), "note"),
        **dict.fromkeys(("tip", "hint"), "tip"),
        **dict.fromkeys(("important", "attention"), "important"),
        "warning": "warning",
        **dict.fromkeys(("caution", "danger", "error"), "caution"),
        **dict.fromkeys(("abstract", "summary", "tldr", "success", "check", "done"), None),
        **dict.fromkeys(("question", "help", "faq", "failure", "fail", "missing"), None),
        **dict.fromkeys(("bug", "example", "quote", "cite", "todo", "secondary"), None),
    }
)
# Keywords of callouts whose kind is an attribute, and those of tabs.
TYPED_CALLOUTS = frozenset(
    {"admonition", "alert", "aside", "callout", "hint", "notice", "pageinfo"}
)
TABS = frozenset({"tab", "tab-item", "tabitem", "tabpanel"})
_BRACES = re.compile(rf"(?:{ATTRIBUTES}|\{{[^{{}}]*\}})\s*$")


class ContainerInfo(NamedTuple):
    """Keyword and title of an opening line; the title is None if there is none at all."""

    keyword: str
    title: str | None = ""

    def meta(self, syntax: str) -> dict[str, object]:
        """Return the `meta` of the opening token."""
        return {"syntax": syntax, "keyword": self.keyword, "label": self.title is not None}


def read_colons(info: str) -> ContainerInfo:
    """Read `note`, `note Title`, `note[Title]{…}`, `{.callout-note title="…"}`, `{note} Title`."""
    info = info.rstrip(":").rstrip()
    info = re.sub(r"^\{([\w-]+)\}", r"\1", info)  # MyST
    braces = _BRACES.search(info)
    attributes = parse_attributes(braces[0] if braces else "")
    info = info[: braces.start()].rstrip() if braces else info
    word = re.match(r"\{?\s*([\w-]*)", info)
    rest = info[word.end() :].strip() if word else ""
    callouts = (name for name in attributes.classes if name.removeprefix("callout-") in CALLOUTS)
    keyword = (word[1] if word else "") or next(callouts, next(iter(attributes.classes), ""))
    title = attributes.values.get("title") or attributes.values.get("summary") or ""
    if bracketed := re.fullmatch(r'\[(.*)\]|"(.*)"', rest):
        rest = bracketed[1] or bracketed[2] or ""
    return ContainerInfo(keyword.lower().removeprefix("callout-"), rest or title)


def read_slashes(info: str, options: dict[str, str]) -> ContainerInfo:
    """Read `note | Title`, whose kind may be an option."""
    keyword, _, title = info.partition("|")
    kind = options.get("type", "") if keyword.strip() in {"admonition", "details"} else ""
    return ContainerInfo((kind or keyword.strip()).lower(), title.strip())


def read_admonition(info: str) -> ContainerInfo:
    """Read `note inline "Title"`; the title `""` means none."""
    quoted = re.search(r'"(.*)"', info)
    keyword = re.match(r"[\w-]*", info)
    title = (quoted[1] or None) if quoted else ""
    return ContainerInfo(keyword[0].lower() if keyword else "", title)
