"""Validation of catalogue text, beyond the checks of `msgfmt --check`."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from publisher.base.characters import CONTROL
from publisher.base.errors import PublisherError
from publisher.base.limits import MESSAGE_KIB
from publisher.catalogues.po_scanner import find_header

if TYPE_CHECKING:
    from pathlib import Path

# git's conflict markers, and those of diff3 style.
_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})( |$)", re.MULTILINE)
# As written in the file, where an escape of four bytes may stand for one.
_MAX_STRING = 8 * MESSAGE_KIB * 2**10
_CHARSET = re.compile(r'charset=([^\s"\\\0]+)', re.IGNORECASE)
_CONTENT_TYPE = re.compile(r"Content-Type:", re.IGNORECASE)
_ELEVENTH_PLURAL = re.compile(r"^(#~ )?msgstr\[\d{2,}\]", re.MULTILINE)
_ELEVENTH_PLURAL_IN_SOURCE = re.compile(r"msgstr\s*\[\s*\d{2,}\s*\]")

# msgcat escapes bell, backspace, form feed and vertical tab, and writes others raw.
_CONTROL_ESCAPES = (r"\a", r"\b", r"\f", r"\v")
_CONTROL_IN_SOURCE = re.compile(r"\\([abfv]|[0-7]|x[0-9a-fA-F])")


def refuse_endless_strings(raw: bytes, path: Path) -> None:
    """Raise PublisherError for a string that is longer than any message may be.

    gettext and the scanner need many times its length of memory.
    """
    length = 0
    for number, line in enumerate(raw.splitlines(), 1):
        is_continued = line.lstrip(b"#~| \t").startswith(b'"')
        length = len(line) + (length if is_continued else 0)
        if length > _MAX_STRING:
            problem = f"this message is longer than {MESSAGE_KIB} KiB; split or shorten it"
            raise PublisherError(problem, file=path, line=number)


def refuse_conflict_markers(text: str, path: Path) -> None:
    """Raise PublisherError for git's conflict markers."""
    if marker := _CONFLICT.search(text):
        raise PublisherError(
            "merge conflict: choose one side and delete the lines of marks",
            file=path,
            line=_line_at(text, marker.start()),
        )


def require_utf8_header(text: str, path: Path) -> None:
    """Raise PublisherError unless the header declares one charset, UTF-8."""
    header = find_header(text)
    fields = header.translation if header else ""
    charset = _CHARSET.search(fields)
    if not charset:
        raise PublisherError(
            'no header that names the charset; add "Content-Type: text/plain; charset=UTF-8\\n"'
            " to the first message",
            file=path,
            line=1,
        )
    if len(_CONTENT_TYPE.findall(fields)) > 1:
        raise PublisherError(
            "the header has two fields Content-Type; delete one",
            file=path,
            line=_line_of(_CONTENT_TYPE, text, number=2),
        )
    if charset[1].lower() not in {"utf-8", "utf8"}:
        raise PublisherError(
            f"the header declares charset={charset[1]}; convert the file with msgconv -t UTF-8",
            file=path,
            line=_line_of(_CONTENT_TYPE, text),
        )


def refuse_many_plurals(canonical: str, text: str, path: Path) -> None:
    """Raise PublisherError for an eleventh plural form, which polib reads as the second.

    No language has more than six (CLDR).
    """
    if _ELEVENTH_PLURAL.search(canonical):
        raise PublisherError(
            "a message has more than ten plural forms; delete those that no language has",
            file=path,
            line=_line_of(_ELEVENTH_PLURAL_IN_SOURCE, text),
        )


def refuse_control_characters(canonical: str, text: str, path: Path) -> None:
    """Raise PublisherError for control characters in the canonical copy of `text`.

    Fonts have no glyph for them, and polib would write other characters.
    """
    # A letter after an escaped backslash is no escape.
    escapes = canonical.replace(r"\\", "")
    if CONTROL.search(escapes) or any(escape in escapes for escape in _CONTROL_ESCAPES):
        raise PublisherError(
            "a translation holds a control character, which cannot be printed; delete it",
            file=path,
            line=_line_of(_CONTROL_IN_SOURCE, text),
        )


def _line_of(pattern: re.Pattern[str], text: str, *, number: int = 1) -> int | None:
    """Return the line of a match by its number, or of the last one if there are fewer."""
    found = list(islice(pattern.finditer(text), number))
    return _line_at(text, found[-1].start()) if found else None


def _line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
