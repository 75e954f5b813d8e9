"""Control characters, which no font can show; editors see them as nothing or as a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.characters import CONTROL
from publisher.markup.fault import SourceFault
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.source_text import SourceText

_SPACES = frozenset("\v\f\x85")  # they divide lines and pages


def remove_control_characters(source: SourceText) -> Iterator[Change]:
    """Yield the changes that leave out control characters, with a fault for each."""
    for found in CONTROL.finditer(source.text):
        line = source.file_line(found.start())
        code = f"U+{ord(found[0]):04X}"
        problem = f"control character {code} cannot be printed and is left out; delete it"
        fault = SourceFault("control-character", problem, line)
        text = " " if found[0] in _SPACES else ""
        yield Change(found.start(), found.end(), text, fault=fault)
