"""Boxes of lessons, as the Carpentries write them: `::: challenge` with a heading below or none.

See https://carpentries.github.io/sandpaper-docs/component-guide.html.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

# English titles of boxes that have none; in other languages they stay without.
_TITLES = MappingProxyType(
    {
        **{name: name.title() for name in ("challenge", "checklist", "discussion", "objectives")},
        **{name: name.title() for name in ("questions", "solution", "spoiler", "testimonial")},
        "keypoints": "Key points",
        "prereq": "Prerequisites",
        "instructor": "Instructor note",
        "callout": "",
    }
)
_BOX = re.compile(
    rf"^[ \t>]*:{{3,}}[ \t]*(?P<keyword>{'|'.join(_TITLES)})(?P<colons>[ \t]*:*[ \t]*)$"
    r"(?P<heading>\s*\n[ \t>]*\#{1,6}[ \t]+(?P<title>[^\n]*?)[ \t]*(?=\n|\Z))?",
    re.MULTILINE,
)


def name_boxes(source: SourceText, code: CodeMap, *, in_english: bool) -> Iterator[Change]:
    """Yield the changes that make the headings of boxes titles, and name those without."""
    for found in _BOX.finditer(source.text):
        # A heading with a name stays one, as links lead to it.
        if code.at(found.start("keyword")) is not None or "{" in (found["title"] or ""):
            continue
        title = found["title"] or (_TITLES[found["keyword"]] if in_english else "")
        if title:
            yield Change(found.end("keyword"), found.end(), f"[{title}]")
