"""Inline HTML: tags within a text, rewritten as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.inline_rules import apply_edits
from publisher.markup.spans import CODE_SPAN
from publisher.readers.raw_html.breaks import with_breaks
from publisher.readers.raw_html.elements import TAG
from publisher.readers.raw_html.tag_edits import TagEdits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.token import Token

    from publisher.markup.fault import SourceFault
    from publisher.markup.tags import Tag

    # An inline text → its tokens, with tags.
    Parse = Callable[[str], list[Token]]

_MAX_ROUNDS = 4
# Neither addresses in angle brackets nor escaped marks.
_CODE_OR_REMNANT = re.compile(
    rf"{CODE_SPAN.pattern}|(?<![\\(])(?!<[A-Za-z][\w+.-]+:)(?={TAG.pattern})<"
)
_CODE_OR_TAG = re.compile(rf"{CODE_SPAN.pattern}|(?<!\\)<(?=[A-Za-z/!?])")


class Converted(NamedTuple):
    """A text without HTML, its faults, and the names of places that links lead to."""

    text: str
    faults: list[SourceFault]
    anchors: list[str]


def convert_inline(text: str, parse: Parse, line: int | None = None) -> Converted:
    """Rewrite the tags of an inline text as Markdown; `line` is where it begins, from 1."""
    source = text
    found: list[SourceFault] = []
    anchors: list[str] = []
    for _ in range(_MAX_ROUNDS):
        edits = TagEdits(text, parse(text), line)
        if not (made := edits.made()):
            rest = text if text == source else _without_remnants(text, edits.tags.values())
            return Converted(rest, [*dict.fromkeys(found)], anchors)
        found += edits.faults
        anchors += edits.anchors
        text = with_breaks(apply_edits(text, made)).strip(" \n")
    return Converted(_without_tags(text), [*dict.fromkeys(found)], anchors)


def _without_remnants(text: str, tags: Iterable[Tag]) -> str:
    """Delete the opening mark of a broken tag's rest that looks like a tag, outside code."""
    kept = {tag.start for tag in tags}
    return _CODE_OR_REMNANT.sub(
        lambda mark: mark[0] if mark[1] or mark.start() in kept else "", text
    )


def _without_tags(text: str) -> str:
    """Delete the marks that open a tag, outside code."""
    return _CODE_OR_TAG.sub(lambda mark: mark[0] if mark[1] else "", text)
