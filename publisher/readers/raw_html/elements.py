"""Elements of HTML, and components, by their treatment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.container_info import CALLOUTS, TABS, TYPED_CALLOUTS
from publisher.markup.tags import names
from publisher.readers.passes.tasks import DONE, OPEN

if TYPE_CHECKING:
    from collections.abc import Mapping

# Left out with their content. Readers of a web page see them, or the work of their programs.
LEFT_OUT = names(
    "script form input button select textarea iframe frame frameset object embed applet canvas svg"
    " math dialog video audio marquee datalist meter progress output keygen map noframes"
    " slot"
)
# Left out without a fault: no reader sees them, or they are about looks.
UNSEEN = names(
    "style link meta rp base template noscript source track param area title head wbr col colgroup"
)
# Of which links and images in the content are kept, for readers without a player.
PLAYERS = frozenset({"video", "audio", "object"})
# With a line of their own; between two of them in a cell or a sentence is a line break.
LINES = names(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul"
)
# Components that are nothing but their content, or only place it.
FRAGMENTS = frozenset(
    {"", "Fragment", "React.Fragment", "Tabs", "Steps", "Columns"}
    | {"CardGrid", "CardGroup", "Cards", "CodeGroup", "TabGroup"}
    | {"TOCInline"}  # a table of contents
)
# Looks like a tag; not List<int, str>.
TAG = re.compile(r"</?[A-Za-z][\w.:-]*+(?:[\s/][^<>]*)?>")
_QUOTES = frozenset({"quote", "cite"})
_TITLE_ATTRIBUTES = ("title", "label", "header", "heading", "summary")
_TYPE_ATTRIBUTES = ("type", "variant", "intent", "kind", "severity", "status")


def checkbox(name: str, attributes: Mapping[str, object]) -> str | None:
    """Return the box, as in a task list, that an element is; None for others."""
    if name != "input" or str(attributes.get("type", "")).lower() != "checkbox":
        return None
    return DONE if "checked" in attributes else OPEN


def untagged(text: str) -> str:
    """Return the text of an attribute without anything like a tag in it."""
    return TAG.sub("", text)


class Box(NamedTuple):
    """The keyword of an admonition and its title, which may be empty."""

    keyword: str
    title: str


def box_of(name: str, attributes: Mapping[str, object]) -> Box | None:
    """Return the box that a component is: a callout, or anything with a title; None for others."""
    named = {key: str(value) for key, value in attributes.items()}
    title = untagged(next((named[key] for key in _TITLE_ATTRIBUTES if named.get(key)), ""))
    lower = name.lower()
    if lower in TYPED_CALLOUTS:
        kinds = (named[key].lower() for key in _TYPE_ATTRIBUTES if named.get(key))
        kind = next(kinds, "note")
        return Box(kind if kind in CALLOUTS else "note", title)
    if name[:1].isupper() and lower in CALLOUTS and lower not in _QUOTES:
        return Box(lower, title)
    return Box("tab" if lower in TABS else "details", title) if title else None
